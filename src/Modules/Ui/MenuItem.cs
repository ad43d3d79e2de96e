namespace ElJournal.Ui;

/// <summary>A link of the top bar.</summary>
public sealed record MenuItem(string Href, string Text, bool Current);
