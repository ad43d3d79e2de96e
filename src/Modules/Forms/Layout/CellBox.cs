using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>One cell of a table: its lines, broken to its width, or to its height where the text is turned.</summary>
internal sealed class CellBox
{
    public const float PadX = 2, PadY = 1.6f;

    /// <summary>A turned head is wrapped at this, unless it says otherwise or needs more.</summary>
    private const float TurnedLength = 34 * Subset.PointsPerMillimetre;

    private const float SmallestTurned = 5.5f;

    private readonly Node node;

    private CellBox(Node node) => this.node = node;

    public required int Row { get; init; }

    public required int Rows { get; init; }

    public required float Left { get; init; }

    public required float Right { get; init; }

    public required List<(Line Line, Side Side)> Lines { get; init; }

    public bool Turned => node.Is("v");

    public required bool Tinted { get; init; }

    public bool Underlined => node.Is("line");

    public float Height => (Turned ? Lines.Max(l => l.Line.Width) : Lines.Sum(l => l.Line.Height)) + (2 * PadY);

    public static CellBox Of(Node cell, Node row, Look around, Counters counters, int index, float left, float right)
    {
        var look = around.In(cell);
        var side = Side.Left.In(row).In(cell);
        return new(cell)
        {
            Row = index,
            Rows = cell.Count("rowspan"),
            Left = left,
            Right = right,
            Tinted = cell.Is("tint") || row.Is("tint"),
            Lines = cell.Is("v")
                ? Turn(cell, look, counters, side, right - left, cell.Length("height") ?? row.Length("height"))
                : Paragraphs(cell, look, counters, side, right - left - (2 * PadX)),
        };
    }

    /// <summary>The same cell with some of its lines: for a row taller than a page.</summary>
    public CellBox With(List<(Line Line, Side Side)> lines) => new(node) { Row = Row, Rows = Rows, Left = Left, Right = Right, Tinted = Tinted, Lines = lines };

    public void Draw(Sheet sheet, float x, float y, float height)
    {
        if (Turned) DrawTurned(sheet, x, y, height);
        else DrawLines(sheet, x, y, height);
    }

    private static List<(Line, Side)> Paragraphs(Node cell, Look look, Counters counters, Side side, float width)
    {
        if (cell.Children.Any(c => c.Name == "p"))
            return [.. cell.Inside("p").SelectMany(p => Layout.Lines.Break(Words.Of(p, look.In(p), counters), width, look.In(p)).Select(l => (l, side.In(p))))];
        return [.. Layout.Lines.Break(Words.Of(cell, look, counters), width, look).Select(l => (l, side))];
    }

    /// <summary>Turned text: as many lines as the column is wide for. What needs more is set smaller, then longer; it is never cut.</summary>
    private static List<(Line, Side)> Turn(Node cell, Look look, Counters counters, Side side, float width, float? wanted)
    {
        var limit = (wanted ?? TurnedLength) - (2 * PadY);
        for (var size = look.Size; ; size -= 0.5f)
        {
            var small = look with { Size = Math.Max(size, SmallestTurned) };
            var words = Words.Of(cell, small, counters);
            var natural = Layout.Lines.Natural(words, small);
            var last = small.Size <= SmallestTurned;
            for (var length = Math.Min(limit, natural); ; length += 6)
            {
                var lines = Layout.Lines.Break(words, length, small);
                if (lines.Sum(l => l.Height) <= width || (last && length >= natural)) return [.. lines.Select(l => (l, side))];
                if (!last || length >= natural) break;
            }
        }
    }

    private void DrawLines(Sheet sheet, float x, float y, float height)
    {
        var free = height - Height;
        var top = y + PadY + (node.Is("middle") || (node.Name == "th" && !node.Is("top") && !node.Is("bottom")) ? free / 2 : node.Is("bottom") ? free : 0);
        foreach (var (line, side) in Lines)
        {
            sheet.Line(line, x + Left + PadX, top, side, Right - Left - (2 * PadX));
            top += line.Height;
        }
    }

    /// <summary>Lines stand side by side, each read from below.</summary>
    private void DrawTurned(Sheet sheet, float x, float y, float height)
    {
        var across = x + Left + ((Right - Left - Lines.Sum(l => l.Line.Height)) / 2);
        foreach (var (line, side) in Lines)
        {
            var from = y + height - PadY - side.Shift(height - (2 * PadY) - line.Width);
            foreach (var f in line.Fragments)
                if (f.Text.Length > 0) sheet.Texts.Add(new(f.Text, f.Look, across + line.Baseline, from - f.X, Turned: true));
            across += line.Height;
        }
    }
}
