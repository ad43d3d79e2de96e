using ElJournal.Integrity.Archives;

namespace ElJournal.Integrity.Custody.Retention;

/// <summary>Срок хранения of a kind of archive and of its paper, as data: another term is another row.</summary>
/// <param name="Kind">Which archive; the journals' paper shares the term of <c>J5</c>, the statements' that of <c>S25</c>.</param>
/// <param name="Since">For school years that end on this day or later.</param>
/// <param name="Source">Key of the sentence that says where the term comes from.</param>
public sealed record RetentionTerm(string Kind, DateOnly Since, int Years, string Source)
{
    /// <summary>D-5.1: journals five years. D-5.2: statements twenty-five. Words behind the log serve the journal and go with it (152-ФЗ, ст. 5, ч. 7).</summary>
    public static IReadOnlyList<RetentionTerm> All { get; } =
    [
        new(ArchiveKinds.Journals, DateOnly.MinValue, ArchiveKinds.JournalYears, "source.journals"),
        new(ArchiveKinds.Statements, DateOnly.MinValue, ArchiveKinds.StatementYears, "source.statements"),
        new(ArchiveKinds.Openings, DateOnly.MinValue, ArchiveKinds.JournalYears, "source.openings"),
    ];

    public static RetentionTerm Of(string kind, DateOnly yearEnd) => All.Where(t => t.Kind == kind && t.Since <= yearEnd).MaxBy(t => t.Since)!;

    /// <summary>Terms are counted from 1 January of the year after the one in which the file was finished, as archives count them.</summary>
    public static DateOnly Begins(DateOnly yearEnd) => new(yearEnd.Year + 1, 1, 1);

    /// <summary>The first day on which it may be destroyed.</summary>
    public DateOnly Over(DateOnly yearEnd) => Begins(yearEnd).AddYears(Years);
}

/// <summary>Срок печати: to be printed, stitched and certified after the school year ends, but not later than this day (D-5.1, D-5.2).</summary>
public static class PrintDue
{
    private const int Month = 6;
    private const int Day = 30;

    public static DateOnly Of(DateOnly yearEnd) => new(yearEnd.Year, Month, Day);
}
