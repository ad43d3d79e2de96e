using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Решение педагогического совета о pupils of a class, all of one kind.</summary>
/// <param name="Decision">Names it for ever.</param>
/// <param name="Kind">One of <see cref="CouncilKinds"/>.</param>
/// <param name="Protocol">Номер протокола.</param>
/// <param name="Date">Дата протокола.</param>
[Recorded("setup.council_decided.v1")]
public sealed record CouncilDecided(ClassId Class, Guid Decision, string Kind, IReadOnlyList<PupilId> Pupils, string Protocol, DateOnly Date);

/// <summary>Решение педагогического совета отменено; it stays in the history.</summary>
/// <param name="Reason">Why, personal.</param>
[Recorded("setup.council_decision_revoked.v1")]
public sealed record CouncilDecisionRevoked(ClassId Class, Guid Decision, PersonalText Reason);

/// <summary>О чём решает педагогический совет.</summary>
public static class CouncilKinds
{
    /// <summary>Перевести в следующий класс.</summary>
    public const string Promoted = "promoted";

    /// <summary>Перевести условно: with an academic debt.</summary>
    public const string Conditional = "conditional";

    /// <summary>Оставить на повторное обучение.</summary>
    public const string Repeating = "repeating";

    /// <summary>Перевести на обучение по адаптированной программе.</summary>
    public const string Adapted = "adapted";

    /// <summary>Перевести на обучение по индивидуальному учебному плану.</summary>
    public const string Individual = "individual";

    /// <summary>Допустить к ГИА.</summary>
    public const string ExamAdmitted = "exam_admitted";

    /// <summary>Считать завершившим обучение, выдать аттестат.</summary>
    public const string Graduated = "graduated";

    /// <summary>Наградить похвальным листом.</summary>
    public const string Praise = "praise";

    /// <summary>Утвердить годовые отметки.</summary>
    public const string AnnualApproved = "annual_approved";

    public static readonly IReadOnlyList<string> All = [Promoted, Conditional, Repeating, Adapted, Individual, ExamAdmitted, Graduated, Praise, AnnualApproved];

    /// <summary>Where the pupil goes: of these one stands at a time.</summary>
    public static readonly IReadOnlyList<string> Ways = [Promoted, Conditional, Repeating, Adapted, Individual, Graduated];

    /// <summary>What ends a debt that no retake has ended, on the parents' statement.</summary>
    public static readonly IReadOnlyList<string> Last = [Repeating, Adapted, Individual];

    /// <summary>Only at the end of year levels 9 and 11.</summary>
    public static readonly IReadOnlyList<string> Leaving = [ExamAdmitted, Graduated];

    /// <summary>Impossible with a debt.</summary>
    public static readonly IReadOnlyList<string> Clean = [Promoted, ExamAdmitted, Graduated, Praise];
}
