using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>A table as strips: the head, repeated on each page, and the rows; rows joined by a cell of several rows are one strip.</summary>
internal sealed class TableLayout
{
    private const float LeastColumn = 4 * Subset.PointsPerMillimetre;

    private readonly Node table;
    private readonly Look look;
    private readonly Counters counters;
    private readonly float[] edges;

    public TableLayout(Node table, float width, Look look, Counters counters)
    {
        (this.table, this.look, this.counters) = (table, look, counters);
        edges = Edges([.. table.Inside("colgroup").SelectMany(g => g.Children).Select(c => c.Length("width"))], width);
    }

    public List<Strip> Strips()
    {
        var strips = new List<Strip>();
        Strip? head = null;
        if (table.Inside("thead").FirstOrDefault() is { } thead && thead.Children.Count > 0)
        {
            head = Rows(thead.Children, TableShape.Place(thead.Children, edges.Length - 1), null);
            head.Keep = true;
            strips.Add(head);
        }
        foreach (var body in table.Inside("tbody")) strips.AddRange(Body(body, head));
        return strips;
    }

    private IEnumerable<Strip> Body(Node body, Strip? head)
    {
        var placed = TableShape.Place(body.Children, edges.Length - 1);
        for (var start = 0; start < placed.Count;)
        {
            var end = start + 1;
            for (var i = start; i < end; i++)
                foreach (var (cell, _) in placed[i]) end = Math.Max(end, i + cell.Count("rowspan"));
            var strip = Rows(body.Children[start..end], placed[start..end], head);
            strip.Keep = body.Is("keep") && end < placed.Count;
            strip.Breaks = body.Children[start].Is("break");
            yield return strip;
            start = end;
        }
    }

    private RowsStrip Rows(List<Node> rows, List<List<(Node Cell, int Column)>> placed, Strip? head)
    {
        var cells = new List<CellBox>();
        for (var i = 0; i < rows.Count; i++)
        {
            var inRow = look.In(rows[i]);
            foreach (var (cell, column) in placed[i])
                cells.Add(CellBox.Of(cell, rows[i], inRow, counters, i, edges[column], edges[column + cell.Count("colspan")]));
        }
        return new(cells, Heights(rows, cells), edges[^1], table.Is("grid")) { Head = head };
    }

    /// <summary>Each row as tall as its tallest cell; a cell of several rows makes the last of them taller where it must.</summary>
    private static float[] Heights(List<Node> rows, List<CellBox> cells)
    {
        var heights = rows.Select(r => r.Length("height") ?? 0).ToArray();
        foreach (var cell in cells.Where(c => c.Rows == 1)) heights[cell.Row] = Math.Max(heights[cell.Row], cell.Height);
        foreach (var cell in cells.Where(c => c.Rows > 1))
        {
            var last = cell.Row + cell.Rows - 1;
            var others = heights[cell.Row..last].Sum();
            heights[last] = Math.Max(heights[last], cell.Height - others);
        }
        return heights;
    }

    /// <summary>Where columns begin and end. Those without a width share what is left; too wide a table is narrowed to the sheet.</summary>
    private static float[] Edges(float?[] given, float width)
    {
        var open = given.Count(g => g is null);
        var named = given.Sum(g => g ?? 0);
        var share = open == 0 ? 0 : Math.Max(LeastColumn, (width - named) / open);
        var scale = Math.Min(1, width / (named + (share * open)));
        var edges = new float[given.Length + 1];
        for (var i = 0; i < given.Length; i++) edges[i + 1] = edges[i] + ((given[i] ?? share) * scale);
        return edges;
    }
}
