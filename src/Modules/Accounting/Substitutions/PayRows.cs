using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Строка журнала замен: one lesson given for another.</summary>
/// <param name="Hours">Paid, in hundredths of an hour.</param>
public sealed record PayRow(
    LessonId Lesson, string ClassName, bool IsGroup, string Subject, StaffId? Former, StaffId Teacher, string Taught, bool SameSubject, bool Combined, string Reason, int Hours);

/// <summary>Журнал замен of a month, before anybody is named.</summary>
public static class PayRows
{
    public static async Task<(IReadOnlyList<PayRow> Rows, Schedule Schedule)> Of(IQuerySession session, DateOnly first, CancellationToken cancel)
    {
        var schedule = await Schedule.Load(session, first, first.AddMonths(1).AddDays(-1), cancel);
        var rules = await session.LoadAsync<SubstitutionRules>(Streams.Substitutions, cancel);
        var given = schedule.Lessons.Where(l => l.Shift?.Teacher is not null).ToList();
        var fallen = await NotHeld(session, given.Select(l => l.Lesson), cancel);
        return ([.. given.Where(l => !fallen.Contains(l.Lesson)).Select(l => Row(l, schedule, rules))], schedule);
    }

    /// <summary>Who was to give a lesson that was not held has given none.</summary>
    private static async Task<HashSet<LessonId>> NotHeld(IQuerySession session, IEnumerable<LessonId> lessons, CancellationToken cancel) =>
        [.. await session.Query<Lesson>().Where(l => l.MatchesSql("d.id = any(?) and d.data ->> 'notHeld' is not null", (object)lessons.Select(l => l.Stream).ToArray()))
            .Select(l => l.Key).ToListAsync(cancel)];

    /// <summary>By substitute: what was given and what is paid for whole classes and for groups.</summary>
    public static IReadOnlyList<PayTotal> Totals(IEnumerable<PayRow> rows) =>
    [
        .. rows.GroupBy(r => r.Teacher).OrderBy(g => g.Key.Value, StringComparer.Ordinal)
            .Select(g => new PayTotal(g.Key, g.Count(), g.Where(r => !r.IsGroup).Sum(r => r.Hours), g.Where(r => r.IsGroup).Sum(r => r.Hours))),
    ];

    private static PayRow Row(ScheduledLesson lesson, Schedule schedule, SubstitutionRules? rules)
    {
        var shift = lesson.Shift!;
        var taught = shift.Taught is { } subject ? schedule.Subjects.GetValueOrDefault(subject, "") : lesson.Subject;
        return new PayRow(
            lesson.Lesson, lesson.ClassName, lesson.Course.Group is not null, lesson.Subject, shift.Former, shift.Teacher!.Value, taught, shift.Taught is null,
            shift.With is not null, shift.Reason ?? SubstitutionReasons.Other,
            shift.With is null ? WholeHour : rules?.On(lesson.Lesson.Date)?.CombinedShare ?? 0);
    }

    private const int WholeHour = 100;
}
