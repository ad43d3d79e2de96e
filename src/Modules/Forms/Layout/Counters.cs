using System.Globalization;
using ElJournal.Forms.Markup;
using ElJournal.Forms.Words;

namespace ElJournal.Forms.Layout;

/// <summary>What the counters of a form say: known only when all is laid out, so what shows them in a body is laid out once more.</summary>
/// <param name="Pages">Sides of paper in all.</param>
/// <param name="Sheets">Sheets of paper in all: half as many, when both sides are printed.</param>
/// <param name="Page">The side at hand, from 1.</param>
/// <param name="Sections">Where each section with an id begins.</param>
internal sealed record Counters(int Pages, int Sheets, int Page, IReadOnlyDictionary<string, int> Sections)
{
    /// <summary>Before anything is laid out: numbers of a likely length.</summary>
    public static Counters Unknown { get; } = new(88, 88, 88, new Dictionary<string, int>());

    public static bool Has(Node node) => node.Name == "span" && node.Classes.Any(c => c.StartsWith("page", StringComparison.Ordinal) || c.StartsWith("sheet", StringComparison.Ordinal));

    /// <summary>What a span counts; null when it is none of the counters.</summary>
    public string? Of(Node node)
    {
        if (node.Name != "span") return null;
        foreach (var name in node.Classes)
            switch (name)
            {
                case "page": return Number(Page);
                case "pages": return Number(Pages);
                case "sheets": return Number(Sheets);
                case "sheets-words": return NumberWords.Russian(Sheets);
                case "sheets-noun": return NumberWords.Noun(Sheets, "лист", "листа", "листов");
                case "page-of": return Sections.TryGetValue(node.Attribute("for") ?? "", out var page) ? Number(page) : "…";
            }
        return null;
    }

    /// <summary>Whether what was laid out by <paramref name="other"/> shows these.</summary>
    public bool Agrees(Counters other) =>
        Pages == other.Pages && Sheets == other.Sheets && Sections.Count == other.Sections.Count && Sections.All(s => other.Sections.GetValueOrDefault(s.Key) == s.Value);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
