using ElJournal.Accounting;
using ElJournal.Setup;

namespace ElJournal.Control.Pages;

/// <summary>Where the journal's own pages are: the control links to them and knows nothing else of them.</summary>
public static class JournalLinks
{
    public static string Lesson(LessonId lesson) => $"/lessons/{lesson}";

    public static string Journal(CourseId course, TermId term) => $"/journal/{course}/{term}";

    /// <summary>Изменения: of the school's rules alone.</summary>
    public static string RuleChanges => "/changes?kind=Rules";

    public static string Class(ClassId schoolClass) => $"/class/{schoolClass}";
}
