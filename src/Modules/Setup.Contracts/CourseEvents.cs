using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Курс открыт: a subject is taught to a class through a year (D-10.9, учебная нагрузка).</summary>
[Recorded("setup.course_opened.v1")]
public sealed record CourseOpened(CourseId Course, YearId Year, ClassId Class, SubjectId Subject, int HoursPerWeek);

/// <summary>Учитель назначен вести курс, both days inclusive; null means to the year's end. The right to write follows from it.</summary>
[Recorded("setup.teacher_assigned.v1")]
public sealed record TeacherAssigned(CourseId Course, StaffId Teacher, DateOnly From, DateOnly? To);

/// <summary>Расписание класса задано (D-10.11), in force from <paramref name="From"/> until the next version.</summary>
[Recorded("setup.timetable_set.v1")]
public sealed record TimetableSet(ClassId Class, DateOnly From, IReadOnlyList<TimetableSlot> Slots);

/// <summary>One lesson of the week: <paramref name="Weekday"/> 1 (Monday) to 7, lesson number, course.</summary>
public sealed record TimetableSlot(int Weekday, int Slot, CourseId Course, string? Room);

/// <summary>КТП загружено (D-10.10, Z-6.9): the whole plan, in order; a new load is the next version.</summary>
[Recorded("setup.plan_imported.v1")]
public sealed record PlanImported(CourseId Course, int Version, IReadOnlyList<PlanItem> Items);

/// <summary>Строка КТП: number, topic, hours, planned homework, whether it is practical or control work.</summary>
public sealed record PlanItem(int Number, string Topic, int Hours, string? Homework, bool Practice);
