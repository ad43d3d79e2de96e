using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Accounting.Pages;

/// <summary>Мой день: the lessons of a teacher on one day and what is left to complete from earlier ones.</summary>
/// <param name="Teaches">False for one who has journals to read and no lessons to give.</param>
/// <param name="Debts">Earlier lessons that are not complete, oldest first.</param>
/// <param name="Journals">All journals the person may open.</param>
public sealed record DayPage(
    DateOnly Date, bool Teaches, IReadOnlyList<DayLesson> Lessons, IReadOnlyList<DayLesson> Debts, IReadOnlyList<JournalLink> Journals)
{
    /// <summary>Точки whose day has come or is over, the longest overdue first.</summary>
    public IReadOnlyList<OwedGrades> Owed { get; init; } = [];

    /// <summary>Сегодня by the school's calendar.</summary>
    public DateOnly Today { get; init; }

    /// <summary>The reader has a card of the staff: whose day it is.</summary>
    public bool Own { get; init; }

    /// <summary>День заполнен: when it was said last; null: it was not.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>What stands open of the day: a completion names it.</summary>
    public IEnumerable<DayLesson> Open => Lessons.Where(l => !l.GivenByAnother && l.Missing.Count > 0);

    /// <summary>The person has lessons of the day to answer for.</summary>
    public bool MayComplete => Teaches && Own && Date <= Today && Lessons.Any(l => !l.GivenByAnother);
}

/// <summary>Отложенные отметки of one lesson, due on one day.</summary>
/// <param name="Count">How many pupils owe.</param>
public sealed record OwedGrades(LessonId Lesson, TermId Term, string ClassName, string Subject, DateOnly Due, int Count)
{
    public string Href => Addresses.Journal(Lesson.Course, Term) + "?lesson=" + Uri.EscapeDataString(Lesson.ToString());
}

/// <summary>One lesson of the day.</summary>
/// <param name="Starts">08:30, by the bells; null when they are not set.</param>
/// <param name="Begun">Whether its time has come: nothing is missing of a lesson to come.</param>
/// <param name="Recorded">Whether anything is recorded of it.</param>
public sealed record DayLesson(
    LessonId Lesson,
    TermId Term,
    string? Starts,
    string? Ends,
    string ClassName,
    string Subject,
    string? Room,
    string? Topic,
    string? Homework,
    int Grades,
    int Absent,
    bool Recorded,
    bool Begun)
{
    /// <summary>Замена: given in another teacher's place; only this lesson of the course is open.</summary>
    public bool ForAnother { get; init; }

    /// <summary>Another teacher gives the lesson in the reader's place.</summary>
    public bool GivenByAnother { get; init; }

    /// <summary>Изменено: what was decided about the lesson, and the same in words.</summary>
    public (LessonShift Shift, string Text)? Changed { get; init; }

    /// <summary>What it lacks: of <see cref="Lacks"/>.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Why it was left so when the day was said to be complete, in the teacher's words.</summary>
    public string? Left { get; init; }

    /// <summary>Не проведён: why.</summary>
    public string? NotHeld { get; init; }

    /// <summary>Контрольная работа by the school's schedule; null: none.</summary>
    public LessonWork? Work { get; init; }

    /// <summary>Вне расписания: what it is.</summary>
    public string? Extra { get; init; }

    public string Href => ForAnother ? Addresses.Lesson(Lesson) : Addresses.Journal(Lesson.Course, Term) + "?lesson=" + Uri.EscapeDataString(Lesson.ToString());
}

/// <summary>A journal page to open: a course in the current term.</summary>
public sealed record JournalLink(CourseId Course, TermId Term, string ClassName, string Subject);
