using ElJournal.Accounting;
using ElJournal.Kernel;

namespace ElJournal.Control;

/// <summary>Домашнее задание оценено заместителем (D-14.7): whether it suits the age, by content and by volume. A later verdict replaces it.</summary>
/// <param name="Verdict">One of <see cref="HomeworkVerdictCodes"/>.</param>
/// <param name="Seen">Version of the lesson's stream that was judged: a task changed later has not been.</param>
[Recorded("control.homework_judged.v1")]
public sealed record HomeworkJudged(LessonId Lesson, string Verdict, PersonalText? Words, int Seen);

/// <summary>Заключения о домашнем задании.</summary>
public static class HomeworkVerdictCodes
{
    /// <summary>Соответствует.</summary>
    public const string Fits = "fits";

    /// <summary>Слишком много.</summary>
    public const string TooMuch = "too_much";

    /// <summary>Не по возрасту.</summary>
    public const string TooHard = "too_hard";

    /// <summary>Не по теме.</summary>
    public const string OffTopic = "off_topic";

    public static readonly IReadOnlyList<string> All = [Fits, TooMuch, TooHard, OffTopic];
}

/// <summary>Keys of the streams of verdicts.</summary>
public static class HomeworkVerdictStreams
{
    public static string Of(LessonId lesson) => "homeworkverdict/" + lesson;
}
