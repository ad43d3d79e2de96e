using System.Globalization;
using System.Text;
using ElJournal.Integrity.Merkle;

namespace ElJournal.Integrity.Notes;

/// <summary>
/// Доказательство записи: one event's place in the log and the signed checkpoint it leads to, in one file that is checked
/// without the log and without the events of others (c2sp.org/tlog-proof).
/// </summary>
/// <param name="Extra">Opaque bytes beside the proof; nothing vouches for them.</param>
public sealed record TlogProof(long Index, IReadOnlyList<Digest> Path, SignedNote Note, ReadOnlyMemory<byte>? Extra = null)
{
    private const string Heading = "c2sp.org/tlog-proof@v1";

    /// <summary>A path longer than this belongs to no tree.</summary>
    private const int LongestPath = 63;

    public static TlogProof Parse(string text)
    {
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = blank < 0 ? [] : text[..blank].Split('\n');
        var at = 1;
        ReadOnlyMemory<byte>? extra = null;
        if (lines.Length > at && lines[at].StartsWith("extra ", StringComparison.Ordinal))
        {
            extra = Convert.FromBase64String(lines[at++]["extra ".Length..]);
        }

        if (lines.Length <= at || lines[0] != Heading || !lines[at].StartsWith("index ", StringComparison.Ordinal)
            || !long.TryParse(lines[at].AsSpan("index ".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || lines[at] != string.Create(CultureInfo.InvariantCulture, $"index {index}")
            || lines.Length - at - 1 > LongestPath)
        {
            throw new FormatException("Not a log proof.");
        }

        return new TlogProof(index, [.. lines[(at + 1)..].Select(Digest.FromBase64)], SignedNote.Parse(text[(blank + 2)..]), extra);
    }

    /// <summary>Whether the leaf stands at this index of a log whose checkpoint <paramref name="key"/> signed for <paramref name="origin"/>.</summary>
    public bool Proves(in Digest leaf, string origin, VerifierKey key)
    {
        if (!Note.IsSignedBy(key))
        {
            return false;
        }

        var checkpoint = Checkpoint.Parse(Note.Text);
        return checkpoint.Origin == origin && Proofs.Includes(leaf, Index, checkpoint.Size, Path, checkpoint.Root);
    }

    public override string ToString()
    {
        var text = new StringBuilder(Heading).Append('\n');
        if (Extra is { } extra)
        {
            text.Append("extra ").Append(Convert.ToBase64String(extra.Span)).Append('\n');
        }

        text.Append("index ").Append(Index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Path)
        {
            text.Append(hash.ToBase64()).Append('\n');
        }

        return text.Append('\n').Append(Note).ToString();
    }
}
