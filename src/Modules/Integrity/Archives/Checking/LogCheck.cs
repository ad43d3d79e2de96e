using System.Text.Json;
using ElJournal.Integrity.Merkle;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>The lines of an archived log against its leaf hashes and its signed root.</summary>
/// <param name="leaves">The stream of <c>leafhashes.bin</c>; null where it is not there.</param>
internal sealed class LogCheck(Stream? leaves, List<ArchiveFault> faults)
{
    /// <summary>Of damage that goes on through the log the first places say enough.</summary>
    private const int MostPlaces = 20;

    private readonly CompactRange range = new();
    private readonly LineHasher lines = new();
    private readonly byte[] expected = new byte[Digest.Size];
    private int found;
    private bool isShort;

    public long Lines => range.Size;

    public long Redacted { get; private set; }

    public Digest Root() => range.Root();

    /// <summary>All lines were those of the leaf hashes.</summary>
    public bool AgreesWithLeaves => found == 0 && leaves is not null;

    public void Read(string path, Stream stream, Action<ReadOnlyMemory<byte>> seen, CancellationToken cancel)
    {
        var line = 0L;
        var isWhole = lines.Read(
            stream,
            seen,
            (in leaf, text) =>
            {
                line++;
                if (leaves is not null && !isShort && !IsExpected(leaf, leaves)) Differs(path, line, text);
                if (LineHasher.IsRedacted(text)) Redacted++;
                range.Append(leaf);
            },
            cancel);
        if (!isWhole) faults.Add(new ArchiveFault(ArchiveDamage.LineDiffers, path, line + 1, range.Size));
    }

    private bool IsExpected(in Digest leaf, Stream from)
    {
        try
        {
            isShort = from.ReadAtLeast(expected, Digest.Size, throwOnEndOfStream: false) < Digest.Size;
        }
        // Their own file is named for it where it is compared with its manifest.
        catch (Exception damage) when (ZipDamage.Is(damage))
        {
            isShort = true;
        }
        return isShort || leaf.Bytes.SequenceEqual(expected);
    }

    private void Differs(string path, long line, ReadOnlySpan<byte> text)
    {
        if (faults is [.., { What: ArchiveDamage.LineDiffers } before] && before.Path == path && (before.Last ?? before.Line) == line - 1)
        {
            faults[^1] = before with { Last = line };
            return;
        }
        if (++found > MostPlaces) return;
        var (id, stream) = Named(text);
        faults.Add(new ArchiveFault(ArchiveDamage.LineDiffers, path, line, range.Size, id, stream));
    }

    /// <summary>What the line says it is, if it still says so.</summary>
    private static (string? Event, string? Stream) Named(ReadOnlySpan<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line.ToArray());
            return (Text("id"), Text("stream"));

            string? Text(string name) => json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: <= 200 } text ? text : null;
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
