using System.Text.Json.Serialization;
using ElJournal.Setup;
using JasperFx.Events;

namespace ElJournal.Accounting.Lessons;

/// <summary>What is given to do: due lesson and files of the common homework, pupils' own homework, recommendations.</summary>
public sealed partial record Lesson
{
    private static readonly Dictionary<string, PupilHomework> NoHomework = [];
    private static readonly Dictionary<string, PupilWords> NoWords = [];

    /// <summary>Срок задания, where one was chosen; null: to the next lesson.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HomeworkDue? Due { get; init; }

    /// <summary>Файлы задания; null: there has never been one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HomeworkFile>? Files { get; init; }

    /// <summary>Отдельные задания by pupil; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, PupilHomework>? OwnHomework { get; init; }

    /// <summary>Рекомендации by pupil; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, PupilWords>? Recommendations { get; init; }

    /// <summary>The files that stand.</summary>
    public IEnumerable<HomeworkFile> StandingFiles() => (Files ?? []).Where(file => !file.Removed);

    public IReadOnlyDictionary<string, PupilHomework> PupilsHomework() => OwnHomework ?? NoHomework;

    public IReadOnlyDictionary<string, PupilWords> PupilsWords() => Recommendations ?? NoWords;

    public PupilHomework? HomeworkOf(PupilId pupil) => OwnHomework?.GetValueOrDefault(pupil.Value);

    public PupilWords? RecommendationOf(PupilId pupil) => Recommendations?.GetValueOrDefault(pupil.Value);

    public static Lesson Apply(IEvent<HomeworkDueChosen> e, Lesson lesson) => lesson with { Due = new HomeworkDue(e.Data.Due, Touch.Of(e)) };

    public static Lesson Apply(IEvent<HomeworkFileAttached> e, Lesson lesson) => lesson with
    {
        Files = [.. lesson.Files ?? [], new HomeworkFile(e.Data.File, e.Data.Number, e.Data.Type, e.Data.Size, e.Data.Sha256, Touch.Of(e))],
    };

    public static Lesson Apply(HomeworkFileRemoved e, Lesson lesson) =>
        lesson with { Files = [.. (lesson.Files ?? []).Select(file => file.File == e.File ? file with { Removed = true } : file)] };

    public static Lesson Apply(IEvent<PupilHomeworkSet> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, new PupilHomework(e.Data.Text.Opening, e.Data.Minutes, e.Data.Due, false, Touch.Of(e)));

    public static Lesson Apply(IEvent<PupilHomeworkCorrected> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, new PupilHomework(e.Data.Text?.Opening, e.Data.Minutes, e.Data.Due, true, Touch.Of(e)));

    public static Lesson Apply(IEvent<RecommendationGiven> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, new PupilWords(e.Data.Text.Opening, false, Touch.Of(e)));

    public static Lesson Apply(IEvent<RecommendationCorrected> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, new PupilWords(e.Data.Text?.Opening, true, Touch.Of(e)));

    private Lesson With(PupilId pupil, PupilHomework homework) =>
        this with { OwnHomework = new Dictionary<string, PupilHomework>(OwnHomework ?? NoHomework) { [pupil.Value] = homework } };

    private Lesson With(PupilId pupil, PupilWords words) =>
        this with { Recommendations = new Dictionary<string, PupilWords>(Recommendations ?? NoWords) { [pupil.Value] = words } };
}

/// <summary>Срок задания.</summary>
/// <param name="Lesson">Null: to the next lesson again.</param>
public sealed record HomeworkDue(LessonId? Lesson, Touch Last);

/// <summary>Файл задания.</summary>
public sealed record HomeworkFile(Guid File, int Number, string Type, int Size, string Sha256, Touch Last)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Removed { get; init; }
}

/// <summary>Отдельное задание; its words are behind the opening.</summary>
/// <param name="Text">Null: withdrawn.</param>
public sealed record PupilHomework(Guid? Text, int? Minutes, LessonId? Due, bool Corrected, Touch Last);

/// <summary>Words to one pupil behind an opening; null: withdrawn.</summary>
public sealed record PupilWords(Guid? Text, bool Corrected, Touch Last);
