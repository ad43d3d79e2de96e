using System.Globalization;
using System.Text;
using SkiaSharp;

namespace ElJournal.Forms.Fonts;

/// <summary>One face of the print's typeface, with its advances: measuring a text is a sum, no call into Skia.</summary>
internal sealed class Face
{
    private const float Unit = 1000;

    private readonly float[] advances = new float[char.MaxValue + 1];
    private readonly bool?[] known = new bool?[char.MaxValue + 1];
    private readonly Lazy<SKTypeface> typeface;
    private readonly ThreadLocal<SKFont> font;

    private readonly Lazy<byte[]> file;

    private Face(string file)
    {
        this.file = new(() => PackagedFonts.Read(file));
        typeface = new(() => SKTypeface.FromData(SKData.CreateCopy(this.file.Value)));
        font = new(() => new(typeface.Value, Unit) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None });
        Array.Fill(advances, -1);
    }

    public static Face Regular { get; } = new("Inter-Regular.ttf");

    public static Face Bold { get; } = new("Inter-Bold.ttf");

    /// <summary>The face with these letters only, for one document.</summary>
    public SKTypeface Of(IEnumerable<char> letters) =>
        SKTypeface.FromData(SKData.CreateCopy(FontSubset.Keep(file.Value, [.. letters.Select(l => (l, Font.GetGlyph(l)))])));

    private SKFont Font => font.Value!;

    /// <summary>The width of a text in points at a size in points.</summary>
    public float Width(ReadOnlySpan<char> text, float size)
    {
        var sum = 0f;
        foreach (var letter in text) sum += Advance(letter);
        return sum * size / Unit;
    }

    /// <summary>
    /// The text as the face can draw it. A letter that it lacks, such as an emoji, would be an empty box on paper and no text in PDF:
    /// it is written by its number, so that nothing is lost unsaid.
    /// </summary>
    public string Drawable(string text)
    {
        var at = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        while (at >= 0 && at < text.Length && Has(text[at])) at++;
        if (at < 0 || at >= text.Length) return text;
        var drawn = new StringBuilder(text, 0, at, text.Length + 16);
        foreach (var rune in text.AsSpan(at).EnumerateRunes())
            if (rune.IsBmp && Has((char)rune.Value)) drawn.Append((char)rune.Value);
            else if (!Rune.IsControl(rune) && rune.Value is not (0xFE0F or 0x200D or 0x200B or 0xAD)) drawn.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
        return drawn.ToString();
    }

    private bool Has(char letter)
    {
        if (char.IsSurrogate(letter)) return false;
        if (letter is ' ' or '\n' or '\t' or '\r') return true;
        return known[letter] ??= Font.GetGlyph(letter) != 0;
    }

    private float Advance(char letter)
    {
        var measured = advances[letter];
        return measured >= 0 ? measured : advances[letter] = Measure(letter);
    }

    private float Measure(char letter) => Font.MeasureText([letter]);
}
