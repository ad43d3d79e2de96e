using System.Text.Json.Serialization;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Terms;
using ElJournal.Setup;

namespace ElJournal.Accounting.Journal;

/// <summary>Страница журнала: a course in a term as a person sees it, now or at a past moment. The same record serves the page, the replay, the API and the print.</summary>
/// <param name="ClassName">8 «Б».</param>
/// <param name="Moment">The past moment shown; null is now.</param>
/// <param name="MayWrite">Whether this reader may write here; the server checks every entry again.</param>
public sealed record JournalPage(
    CourseId Course,
    TermId Term,
    string ClassName,
    string Subject,
    string TermName,
    string YearName,
    string? Teacher,
    IReadOnlyList<TermLink> Terms,
    IReadOnlyList<LessonColumn> Lessons,
    IReadOnlyList<PupilRow> Pupils,
    EntryRules Rules,
    bool MayWrite,
    PageMoment? Moment)
{
    /// <summary>The school's calendar day, by which a point is overdue.</summary>
    public DateOnly Today { get; init; }

    /// <summary>The reader may see one lesson of the page and not the page.</summary>
    public bool Alone { get; init; }

    /// <summary>A regulation of corrections says when a reason is needed: only the server knows, so the page does not ask beforehand.</summary>
    public bool Regulated { get; init; }

    /// <summary>The regulation of corrections wants words beside a reason.</summary>
    public bool NeedsWords { get; init; }

    /// <summary>Отставание от КТП by today, in hours; negative when ahead; null before the first topic of the term, without a plan and in a replay.</summary>
    public int? PlanLag { get; init; }

    /// <summary>What the plan has for the last lesson that is due; null where nothing is due or there is no plan.</summary>
    [JsonIgnore]
    public PlanItem? PlanDue { get; init; }

    /// <summary>The term's page is closed: nothing changes but by a permission.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Closed { get; init; }

    /// <summary>By what grades of the term are proposed; null in a replay, where the term is not graded and without rules.</summary>
    [JsonIgnore]
    public TermScale? Scale { get; init; }

    /// <summary>The school's own mark of who is exempt: осв.; null without rules of term grades.</summary>
    [JsonIgnore]
    public string? ExemptMark { get; init; }

    /// <summary>The page with one lesson of it: no other column, and no average, which would tell of the others.</summary>
    public JournalPage Only(LessonId lesson)
    {
        var kept = Lessons.Index().Where(l => l.Item.Lesson == lesson).ToList();
        return this with
        {
            Lessons = [.. kept.Select(l => l.Item)],
            Alone = true,
            Pupils = [.. Pupils.Select(p => p with { Cells = [.. kept.Select(l => p.Cells[l.Index])], Average = null, TermGrade = null, Proposed = null })],
            Scale = null,
        };
    }

    public int Entries => Pupils.Sum(p => p.Cells.Count(c => c is not null));
}

/// <summary>By what grades of the term are proposed.</summary>
/// <param name="Minimum">Накопляемость: how many marks are needed; null: no minimum is laid down.</param>
/// <param name="Thresholds">Highest first; empty: nothing follows from an average.</param>
public sealed record TermScale(int? Minimum, IReadOnlyList<GradeThreshold> Thresholds);

public sealed record TermLink(TermId Term, string Name, bool Current);

/// <summary>The past moment of a replayed page and the steps around it.</summary>
/// <param name="At">The moment.</param>
/// <param name="Step">Which event is the last one shown, from 1; 0 before all.</param>
/// <param name="Steps">How many events the page has in all.</param>
/// <param name="Times">The time of each event, for the slider's scale.</param>
/// <param name="Change">What the last shown event did; null at step 0.</param>
public sealed record PageMoment(DateTimeOffset At, int Step, int Steps, IReadOnlyList<DateTimeOffset> Times, Change? Change);

/// <summary>One lesson: a column of the grid and a row of topics.</summary>
/// <param name="PlannedTopic">What the КТП has for this lesson while no topic is recorded.</param>
/// <param name="TopicVersion">Version of the last entry of the topic; 0 when none. Sent back as "seen" with a change.</param>
/// <param name="Recorded">Whether anything is recorded of it.</param>
public sealed record LessonColumn(
    LessonId Lesson,
    DateOnly Date,
    int Slot,
    string? Topic,
    string? PlannedTopic,
    int? PlanItem,
    int TopicVersion,
    string? Homework,
    int? HomeworkMinutes,
    int HomeworkVersion,
    string? WorkType,
    string? WorkLetter,
    bool Recorded,
    bool IsToday,
    bool IsFuture,
    bool TopicCorrected,
    bool HomeworkCorrected,
    bool ChangedNow)
{
    /// <summary>Замена, объединение, отмена, перенос; null for a lesson as the timetable has it.</summary>
    [JsonIgnore]
    public LessonShift? Shift { get; init; }

    /// <summary>The same in words; null for a lesson as the timetable has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ShiftText { get; init; }

    /// <summary>Version of the last choice of the work type; 0 when none.</summary>
    public int WorkTypeVersion { get; init; }

    /// <summary>Не проведён: code of the reason; null for a lesson given or to be given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NotHeld { get; init; }

    /// <summary>Вне расписания: code of its kind; null for a lesson of the timetable.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Extra { get; init; }

    /// <summary>Why it was not held, or its kind outside the timetable, as the school's rules call it.</summary>
    [JsonIgnore]
    public string? LifeText { get; init; }

    /// <summary>Nothing is given on it, so nothing is entered: cancelled, moved away or not held.</summary>
    [JsonIgnore]
    public bool IsOff => NotHeld is not null || Shift?.IsOff == true;

    /// <summary>Counts as given: its day has come, and it was neither cancelled, moved away nor marked as not held.</summary>
    [JsonIgnore]
    public bool WasHeld => !IsFuture && NotHeld is null && Shift?.IsOff != true;
}

/// <summary>One pupil: a row. <paramref name="Cells"/> runs parallel to the page's lessons; null is an empty cell.</summary>
/// <param name="Average">Weighted average in hundredths; null without counted grades.</param>
/// <param name="Left">From which day the pupil is gone, with the order's number: the row is grey from then on.</param>
public sealed record PupilRow(
    PupilId Pupil, string Name, DateOnly From, DateOnly? Left, string? Order, IReadOnlyList<PageCell?> Cells, int? Average)
{
    /// <summary>Отметка за период; null: none stands.</summary>
    public string? TermGrade { get; init; }

    /// <summary>What the rules propose while no grade stands; null: there are none, or nothing is to be graded.</summary>
    [JsonIgnore]
    public Proposal? Proposed { get; init; }

    /// <summary>Освобождение от предмета that touches the term.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Exemption? Exempt { get; init; }

    /// <summary>ИУП, обучение на дому: a code of <see cref="PlanKinds"/>; null: learns with the class.</summary>
    public string? Plan { get; init; }
}

/// <summary>What stands in a cell.</summary>
/// <param name="Version">Version of the last entry in this cell; sent back as "seen".</param>
/// <param name="Corrected">Carries the corner mark: an earlier value stands in the history.</param>
/// <param name="ChangedNow">In a replay: changed by the last shown event.</param>
public sealed record PageCell(string? Attendance, IReadOnlyList<string> Grades, int Version, bool Corrected, bool ChangedNow)
{
    /// <summary>Точка: until when a grade is owed; null: none is.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The teacher's words to the cell, if not erased.</summary>
    public string? Comment { get; init; }

    /// <summary>Version of the comment, sent back as "seen" with another; 0 when there never was one.</summary>
    public int CommentVersion { get; init; }

    /// <summary>Attendance code, grades joined by "/", or both: <c>Н</c>, <c>5</c>, <c>5/4</c>, <c>О 4</c>, <c>.</c>.</summary>
    public string Text => new CellValue(Attendance, Grades) { Deferred = Due is not null }.ToString();
}

/// <summary>The school's rules of entry in force on the page's dates, as the grid needs them.</summary>
public sealed record EntryRules(
    IReadOnlyList<GradeSymbol> Grades,
    IReadOnlyList<AttendanceCode> Attendance,
    IReadOnlyList<CorrectionReason> Reasons,
    IReadOnlyList<WorkType> WorkTypes,
    int FreeMinutes,
    string Act)
{
    /// <summary>Срок точки in days; null: the school has approved none, and the teacher names the day.</summary>
    public int? PointDays { get; init; }

    /// <summary>A grade beside a mark of absence is taken, with a warning.</summary>
    public bool AbsentGrades { get; init; }

    public static EntryRules From(JournalRulesSet set, MarkingRulesSet? marking) => new(set.Grades, set.Attendance, set.Reasons, set.WorkTypes, set.FreeMinutes, set.Act)
    {
        PointDays = marking?.PointDays,
        AbsentGrades = marking?.AbsentGrade == Setup.AbsentGrades.Warn,
    };
}
