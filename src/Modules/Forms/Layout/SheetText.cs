using System.Text;
using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>The words of a section as plain text: cells of a row by tabs, rows and paragraphs by line feeds, runs of white space as one space.</summary>
internal static class SheetText
{
    public static string Of(Node section)
    {
        var text = new StringBuilder();
        foreach (var child in section.Children) Add(text, child);
        return text.ToString();
    }

    private static void Add(StringBuilder text, Node node)
    {
        switch (node.Name)
        {
            case "tr":
                text.AppendJoin('\t', node.Children.Select(Words)).Append('\n');
                break;
            case "p" or "h1" or "h2" or "h3":
                text.Append(Words(node)).Append('\n');
                break;
            default:
                foreach (var child in node.Children) Add(text, child);
                break;
        }
    }

    private static string Words(Node node) =>
        string.Join(' ', string.Concat(node.All().Select(n => n.Name is "br" or "p" ? " " : n.Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
