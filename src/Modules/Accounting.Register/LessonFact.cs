using ElJournal.Setup;

namespace ElJournal.Accounting.Register;

/// <summary>What checks and reports need to know of a lesson: what is entered and since when. Folded from the lesson's events alone.</summary>
public sealed record LessonFact
{
    /// <summary>When the first topic was recorded; null: none is.</summary>
    public DateTimeOffset? TopicAt { get; init; }

    /// <summary>Тема as it is written; read only where it is asked for, else null.</summary>
    public string? Topic { get; init; }

    /// <summary>Number of the topic in the КТП; null: of the teacher's own.</summary>
    public int? PlanItem { get; init; }

    /// <summary>The n-th lesson on that topic; null where it takes one.</summary>
    public int? PlanPart { get; init; }

    /// <summary>When somebody first looked who is there; null: nobody has.</summary>
    public DateTimeOffset? AttendanceAt { get; init; }

    /// <summary>Since when there is homework, common or of single pupils; null: there is none.</summary>
    public DateTimeOffset? HomeworkAt { get; init; }

    /// <summary>Minutes of the common homework; null: not said, or there is none.</summary>
    public int? Minutes { get; init; }

    /// <summary>The lesson to which the homework is due; null: the next.</summary>
    public LessonId? Due { get; init; }

    /// <summary>The teacher has said that nothing was to be given (D-12).</summary>
    public bool WithoutHomework { get; init; }

    /// <summary>Вид работы: code.</summary>
    public string? WorkType { get; init; }

    /// <summary>Не проведён: code of the reason.</summary>
    public string? NotHeld { get; init; }

    /// <summary>Вне расписания: code of its kind.</summary>
    public string? Extra { get; init; }

    /// <summary>Замена, объединение, отмена, перенос; null for a lesson as the timetable has it.</summary>
    public LessonShift? Shift { get; init; }

    /// <summary>It is given: neither cancelled nor moved away nor said not to be held.</summary>
    public bool IsGiven => NotHeld is null && Shift?.IsOff != true;

    /// <summary>Stands though the timetable may have none.</summary>
    public bool StandsAlone => Extra is not null || Shift?.From is not null;
}

/// <summary>A grade that stands.</summary>
/// <param name="First">When the first grade was recorded in this place.</param>
/// <param name="Excuse">Why it may be late: one of <see cref="LateExcuses"/>; null: nothing.</param>
public sealed record GradeFact(PupilId Pupil, int Place, string Grade, DateTimeOffset First, string? Excuse);

/// <summary>Отметка о посещении that stands: what the code means is said by the rules of the day.</summary>
/// <param name="Document">Документ об отсутствии by which it stands; null: none.</param>
/// <param name="Kind">Code of the document's kind.</param>
public sealed record AbsenceFact(PupilId Pupil, string Code, string? Document, string? Kind);

/// <summary>Why a grade may come later than the rest of its lesson's.</summary>
public static class LateExcuses
{
    /// <summary>Отсутствовал: the pupil had a mark of absence when the grade was given. The code follows: <c>absent:Н</c>.</summary>
    public const string Absent = "absent:";

    /// <summary>Точка: it was put off, with a due day. The day follows: <c>point:2026-11-27</c>.</summary>
    public const string Point = "point:";
}

/// <summary>All that is folded of one lesson: its fact, its grades, and what is only needed to fold on.</summary>
public sealed record LessonState(LessonFact Fact, IReadOnlyDictionary<string, GradeFact> Grades, IReadOnlyDictionary<string, CellNotes> Cells)
{
    public static LessonState Empty { get; } = new(new LessonFact(), new Dictionary<string, GradeFact>(), new Dictionary<string, CellNotes>());

    /// <summary>Somebody has said of the attendance as a whole that it was looked at.</summary>
    public bool Checked { get; init; }

    /// <summary>Common homework stands.</summary>
    public bool Homework { get; init; }

    public static string Place(PupilId pupil, int place) => $"{pupil}/{place}";

    /// <param name="at">Time of the event.</param>
    public LessonState Next(object e, DateTimeOffset at) => e switch
    {
        TopicRecorded d => With(Fact with { TopicAt = Fact.TopicAt ?? at, Topic = d.Topic, PlanItem = d.PlanItem }),
        TopicCorrected d => With(Fact with
        {
            TopicAt = d.Topic.Length == 0 ? null : Fact.TopicAt ?? at,
            Topic = d.Topic.Length == 0 ? null : d.Topic,
            PlanItem = d.PlanItem,
        }),
        TopicPartTaken d => With(Fact with { PlanPart = d.Part }),
        AttendanceChecked => (this with { Checked = true }).Seen(at),
        AttendanceMarked d => Note(d.Pupil, cell => cell.Coded(d.Code)).Seen(at),
        AttendanceCorrected d => Note(d.Pupil, cell => cell.Coded(d.Code)).Seen(at),
        AbsenceExplained d => Note(d.Pupil, cell => cell.Coded(d.Code) with { Document = d.Document.Value, Kind = d.Kind }),
        AbsenceExplanationWithdrawn d => Note(d.Pupil, cell => cell.Coded(d.Code)),
        HomeworkSet d => (this with { Homework = d.Text.Length > 0, Fact = Fact with { Minutes = d.Minutes } }).Given(at),
        HomeworkCorrected d => (this with { Homework = d.Text.Length > 0, Fact = Fact with { Minutes = d.Text.Length == 0 ? null : d.Minutes } }).Given(at),
        PupilHomeworkSet d => Note(d.Pupil, cell => cell with { Homework = true }).Given(at),
        PupilHomeworkCorrected d => Note(d.Pupil, cell => cell with { Homework = d.Text is not null }).Given(at),
        HomeworkDueChosen d => With(Fact with { Due = d.Due }),
        WorkTypeChosen d => With(Fact with { WorkType = d.WorkType }),
        LessonNotHeld d => With(Fact with { NotHeld = d.Reason }),
        LessonHeldAfterAll => With(Fact with { NotHeld = null }),
        ExtraLessonOpened d => With(Fact with { Extra = d.Kind }),
        GradeDeferred d => Note(d.Pupil, cell => cell with { Due = d.Due }),
        DeferralWithdrawn d => Note(d.Pupil, cell => cell with { Due = null }),
        GradeRecorded d => Graded(d.Pupil, d.Place, d.Grade, at),
        GradeCorrected d => Graded(d.Pupil, d.Place, d.Grade, at),
        SubstituteAssigned or SubstituteReleased or LessonCancelled or LessonRestored or LessonTransferred or LessonReceived or TransferUndone or LessonReturned =>
            With(Fact with { Shift = LessonShift.Next(Fact.Shift, e) }),
        _ => this,
    };

    /// <summary>What a teacher says of the whole day (D-12) says something of each of its lessons.</summary>
    public LessonState Left(DayLessonLeft said) => With(Fact with { WithoutHomework = said.Missing.Contains(Lacks.Homework) });

    private LessonState With(LessonFact fact) => this with { Fact = fact };

    private LessonState Seen(DateTimeOffset at) =>
        With(Fact with { AttendanceAt = Checked || Cells.Values.Any(cell => cell.Attendance is not null) ? Fact.AttendanceAt ?? at : null });

    private LessonState Given(DateTimeOffset at) =>
        With(Fact with { HomeworkAt = Homework || Cells.Values.Any(cell => cell.Homework) ? Fact.HomeworkAt ?? at : null });

    private LessonState Note(PupilId pupil, Func<CellNotes, CellNotes> change)
    {
        var cells = new Dictionary<string, CellNotes>(Cells);
        var next = change(Cells.GetValueOrDefault(pupil.Value, CellNotes.None));
        if (next == CellNotes.None) cells.Remove(pupil.Value);
        else cells[pupil.Value] = next;
        return this with { Cells = cells };
    }

    private LessonState Graded(PupilId pupil, int place, string? grade, DateTimeOffset at)
    {
        var (grades, key) = (new Dictionary<string, GradeFact>(Grades), Place(pupil, place));
        if (grade is null)
        {
            grades.Remove(key);
            return this with { Grades = grades };
        }
        var cell = Cells.GetValueOrDefault(pupil.Value, CellNotes.None);
        // Who corrects a grade has not recorded it anew.
        grades[key] = grades.TryGetValue(key, out var standing) ? standing with { Grade = grade } : new GradeFact(pupil, place, grade, at, cell.Excuse);
        // A grade ends the point that was put for it.
        return (this with { Grades = grades }).Note(pupil, noted => noted with { Due = null });
    }
}

/// <summary>What is noted of a pupil in a lesson, beside the grades.</summary>
public sealed record CellNotes(string? Attendance, DateOnly? Due, bool Homework)
{
    public static CellNotes None { get; } = new(null, null, false);

    /// <summary>Документ by which the absence stands.</summary>
    public string? Document { get; init; }

    /// <summary>Code of the document's kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Whoever writes a code takes away what the former one stood by.</summary>
    internal CellNotes Coded(string? code) => this with { Attendance = code, Document = null, Kind = null };

    internal AbsenceFact? Absence(PupilId pupil) => Attendance is { } code ? new AbsenceFact(pupil, code, Document, Kind) : null;

    internal string? Excuse => Due is { } due ? $"{LateExcuses.Point}{due:yyyy-MM-dd}" : Attendance is { } code ? LateExcuses.Absent + code : null;
}
