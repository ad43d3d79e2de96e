using ElJournal.Setup;

namespace ElJournal.Accounting.Corrections;

/// <summary>Зона регламента исправлений.</summary>
public enum Zone
{
    /// <summary>Без причины.</summary>
    Free,

    /// <summary>С причиной, and words where the school wants them.</summary>
    WithReason,

    /// <summary>По разрешению заместителя.</summary>
    ByPermission,
}

/// <summary>Где во времени и чьими руками делается запись: all that the regulation asks of an entry.</summary>
/// <param name="LessonDay">Day of the lesson, or the last day of the term.</param>
/// <param name="EnteredOn">The school's day on which what stands there was entered; null: nothing stands there.</param>
/// <param name="Own">The one who writes has entered what stands there.</param>
public sealed record Occasion(DateOnly LessonDay, DateOnly? EnteredOn, bool Own, bool Closed, DateOnly Today);

/// <summary>Три зоны исправлений (D-13, Z-9) as a function of nothing but the occasion and the school's regulation.</summary>
public static class Zones
{
    public static Zone Of(CorrectionRulesSet rules, Occasion o) =>
        IsLate(rules, o.LessonDay, o.Closed, o.Today) ? Zone.ByPermission
        : o.EnteredOn is not { } entered || (rules.OwnDayFree && o.Own && entered == o.Today) ? Zone.Free
        : Zone.WithReason;

    /// <summary>The teacher's own time is over: nothing is entered any more without a permission, not even what was forgotten.</summary>
    public static bool IsLate(CorrectionRulesSet? rules, DateOnly lessonDay, bool closed, DateOnly today) =>
        closed || (rules is not null && today > lessonDay.AddDays(rules.WindowDays));
}
