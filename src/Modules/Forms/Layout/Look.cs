using ElJournal.Forms.Fonts;
using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>How letters look: face, size in points, grey or black.</summary>
internal readonly record struct Look(bool Bold, float Size, bool Muted)
{
    /// <summary>The height of a line, and where its letters stand in it, in parts of the size.</summary>
    private const float Leading = 1.22f, Ascent = 0.965f;

    public static Look Body { get; } = new(false, 9, false);

    public Face Face => Bold ? Face.Bold : Face.Regular;

    public float LineHeight => Size * Leading;

    public float Baseline => Size * Ascent;

    public float Width(ReadOnlySpan<char> text) => Face.Width(text, Size);

    /// <summary>The look inside an element, given the one around it.</summary>
    public Look In(Node node)
    {
        var look = node.Name switch
        {
            "h1" => this with { Bold = true, Size = 15 },
            "h2" => this with { Bold = true, Size = 12 },
            "h3" => this with { Bold = true, Size = 10 },
            "b" or "strong" or "th" => this with { Bold = true },
            "small" => this with { Size = Size * 0.85f },
            _ => this,
        };
        foreach (var name in node.Classes)
            look = name switch
            {
                "small" => look with { Size = 7.5f },
                "tiny" => look with { Size = 6.5f },
                "large" => look with { Size = 12 },
                "strong" or "total" => look with { Bold = true },
                "muted" => look with { Muted = true },
                _ => look,
            };
        return look;
    }
}

/// <summary>Where a line stands in its width.</summary>
internal enum Side
{
    Left,
    Center,
    Right,
}

internal static class Sides
{
    /// <summary>The side that the classes of an element choose.</summary>
    public static Side In(this Side around, Node node) => node.Is("c") ? Side.Center : node.Is("r") ? Side.Right : around;

    public static float Shift(this Side side, float free) => side switch { Side.Center => free / 2, Side.Right => free, _ => 0 };
}
