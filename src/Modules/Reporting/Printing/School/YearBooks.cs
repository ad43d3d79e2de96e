using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Printing.School;

/// <summary>Классы учебного года as far as a reader may print them.</summary>
/// <param name="Whole">Those that the reader may read whole, lowest first.</param>
/// <param name="LeftOut">Names of the others: something in them is not for this reader, or there is nothing in them.</param>
public sealed record YearBooks(YearId Year, string Span, IReadOnlyList<ClassBook> Whole, IReadOnlyList<string> LeftOut)
{
    /// <summary>Calls them by their days: 2026/2027.</summary>
    internal static string SpanOf(YearCalendar year) => string.Create(null, $"{year.From.Year}/{year.To.Year}");

    internal static async Task<IReadOnlyList<YearCalendar>> Years(IQuerySession session, CancellationToken cancel) =>
        [.. (await session.Query<YearCalendar>().ToListAsync(cancel)).OrderByDescending(y => y.From)];
}
