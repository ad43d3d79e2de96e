using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Куда и почему выбыл обучающийся (D-22.8): what the order on the departure of that day says beside the date.</summary>
/// <param name="From">Day of the departure.</param>
/// <param name="Reason">One of <see cref="DepartureReasons"/>.</param>
/// <param name="Where">Куда: personal, for a place tells a person.</param>
[Recorded("setup.pupil_departure_explained.v1")]
public sealed record PupilDepartureExplained(PupilId Pupil, DateOnly From, string Reason, PersonalText? Where);

/// <summary>Обучающийся оставлен на повторное обучение: sits in the same year level again, from this day; the placing stands beside it.</summary>
/// <param name="Year">The year that is repeated.</param>
/// <param name="Level">Year level 1–11.</param>
/// <param name="Order">Номер и дата приказа.</param>
[Recorded("setup.pupil_repeats_year.v1")]
public sealed record PupilRepeatsYear(PupilId Pupil, YearId Year, int Level, DateOnly From, string? Order);

/// <summary>Индивидуальный учебный план назначен (D-10.4, D-10.7, Z-5.8), both days inclusive; its lessons are courses of the group.</summary>
/// <param name="Group">Of kind <see cref="GroupKinds.Individual"/>, with this pupil alone.</param>
/// <param name="Kind">One of <see cref="PlanKinds"/>.</param>
/// <param name="To">Null: to the year's end.</param>
/// <param name="Order">Номер и дата приказа.</param>
[Recorded("setup.individual_plan_set.v1")]
public sealed record IndividualPlanSet(PupilId Pupil, GroupId Group, string Kind, DateOnly From, DateOnly? To, string? Order);

/// <summary>Индивидуальный учебный план прекращён: from this day the pupil learns with the class.</summary>
[Recorded("setup.individual_plan_ended.v1")]
public sealed record IndividualPlanEnded(PupilId Pupil, GroupId Group, DateOnly From, string? Order);

/// <summary>Причины выбытия.</summary>
public static class DepartureReasons
{
    /// <summary>В другую школу.</summary>
    public const string OtherSchool = "other_school";

    /// <summary>Переезд.</summary>
    public const string Moved = "moved";

    /// <summary>Семейное образование.</summary>
    public const string FamilyEducation = "family_education";

    /// <summary>Колледж, техникум.</summary>
    public const string College = "college";

    /// <summary>Окончание школы.</summary>
    public const string Graduated = "graduated";

    /// <summary>Иная причина.</summary>
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [OtherSchool, Moved, FamilyEducation, College, Graduated, Other];
}

/// <summary>Виды индивидуального обучения.</summary>
public static class PlanKinds
{
    /// <summary>ИУП.</summary>
    public const string Individual = "individual";

    /// <summary>Обучение на дому.</summary>
    public const string Home = "home";

    /// <summary>В медицинской организации (санатории).</summary>
    public const string Hospital = "hospital";

    public static readonly IReadOnlyList<string> All = [Individual, Home, Hospital];
}
