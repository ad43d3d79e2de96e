using ElJournal.Accounting;
using ElJournal.Setup;

namespace ElJournal.Control.Remarks;

/// <summary>Where remarks are, and where in the journal they point to.</summary>
public static class RemarkAddresses
{
    public const string List = "/control/remarks";

    /// <summary>The form; tiles link here with course, lesson, pupil, check and lack.</summary>
    public const string New = List + "/new";

    public static string Of(Remark remark) => $"{List}/{remark.Target.Course}/{remark.Key}";

    public static string OfClass(ClassId schoolClass) => $"{List}/class/{schoolClass}";

    /// <summary>The form for what a check has found.</summary>
    public static string Make(string check, string lack, CourseId course, LessonId? lesson = null, PupilId? pupil = null) =>
        $"{New}?course={course}&check={check}&lack={lack}" + (lesson is null ? "" : $"&lesson={lesson}") + (pupil is { } p ? $"&pupil={p}" : "");

    /// <summary>The form for a page as a whole: the term is where it is read.</summary>
    public static string Make(string check, CourseId course, TermId? term, LessonId? lesson, PupilId? pupil) =>
        $"{New}?check={check}&course={course}" + (lesson is not null ? $"&lesson={lesson}" : term is { } t ? $"&term={t}" : "") + (pupil is { } p ? $"&pupil={p}" : "");

    /// <summary>Урок, or the page as a whole.</summary>
    public static string Place(RemarkTarget target) => target.Lesson is { } lesson ? $"/lessons/{lesson}"
        : target.Term is { } term ? $"/journal/{target.Course}/{term}" : $"/journal/{target.Course}";
}
