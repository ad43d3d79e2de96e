using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Курс открыт: a subject is taught to a class or a group through a year (D-10.9, учебная нагрузка).</summary>
/// <param name="Level">Year level 1–11; for several classes the lowest.</param>
/// <param name="Classes">Whose pupils sit in it: one class, or all from which the group draws.</param>
/// <param name="Group">Null: the whole class.</param>
/// <param name="Hours">Hundredths of an hour a week.</param>
/// <param name="Layer">One of <see cref="Layers"/>.</param>
[Recorded("setup.course_opened.v2")]
public sealed record CourseOpened(
    CourseId Course, YearId Year, int Level, IReadOnlyList<ClassId> Classes, GroupId? Group, SubjectId Subject, int Hours, string Layer);

/// <summary>Часы курса изменены: hundredths of an hour a week, from this day.</summary>
[Recorded("setup.course_hours_set.v1")]
public sealed record CourseHoursSet(CourseId Course, int Hours, DateOnly From);

/// <summary>Курс закрыт: from this day nobody teaches it; what was recorded stays.</summary>
[Recorded("setup.course_closed.v1")]
public sealed record CourseClosed(CourseId Course, DateOnly From);

/// <summary>Учитель назначен вести курс, both days inclusive; null means to the year's end. The right to write follows from it.</summary>
[Recorded("setup.teacher_assigned.v1")]
public sealed record TeacherAssigned(CourseId Course, StaffId Teacher, DateOnly From, DateOnly? To);

/// <summary>Второй учитель назначен на курс beside the first, both days inclusive; ends nobody's time.</summary>
[Recorded("setup.second_teacher_assigned.v1")]
public sealed record SecondTeacherAssigned(CourseId Course, StaffId Teacher, DateOnly From, DateOnly? To);

/// <summary>Учитель снят с курса: from this day teaches it no more, first or second; an assignment that would begin later falls away.</summary>
[Recorded("setup.teacher_released.v1")]
public sealed record TeacherReleased(CourseId Course, StaffId Teacher, DateOnly From);

/// <summary>Расписание задано (D-10.11) for a class, a group or an individual plan, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="Unit">Id of the class or of the group.</param>
[Recorded("setup.timetable_set.v2")]
public sealed record TimetableSet(string Unit, DateOnly From, IReadOnlyList<TimetableSlot> Slots);

/// <summary>One lesson of the week: <paramref name="Weekday"/> 1 (Monday) to 7, lesson number, course.</summary>
/// <param name="Room">Кабинет, as the register of rooms names it.</param>
/// <param name="Week"><c>a</c> or <c>b</c>; null in every week.</param>
public sealed record TimetableSlot(int Weekday, int Slot, CourseId Course, string? Room, string? Week);

/// <summary>КТП загружено (D-10.10, Z-6.9): the whole plan, in order; a new load is the next version.</summary>
[Recorded("setup.plan_imported.v2")]
public sealed record PlanImported(CourseId Course, int Version, IReadOnlyList<PlanItem> Items);

/// <summary>Строка КТП: number, topic, hours, planned homework.</summary>
/// <param name="Work">One of <see cref="PlanWorks"/>; null for a lesson without such a work.</param>
public sealed record PlanItem(int Number, string Topic, int Hours, string? Homework, string? Work);

/// <summary>Работы в КТП: a practical work is no form of control, so the two are kept apart.</summary>
public static class PlanWorks
{
    /// <summary>Практическая или лабораторная работа.</summary>
    public const string Practice = "practice";

    /// <summary>Контрольная работа.</summary>
    public const string Control = "control";

    public static readonly IReadOnlyList<string> All = [Practice, Control];
}
