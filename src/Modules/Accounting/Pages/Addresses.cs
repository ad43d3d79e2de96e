using System.Globalization;
using ElJournal.Setup;

namespace ElJournal.Accounting.Pages;

/// <summary>Where the journal's pages are. Components link through here, routes repeat it.</summary>
public static class Addresses
{
    public const string SignIn = "/sign-in";
    public const string Changes = "/changes";
    public const string ChangesCsv = "/changes.csv";

    public const string Family = "/family";
    public const string Classes = "/classes";

    /// <summary>Бланки на случай сбоя: one's own lessons of today, or a class's.</summary>
    public const string Emergency = "/emergency";

    public static string EmergencyOf(ClassId schoolClass) => $"{Emergency}/{schoolClass}";

    /// <summary>The same as printed forms: they are Reporting's. Null: one's own lessons.</summary>
    public static string EmergencyPaper(ClassId? schoolClass, bool pdf = false) => $"/print/emergency{(schoolClass is { } of ? $"/class/{of}" : "")}{(pdf ? "/pdf" : "")}";

    public static string Class(ClassId schoolClass) => $"/class/{schoolClass}";

    /// <summary>The pupil's week that holds the day; the running one without a day.</summary>
    public static string Week(PupilId pupil, DateOnly? day = null) =>
        $"{Family}/{pupil}" + (day is { } d ? "?week=" + d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");

    /// <summary>Who looked at the pupil's record.</summary>
    public static string Reads(PupilId pupil) => $"{Family}/{pupil}/reads";

    public static string Journal(CourseId course, TermId term) => $"/journal/{course}/{term}";

    /// <summary>КТП of a course.</summary>
    public static string Plan(CourseId course) => $"/school/plans/{course}";

    public static string Lesson(LessonId lesson) => $"/lessons/{lesson}";

    /// <summary>Справка об одной отметке.</summary>
    public static string Answer(LessonId lesson, PupilId pupil) => $"{AnswerPage}?lesson={lesson}&pupil={pupil}";

    /// <summary>The same as a printed form: it is Reporting's.</summary>
    public static string AnswerPaper(LessonId lesson, PupilId pupil, bool pdf = false) => $"/print/answer{(pdf ? "/pdf" : "")}?lesson={lesson}&pupil={pupil}";

    /// <summary>Доказательство of one record of the cell, a file.</summary>
    public static string AnswerProof(LessonId lesson, PupilId pupil, Guid record) => $"/print/answer/proof?lesson={lesson}&pupil={pupil}&record={record}";

    public const string AnswerPage = "/journal/answer";

    /// <summary>A file of the lesson's homework.</summary>
    public static string LessonFile(LessonId lesson, Guid file) => $"{Lesson(lesson)}/files/{file}";

    /// <summary>The same, for the family of a pupil.</summary>
    public static string FamilyFile(PupilId pupil, LessonId lesson, Guid file) => $"{Family}/{pupil}/files/{lesson}/{file}";

    /// <summary>To open a lesson outside the timetable.</summary>
    public static string ExtraLesson(CourseId course) => $"/lessons/{course}/extra";

    /// <summary>A teacher's day.</summary>
    public static string Day(DateOnly day) => "/day/" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Who has completed the day.</summary>
    public const string Days = "/days";

    /// <summary>The page after its <paramref name="step"/>-th event.</summary>
    public static string Replay(CourseId course, TermId term, int step) =>
        string.Create(CultureInfo.InvariantCulture, $"/replay/{course}/{term}?step={step}");

    /// <summary>The page of a lesson right after the event with this place in the log.</summary>
    public static string ReplayAt(LessonId lesson, long seq) =>
        string.Create(CultureInfo.InvariantCulture, $"/replay/lessons/{lesson}?seq={seq}");

    /// <summary>Начало страницы «Закрытие периода».</summary>
    public const string Closing = "/closing";

    /// <summary>Итоги of a course: of a term or of the year.</summary>
    public static string Terms(CourseId course, TermId term) => $"/terms/{course}/{term}";

    /// <summary>Сводная ведомость класса.</summary>
    public static string Statement(ClassId schoolClass, TermId term) => $"/statement/{schoolClass}/{term}";

    /// <summary>Закрытие: the pages of a class in a term.</summary>
    public static string ClosingOf(ClassId schoolClass, TermId term) => $"{Closing}/{schoolClass}/{term}";
}
