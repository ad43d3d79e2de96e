using System.Text;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Archives.Pages;

/// <summary>A proof of one entry that somebody brought, against the school's own keys.</summary>
/// <param name="File">Its name as it was brought.</param>
/// <param name="Year">In which year's log the entry stands; null: the proof proves nothing.</param>
/// <param name="Index">The entry's number there.</param>
/// <param name="Entry">The entry as it stands there, JSON; no names are in it.</param>
public sealed record ProofReport(string File, string? Year, long Index, string Entry)
{
    private const string Heading = "c2sp.org/tlog-proof@";

    /// <summary>A path of sixty-three hashes and the longest entry are shorter.</summary>
    private const int Longest = 1 << 18;

    /// <summary>Null: the file is no proof.</summary>
    public static async Task<ProofReport?> Of(string name, Stream file, SchoolId school, IReadOnlyList<string> years, SealedLogs logs, CancellationToken cancel)
    {
        if (file.Length > Longest) return null;
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var text = (await reader.ReadToEndAsync(cancel)).Replace("\r\n", "\n", StringComparison.Ordinal);
        file.Position = 0;
        if (!text.StartsWith(Heading, StringComparison.Ordinal)) return null;
        try
        {
            var proof = TlogProof.Parse(text);
            if (proof.Extra is not { } entry) return new ProofReport(name, null, proof.Index, "");
            var leaf = TreeHash.Leaf(entry.Span);
            var year = years.FirstOrDefault(year => logs.KeyOf(school, year) is var key && proof.Proves(leaf, key.Name, key));
            return new ProofReport(name, year, proof.Index, Encoding.UTF8.GetString(entry.Span));
        }
        catch (FormatException)
        {
            return new ProofReport(name, null, 0, "");
        }
    }
}
