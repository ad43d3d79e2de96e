using System.Globalization;
using System.Text.Json.Serialization;
using ElJournal.Setup;
using JasperFx.Events;

namespace ElJournal.Accounting.Lessons;

/// <summary>
/// Урок as its commands need it, and as the journal page reads it: what stands in each cell, since which event.
/// Folded from the lesson's stream alone, so a page at a past moment is the same fold over fewer events.
/// </summary>
/// <param name="Id">Key of the stream.</param>
public sealed partial record Lesson(
    string Id, LessonId Key, Entry? Topic, int? PlanItem, Entry? Homework, int? HomeworkMinutes, Entry? WorkType,
    IReadOnlyDictionary<string, Cell> Cells)
{
    private static readonly Dictionary<string, Cell> NoCells = [];

    /// <summary>Something is decided about it, but nothing has been entered yet: the first entry still opens the lesson.</summary>
    public bool Unopened { get; init; }

    /// <summary>Course and ISO day, stored for the index by which a page finds its lessons.</summary>
    public string Course => Key.Course.Value;

    /// <inheritdoc cref="Course" />
    public string Day => DayOf(Key);

    public static string DayOf(LessonId lesson) => lesson.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Lesson Create(LessonOpened e) => new(e.Lesson.Stream, e.Lesson, null, null, null, null, null, NoCells);

    public static Lesson Apply(LessonOpened e, Lesson lesson) => lesson with { Unopened = false };

    public static Lesson Apply(IEvent<TopicRecorded> e, Lesson lesson) =>
        lesson with { Topic = Entry.At(e, e.Data.Topic, false), PlanItem = e.Data.PlanItem };

    public static Lesson Apply(IEvent<TopicCorrected> e, Lesson lesson) =>
        lesson with { Topic = Entry.At(e, e.Data.Topic, true), PlanItem = e.Data.PlanItem };

    public static Lesson Apply(IEvent<HomeworkSet> e, Lesson lesson) =>
        lesson with { Homework = Entry.At(e, e.Data.Text, false), HomeworkMinutes = e.Data.Minutes };

    public static Lesson Apply(IEvent<HomeworkCorrected> e, Lesson lesson) =>
        lesson with { Homework = Entry.At(e, e.Data.Text, true), HomeworkMinutes = e.Data.Minutes };

    public static Lesson Apply(IEvent<WorkTypeChosen> e, Lesson lesson) =>
        lesson with { WorkType = Entry.At(e, e.Data.WorkType, false) };

    public static Lesson Apply(IEvent<AttendanceMarked> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, cell => cell.Marked(e, e.Data.Code));

    public static Lesson Apply(IEvent<AttendanceCorrected> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, cell => cell.Marked(e, e.Data.Code) with { Corrected = true });

    public static Lesson Apply(IEvent<GradeRecorded> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, cell => cell.Graded(e, e.Data.Place, e.Data.Grade) with { Due = null });

    public static Lesson Apply(IEvent<GradeCorrected> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, cell => cell.Graded(e, e.Data.Place, e.Data.Grade) with { Corrected = true });

    public Cell CellOf(PupilId pupil) => Cells.GetValueOrDefault(pupil.Value, Cell.Empty);

    private Lesson With(PupilId pupil, Func<Cell, Cell> change) =>
        this with { Cells = new Dictionary<string, Cell>(Cells) { [pupil.Value] = change(CellOf(pupil)) } };
}

/// <summary>A text that stands in the lesson, and who put it there.</summary>
public sealed record Entry(string Text, bool Corrected, Touch Last)
{
    public static Entry At(IEvent e, string text, bool corrected) => new(text, corrected, Touch.Of(e));
}

/// <summary>
/// The last entry in a place: version of the stream and by whom. When is not kept here: the database gives an event its time only as
/// it is written, later than this fold (<see cref="EntryTime"/> reads it).
/// </summary>
public sealed record Touch(int Version, string By)
{
    public static Touch Of(IEvent e) => new((int)e.Version, e.UserName ?? "");
}

/// <summary>
/// What stands in a pupil's cell: an attendance code, grades by place, or both. A withdrawn grade leaves its place empty
/// so that the places of the others do not move.
/// </summary>
/// <remarks>Thirty of these are written with every filled column: what follows from the rest, and what is not there, is not stored.</remarks>
public sealed partial record Cell(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Attendance,
    IReadOnlyList<string?> Grades,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Corrected,
    Touch? Last)
{
    public static Cell Empty { get; } = new(null, [], false, null);

    /// <summary>Точка: until when a grade is owed; null: none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Due { get; init; }

    /// <summary>Opening of the comment; null: there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Comment { get; init; }

    /// <summary>Version of the last entry of the comment: a comment is no entry of the value, whose time counts for corrections.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Commented { get; init; }

    /// <summary>Документ, by which the attendance stands; null: it stands as a person entered it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Explanation? Explained { get; init; }

    [JsonIgnore]
    public int Version => Last?.Version ?? 0;

    /// <summary>The grades that stand, in order.</summary>
    [JsonIgnore]
    public IEnumerable<string> Standing => Grades.OfType<string>();

    [JsonIgnore]
    public CellValue Value => new(Attendance, [.. Standing]) { Deferred = Due is not null };
}
