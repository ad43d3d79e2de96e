using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ElJournal.Integrity.Witnessing;

/// <summary>
/// Свидетель: this installation looks after the logs of other schools (c2sp.org/tlog-witness). Settings: <c>ElJournal:Witness:Name</c>, without which it is none,
/// and <c>ElJournal:Witness:Logs</c>, the keys of the logs it knows as <c>eljournal checkpoint --vkey</c> prints them.
/// </summary>
public sealed class Witness(NpgsqlDataSource database, IConfiguration configuration, IntegrityOptions options, TimeProvider clock)
{
    public const string KeyName = "witness-key";

    private readonly Lazy<SigningKey> key = new(() => SigningKey.LoadOrCreate(options.KeyDirectory, KeyName));

    public string? Name => configuration["ElJournal:Witness:Name"] is { Length: > 0 } name ? name : null;

    /// <summary>What other schools set down to believe it; null: this installation is no witness.</summary>
    public WitnessKey? Key => Name is { } name ? new WitnessKey(name, key.Value.PublicKey.Span) : null;

    /// <summary>Judges and, where the log has grown, records and cosigns: both under one lock, so that two requests cannot each be the latest.</summary>
    public async Task<(WitnessAnswer Answer, long Seen, string? Line)> Judge(AddCheckpoint asked, CancellationToken cancel)
    {
        var trusted = configuration.GetSection("ElJournal:Witness:Logs").GetChildren().Select(log => VerifierKey.Parse(log.Value!));
        if (Name is not { } name) return (WitnessAnswer.Unknown, 0, null);
        if (WitnessRules.BeforeTheRecord(asked, WitnessRules.KeyOf(asked.Checkpoint.Origin, trusted)) is { } refused) return (refused, 0, null);

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Run(connection, "select pg_advisory_xact_lock(hashtext('witness'), hashtext($1))", cancel, asked.Checkpoint.Origin);
        var seen = await Seen(connection, asked.Checkpoint.Origin, cancel);
        var answer = WitnessRules.AgainstTheRecord(asked, seen);
        if (answer is not WitnessAnswer.Cosigned) return (answer, seen?.Size ?? 0, null);
        await Run(
            connection, "insert into integrity.witnessed (origin, size, root, note) values ($1, $2, $3, $4) on conflict do nothing", cancel,
            asked.Checkpoint.Origin, asked.Checkpoint.Size, asked.Checkpoint.Root.Bytes.ToArray(), asked.Note.ToString());
        await transaction.CommitAsync(cancel);
        var line = WitnessKey.Cosign(name, key.Value, asked.Note.Text, clock.GetUtcNow());
        return (answer, asked.Checkpoint.Size, new SignedNote(asked.Note.Text, [line]).ToString()[(asked.Note.Text.Length + 1)..]);
    }

    private static async Task<Checkpoint?> Seen(NpgsqlConnection connection, string origin, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select size, root from integrity.witnessed where origin = $1 order by size desc limit 1", connection)
        {
            Parameters = { new() { Value = origin } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new Checkpoint(origin, reader.GetInt64(0), Digest.From(reader.GetFieldValue<byte[]>(1))) : null;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
