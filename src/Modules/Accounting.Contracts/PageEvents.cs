using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>
/// Страница журнала за период закрыта (D-13): from now on its days take nothing but what a permission allows. The days are named
/// themselves: what was closed stays closed when the school moves its terms.
/// </summary>
/// <param name="From">First closed day.</param>
/// <param name="To">Last closed day, inclusive.</param>
/// <param name="Gaps">What the preflight had named and the deputy left as it was.</param>
[Recorded("accounting.page_closed.v1")]
public sealed record PageClosed(CourseId Course, TermId Term, DateOnly From, DateOnly To, IReadOnlyList<PageGap> Gaps);

/// <summary>Страница открыта снова, by whose decision the metadata say.</summary>
/// <param name="Document">Приказ или служебная записка on which it is reopened: number and date.</param>
/// <param name="Note">Why, in the deputy's words.</param>
[Recorded("accounting.page_reopened.v1")]
public sealed record PageReopened(CourseId Course, TermId Term, string Document, PersonalText? Note);

/// <summary>Незаполненное на странице: what was missing, a code of <see cref="PageGaps"/>, and how many.</summary>
public sealed record PageGap(string Kind, int Count);

/// <summary>Страница журнала за период: a course in a term. Its text, <c>course/term</c>, is natural and readable in an archive.</summary>
public static class TermPages
{
    /// <summary>Key of the page's stream.</summary>
    public static string Stream(CourseId course, TermId term) => $"termpage/{course}/{term}";
}

/// <summary>Codes of what a preflight finds missing.</summary>
public static class PageGaps
{
    /// <summary>Уроки без темы.</summary>
    public const string Topics = "topics";

    /// <summary>Обучающиеся, у которых отметок меньше минимума (накопляемость).</summary>
    public const string FewGrades = "few_grades";

    /// <summary>Обучающиеся без отметки за период.</summary>
    public const string TermGrades = "term_grades";

    /// <summary>Дни, не подтверждённые учителем (D-12).</summary>
    public const string UnsignedDays = "unsigned_days";
}
