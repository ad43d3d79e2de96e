namespace ElJournal.Accounting.Closing;

/// <summary>A reopening that was refused, as it was typed.</summary>
public sealed record ReopenDraft(string Page, string Document, string Note, string Problem);
