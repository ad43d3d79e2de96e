namespace ElJournal.Forms.Layout;

/// <summary>Letters of one look at a place of a line.</summary>
internal readonly record struct Fragment(string Text, Look Look, float X);

internal sealed record Line(IReadOnlyList<Fragment> Fragments, float Width, float Height, float Baseline);

/// <summary>Breaks words into lines. A word wider than the line is broken between letters, without a hyphen that the data do not have; nothing is ever cut.</summary>
internal sealed class Lines
{
    /// <summary>Sums of advances differ in the last digits.</summary>
    private const float Grain = 0.01f;

    private readonly float width;
    private readonly Look look;
    private readonly List<Line> lines = [];
    private readonly List<Fragment> fragments = [];
    private float used;
    private float height;
    private float baseline;

    private Lines(float width, Look look) => (this.width, this.look) = (width, look);

    /// <param name="look">Of an empty paragraph: it has one empty line.</param>
    public static List<Line> Break(List<Word> words, float width, Look look)
    {
        var lines = new Lines(width, look);
        for (var i = 0; i < words.Count;)
        {
            var end = i + 1;
            while (end < words.Count && words[end].Before == Gap.None) end++;
            lines.Put(words, i, end);
            i = end;
        }
        lines.Flush();
        return lines.lines;
    }

    /// <summary>The width of words set in one line, or of the longest where the text itself breaks.</summary>
    public static float Natural(List<Word> words, Look look) => Break(words, float.MaxValue, look).Max(l => l.Width);

    /// <summary>Words that belong together, such as a bold letter before the rest.</summary>
    private void Put(List<Word> words, int start, int end)
    {
        var first = words[start];
        if (first.Before == Gap.Line) Flush();
        var wide = 0f;
        for (var i = start; i < end; i++) wide += words[i].Look.Width(words[i].Text);
        var space = first.Before == Gap.Space && fragments.Count > 0 ? first.Look.Width(" ") : 0;
        if (fragments.Count > 0 && used + space + wide > width + Grain)
        {
            Flush();
            space = 0;
        }
        for (var i = start; i < end; i++)
        {
            var text = i == start && space > 0 ? " " + words[i].Text : words[i].Text;
            if (used + words[i].Look.Width(text) <= width + Grain) Add(text, words[i].Look);
            else Cut(words[i]);
        }
    }

    private void Cut(Word word)
    {
        var rest = word.Text.AsSpan();
        while (rest.Length > 0)
        {
            var fits = 0;
            var wide = used;
            while (fits < rest.Length && (wide += word.Look.Width(rest.Slice(fits, 1))) <= width + Grain) fits++;
            if (fits == 0 && fragments.Count > 0)
            {
                Flush();
                continue;
            }
            // A letter wider than the whole line stands all the same.
            fits = Math.Max(fits, 1);
            Add(rest[..fits].ToString(), word.Look);
            rest = rest[fits..];
            if (rest.Length > 0) Flush();
        }
    }

    private void Add(string text, Look look)
    {
        if (fragments.Count > 0 && fragments[^1] is var last && last.Look == look) fragments[^1] = last with { Text = last.Text + text };
        else fragments.Add(new(text, look, used));
        used += look.Width(text);
        height = Math.Max(height, look.LineHeight);
        baseline = Math.Max(baseline, look.Baseline);
    }

    private void Flush()
    {
        if (fragments.Count == 0) (height, baseline) = (look.LineHeight, look.Baseline);
        lines.Add(new([.. fragments], used, height, baseline));
        fragments.Clear();
        (used, height, baseline) = (0, 0, 0);
    }
}
