using ElJournal.Kernel;

namespace ElJournal.Integrity.Years;

/// <summary>
/// Журнал записей года открыт: the first entry of a school year's log. It binds the year to the one before:
/// whoever rewrites last year has to rewrite this year too.
/// </summary>
/// <param name="Year">Учебный год, <c>2026-2027</c>.</param>
/// <param name="PreviousCheckpoint">The signed checkpoint of the log before, as it stood; null for a school's first.</param>
[Recorded(StoredName)]
public sealed record LogOpened(string Year, string? PreviousCheckpoint)
{
    public const string StoredName = "integrity.log_opened.v1";
}
