namespace ElJournal.Forms.Markup;

/// <summary>A piece of a form: an element or, with <see cref="Text"/>, the text between elements.</summary>
internal sealed class Node(string name)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private static readonly string[] NoClasses = [];

    /// <summary>The element's name; empty for a text.</summary>
    public string Name { get; } = name;

    public string Text { get; init; } = "";

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = None;

    public string[] Classes { get; init; } = NoClasses;

    public List<Node> Children { get; } = [];

    public bool IsText => Name.Length == 0;

    public bool Is(string name) => Classes.Contains(name);

    public string? Attribute(string name) => Attributes.GetValueOrDefault(name);

    /// <summary>A whole number of an attribute such as <c>colspan</c>; 1 where it is not given.</summary>
    public int Count(string name) => Attribute(name) is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 1;

    /// <summary>A length given in millimetres, in points; null where it is not given.</summary>
    public float? Length(string name) => Attribute(name) is { } given ? Subset.Points(given) : null;

    public IEnumerable<Node> Inside(string name) => Children.Where(c => c.Name == name);

    public IEnumerable<Node> All() => Children.SelectMany(c => c.All()).Prepend(this);
}
