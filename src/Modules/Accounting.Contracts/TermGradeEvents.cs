using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Отметка за период выставлена (Z-6.20): for a term, or for a page of the year (<see cref="YearPages"/>).</summary>
/// <param name="Proposed">What the school's rules proposed at that moment; null: nothing.</param>
/// <param name="Reason">Code of the reason where the grade is not the proposed one.</param>
/// <param name="Note">Words to it, personal.</param>
[Recorded("accounting.term_grade_set.v1")]
public sealed record TermGradeSet(CourseId Course, TermId Term, PupilId Pupil, string Grade, string? Proposed, string? Reason, PersonalText? Note);

/// <summary>Отметка за период исправлена (D-13, Z-9): the earlier one stays in the history; null withdraws it.</summary>
/// <param name="Proposed">What the school's rules proposed at that moment; null: nothing.</param>
/// <param name="Reason">Code of the reason, from the school's rules.</param>
/// <param name="Note">Words to it, personal.</param>
[Recorded("accounting.term_grade_corrected.v1")]
public sealed record TermGradeCorrected(CourseId Course, TermId Term, PupilId Pupil, string? Grade, string? Proposed, string Reason, PersonalText? Note);

/// <summary>Отметка за период принята по документу: brought by who came during the year, or earned at home or in a hospital.</summary>
/// <param name="Source">One of <see cref="BroughtFrom"/>.</param>
/// <param name="Document">Справка, выписка: number and date.</param>
[Recorded("accounting.term_grade_brought.v1")]
public sealed record TermGradeBrought(CourseId Course, TermId Term, PupilId Pupil, string Grade, string Source, string Document);

/// <summary>Обучающийся освобождён от предмета, both days inclusive; from the same day again: the order as it is now.</summary>
/// <param name="Order">Приказ or справка: number and date.</param>
[Recorded("accounting.pupil_exempted.v1")]
public sealed record PupilExempted(CourseId Course, PupilId Pupil, DateOnly From, DateOnly? To, string Order);

/// <summary>Решение педагогического совета об обучающемся; a later one of the year replaces it.</summary>
/// <param name="Class">In which the pupil was.</param>
/// <param name="Decision">Code from the school's rules.</param>
/// <param name="Protocol">Номер протокола.</param>
/// <param name="On">Its day.</param>
[Recorded("accounting.council_decided.v1")]
public sealed record CouncilDecided(PupilId Pupil, YearId Year, ClassId Class, string Decision, string Protocol, DateOnly On);

/// <summary>Академическая задолженность возникла (273-ФЗ, ст. 58): an unsatisfactory or missing grade of a page.</summary>
/// <param name="Term">A term or a page of the year.</param>
/// <param name="Until">By when it is to be cleared.</param>
[Recorded("accounting.debt_recorded.v1")]
public sealed record DebtRecorded(PupilId Pupil, YearId Year, CourseId Course, TermId Term, string? Grade, DateOnly Until);

/// <summary>Пересдача состоялась.</summary>
/// <param name="Attempt">From 1.</param>
/// <param name="Commission">Before a commission.</param>
/// <param name="Passed">The debt is cleared by it.</param>
[Recorded("accounting.retake_held.v1")]
public sealed record RetakeHeld(
    PupilId Pupil, YearId Year, CourseId Course, TermId Term, int Attempt, DateOnly On, string Grade, bool Commission, bool Passed);

/// <summary>Pages of a course that are not of a term but of its year.</summary>
public static class YearPages
{
    /// <summary>Годовые отметки.</summary>
    public static readonly TermId Annual = new("annual");

    /// <summary>Экзаменационные отметки.</summary>
    public static readonly TermId Exam = new("exam");

    /// <summary>Итоговые отметки.</summary>
    public static readonly TermId Final = new("final");

    public static readonly IReadOnlyList<TermId> All = [Annual, Exam, Final];
}

/// <summary>Where a grade was earned that is taken over on a document.</summary>
public static class BroughtFrom
{
    /// <summary>В другой школе, до прибытия.</summary>
    public const string School = "school";

    /// <summary>На дому.</summary>
    public const string Home = "home";

    /// <summary>В медицинской организации (санатории).</summary>
    public const string Hospital = "hospital";

    public static readonly IReadOnlyList<string> All = [School, Home, Hospital];
}

/// <summary>Keys of streams about pupils at the end of terms and years.</summary>
public static class TermStreams
{
    public static string Exemptions(CourseId course) => $"exemptions/{course}";

    /// <summary>Решения и задолженности of a pupil in a year.</summary>
    public static string PupilYear(PupilId pupil, YearId year) => $"pupilyear/{pupil}/{year}";
}
