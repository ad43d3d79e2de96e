using System.Security.Cryptography;
using System.Text;
using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>A section of a form: pages of one orientation under one header.</summary>
internal sealed class Section(Node node, string template)
{
    private const float Long = 297 * Subset.PointsPerMillimetre, Short = 210 * Subset.PointsPerMillimetre;

    public const float Top = 9 * Subset.PointsPerMillimetre, Foot = 12 * Subset.PointsPerMillimetre;

    /// <summary>Where the sheet is sewn or punched, and where it is not.</summary>
    public const float Binding = 15 * Subset.PointsPerMillimetre, Outer = 8 * Subset.PointsPerMillimetre;

    private readonly bool counts = node.Children.Where(c => c.Name != "header").SelectMany(c => c.All()).Any(Counters.Has);

    private string? data;

    public Node Node { get; } = node;

    public bool Landscape { get; } = node.Is("landscape");

    public float Width => Landscape ? Long : Short;

    public float Height => Landscape ? Short : Long;

    public float BodyWidth => Width - Binding - Outer;

    /// <summary>The page it begins on.</summary>
    public int First { get; set; }

    public List<List<(Strip Strip, float Y)>> Pages { get; private set; } = [];

    /// <summary>What the section says, without its look: the same data give the same text however they are laid out.</summary>
    public string Data => data ??= SheetText.Of(Node);

    /// <summary>SHA-256 of <see cref="Data"/>, lower-case hex.</summary>
    public string DataHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Data)));

    /// <summary>Lays the section out; once only, unless its body shows counters.</summary>
    public void Lay(Counters counters)
    {
        if (Pages.Count > 0 && !counts) return;
        try
        {
            var head = Header(counters with { Page = 1 }).Sum(s => s.Above + s.Height);
            var body = new Flow(BodyWidth, counters with { Page = First }).Of(Node.Children.Where(c => c.Name != "header"), Look.Body, Side.Left);
            Pages = Layout.Pages.Fill(body, Height - Top - Foot - head);
        }
        catch (MarkupException e)
        {
            throw new FormFaultException(template, new(e.Line, e.Column, e.Why));
        }
    }

    /// <summary>What stands above the body of every page.</summary>
    public List<Strip> Header(Counters counters) =>
        Node.Inside("header").FirstOrDefault() is { } header
            ? new Flow(BodyWidth, counters).Of(header.Children, Look.Body.In(header), Side.Left.In(header))
            : [];
}
