using System.Text;
using Scriban.Runtime;

namespace ElJournal.Forms.Templates;

/// <summary>An output that ends, and that knows which place of the template wrote which of its places.</summary>
internal sealed class Limited(string template, int most) : IScriptOutput
{
    private readonly List<(int At, int From)> origins = [];

    public StringBuilder Text { get; } = new();

    public void Write(string text, int offset, int count)
    {
        if (Text.Length + count > most) throw new OutputTooLongException();
        // Markup is written as a piece of the template's own text.
        if (ReferenceEquals(text, template)) origins.Add((Text.Length, offset));
        Text.Append(text, offset, count);
    }

    public ValueTask WriteAsync(string text, int offset, int count, CancellationToken cancellationToken)
    {
        Write(text, offset, count);
        return ValueTask.CompletedTask;
    }

    /// <summary>The place of the template, both from 1, that wrote a place of the output.</summary>
    public (int Line, int Column) Origin(int line, int column)
    {
        var text = Text.ToString();
        var at = 0;
        for (var l = 1; l < line && at < text.Length; l++) at = text.IndexOf('\n', at) is var next and >= 0 ? next + 1 : text.Length;
        at = Math.Min(at + column - 1, text.Length);
        var found = origins.FindLastIndex(o => o.At <= at);
        var place = found < 0 ? 0 : Math.Min(origins[found].From + at - origins[found].At, template.Length);
        var before = template.AsSpan(0, place);
        return (before.Count('\n') + 1, place - before.LastIndexOf('\n'));
    }
}
