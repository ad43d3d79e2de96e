using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Данные сотрудника уточнены.</summary>
[Recorded("setup.staff_card_changed.v1")]
public sealed record StaffCardChanged(StaffId Staff, PersonalText Card);

/// <summary>Сотрудник назначен на должность (Z-5.5) from this day until the position ends.</summary>
/// <param name="Position">«Учитель математики», as the staff list of the school calls it.</param>
/// <param name="Second">Совмещение or внутреннее совместительство: beside the main one.</param>
/// <param name="Order">Номер и дата приказа.</param>
[Recorded("setup.position_assigned.v1")]
public sealed record PositionAssigned(StaffId Staff, string Position, bool Second, DateOnly From, string? Order);

/// <summary>Сотрудник освобождён от должности: from this day.</summary>
/// <param name="Order">Номер и дата приказа.</param>
[Recorded("setup.position_ended.v1")]
public sealed record PositionEnded(StaffId Staff, string Position, DateOnly From, string? Order);

/// <summary>Отсутствие сотрудника записано (Z-4), both days inclusive; one that begins on the same day is replaced.</summary>
/// <param name="Cause">One of <see cref="AbsenceCauses"/>.</param>
[Recorded("setup.staff_absence_recorded.v1")]
public sealed record StaffAbsenceRecorded(StaffId Staff, DateOnly From, DateOnly To, string Cause);

/// <summary>Отсутствие сотрудника отменено: the one that begins on this day did not take place.</summary>
[Recorded("setup.staff_absence_cancelled.v1")]
public sealed record StaffAbsenceCancelled(StaffId Staff, DateOnly From);

/// <summary>Причины отсутствия сотрудника: what a substitution needs to know and no more.</summary>
public static class AbsenceCauses
{
    /// <summary>Нетрудоспособность.</summary>
    public const string Unfit = "unfit";

    /// <summary>Отпуск.</summary>
    public const string Leave = "leave";

    /// <summary>Курсы, обучение.</summary>
    public const string Courses = "courses";

    /// <summary>Командировка, сопровождение обучающихся.</summary>
    public const string Trip = "trip";

    /// <summary>Иная причина.</summary>
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Unfit, Leave, Courses, Trip, Other];
}
