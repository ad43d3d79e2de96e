using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Пересдача назначена: to end an academic debt (273-ФЗ, ст. 58).</summary>
/// <param name="Term">Page of the year on which the grade stands that made the debt.</param>
/// <param name="Attempt">Which of the retakes, from 1.</param>
/// <param name="Form">One of <see cref="RetakeForms"/>.</param>
/// <param name="Examiners">The teacher, or the members of the commission.</param>
/// <param name="Commission">Held before a commission.</param>
/// <param name="Grade">The grade that made the debt.</param>
/// <param name="Document">On what it is later than its term: справка о болезни; null within the term.</param>
[Recorded("accounting.retake_appointed.v1")]
public sealed record RetakeAppointed(
    CourseId Course, TermId Term, PupilId Pupil, int Attempt, DateOnly Date, string Form, IReadOnlyList<StaffId> Examiners, bool Commission, string Grade,
    string? Document);

/// <summary>Пересдача перенесена по уважительной причине.</summary>
/// <param name="Date">The new day.</param>
/// <param name="Document">Справка or заявление: number and date.</param>
[Recorded("accounting.retake_postponed.v1")]
public sealed record RetakePostponed(CourseId Course, TermId Term, PupilId Pupil, int Attempt, DateOnly Date, string Document);

/// <summary>Неявка на пересдачу без уважительной причины.</summary>
/// <param name="Counts">By the school's rules the attempt is spent.</param>
/// <param name="Document">Акт or протокол: number and date.</param>
[Recorded("accounting.retake_missed.v1")]
public sealed record RetakeMissed(CourseId Course, TermId Term, PupilId Pupil, int Attempt, bool Counts, string Document);

/// <summary>Пересдача проведена.</summary>
/// <param name="Passed">The debt is ended.</param>
/// <param name="Protocol">Номер протокола.</param>
/// <param name="Date">Дата протокола.</param>
[Recorded("accounting.retake_held.v1")]
public sealed record RetakeHeld(CourseId Course, TermId Term, PupilId Pupil, int Attempt, string Grade, bool Passed, string Protocol, DateOnly Date);

/// <summary>Отметка изменена приказом по итогам пересдачи: the former one stays in the history.</summary>
/// <param name="Former">The grade that made the debt.</param>
/// <param name="Order">Приказ: number and date.</param>
/// <param name="Protocol">Номер протокола пересдачи.</param>
/// <param name="Date">Дата протокола.</param>
[Recorded("accounting.term_grade_retaken.v1")]
public sealed record TermGradeRetaken(
    CourseId Course, TermId Term, PupilId Pupil, string Grade, string Former, string Order, string Protocol, DateOnly Date);

/// <summary>Формы пересдачи.</summary>
public static class RetakeForms
{
    /// <summary>Письменная работа.</summary>
    public const string Written = "written";

    /// <summary>Устно.</summary>
    public const string Oral = "oral";

    /// <summary>Тест.</summary>
    public const string Test = "test";

    /// <summary>Защита работы.</summary>
    public const string Project = "project";

    public static readonly IReadOnlyList<string> All = [Written, Oral, Test, Project];
}
