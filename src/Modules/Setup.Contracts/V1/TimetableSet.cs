using ElJournal.Kernel;

namespace ElJournal.Setup.V1;

/// <summary>Расписание класса, as it was recorded before groups and alternating weeks.</summary>
[Recorded("setup.timetable_set.v1")]
public sealed record TimetableSet(ClassId Class, DateOnly From, IReadOnlyList<TimetableSlot> Slots) : IRetired<Setup.TimetableSet>
{
    public Setup.TimetableSet Now() => new(Class.Value, From, [.. Slots.Select(s => new Setup.TimetableSlot(s.Weekday, s.Slot, s.Course, s.Room, null))]);
}

/// <summary>One lesson of the week.</summary>
public sealed record TimetableSlot(int Weekday, int Slot, CourseId Course, string? Room);
