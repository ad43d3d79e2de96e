namespace ElJournal.Sample.Living;

/// <summary>What the year is lived by: codes and numbers that the school's rules of entry, grading and correction have to name as well.</summary>
public static class Customs
{
    /// <summary>Letters of attendance: не был, болен, уважительная причина, опоздал.</summary>
    public const string Absent = "Н";
    public const string Ill = "Б";
    public const string Excused = "У";
    public const string Late = "О";

    /// <summary>Kinds of work.</summary>
    public const string Control = "control";
    public const string Independent = "independent";
    public const string Test = "test";
    public const string Answer = "answer";
    public const string Homework = "homework";

    /// <summary>Reasons of corrections of a lesson's cells.</summary>
    public const string Typo = "typo";
    public const string Retake = "retake";

    /// <summary>Reasons of deviations in grades of terms.</summary>
    public const string Dynamics = "dynamics";
    public const string DecidingControl = "control";

    /// <summary>Why a lesson of the timetable was not given.</summary>
    public const string Event = "event";
    public const string ClassAbsent = "class_absent";

    /// <summary>Kinds of absence documents.</summary>
    public const string Medical = "medical";
    public const string Parents = "parents";
    public const string Order = "order";
    public const string Call = "call";

    public const string NotAttested = "н/а";

    /// <summary>So many days after a lesson its author corrects with a reason; later by permission.</summary>
    public const int WindowDays = 7;

    /// <summary>So many days after an absence a class teacher attaches its document.</summary>
    public const int AttachDays = 10;

    /// <summary>Срок точки, days after the lesson.</summary>
    public const int PointDays = 14;

    /// <summary>A permission lasts so many hours.</summary>
    public const int GrantHours = 24;

    /// <summary>From which share of missed lessons н/а is proposed, per cent, where there are fewer marks than the minimum as well.</summary>
    public const int NotAttestedPercent = 50;

    /// <summary>The school's clock is three hours before UTC all year (Europe/Moscow).</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(3);

    /// <summary>Weight of a grade, hundredths.</summary>
    public static int WeightOf(string? work) => work switch { Control => 200, Independent => 150, Test => 120, _ => 100 };

    /// <summary>Накопляемость: fewest marks of a term.</summary>
    /// <param name="kind">Kind of the term.</param>
    /// <param name="hours">A week.</param>
    public static int MinimumOf(string kind, int hours) => kind == "half_year" || hours > 2 ? 5 : 3;

    /// <summary>The grade that an average proposes.</summary>
    /// <param name="average">Hundredths.</param>
    public static string Proposed(int average) => average switch { >= 450 => "5", >= 350 => "4", >= 250 => "3", _ => "2" };

    /// <summary>Most minutes of homework a day by year level: the norm that the sample's school has set.</summary>
    public static int HomeworkMinutes(int level) => level switch { 1 => 0, 2 or 3 => 90, 4 or 5 => 120, <= 8 => 150, _ => 210 };
}
