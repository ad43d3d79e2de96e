using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Keys of the set-up streams.</summary>
public static class Streams
{
    public static string School(SchoolId school) => $"school/{school}";

    public static string Year(YearId year) => $"year/{year}";

    public static string Subject(SubjectId subject) => $"subject/{subject}";

    public static string Class(ClassId schoolClass) => $"class/{schoolClass}";

    public static string Pupil(PupilId pupil) => $"pupil/{pupil}";

    public static string Staff(StaffId staff) => $"staff/{staff}";

    public static string Guardian(GuardianId guardian) => $"guardian/{guardian}";

    public static string Course(CourseId course) => $"course/{course}";

    public static string Plan(CourseId course) => $"plan/{course}";

    public static string Group(GroupId group) => $"group/{group}";

    public static string Room(RoomId room) => $"room/{room}";

    public static string Duty(DutyId duty) => $"duty/{duty}";

    public static string Act(ActId act) => $"act/{act}";

    public static string Contract(ContractId contract) => $"contract/{contract}";

    /// <summary>Решения об отказе от бумажного журнала.</summary>
    public const string Paperless = "register/paperless";

    /// <param name="unit">A class or a group.</param>
    public static string Timetable(string unit) => $"timetable/{unit}";

    public static string Import(ImportId import) => $"import/{import}";
    public static string Curriculum(YearId year) => $"curriculum/{year}";

    /// <summary>The rules of entry and grading of the school; versions follow each other by date.</summary>
    public const string Regulation = "regulation/journal";

    /// <summary>Гигиенические нормативы: ceilings of load by year level; versions follow each other by date.</summary>
    public const string Norms = "regulation/norms";

    /// <summary>Системы оценивания; versions follow each other by date.</summary>
    public const string Grading = "regulation/grading";

    /// <summary>Правила отметок за период и год; versions follow each other by date.</summary>
    public const string TermGrading = "regulation/terms";

    /// <summary>Регламент исправлений; versions follow each other by date.</summary>
    public const string Corrections = "regulation/corrections";

    /// <summary>Порядок учёта документов об отсутствии; versions follow each other by date.</summary>
    public const string Absences = "regulation/absences";

    /// <summary>Порядок оплаты замен; versions follow each other by date.</summary>
    public const string Substitutions = "regulation/substitutions";

    /// <summary>Правила проведения уроков; versions follow each other by date.</summary>
    public const string LessonLife = "regulation/lessons";

    /// <summary>Norms of bells and holidays; versions follow each other by date.</summary>
    public const string BellNorms = "regulation/bells";
}
