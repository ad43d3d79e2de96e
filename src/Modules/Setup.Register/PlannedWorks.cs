using Marten;

namespace ElJournal.Setup.Register;

/// <summary>Контрольные работы по графику: which lessons have one. Whoever keeps the schedule answers it.</summary>
public interface IPlannedWorks
{
    /// <summary>Of these courses on a day, one entry for each lesson that a work takes.</summary>
    Task<IReadOnlyList<LessonWork>> On(IQuerySession session, IReadOnlyCollection<CourseId> courses, DateOnly day, CancellationToken cancel);
}

/// <summary>Контрольная работа of a lesson.</summary>
/// <param name="Form">Форма контроля, in the reader's language.</param>
public sealed record LessonWork(CourseId Course, int Slot, string Form, string Topic);
