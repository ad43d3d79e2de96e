using ElJournal.Setup;

namespace ElJournal.Control.Works;

/// <summary>Контрольная работа of the schedule, as it stands.</summary>
/// <param name="Paper">By what it came into a schedule that was approved already.</param>
public sealed record ControlWork(
    string Id, ControlWorkId Work, YearId Year, CourseId Course, DateOnly Date, int Slot, int Lessons, string Form, string Level, string Topic, WorkPaper? Paper)
{
    /// <summary>Снята с графика.</summary>
    public bool Cancelled { get; init; }

    public WorkPaper? CancelledBy { get; init; }

    /// <summary>Переносы, oldest first.</summary>
    public IReadOnlyList<WorkMove> Moves { get; init; } = [];

    /// <summary>Объяснённые отклонения, oldest first; those of a former place count no more.</summary>
    public IReadOnlyList<WorkDeviation> Deviations { get; init; } = [];

    public static ControlWork Create(ControlWorkPlanned e) =>
        new(e.Work.Stream, e.Work, e.Year, e.Course, e.Date, e.Slot, e.Lessons, e.Form, e.Level, e.Topic, e.Paper);

    public static ControlWork Apply(ControlWorkMoved e, ControlWork work) => work with
    {
        Date = e.Date,
        Slot = e.Slot,
        Lessons = e.Lessons,
        Moves = [.. work.Moves, new WorkMove(work.Date, work.Slot, e.Date, e.Slot, e.Paper)],
    };

    public static ControlWork Apply(ControlWorkCancelled e, ControlWork work) => work with { Cancelled = true, CancelledBy = e.Paper };

    public static ControlWork Apply(ControlWorkDeviationExplained e, ControlWork work) => work with
    {
        Deviations = [.. work.Deviations, new WorkDeviation(e.Date, e.Slot, e.Limits, e.Explanation.Opening, e.Document)],
    };

    /// <summary>Where it stands.</summary>
    public WorkPlace Place() => new(Work, Course, Date, Slot, Lessons);

    /// <summary>The deviation of this limit is explained for the place in which the work stands.</summary>
    public bool IsExplained(string limit) => Deviations.Any(d => d.Date == Date && d.Slot == Slot && d.Limits.Any(l => l.Limit == limit));
}

/// <summary>Перенос from a day and lesson to another.</summary>
public sealed record WorkMove(DateOnly From, int FromSlot, DateOnly To, int ToSlot, WorkPaper? Paper);

/// <summary>Объяснённое отклонение.</summary>
/// <param name="Explanation">Id of the opening that holds the words.</param>
public sealed record WorkDeviation(DateOnly Date, int Slot, IReadOnlyList<BrokenLimit> Limits, Guid Explanation, string Document);

/// <summary>A work as far as limits look at it.</summary>
public sealed record WorkPlace(ControlWorkId Work, CourseId Course, DateOnly Date, int Slot, int Lessons)
{
    /// <summary>In the order in which they are written; of one lesson, by their ids.</summary>
    public static readonly IComparer<WorkPlace> InOrder = Comparer<WorkPlace>.Create((one, other) =>
        one.Date != other.Date ? one.Date.CompareTo(other.Date) : one.Slot != other.Slot ? one.Slot.CompareTo(other.Slot) : string.CompareOrdinal(one.Work.Value, other.Work.Value));
}
