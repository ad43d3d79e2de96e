using System.Text;
using ElJournal.Integrity.Canonical;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Sealing;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Integrity.Verifying;

/// <summary>Reads every row once, hashes it and holds it against its leaf.</summary>
internal sealed class RowCheck(SchoolId school, List<StoredLog> logs, long lowWater, DateTime sealedBefore)
{
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Rows kept for telling a swap from two edits; with more damage than this, the distinction helps nobody.</summary>
    private const int MostKept = 64;

    private readonly LeafPlaces places = new(logs);
    private readonly Envelope envelope = new(school);
    private readonly List<(KeptRow Row, int Log, int Place)> changed = [];
    private readonly long sealedBeforeMicroseconds = (sealedBefore - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public List<Broken> Broken { get; } = [];

    public long Unsealed { get; private set; }

    public long Bytes { get; private set; }

    public async Task Read(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using (var copy = await CopyReader.Open(connection, EventTable.Select(school), EventTable.Columns, cancel))
        {
            do
            {
                while (copy.Next())
                {
                    Check(EventTable.Row(copy));
                }
            }
            while (copy.Fill(cancel));
        }

        foreach (var (row, log, place) in changed)
        {
            Broken.Add(Finding(HasSwapped(row, log, place) ? Damage.RowSwapped : Damage.DataChanged, row, log, place));
        }
    }

    /// <summary>Leaves whose rows are gone, with the stream that the leaf's row names.</summary>
    public async Task NameTheMissing(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var log in logs)
        {
            for (var place = 0; place < log.Count; place++)
            {
                if (!log.IsFound[place])
                {
                    var (stream, version) = await NameOf(connection, log.Seqs[place], cancel);
                    Broken.Add(new Broken(
                        Damage.RowMissing, log.Year, log.Indexes[place], log.Seqs[place], log.EventAt(place), stream, version));
                }
            }
        }
    }

    private void Check(in EventRow row)
    {
        if (!places.TryFind(row.Seq, out var found))
        {
            if (row.Seq <= lowWater || row.Microseconds < sealedBeforeMicroseconds)
            {
                Broken.Add(new Broken(
                    Damage.InsertedOlderThanCheckpoint, Year: null, null, row.Seq, row.Id, row.StreamName, row.Version));
            }
            else
            {
                Unsealed++;
            }

            return;
        }

        var log = logs[found.Log];
        log.IsFound[found.Place] = true;
        var leaf = LeafOf(row);
        Bytes += envelope.Length;
        log.Recomputed[found.Place] = leaf;
        if (leaf == log.Hashes[found.Place])
        {
            return;
        }

        var kept = KeptRow.Of(row);
        if (changed.Count < MostKept)
        {
            changed.Add((kept, found.Log, found.Place));
        }
        else
        {
            Broken.Add(Finding(Damage.DataChanged, kept, found.Log, found.Place));
        }
    }

    private Digest LeafOf(in EventRow row)
    {
        try
        {
            return envelope.Leaf(row);
        }
        catch (NotSealableException)
        {
            // What cannot be sealed never was: its hash is that of no event.
            return default;
        }
    }

    /// <summary>Whether this place holds another event, or its leaf fits this row with the content of another changed one.</summary>
    private bool HasSwapped(KeptRow row, int log, int place)
    {
        var wanted = logs[log].Hashes[place];
        var known = logs[log].EventAt(place);
        foreach (var (other, otherLog, otherPlace) in changed)
        {
            if (ReferenceEquals(other, row))
            {
                continue;
            }

            var stoodElsewhere = row.Id != known && row.Id == logs[otherLog].EventAt(otherPlace);
            if (stoodElsewhere || LeafOf(row.WithContentOf(other).Row) == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private Broken Finding(Damage damage, KeptRow row, int log, int place) => new(
        damage, logs[log].Year, logs[log].Indexes[place], row.Seq, row.Id, Encoding.UTF8.GetString(row.Stream), row.Version);

    private async Task<(string?, long?)> NameOf(NpgsqlConnection connection, long seq, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select stream, version from integrity.leaves where tenant = $1 and seq = $2", connection)
        {
            Parameters = { new() { Value = school.Value }, new() { Value = seq } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetString(0), reader.GetInt64(1)) : (null, null);
    }

    /// <summary>A changed row, copied out of the reader's buffer.</summary>
    private sealed record KeptRow(
        long Seq, Guid Id, byte[] Stream, long Version, byte[] Data, byte[] Type, long Microseconds, byte[] Actor, bool HasActor, byte[] Headers)
    {
        public EventRow Row => new()
        {
            Seq = Seq,
            Id = Id,
            Stream = Stream,
            Version = Version,
            Data = Data,
            Type = Type,
            Microseconds = Microseconds,
            Actor = Actor,
            HasActor = HasActor,
            Headers = Headers,
        };

        public static KeptRow Of(in EventRow row) => new(
            row.Seq,
            row.Id,
            row.Stream.ToArray(),
            row.Version,
            row.Data.ToArray(),
            row.Type.ToArray(),
            row.Microseconds,
            row.Actor.ToArray(),
            row.HasActor,
            row.Headers.ToArray());

        public KeptRow WithContentOf(KeptRow other) => this with { Data = other.Data, Type = other.Type };
    }
}
