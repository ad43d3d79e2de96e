using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>How a piece of text follows the one before it.</summary>
internal enum Gap
{
    /// <summary>No space and no break between them.</summary>
    None,

    /// <summary>No space, but a line may end there: after a hyphen or a slash.</summary>
    Soft,
    Space,
    Line,
}

/// <summary>Letters that a line never ends inside of, unless they are wider than the line.</summary>
internal readonly record struct Word(string Text, Look Look, Gap Before);

/// <summary>The words inside an element, with the counters filled in.</summary>
internal static class Words
{
    public static List<Word> Of(Node node, Look look, Counters counters)
    {
        var words = new List<Word>();
        var pending = Gap.None;
        Collect(node, look, counters, words, ref pending);
        return words;
    }

    private static void Collect(Node node, Look look, Counters counters, List<Word> words, ref Gap pending)
    {
        if (node.IsText)
        {
            Split(node.Text, look, words, ref pending);
            return;
        }
        if (node.Name == "br")
        {
            // Two in a row leave an empty line.
            if (pending == Gap.Line) words.Add(new("", look, Gap.Line));
            pending = Gap.Line;
            return;
        }
        if (counters.Of(node) is { } number) Split(number, look, words, ref pending);
        foreach (var child in node.Children) Collect(child, child.IsText ? look : look.In(child), counters, words, ref pending);
    }

    private static void Split(string text, Look look, List<Word> words, ref Gap pending)
    {
        text = look.Face.Drawable(text);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var space = i == text.Length || text[i] is ' ' or '\n' or '\t' or '\r';
            if (!space && !(MayEndAfter(text, i))) continue;
            var end = space ? i : i + 1;
            if (end > start)
            {
                words.Add(new(text[start..end], look, words.Count == 0 && pending != Gap.Line ? Gap.None : pending));
                pending = space ? Gap.None : Gap.Soft;
            }
            if (space && i < text.Length && pending != Gap.Line) pending = Gap.Space;
            start = i + 1;
        }
    }

    private static bool MayEndAfter(string text, int i) =>
        text[i] is '-' or '/' or '–' or '_' && i > 0 && i + 1 < text.Length && text[i + 1] is not (' ' or '\n');
}
