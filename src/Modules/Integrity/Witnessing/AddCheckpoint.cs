using System.Globalization;
using System.Text;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Witnessing;

/// <summary>What a log asks of a witness (c2sp.org/tlog-witness, <c>add-checkpoint</c>): the size it saw last, the proof of growth, the checkpoint.</summary>
public sealed record AddCheckpoint(long OldSize, IReadOnlyList<Digest> Proof, SignedNote Note)
{
    public const string SizeType = "text/x.tlog.size";

    private const int MostSteps = 63;

    public Checkpoint Checkpoint { get; } = Checkpoint.Parse(Note.Text);

    /// <exception cref="FormatException">It is none.</exception>
    public static AddCheckpoint Parse(string body)
    {
        var blank = body.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = blank < 0 ? [] : body[..blank].Split('\n');
        return lines.Length is > 0 and <= MostSteps + 1 && lines[0].StartsWith("old ", StringComparison.Ordinal) && Size(lines[0]["old ".Length..]) is { } size
            ? new AddCheckpoint(size, [.. lines.Skip(1).Select(Digest.FromBase64)], SignedNote.Parse(body[(blank + 2)..]))
            : throw new FormatException("Not a request to a witness: the old size, the proof, an empty line, the checkpoint.");
    }

    /// <summary>A size in decimal without leading zeroes; null: it is none.</summary>
    public static long? Size(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size.ToString(CultureInfo.InvariantCulture) == text ? size : null;

    public override string ToString()
    {
        var body = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"old {OldSize}\n"));
        foreach (var step in Proof) body.Append(step.ToBase64()).Append('\n');
        return body.Append('\n').Append(Note).ToString();
    }
}
