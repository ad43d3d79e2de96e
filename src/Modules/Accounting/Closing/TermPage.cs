using System.Globalization;
using System.Text.Json.Serialization;
using ElJournal.Setup;

namespace ElJournal.Accounting.Closing;

/// <summary>Страница за период: whether it is closed, and which days that closes.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="Course">Stored for the index by which an entry finds the closed pages of its course.</param>
public sealed partial record TermPage(string Id, string Course, TermId Term)
{
    public bool Closed { get; init; }

    /// <summary>First and last closed day, ISO, both inclusive; null while open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? From { get; init; }

    /// <inheritdoc cref="From" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? To { get; init; }

    public static TermPage Create(PageClosed e) => Apply(e, new TermPage(TermPages.Stream(e.Course, e.Term), e.Course.Value, e.Term));

    /// <summary>A page of the year closes no days: those are closed with their terms.</summary>
    public static TermPage Apply(PageClosed e, TermPage page) =>
        YearPages.All.Contains(e.Term) ? page with { Closed = true } : page with { Closed = true, From = Iso(e.From), To = Iso(e.To) };

    public static TermPage Apply(PageReopened _, TermPage page) => page with { Closed = false, From = null, To = null };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
