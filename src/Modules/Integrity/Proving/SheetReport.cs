using ElJournal.Kernel;

namespace ElJournal.Integrity.Proving;

/// <summary>What a sheet's line comes to.</summary>
public enum SheetVerdict
{
    /// <summary>The log's first entries are those that the sheet was printed by.</summary>
    Same,

    /// <summary>They are not.</summary>
    Differs,

    /// <summary>The sheet knows more entries than the log has.</summary>
    Longer,

    /// <summary>It is not of a log of this school.</summary>
    Foreign,

    /// <summary>The code's signature is not the log's.</summary>
    Forged,
}

/// <summary>Сверка листа with the school's own log.</summary>
/// <param name="Year">Of the log; null: it is none of ours.</param>
/// <param name="Length">Entries that the log has now.</param>
/// <param name="At">When as many as the sheet knows were sealed; null: not known.</param>
public sealed record SheetReport(SheetLine Line, SheetVerdict Verdict, string? Year, long Length, DateTimeOffset? At)
{
    public static async Task<SheetReport> Of(SheetLine line, SchoolId school, IReadOnlyList<string> years, SealedLogs logs, CancellationToken cancel)
    {
        if (years.FirstOrDefault(year => logs.KeyOf(school, year).Name == line.Origin) is not { } year) return new(line, SheetVerdict.Foreign, null, 0, null);
        if (line.Note?.IsSignedBy(logs.KeyOf(school, year)) == false) return new(line, SheetVerdict.Forged, year, 0, null);
        var (length, root, at) = await (await logs.Of(school)).StateAt(year, line.Size, cancel);
        var verdict = root is null ? SheetVerdict.Longer : root.Value.ToHex().StartsWith(line.Root, StringComparison.Ordinal) ? SheetVerdict.Same : SheetVerdict.Differs;
        return new(line, verdict, year, length, at);
    }
}
