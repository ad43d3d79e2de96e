using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Setup;

namespace ElJournal.Reporting.Works;

/// <summary>Контрольная работа графика as far as a report asks for it: where it stands and what is written.</summary>
/// <param name="Form">One of <see cref="ControlForms"/>.</param>
public sealed record ScheduledWork(string Id, YearId Year, CourseId Course, DateOnly Date, int Slot, int Lessons, string Form, string Topic)
{
    public bool Cancelled { get; init; }

    public static ScheduledWork Create(ControlWorkPlanned e) => new(e.Work.Stream, e.Year, e.Course, e.Date, e.Slot, e.Lessons, e.Form, e.Topic);

    public static ScheduledWork Apply(ControlWorkMoved e, ScheduledWork work) => work with { Date = e.Date, Slot = e.Slot, Lessons = e.Lessons };

    public static ScheduledWork Apply(ControlWorkCancelled e, ScheduledWork work) => work with { Cancelled = true };

    /// <summary>The lessons that it takes.</summary>
    public IEnumerable<LessonId> Places => Enumerable.Range(Slot, Math.Max(1, Lessons)).Select(slot => new LessonId(Course, Date, slot));
}
