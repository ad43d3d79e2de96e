using ElJournal.Setup;

namespace ElJournal.Accounting.DayBooks;

/// <summary>Заполненный день of a teacher, as it was said last.</summary>
public sealed record CompletedDay(string Id, StaffId Staff, DateOnly Date, IReadOnlyList<DayLessonLeft> Lessons)
{
    public static CompletedDay Create(DayCompleted e) => new(DayStreams.Of(e.Staff, e.Date), e.Staff, e.Date, e.Lessons);

    public static CompletedDay Apply(DayCompleted e, CompletedDay day) => day with { Lessons = e.Lessons };
}
