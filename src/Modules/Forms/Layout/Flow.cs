using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>The blocks of a section as strips of its width.</summary>
internal sealed class Flow(float width, Counters counters)
{
    private const float GapHeight = 5 * Subset.PointsPerMillimetre;

    public List<Strip> Of(IEnumerable<Node> blocks, Look look, Side side)
    {
        var strips = new List<Strip>();
        foreach (var block in blocks) Add(strips, block, look, side);
        return strips;
    }

    private void Add(List<Strip> strips, Node block, Look around, Side aside)
    {
        var (look, side) = (around.In(block), aside.In(block));
        var added = block.Name switch
        {
            "div" => Together(Of(block.Children, look, side), block),
            "table" => new TableLayout(block, width, look, counters).Strips(),
            "hr" => [new RuleStrip(width, block.Is("heavy"))],
            _ when block.Is("qr") => [new QrStrip(QrPicture.Of(block), side, width)],
            _ => Paragraph(block, look, side),
        };
        if (added.Count == 0) return;
        added[0].Above += block.Is("gap") ? GapHeight : block.Name switch { "h1" or "h2" or "h3" => 3, "p" => 1.5f, "table" => 2, _ => 0 };
        added[0].Breaks |= block.Is("break");
        strips.AddRange(added);
    }

    private static List<Strip> Together(List<Strip> strips, Node div)
    {
        if (div.Is("keep"))
            foreach (var strip in strips.SkipLast(1)) strip.Keep = true;
        return strips;
    }

    /// <summary>Lines of a paragraph; a heading stays with what follows, and no line stands alone at the foot or the head of a page.</summary>
    private List<Strip> Paragraph(Node block, Look look, Side side)
    {
        var lines = Lines.Break(Words.Of(block, look, counters), width, look);
        var least = block.Length("height") ?? 0;
        var strips = lines.Select(l => (Strip)new LineStrip(l, side, width, lines.Count == 1 ? least : 0)).ToList();
        var heading = block.Name.StartsWith('h');
        foreach (var (i, strip) in strips.Index()) strip.Keep = heading || (i < strips.Count - 1 && (i == 0 || i == strips.Count - 2));
        return strips;
    }
}
