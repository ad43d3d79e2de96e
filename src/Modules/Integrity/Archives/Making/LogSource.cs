using ElJournal.Integrity.Canonical;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Sealing;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Integrity.Archives.Making;

/// <summary>The log of a year up to its latest checkpoint, read from the database in the order of its leaves.</summary>
/// <param name="At">When the checkpoint was signed: the time of everything in the archive.</param>
internal sealed record LogSource(NpgsqlDataSource Journal, SchoolId School, string Year, SignedNote Note, Checkpoint Checkpoint, DateTime At)
{
    /// <summary>Takes one entry: its index, its bytes, the event's row.</summary>
    public delegate void Taker(long index, ReadOnlySpan<byte> entry, in EventRow row);

    /// <summary>Null where nothing of the year was ever sealed.</summary>
    /// <param name="size">Of the checkpoint that is meant; null: the latest.</param>
    public static async Task<LogSource?> Find(NpgsqlDataSource journal, SchoolId school, string year, long? size, CancellationToken cancel)
    {
        await using var command = journal.CreateCommand(
            "select note, at from integrity.checkpoints where tenant = $1 and year = $2 and size <= $3 order by size desc limit 1");
        command.Parameters.Add(new() { Value = school.Value });
        command.Parameters.Add(new() { Value = year });
        command.Parameters.Add(new() { Value = size ?? long.MaxValue });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel)) return null;
        var note = SignedNote.Parse(reader.GetString(0));
        return new LogSource(journal, school, year, note, Checkpoint.Parse(note.Text), reader.GetDateTime(1));
    }

    /// <summary>The years that have a log, in the order they were opened.</summary>
    public static async Task<IReadOnlyList<string>> Years(NpgsqlDataSource journal, SchoolId school, CancellationToken cancel)
    {
        await using var command = journal.CreateCommand("select year from integrity.logs where tenant = $1 order by ordinal");
        command.Parameters.Add(new() { Value = school.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var years = new List<string>();
        while (await reader.ReadAsync(cancel)) years.Add(reader.GetString(0));
        return years;
    }

    /// <summary>Entries from one index to before another, each compared with its leaf.</summary>
    /// <exception cref="ArchiveRefused">A row is gone or is not what was sealed: no archive is made of a broken log.</exception>
    public async Task Read(long from, long to, Taker take, CancellationToken cancel, string? only = null)
    {
        var envelope = new Envelope(School);
        var select =
            $"""
            select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.user_name, e.headers, l.idx, l.hash
            from integrity.leaves l join {EventTable.Name} e on e.tenant_id = l.tenant and e.seq_id = l.seq
            where l.tenant = {EventTable.Literal(School)} and l.year = '{Id.Checked(Year)}' and l.idx >= {from} and l.idx < {to} {only}
            order by l.idx
            """;
        await using var connection = await Journal.OpenConnectionAsync(cancel);
        await using var copy = await CopyReader.Open(connection, select, EventTable.Columns + 2, cancel);
        var next = from;
        do
        {
            while (copy.Next())
            {
                var row = EventTable.Row(copy);
                var index = copy.Long(EventTable.Columns);
                if (only is null && index != next) throw ArchiveRefused.Broken(next);
                if (LeafOf(envelope, row) != Digest.From(copy.Bytes(EventTable.Columns + 1))) throw ArchiveRefused.Broken(index);
                take(index, envelope.Last, row);
                next = index + 1;
            }
        }
        while (copy.Fill(cancel));
        if (only is null && next != to) throw ArchiveRefused.Broken(next);
    }

    /// <summary>The leaf hashes up to the checkpoint, in order.</summary>
    public async Task ReadHashes(Action<long, Digest> take, CancellationToken cancel)
    {
        await using var connection = await Journal.OpenConnectionAsync(cancel);
        var select =
            $"""
            select idx, hash from integrity.leaves
            where tenant = {EventTable.Literal(School)} and year = '{Id.Checked(Year)}' and idx < {Checkpoint.Size} order by idx
            """;
        await using var copy = await CopyReader.Open(connection, select, 2, cancel);
        var next = 0L;
        do
        {
            for (; copy.Next(); next++)
            {
                if (copy.Long(0) != next) throw ArchiveRefused.Broken(next);
                take(next, Digest.From(copy.Bytes(1)));
            }
        }
        while (copy.Fill(cancel));
    }

    private static Digest LeafOf(Envelope envelope, in EventRow row)
    {
        try
        {
            return envelope.Leaf(row);
        }
        catch (NotSealableException)
        {
            return default;
        }
    }
}
