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

/// <summary>Keys of streams beside a page.</summary>
public static class TermStreams
{
    public static string Exemptions(CourseId course) => $"exemptions/{course}";
}
