using System.Xml;
using ElJournal.Kernel;

namespace ElJournal.Forms.Markup;

/// <summary>
/// Reads a form's markup, which is HTML written as XML: each tag is closed, each attribute quoted. So a tag forgotten is an error with
/// a place, and not, as in a browser, a guess.
/// </summary>
internal static class MarkupReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        XmlResolver = null,
        CheckCharacters = true,
    };

    /// <summary>The markup's sections under one root.</summary>
    /// <exception cref="MarkupException">Not well-formed, or not of the subset.</exception>
    public static Node Read(string markup)
    {
        using var reader = XmlReader.Create(new StringReader(markup), Settings);
        var place = (IXmlLineInfo)reader;
        var root = new Node("form");
        var open = new Stack<Node>([root]);
        try
        {
            while (reader.Read()) Take(reader, place, open);
        }
        catch (XmlException e)
        {
            throw new MarkupException(e.LineNumber, e.LinePosition, Faults.Markup);
        }
        if (root.Children.Count == 0) throw new MarkupException(1, 1, Faults.NoSection);
        return root;
    }

    private static void Take(XmlReader reader, IXmlLineInfo place, Stack<Node> open)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var (line, column, empty) = (place.LineNumber, place.LinePosition, reader.IsEmptyElement);
                var node = Element(reader, open.Peek(), line, column);
                open.Peek().Children.Add(node);
                if (!empty) open.Push(node);
                else Close(node, line, column);
                break;
            case XmlNodeType.EndElement:
                Close(open.Pop(), place.LineNumber, place.LinePosition);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                Words(reader, place, open.Peek());
                break;
            default:
                throw new MarkupException(place.LineNumber, place.LinePosition, Faults.Markup);
        }
    }

    private static void Words(XmlReader reader, IXmlLineInfo place, Node parent)
    {
        if (Subset.Allows(parent.Name, "")) parent.Children.Add(new("") { Text = reader.Value });
        else if (!string.IsNullOrWhiteSpace(reader.Value))
            throw new MarkupException(place.LineNumber, place.LinePosition, Faults.Nesting, Shown(reader.Value), parent.Name);
    }

    private static Node Element(XmlReader reader, Node parent, int line, int column)
    {
        var name = reader.Name;
        if (!Subset.Knows(name)) throw new MarkupException(line, column, Faults.Element, name);
        if (!Subset.Allows(parent.Name, name)) throw new MarkupException(line, column, Faults.Nesting, name, parent.Name);
        if (!reader.HasAttributes) return new(name);
        var attributes = new Dictionary<string, string>(reader.AttributeCount);
        string[] classes = [];
        while (reader.MoveToNextAttribute())
        {
            Check(name, reader.Name, reader.Value, line, column);
            if (reader.Name == "class") classes = reader.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            else attributes[reader.Name] = reader.Value;
        }
        reader.MoveToElement();
        return new(name) { Attributes = attributes, Classes = classes };
    }

    private static void Check(string element, string attribute, string value, int line, int column)
    {
        if (!Subset.Takes(element, attribute)) throw new MarkupException(line, column, Faults.Attribute, attribute, element);
        if (attribute != "class")
        {
            if (!Subset.Fits(attribute, value)) throw new MarkupException(line, column, Faults.Value, attribute, Shown(value));
            return;
        }
        foreach (var name in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (!Subset.HasClass(element, name)) throw new MarkupException(line, column, Faults.Class, Shown(name), element);
    }

    private static void Close(Node node, int line, int column)
    {
        if (node.Name == "table" && TableShape.Fault(node)) throw new MarkupException(line, column, Faults.Table);
        if (node.Is("qr") && !QrPicture.Of(node).Fits) throw new MarkupException(line, column, Faults.Qr);
    }

    private static string Shown(string text) => text.Trim() is { Length: > 40 } long_ ? long_[..40] + "…" : text.Trim();
}

/// <summary>A fault of the rendered markup, at a place of that markup.</summary>
internal sealed class MarkupException(int line, int column, RefusalKind kind, params object?[] arguments) : Exception(kind.Code)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    public Refusal Why { get; } = new(kind, arguments);
}
