using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Классный руководитель назначен (D-1, D-10.3), both days inclusive; who led the class before with no end leaves it the day before.</summary>
/// <param name="Order">Номер приказа.</param>
[Recorded("setup.class_teacher_appointed.v1")]
public sealed record ClassTeacherAppointed(ClassId Class, StaffId Teacher, DateOnly From, DateOnly? To, string? Order);

/// <summary>Заместителю директора поручены параллели и предметы (D-1), both days inclusive; replaces what was in charge from that day on.</summary>
/// <param name="Levels">Year levels 1–11; empty means all.</param>
/// <param name="Subjects">Empty means all.</param>
[Recorded("setup.supervision_assigned.v1")]
public sealed record SupervisionAssigned(
    StaffId Staff, IReadOnlyList<int> Levels, IReadOnlyList<SubjectId> Subjects, DateOnly From, DateOnly? To, string? Order);

/// <summary>Сотрудник уволен: from this day.</summary>
[Recorded("setup.staff_dismissed.v1")]
public sealed record StaffDismissed(StaffId Staff, DateOnly From, string? Order);
