using ElJournal.Kernel;
using ElJournal.Setup;
using Wolverine.Marten;

namespace ElJournal.Accounting.Closing;

/// <summary>Открыть закрытую страницу снова, on a document that is named.</summary>
/// <param name="Document">Приказ или служебная записка: number and date as the school writes them.</param>
/// <param name="Note">Why.</param>
public sealed record ReopenPage(Guid CommandId, CourseId Course, TermId Term, string Document, Opening? Note) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ClosePages, Streams.Course(Course));

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermPages.Stream(Course, Term);

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ReopenPage)} {Stream}";
}

public static class ReopenPageHandler
{
    public const int LongestDocument = 200;

    /// <summary>The latest day that is today anywhere.</summary>
    public static DateOnly Load(ReopenPage _, TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(14));

    public static (Outcome, Events) Handle(
        ReopenPage command, [WriteAggregate(nameof(ReopenPage.Stream), Required = false)] TermPage? page, DateOnly today)
    {
        if (page is null) return (Outcome.Refused(Refusals.PageIsNotClosed), []);
        var document = command.Document.Trim();
        if (document.Length is 0 or > LongestDocument) return (Outcome.Refused(Refusals.DocumentIsMissing, LongestDocument), []);
        // What the year has ended with is opened again by an order or by the council alone.
        if (page.Closed && YearPages.All.Contains(command.Term) && !SchoolOrder.IsNamed(document, today)) return (Outcome.Refused(Refusals.OrderIsUnread), []);
        return page.Closed
            ? (Outcome.Accepted, [new PageReopened(command.Course, command.Term, document, command.Note?.Sealed)])
            : (Outcome.Refused(Refusals.PageIsNotClosed), []);
    }
}
