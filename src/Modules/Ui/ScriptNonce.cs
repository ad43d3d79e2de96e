namespace ElJournal.Ui;

/// <summary>Random text by which this one answer's policy knows the scripts of the page (<see cref="PageScript"/>).</summary>
public sealed record ScriptNonce(string Value);
