using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>A strip of the body that a page never ends inside of, unless it is taller than a page.</summary>
internal abstract class Strip
{
    public abstract float Height { get; }

    /// <summary>Space above it, left out at the head of a page.</summary>
    public float Above { get; set; }

    /// <summary>Stands on the same page as the next one.</summary>
    public bool Keep { get; set; }

    /// <summary>Begins a page.</summary>
    public bool Breaks { get; set; }

    /// <summary>The head of the table that it is of, repeated when it begins a page.</summary>
    public Strip? Head { get; init; }

    public abstract void Draw(Sheet sheet, float x, float y);

    /// <summary>Two strips, the first at most so tall; null when it cannot be parted.</summary>
    public virtual (Strip Here, Strip Next)? Part(float height) => null;
}

internal sealed class LineStrip(Line line, Side side, float width, float least = 0) : Strip
{
    public override float Height => Math.Max(line.Height, least);

    public override void Draw(Sheet sheet, float x, float y) => sheet.Line(line, x, y, side, width);
}

internal sealed class RuleStrip(float width, bool heavy) : Strip
{
    public override float Height => 4;

    public override void Draw(Sheet sheet, float x, float y) => sheet.Rule(x, y + 2, x + width, y + 2, heavy ? DrawnRule.Heavy : DrawnRule.Thin);
}

internal sealed class QrStrip(QrPicture picture, Side side, float width) : Strip
{
    private float Wide => picture.Millimetres * Subset.PointsPerMillimetre;

    public override float Height => Wide + 4;

    public override void Draw(Sheet sheet, float x, float y)
    {
        var squares = picture.Squares();
        var one = Wide / squares.Count;
        var left = x + side.Shift(width - Wide);
        for (var row = 0; row < squares.Count; row++)
            for (var start = 0; start < squares.Count;)
            {
                var end = start;
                while (end < squares.Count && squares[row][end]) end++;
                if (end > start) sheet.Areas.Add(new(left + (start * one), y + 2 + (row * one), (end - start) * one, one, Black: true));
                start = end + 1;
            }
    }
}
