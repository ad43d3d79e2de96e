namespace ElJournal.Accounting.Corrections;

/// <summary>A place of a lesson that was refused for its lateness, and may be asked for.</summary>
/// <param name="Field">Its field in the lesson's form.</param>
/// <param name="Name">In words.</param>
/// <param name="Wanted">Where the field itself does not say it.</param>
/// <param name="Memo">What was typed in another form than the first one.</param>
public sealed record PermitAsk(string Field, string Name, string? Wanted = null, string? Memo = null);
