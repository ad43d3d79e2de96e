using System.Globalization;
using ElJournal.Integrity.Merkle;

namespace ElJournal.Integrity.Notes;

/// <summary>Контрольная точка: how long the log is and what its root is, the text under a signature (c2sp.org/tlog-checkpoint).</summary>
/// <param name="Origin">Which log: <c>host/school/year</c>.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    public SignedNote Sign(SigningKey key) => SignedNote.Sign(ToString(), Origin, key);

    /// <summary>Reads the text; lines behind the root belong to others and are passed over.</summary>
    public static Checkpoint Parse(string text)
    {
        var lines = text.Split('\n');
        return lines.Length >= 4 && lines[0].Length > 0
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size.ToString(CultureInfo.InvariantCulture) == lines[1]
            ? new Checkpoint(lines[0], size, Digest.FromBase64(lines[2]))
            : throw new FormatException("Not a checkpoint: origin, size and root, each on its line.");
    }

    /// <summary>The text that is signed.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");
}
