using System.Globalization;

namespace ElJournal.Forms.Markup;

/// <summary>What of HTML a form may have: everything else is refused, since neither paper nor PDF/A would show it the same (docs/forms.md).</summary>
internal static class Subset
{
    public const float PointsPerMillimetre = 72 / 25.4f;

    private static readonly string[] Inline = ["b", "strong", "small", "span", "br"];
    private static readonly string[] Blocks = ["h1", "h2", "h3", "p", "div", "table", "hr"];
    private static readonly string[] Look = ["c", "r", "small", "tiny", "large", "strong", "muted"];

    /// <summary>Which elements stand inside which; an empty name is text.</summary>
    private static readonly Dictionary<string, string[]> Inner = new()
    {
        ["form"] = ["section"],
        ["section"] = ["header", .. Blocks],
        ["header"] = ["p", "table"],
        ["div"] = Blocks,
        ["table"] = ["colgroup", "thead", "tbody"],
        ["colgroup"] = ["col"],
        ["col"] = [],
        ["thead"] = ["tr"],
        ["tbody"] = ["tr"],
        ["tr"] = ["th", "td"],
        ["th"] = ["", "p", .. Inline],
        ["td"] = ["", "p", .. Inline],
        ["h1"] = ["", .. Inline],
        ["h2"] = ["", .. Inline],
        ["h3"] = ["", .. Inline],
        ["p"] = ["", .. Inline],
        ["b"] = ["", .. Inline],
        ["strong"] = ["", .. Inline],
        ["small"] = ["", .. Inline],
        ["span"] = ["", .. Inline],
        ["br"] = [],
        ["hr"] = [],
    };

    private static readonly Dictionary<string, string[]> Attributes = new()
    {
        ["section"] = ["id"],
        ["col"] = ["width"],
        ["tr"] = ["height"],
        ["th"] = ["colspan", "rowspan", "height"],
        ["td"] = ["colspan", "rowspan", "height"],
        ["p"] = ["height"],
        ["span"] = ["for"],
    };

    private static readonly Dictionary<string, string[]> Classes = new()
    {
        ["section"] = ["portrait", "landscape", "odd", "even"],
        ["header"] = [.. Look],
        ["div"] = ["keep", "gap", "break", .. Look],
        ["table"] = ["grid", "plain", "gap", .. Look],
        ["tbody"] = ["keep"],
        ["tr"] = ["total", "tint", "break", .. Look],
        ["th"] = ["v", "tint", "top", "middle", "bottom", .. Look],
        ["td"] = ["v", "tint", "top", "middle", "bottom", "line", .. Look],
        ["h1"] = ["gap", "break", .. Look],
        ["h2"] = ["gap", "break", .. Look],
        ["h3"] = ["gap", "break", .. Look],
        ["p"] = ["gap", "break", "qr", "wide", .. Look],
        ["hr"] = ["gap", "heavy"],
        ["span"] = ["page", "pages", "sheets", "sheets-words", "sheets-noun", "page-of", .. Look],
    };

    /// <summary>Elements that close themselves in HTML.</summary>
    public static bool IsVoid(string name) => name is "br" or "hr" or "col";

    public static bool Knows(string name) => name != "form" && Inner.ContainsKey(name);

    public static bool Allows(string parent, string child) => Inner.TryGetValue(parent, out var inner) && inner.Contains(child);

    public static bool Takes(string element, string attribute) => attribute == "class"
        ? Classes.ContainsKey(element)
        : Attributes.TryGetValue(element, out var known) && known.Contains(attribute);

    public static bool HasClass(string element, string name) => Classes.TryGetValue(element, out var known) && known.Contains(name);

    /// <summary>Whether the value is one that the attribute can have: a count of 1 to 500, a length of up to 400 mm, a name.</summary>
    public static bool Fits(string attribute, string value) => attribute switch
    {
        "colspan" or "rowspan" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 500,
        "width" or "height" => value.EndsWith("mm", StringComparison.Ordinal)
            && float.TryParse(value.AsSpan(0, value.Length - 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var length)
            && length is > 0 and <= 400,
        "id" or "for" => value.Length is > 0 and <= 80 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'),
        _ => false,
    };

    /// <summary>A length such as <c>12.5mm</c> in points.</summary>
    public static float Points(string length) =>
        float.Parse(length.AsSpan(0, length.Length - 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * PointsPerMillimetre;
}
