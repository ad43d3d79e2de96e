using System.Data;
using System.Text.Json;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Integrity.Verifying;

/// <summary>
/// Проверка опечатанного журнала: recomputes every hash of a school from the raw rows and compares leaves, ranges and each signed
/// checkpoint. It trusts the public key it is given and nothing in the database.
/// </summary>
/// <param name="publicKey">The log's Ed25519 key, 32 bytes.</param>
/// <param name="host">The first part of the logs' origin.</param>
public sealed class LogVerifier(NpgsqlDataSource journal, ReadOnlyMemory<byte> publicKey, string host)
{
    /// <summary>An unsealed row this much older than the latest checkpoint cannot have waited in an open transaction.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Verifies over a connection of its own, with a read buffer for long tables.</summary>
    public static async Task<Verification> Verify(
        string connectionString,
        SchoolId school,
        ReadOnlyMemory<byte> publicKey,
        string host,
        IReadOnlyList<SignedNote>? against = null,
        CancellationToken cancel = default)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ReadBufferSize = 256 * 1024, Pooling = false };
        await using var journal = NpgsqlDataSource.Create(settings.ConnectionString);
        return await new LogVerifier(journal, publicKey, host).Verify(school, against, cancel);
    }

    /// <param name="against">Checkpoints kept outside the database: the log must have grown out of each of them.</param>
    public async Task<Verification> Verify(SchoolId school, IReadOnlyList<SignedNote>? against = null, CancellationToken cancel = default)
    {
        await using var connection = await journal.OpenConnectionAsync(cancel);

        // One snapshot of rows, leaves and checkpoints, while the school goes on writing.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var logs = await StoredLog.ReadAll(connection, school, cancel);
        var horizon = await Horizon.Read(connection, school, cancel);
        var rows = new RowCheck(school, logs, horizon.LowWater, horizon.LatestCheckpoint - LongestTransaction);
        await rows.Read(connection, cancel);
        await rows.NameTheMissing(connection, cancel);

        List<SignedNote> anchors = [.. against ?? [], .. await Openings(connection, school, logs, rows.Broken, cancel)];
        var verified = new List<VerifiedLog>();
        foreach (var log in logs)
        {
            var key = new VerifierKey(LogOrigin.Of(host, school, log.Year), publicKey.Span);
            verified.Add(new TreeCheck(log, key, rows.Broken).Check(anchors));
        }

        ForeignAnchors(school, logs, anchors, rows.Broken);
        return new Verification(school, verified, rows.Unsealed, rows.Bytes, [.. rows.Broken.OrderBy(broken => broken.Index ?? long.MaxValue)]);
    }

    /// <summary>A checkpoint from outside whose log is not here at all: the whole log was cut off.</summary>
    private void ForeignAnchors(SchoolId school, List<StoredLog> logs, List<SignedNote> anchors, List<Broken> broken)
    {
        var origins = logs.Select(log => LogOrigin.Of(host, school, log.Year)).ToHashSet();
        foreach (var checkpoint in anchors.Select(note => Checkpoint.Parse(note.Text)).Where(checkpoint => !origins.Contains(checkpoint.Origin)))
        {
            broken.Add(new Broken(Damage.ShorterThanCheckpoint, checkpoint.Origin.Split('/')[^1], 0));
        }
    }

    /// <summary>The checkpoints by which each year's log binds the one before, read from the logs' first events.</summary>
    private static async Task<List<SignedNote>> Openings(
        NpgsqlConnection connection, SchoolId school, List<StoredLog> logs, List<Broken> broken, CancellationToken cancel)
    {
        var notes = new List<SignedNote>();
        foreach (var log in logs.Where(log => log.Year != YearLog.Setup && log.Count > 0))
        {
            await using var command = new NpgsqlCommand(
                $"select type, data::text from {EventTable.Name} where tenant_id = $1 and seq_id = $2", connection)
            {
                Parameters = { new() { Value = school.Value }, new() { Value = log.Seqs[0] } },
            };
            await using var reader = await command.ExecuteReaderAsync(cancel);
            if (!await reader.ReadAsync(cancel))
            {
                continue;
            }

            var opened = reader.GetString(0) == LogOpened.StoredName
                ? JsonSerializer.Deserialize<LogOpened>(reader.GetString(1), AnyCase)
                : null;
            if (opened?.Year != log.Year)
            {
                broken.Add(new Broken(Damage.WrongYear, log.Year, 0, log.Seqs[0], log.EventAt(0)));
            }
            else if (opened.PreviousCheckpoint is { } previous)
            {
                notes.Add(SignedNote.Parse(previous));
            }
        }

        return notes;
    }

    /// <summary>Up to where everything ought to be sealed.</summary>
    private sealed record Horizon(long LowWater, DateTime LatestCheckpoint)
    {
        public static async Task<Horizon> Read(NpgsqlConnection connection, SchoolId school, CancellationToken cancel)
        {
            await using var command = new NpgsqlCommand(
                """
                select coalesce((select low_water from integrity.marks where tenant = $1), 0),
                    coalesce((select max(at) from integrity.checkpoints where tenant = $1), '0001-01-02')
                """,
                connection)
            { Parameters = { new() { Value = school.Value } } };
            await using var reader = await command.ExecuteReaderAsync(cancel);
            await reader.ReadAsync(cancel);
            return new Horizon(reader.GetInt64(0), reader.GetDateTime(1));
        }
    }
}
