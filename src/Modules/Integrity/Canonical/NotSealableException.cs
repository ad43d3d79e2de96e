namespace ElJournal.Integrity.Canonical;

/// <summary>The text lies outside what may be sealed: it has no single canonical form, or is longer than an entry may be.</summary>
public sealed class NotSealableException(string message, Exception? inner = null) : Exception(message, inner);
