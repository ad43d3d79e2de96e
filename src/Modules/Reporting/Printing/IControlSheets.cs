using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

/// <summary>What printed forms take from the control of the journal: the host answers out of the readers that serve its pages.</summary>
public interface IControlSheets
{
    /// <summary>График контрольных работ, as far as the reader may see it. Null: no school year is open.</summary>
    Task<WorksData?> Works(Actor reader, WorksAsked asked, CancellationToken cancel);

    /// <summary>Замечания по ведению журнала of a class. Null: none is this reader's to see.</summary>
    Task<RemarksData?> Remarks(Actor reader, ClassId schoolClass, CancellationToken cancel);
}

/// <summary>What of the schedule is asked for, as its page has it in its address.</summary>
public sealed record WorksAsked(string? Period, int? Level, string? Class, string? Subject, string? Only);

/// <summary>График ВШК of a term by weeks, or of a month by days.</summary>
/// <param name="Shown">The choice in words; empty: all.</param>
/// <param name="Query">The choice as a query of an address.</param>
/// <param name="Approved">How many works of the year are approved, of <paramref name="All"/>.</param>
/// <param name="Rules">Since when and by which act the limits hold; null: none are adopted.</param>
public sealed record WorksData(
    string YearName, string Period, string Shown, string Query, IReadOnlyList<WorksColumn> Columns, IReadOnlyList<WorksClass> Rows, IReadOnlyList<string> Legend,
    IReadOnlyList<WorksOrder> Orders, int Approved, int All, string? Rules, IReadOnlyList<WorksLimit> Limits, IReadOnlyList<WorksDeviation> Deviations,
    IReadOnlyList<WorksChange> Changes);

/// <param name="Note">Weekday of a column that is one day.</param>
public sealed record WorksColumn(string Name, string Note);

/// <summary>A class with the works in each column.</summary>
/// <param name="Level">Параллель in words.</param>
public sealed record WorksClass(string Level, string Name, IReadOnlyList<IReadOnlyList<WorksCell>> Cells);

/// <param name="Kind">Form and level.</param>
/// <param name="When">Day and lesson, and which group.</param>
/// <param name="Broken">It deviates from a limit.</param>
public sealed record WorksCell(string Subject, string Kind, string When, string Teacher, bool Broken, bool Approved);

/// <summary>By which order, for which days.</summary>
public sealed record WorksOrder(string Order, string For);

/// <param name="Found">Deviations of the year, <paramref name="Open"/> of them not explained.</param>
public sealed record WorksLimit(string Limit, string Clause, int Found, int Open);

public sealed record WorksDeviation(string Work, string Limit, bool Explained);

public sealed record WorksChange(string Date, string Paper, string Work, string What);

/// <summary>Страница «Замечания» of the class's journal.</summary>
/// <param name="Whole">All pages of the class are this reader's to control; else remarks of others may be missing.</param>
public sealed record RemarksData(bool Whole, IReadOnlyList<RemarkData> Rows);

/// <summary>Замечание.</summary>
/// <param name="Place">Lesson and pupil, or the page as a whole.</param>
/// <param name="What">What is missing or wrong; the deputy's own words stand in <paramref name="Words"/>.</param>
/// <param name="Done">Отметка об исполнении: mended or closed, and when.</param>
/// <param name="Last">With which words it was closed.</param>
public sealed record RemarkData(
    DateOnly On, string Subject, string Place, string? Teacher, string What, string? Words, string Author, DateOnly Due, string Done, string? Answer, string? Last, bool Overdue);
