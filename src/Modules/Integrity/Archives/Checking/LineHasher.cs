using ElJournal.Integrity.Merkle;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>
/// Leaves of the lines of a stream, hashed where they stand in the buffer: the newline before a line gives its place to the leaf's prefix, so that
/// nothing is copied.
/// </summary>
internal sealed class LineHasher
{
    private const int BufferSize = 1 << 20;

    /// <summary>Begins with room for the prefix of the first line.</summary>
    private byte[] buffer = new byte[BufferSize];

    /// <summary>Takes a leaf and the line it comes from.</summary>
    public delegate void Taker(in Digest leaf, ReadOnlySpan<byte> line);

    /// <param name="seen">Gets all bytes as they come, before they are touched.</param>
    /// <returns>Whether the last line ended as a line does.</returns>
    public bool Read(Stream stream, Action<ReadOnlyMemory<byte>> seen, Taker take, CancellationToken cancel)
    {
        var (start, end) = (1, 1);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (end == buffer.Length)
            {
                if (start > 1)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer.AsSpan(1));
                    (start, end) = (1, 1 + end - start);
                }
                else
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }
            var read = stream.Read(buffer.AsSpan(end));
            if (read == 0) return start == end;
            seen(buffer.AsMemory(end, read));
            var searched = end;
            end += read;
            for (int found; (found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n')) >= 0; searched = start)
            {
                var newline = searched + found;
                buffer[start - 1] = TreeHash.LeafPrefix;
                var line = buffer.AsSpan(start, newline - start);
                take(LeafOf(buffer.AsSpan(start - 1, newline - start + 1), line), line);
                start = newline + 1;
            }
        }
    }

    /// <summary>A line whose content was taken out holds its leaf hash instead: <c>{"redacted":"…"}</c>.</summary>
    private static Digest LeafOf(ReadOnlySpan<byte> prefixed, ReadOnlySpan<byte> line) =>
        IsRedacted(line) && TryHash(line, out var hash) ? hash : TreeHash.PrefixedLeaf(prefixed);

    public static bool IsRedacted(ReadOnlySpan<byte> line) => line.Length == 79 && line.StartsWith("{\"redacted\":\""u8) && line.EndsWith("\"}"u8);

    private static bool TryHash(ReadOnlySpan<byte> line, out Digest hash)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        hash = default;
        if (Convert.FromHexString(line[13..^2], bytes, out _, out var written) != System.Buffers.OperationStatus.Done || written != Digest.Size) return false;
        hash = Digest.From(bytes);
        return true;
    }
}
