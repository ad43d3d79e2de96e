using System.Buffers.Binary;
using Npgsql;

namespace ElJournal.Integrity.Sealing;

/// <summary>
/// Reads rows of PostgreSQL's binary COPY straight from the connection's bytes, one row at a time, without an object for any value:
/// hashing a year of events should cost little more than hashing.
/// </summary>
internal sealed class CopyReader : IAsyncDisposable
{
    /// <summary>Signature, flags, length of an extension nobody uses.</summary>
    private const int HeaderLength = 19;

    private readonly NpgsqlRawCopyStream source;
    private readonly (int Start, int Length)[] fields;
    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;
    private bool headerIsRead;

    private CopyReader(NpgsqlRawCopyStream source, int columns)
    {
        this.source = source;
        fields = new (int, int)[columns];
    }

    public static async Task<CopyReader> Open(NpgsqlConnection connection, string select, int columns, CancellationToken cancel) =>
        new(await connection.BeginRawBinaryCopyAsync($"copy ({select}) to stdout (format binary)", cancel), columns);

    /// <summary>Moves to the next row that is here already; false asks for <see cref="Fill"/>.</summary>
    public bool Next()
    {
        if (!headerIsRead)
        {
            if (end - start < HeaderLength)
            {
                return false;
            }

            start += HeaderLength;
            headerIsRead = true;
        }

        var at = start + 2;
        if (at > end)
        {
            return false;
        }

        var count = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(start));
        if (count < 0)
        {
            return false;
        }

        for (var i = 0; i < fields.Length; i++)
        {
            if (at + 4 > end)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at));
            at += 4;
            fields[i] = (at, length);
            at += Math.Max(length, 0);
            if (at > end)
            {
                return false;
            }
        }

        start = at;
        return true;
    }

    /// <summary>Fetches more; false at the end of the table. It blocks: PostgreSQL sends a message a row, and awaiting each costs more than hashing it.</summary>
    public bool Fill(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var before = end;
        int read;
        do
        {
            read = source.Read(buffer.AsSpan(end));
            end += read;
        }
        while (read > 0 && end < buffer.Length);

        return end > before;
    }

    public bool IsNull(int field) => fields[field].Length < 0;

    public ReadOnlySpan<byte> Bytes(int field) => IsNull(field) ? [] : buffer.AsSpan(fields[field].Start, fields[field].Length);

    public long Long(int field) => Bytes(field) is { Length: 8 } eight
        ? BinaryPrimitives.ReadInt64BigEndian(eight)
        : BinaryPrimitives.ReadInt32BigEndian(Bytes(field));

    public Guid Guid(int field) => new(Bytes(field), bigEndian: true);

    /// <summary>The text of a jsonb value, behind its format byte.</summary>
    public ReadOnlySpan<byte> Json(int field) => IsNull(field) ? [] : Bytes(field)[1..];

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
