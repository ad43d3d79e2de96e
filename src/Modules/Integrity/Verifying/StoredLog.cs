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
            connection) { Parameters = { new() { Value = school.Value } } })
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
            select idx, seq, event_id, hash from integrity.leaves
            where tenant = {EventTable.Literal(school)} and year = '{Id.Checked(year)}' order by idx
            """;
        await using var copy = await CopyReader.Open(connection, select, 4, cancel);
        do
        {
            while (copy.Next())
            {
                indexes.Add(copy.Long(0));
                seqs.Add(copy.Long(1));
                events.Add(copy.Guid(2));
                hashes.Add(Digest.From(copy.Bytes(3)));
            }
        }
        while (await copy.Fill(cancel));

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
