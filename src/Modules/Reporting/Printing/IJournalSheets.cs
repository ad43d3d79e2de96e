using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

/// <summary>
/// What the printed forms take from the journal. Reporting sees no other module's implementation, so it says what it wants and the host
/// answers out of the readers that serve the pages: what is printed is what is shown, to the same reader.
/// </summary>
public interface IJournalSheets
{
    /// <summary>A page of the journal. Null: there is none, or none for this reader.</summary>
    Task<PageData?> Page(Actor reader, CourseId course, TermId term, CancellationToken cancel);

    /// <summary>The grades of a class in a term or a page of the year, as far as the reader may see them. Null: none.</summary>
    Task<StatementData?> Statement(Actor reader, ClassId schoolClass, TermId term, CancellationToken cancel);

    /// <summary>Рекомендации (Z-6.14) given in courses over some days, oldest first, of courses that the reader may read.</summary>
    Task<IReadOnlyList<AdviceData>> Advice(Actor reader, IReadOnlyCollection<CourseId> courses, DateOnly from, DateOnly to, CancellationToken cancel);

    /// <summary>Where the log stands. Null: nothing is sealed.</summary>
    Task<SealData?> Seal(SchoolId school, CancellationToken cancel);
}

/// <param name="Note">The signed checkpoint as its text, for the code on the last sheet.</param>
public sealed record SealData(PrintSeal Seal, string Note);

/// <summary>Страница журнала as it is printed.</summary>
/// <param name="Called">The class or group: 8 «Б».</param>
/// <param name="Planned">Часов по плану by the day of the print.</param>
/// <param name="Held">Часов проведено.</param>
/// <param name="Lag">Отставание in hours, negative when ahead.</param>
public sealed record PageData(
    CourseId Course, TermId Term, string Called, string Subject, string? Teacher, string TermName, string YearName,
    IReadOnlyList<LessonData> Lessons, IReadOnlyList<RowData> Rows, IReadOnlyList<CodeData> Codes, int Planned, int Held, int Lag)
{
    /// <summary>Виды работ by their letters.</summary>
    public IReadOnlyList<(string Letter, string Name)> Works { get; init; } = [];
}

/// <param name="Work">Letter of the kind of work.</param>
/// <param name="Note">Замена, отмена, не проведён: in words.</param>
public sealed record LessonData(DateOnly Date, int Slot, string? Work, string? Topic, string? Homework, string? Note);

/// <param name="Note">Выбыл, with the order; освобождён.</param>
/// <param name="Cells">What stands in each lesson; empty where nothing does.</param>
/// <param name="Attendance">Its letter of attendance; null where none is.</param>
public sealed record RowData(PupilId Pupil, string Name, string? Note, IReadOnlyList<string> Cells, IReadOnlyList<string?> Attendance, string? Grade)
{
    public DateOnly From { get; init; }

    public DateOnly? Left { get; init; }

    /// <summary>Средний балл of the term.</summary>
    public string? Average { get; init; }
}

/// <summary>Рекомендация обучающемуся.</summary>
public sealed record AdviceData(PupilId Pupil, CourseId Course, DateOnly Date, string Text);

/// <summary>Код посещаемости.</summary>
public sealed record CodeData(string Letter, string Name, bool Missed);

/// <summary>Сводная ведомость of one period.</summary>
public sealed record StatementData(
    ClassId Class, string ClassName, string? Lead, TermId Term, string TermName, string YearName, IReadOnlyList<PeriodData> Periods,
    IReadOnlyList<SubjectData> Subjects, IReadOnlyList<GradesData> Rows, string? Average, string? Success, string? Quality, string? Learning);

public sealed record PeriodData(TermId Term, string Name);

public sealed record SubjectData(string Name, IReadOnlyList<CourseId> Courses, string? Average, string? Success, string? Quality);

/// <param name="Grades">By subject; null where none stands.</param>
/// <param name="Decision">Решение педагогического совета, in words.</param>
public sealed record GradesData(PupilId Pupil, string Name, bool Left, IReadOnlyList<string?> Grades, string? Average, string? Decision);
