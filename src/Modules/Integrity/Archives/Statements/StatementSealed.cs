using ElJournal.Kernel;

namespace ElJournal.Integrity.Archives.Statements;

/// <summary>
/// Сводная ведомость класса опечатана (D-5.2): by its hashes in the log the statement proves itself for twenty-five years, long after the rest of the log
/// is destroyed.
/// </summary>
/// <param name="Year">Учебный год, <c>2026-2027</c>.</param>
/// <param name="Class">Класс.</param>
/// <param name="Csv">SHA-256 of the statement as a table, lower-case hex.</param>
/// <param name="Pdf">SHA-256 of the printed form, hex; null: there is none.</param>
[Recorded(StoredName)]
public sealed record StatementSealed(string Year, string Class, string Csv, string? Pdf)
{
    public const string StoredName = "integrity.statement_sealed.v1";
}

/// <summary>The statement of a class as it was sealed last.</summary>
/// <param name="Id">Key of the stream.</param>
public sealed record SealedStatement(string Id, string Csv, string? Pdf)
{
    public static string StreamOf(string year, string schoolClass) => $"statement/{year}/{schoolClass}";

    public static SealedStatement Create(StatementSealed e) => new(StreamOf(e.Year, e.Class), e.Csv, e.Pdf);

    public static SealedStatement Apply(StatementSealed e, SealedStatement statement) => statement with { Csv = e.Csv, Pdf = e.Pdf };
}
