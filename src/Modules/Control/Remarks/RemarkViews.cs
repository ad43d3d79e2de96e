using ElJournal.Control.Reading;
using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Control.Remarks;

/// <summary>Замечание as people read it.</summary>
/// <param name="Author">Who made it.</param>
/// <param name="LastWords">With which it was closed or withdrawn.</param>
public sealed record RemarkLine(
    Remark Remark, string ClassName, string Subject, string? Pupil, string? Teacher, string Author, string? Words, string? Answer, string? LastWords);

/// <summary>Какие замечания показать.</summary>
/// <param name="State">One of <see cref="States"/>.</param>
public sealed record RemarkFilter(ClassId? Class, StaffId? Teacher, string? Check, string State, RoundId? Round)
{
    public const string Open = "open";
    public const string Overdue = "overdue";
    public const string Answered = "answered";
    public const string Done = "done";
    public const string Every = "all";

    public static readonly IReadOnlyList<string> States = [Open, Overdue, Answered, Done, Every];

    public bool Takes(Remark remark, DateOnly today) => State switch
    {
        Overdue => remark.IsOverdue(today),
        Answered => remark.IsAnswered,
        Done => !remark.IsOpen,
        Every => true,
        _ => remark.IsOpen,
    };
}

/// <summary>Список замечаний.</summary>
/// <param name="Counts">By state, of what the other filters leave.</param>
/// <param name="IsCut">There are older ones that are done and not shown.</param>
public sealed record RemarkList(
    IReadOnlyList<RemarkLine> Rows, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<(ClassId Class, string Name)> Classes,
    IReadOnlyList<(StaffId Teacher, string Name)> Teachers, RemarkFilter Filter, DateOnly Today, bool MayManage, bool IsCut);

/// <summary>Шаг жизни замечания.</summary>
/// <param name="What">Recorded name of the event.</param>
/// <param name="By">Null: the program.</param>
/// <param name="Due">The day that the step set, where it sets one.</param>
public sealed record RemarkStep(string What, string? By, Role Role, DateTimeOffset At, string? Words, DateOnly? Due);

/// <summary>Запись, которой замечание исправлено.</summary>
public sealed record MendingEntry(string Kind, string? By, DateTimeOffset At);

/// <summary>Одно замечание.</summary>
/// <param name="Standing">Whether what was asked for is missing now; null: only a person can tell.</param>
/// <param name="Due">The due date that a form proposes.</param>
public sealed record RemarkSheet(
    RemarkLine Line, IReadOnlyList<RemarkStep> Steps, MendingEntry? Entry, bool? Standing, DateOnly Today, DateOnly Due, bool MayManage, bool MayAnswer, bool MayRead,
    string? Round);

/// <summary>Страница «Замечания» классного журнала.</summary>
/// <param name="Whole">All courses of the class are the reader's to control.</param>
public sealed record RemarksOfClass(ClassId Class, string Name, string Year, string School, IReadOnlyList<RemarkLine> Rows, DateOnly Today, bool Whole);

/// <summary>Урок, к которому можно сделать замечание.</summary>
/// <param name="Missing">Of <see cref="Lacks"/>.</param>
public sealed record RemarkableLesson(LessonId Lesson, IReadOnlyList<string> Missing);

/// <summary>Форма замечания, before it is made.</summary>
/// <param name="Course">Null: the page is still to be chosen.</param>
public sealed record RemarkFormView(
    IReadOnlyList<NamedCourse> Choice, NamedCourse? Course, string? Teacher, IReadOnlyList<RemarkableLesson> Lessons,
    IReadOnlyList<(PupilId Pupil, string Name)> Pupils, IReadOnlyList<(RoundId Round, string Name)> Rounds, DateOnly Due, DateOnly Today);
