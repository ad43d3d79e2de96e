using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Обучающийся зачислен. The card is personal: a JSON of <see cref="PersonCard"/> behind a commitment.</summary>
[Recorded("setup.pupil_enrolled.v1")]
public sealed record PupilEnrolled(PupilId Pupil, PersonalText Card, DateOnly From, string? Order);

/// <summary>Данные обучающегося уточнены.</summary>
[Recorded("setup.pupil_card_changed.v1")]
public sealed record PupilCardChanged(PupilId Pupil, PersonalText Card);

/// <summary>Обучающийся определён в класс, with the day from which the class's journal holds the row; leaves <paramref name="Left"/> the day before.</summary>
[Recorded("setup.pupil_placed.v1")]
public sealed record PupilPlaced(PupilId Pupil, ClassId Class, DateOnly From, ClassId? Left, string? Order);

/// <summary>Обучающийся выбыл (D-22.8): from this day the row is grey, with the order's number.</summary>
[Recorded("setup.pupil_departed.v1")]
public sealed record PupilDeparted(PupilId Pupil, ClassId Class, DateOnly From, string? Order);

/// <summary>Решение о переводе принято: what the teachers' council decided of a pupil at a year's end; placing and departure follow as events of their own.</summary>
/// <param name="Year">The year that ends.</param>
/// <param name="Class">In which the pupil ended it.</param>
/// <param name="Decision">One of <see cref="PromotionDecisions"/>.</param>
/// <param name="To">Class of the next year; null for a graduate.</param>
/// <param name="Order">Номер приказа.</param>
[Recorded("setup.promotion_decided.v1")]
public sealed record PromotionDecided(PupilId Pupil, YearId Year, ClassId Class, string Decision, ClassId? To, string? Order);

/// <summary>Решения о переводе (273-ФЗ, ст. 58).</summary>
public static class PromotionDecisions
{
    /// <summary>Переведён в следующий класс.</summary>
    public const string Promoted = "promoted";

    /// <summary>Переведён условно: with an academic debt.</summary>
    public const string Conditional = "conditional";

    /// <summary>Оставлен на повторное обучение.</summary>
    public const string Repeating = "repeating";

    /// <summary>Завершил обучение: after year levels 9 and 11.</summary>
    public const string Graduated = "graduated";

    public static readonly IReadOnlyList<string> All = [Promoted, Conditional, Repeating, Graduated];
}

/// <summary>Сотрудник принят (Z-5.5).</summary>
[Recorded("setup.staff_hired.v1")]
public sealed record StaffHired(StaffId Staff, PersonalText Card, DateOnly From);

/// <summary>What the card of a person says; lives only in openings, as JSON.</summary>
/// <param name="Sex">М, Ж or null.</param>
/// <param name="PersonalFile">Личное дело: the number by which a list is matched.</param>
public sealed record PersonCard(
    string Family, string Given, string? Patronymic, DateOnly? Born, string? Sex, string? PersonalFile)
{
    /// <summary>Абрамова Дарья: as the journal lists it.</summary>
    public string ListName => $"{Family} {Given}";

    /// <summary>Соколова И. В.: as a signature. An empty form has no name yet.</summary>
    public string ShortName => Given.Length == 0 ? Family : Patronymic is { Length: > 0 } p ? $"{Family} {Given[0]}. {p[0]}." : $"{Family} {Given[0]}.";
}
