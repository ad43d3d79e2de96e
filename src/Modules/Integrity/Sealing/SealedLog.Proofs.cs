using System.Data;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Integrity.Sealing;

/// <summary>What the log can show of itself: checkpoints, proofs, earlier states. It writes nothing.</summary>
public sealed partial class SealedLog
{
    /// <summary>The latest signed checkpoint of the log in use; null when nothing has been sealed.</summary>
    public async Task<SignedNote?> LatestCheckpoint(CancellationToken cancel = default)
    {
        await using var connection = await journal.OpenConnectionAsync(cancel);
        await using var command = Command(
            connection,
            """
            select note from integrity.checkpoints join integrity.logs using (tenant, year)
            where tenant = @school order by ordinal desc, size desc limit 1
            """);
        return await command.ExecuteScalarAsync(cancel) is string note ? SignedNote.Parse(note) : null;
    }

    /// <summary>Доказательство записи for one event under the latest checkpoint of its log; null when no leaf names the event.</summary>
    public async Task<TlogProof?> Prove(Guid eventId, CancellationToken cancel = default)
    {
        await using var connection = await journal.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        string year;
        long index;
        SignedNote note;
        await using (var command = Command(
            connection,
            """
            select l.year, l.idx, c.note from integrity.leaves l
            join integrity.checkpoints c on c.tenant = l.tenant and c.year = l.year and c.size > l.idx
            where l.tenant = @school and l.event_id = @event order by c.size desc limit 1
            """))
        {
            command.Parameters.AddWithValue("event", eventId);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            if (!await reader.ReadAsync(cancel))
            {
                return null;
            }

            (year, index, note) = (reader.GetString(0), reader.GetInt64(1), SignedNote.Parse(reader.GetString(2)));
        }

        var leaves = await Leaves(connection, year, Checkpoint.Parse(note.Text).Size, cancel);
        return new TlogProof(index, Tree.Inclusion(leaves, index), note);
    }

    /// <summary>The proof that the year's log of <paramref name="to"/> leaves grew out of the one of <paramref name="from"/>.</summary>
    public async Task<IReadOnlyList<Digest>> Growth(string year, long from, long to, CancellationToken cancel = default)
    {
        await using var connection = await journal.OpenConnectionAsync(cancel);
        return Tree.Consistency(await Leaves(connection, year, to, cancel), from);
    }

    /// <summary>How long a year's log is, what its root was at an earlier length, and when it was sealed that far. No root: it was never so long.</summary>
    public async Task<(long Length, Digest? Root, DateTimeOffset? At)> StateAt(string year, long size, CancellationToken cancel = default)
    {
        await using var connection = await journal.OpenConnectionAsync(cancel);
        long length;
        DateTimeOffset? at;
        await using (var command = Command(
            connection,
            """
            select (select count(*) from integrity.leaves where tenant = @school and year = @year),
                (select min(at) from integrity.checkpoints where tenant = @school and year = @year and size >= @size)
            """))
        {
            command.Parameters.AddWithValue("year", year);
            command.Parameters.AddWithValue("size", size);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            await reader.ReadAsync(cancel);
            (length, at) = (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1));
        }

        if (size > length)
        {
            return (length, null, null);
        }

        var range = new CompactRange();
        foreach (var leaf in await Leaves(connection, year, size, cancel))
        {
            range.Append(leaf);
        }

        return (length, range.Root(), at);
    }

    private async Task<Digest[]> Leaves(NpgsqlConnection connection, string year, long size, CancellationToken cancel)
    {
        var leaves = new Digest[size];
        var select =
            $"""
            select idx, hash from integrity.leaves
            where tenant = {EventTable.Literal(school)} and year = '{Id.Checked(year)}' and idx < {size}
            """;
        await using var copy = await CopyReader.Open(connection, select, 2, cancel);
        do
        {
            while (copy.Next())
            {
                leaves[copy.Long(0)] = Digest.From(copy.Bytes(1));
            }
        }
        while (copy.Fill(cancel));

        return leaves;
    }
}
