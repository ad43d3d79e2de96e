namespace ElJournal.Forms.Layout;

/// <summary>One side of paper with all that is drawn on it. Lengths in points, from the upper left corner.</summary>
internal sealed class Sheet(float width, float height)
{
    public float Width { get; } = width;

    public float Height { get; } = height;

    public List<DrawnText> Texts { get; } = [];

    public List<DrawnRule> Rules { get; } = [];

    /// <summary>Grey grounds and the black squares of QR codes.</summary>
    public List<DrawnArea> Areas { get; } = [];

    public void Line(Line line, float x, float y, Side side, float width)
    {
        var left = x + side.Shift(width - line.Width);
        foreach (var f in line.Fragments)
            if (f.Text.Length > 0) Texts.Add(new(f.Text, f.Look, left + f.X, y + line.Baseline, Turned: false));
    }

    public void Rule(float x1, float y1, float x2, float y2, float thick = DrawnRule.Thin) => Rules.Add(new(x1, y1, x2, y2, thick));
}

/// <param name="Turned">Read from below: a rotated head.</param>
internal readonly record struct DrawnText(string Text, Look Look, float X, float Y, bool Turned);

internal readonly record struct DrawnRule(float X1, float Y1, float X2, float Y2, float Thick)
{
    public const float Thin = 0.4f, Heavy = 1f;
}

internal readonly record struct DrawnArea(float X, float Y, float Width, float Height, bool Black);
