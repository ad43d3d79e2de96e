namespace ElJournal.Setup.Register;

/// <summary>Движение: one step of a pupil between classes, or in and out of the school (D-22.8).</summary>
/// <param name="Kind">One of <see cref="MovementKinds"/>.</param>
/// <param name="Into">The class entered; null for a departure.</param>
/// <param name="Left">The class left; null for an arrival.</param>
/// <param name="Order">Приказ.</param>
public sealed record Movement(string Kind, DateOnly On, ClassId? Into, ClassId? Left, string? Order)
{
    /// <summary>Почему выбыл; null where nobody has said.</summary>
    public string? Reason { get; init; }

    /// <summary>Куда выбыл: the opening of the words.</summary>
    public Guid? Where { get; init; }
}

/// <summary>Виды движения.</summary>
public static class MovementKinds
{
    /// <summary>Зачислен.</summary>
    public const string Enrolled = "enrolled";

    /// <summary>Переведён в другой класс.</summary>
    public const string Transferred = "transferred";

    /// <summary>Оставлен на повторное обучение.</summary>
    public const string Repeats = "repeats";

    /// <summary>Выбыл.</summary>
    public const string Departed = "departed";

    /// <summary>Вернулся.</summary>
    public const string Returned = "returned";
}

/// <summary>Индивидуальный план of a pupil, both days inclusive.</summary>
/// <param name="Kind">One of <see cref="PlanKinds"/>.</param>
public sealed record PupilPlan(GroupId Group, string Kind, DateOnly From, DateOnly? To, string? Order)
{
    public bool IsOn(DateOnly day) => From <= day && !(day > To);
}
