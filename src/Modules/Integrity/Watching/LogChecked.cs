using ElJournal.Integrity.Verifying;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Watching;

/// <summary>
/// Журнал записей проверен (D-16): all of a school's log was recomputed from the rows, and this came of it. Of damage the first place is named, in the
/// order in which a check names places; <c>eljournal verify</c> names all.
/// </summary>
/// <param name="Year">The log in use; empty: nothing was ever sealed.</param>
/// <param name="Size">Entries of all logs of the school.</param>
/// <param name="Root">Root of the log in use as the rows give it, hex.</param>
/// <param name="Places">How many places are damaged; 0: the log is intact.</param>
/// <param name="Damage">Kind of the first damage (<see cref="Verifying.Damage"/>); null where there is none.</param>
/// <param name="DamagedYear">Log of the first damage; null for a row that is in none.</param>
/// <param name="Index">Leaf of the first damage; null for a row that is in no log.</param>
/// <param name="Seq">Sequence number of the damaged event; null where a leaf or checkpoint is damaged.</param>
[Recorded("integrity.log_checked.v1")]
public sealed record LogChecked(string Year, long Size, string Root, int Places, string? Damage, string? DamagedYear, long? Index, long? Seq)
{
    public static LogChecked Of(Verification verification)
    {
        var first = verification.Broken.Count > 0 ? verification.Broken[0] : null;
        return new LogChecked(
            verification.Current?.Year ?? "", verification.Size, verification.Current?.Root.ToHex() ?? "", verification.Broken.Count,
            first?.What.ToString(), first?.Year, first?.Index, first?.Seq);
    }
}
