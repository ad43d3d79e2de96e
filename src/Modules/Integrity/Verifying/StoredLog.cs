using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Sealing;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Integrity.Verifying;

internal sealed record StoredCheckpoint(long Size, byte[] Root, string Note);

/// <summary>A log as its tables hold it, and what the rows say it should be, side by side; 90 bytes an event.</summary>
internal sealed class StoredLog(string year, string origin)
{
    /// <summary>Leaves come packed by the thousand: a message for each would cost more than the hashing.</summary>
    private const int LeavesTogether = 1024;

    private const int LeafLength = 8 + 8 + 16 + Digest.Size;

    private readonly List<long> indexes = [];
    private readonly List<long> seqs = [];
    private readonly List<Guid> events = [];
    private readonly List<Digest> hashes = [];

    public string Year => year;

    public string Origin => origin;

    public int Count => seqs.Count;

    public ReadOnlySpan<Digest> Hashes => CollectionsMarshal.AsSpan(hashes);

    public ReadOnlySpan<long> Indexes => CollectionsMarshal.AsSpan(indexes);

    public ReadOnlySpan<long> Seqs => CollectionsMarshal.AsSpan(seqs);

    /// <summary>The hashes of the rows found for the leaves, in the order of the leaves.</summary>
    public Digest[] Recomputed { get; private set; } = [];

    public bool[] IsFound { get; private set; } = [];

    public List<StoredCheckpoint> Checkpoints { get; } = [];

    public (long Size, byte[] Range) State { get; private set; } = (-1, []);

    public Guid EventAt(int place) => events[place];

    public static async Task<List<StoredLog>> ReadAll(NpgsqlConnection connection, SchoolId school, CancellationToken cancel)
    {
        var logs = new List<StoredLog>();
        await using (var command = new NpgsqlCommand(
            """
            select l.year, l.origin, coalesce(r.size, -1), coalesce(r.range, '') from integrity.logs l left join integrity.ranges r using (tenant, year)
            where l.tenant = $1 order by l.ordinal
            """,
            connection)
        { Parameters = { new() { Value = school.Value } } })
        {
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                logs.Add(new StoredLog(reader.GetString(0), reader.GetString(1))
                {
                    State = (reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)),
                });
            }
        }

        foreach (var log in logs)
        {
            await log.ReadLeaves(connection, school, cancel);
            await log.ReadCheckpoints(connection, school, cancel);
        }

        return logs;
    }

    private async Task ReadLeaves(NpgsqlConnection connection, SchoolId school, CancellationToken cancel)
    {
        var select =
            $"""
            select string_agg(int8send(idx) || int8send(seq) || uuid_send(event_id) || hash, '' order by idx) from integrity.leaves
            where tenant = {EventTable.Literal(school)} and year = '{Id.Checked(year)}' group by idx / {LeavesTogether} order by idx / {LeavesTogether}
            """;
        await using var copy = await CopyReader.Open(connection, select, 1, cancel);
        do
        {
            while (copy.Next())
            {
                for (var leaves = copy.Bytes(0); leaves.Length > 0; leaves = leaves[LeafLength..])
                {
                    indexes.Add(BinaryPrimitives.ReadInt64BigEndian(leaves));
                    seqs.Add(BinaryPrimitives.ReadInt64BigEndian(leaves[8..]));
                    events.Add(new Guid(leaves[16..32], bigEndian: true));
                    hashes.Add(Digest.From(leaves[32..LeafLength]));
                }
            }
        }
        while (copy.Fill(cancel));

        Recomputed = new Digest[Count];
        IsFound = new bool[Count];
    }

    private async Task ReadCheckpoints(NpgsqlConnection connection, SchoolId school, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select size, root, note from integrity.checkpoints where tenant = $1 and year = $2 order by size", connection)
        {
            Parameters = { new() { Value = school.Value }, new() { Value = year } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            Checkpoints.Add(new StoredCheckpoint(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2)));
        }
    }
}
