using System.Globalization;
using ElJournal.Access.Erasure;
using ElJournal.Access.SigningIn;
using ElJournal.Backups;
using ElJournal.Integrity;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Verifying;
using ElJournal.Kernel;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ElJournal.Host.Backups;

/// <summary>What copies ask of the journal: its checkpoints, the check of a restored log, and the list of erasures.</summary>
/// <param name="living">The living database; null where only a restored one is looked at.</param>
public sealed class Journals(NpgsqlDataSource? living, IntegrityOptions integrity) : IJournals
{
    private string KeyFile => Path.Combine(integrity.KeyDirectory, IntegrityOptions.KeyName + ".pem");

    public async Task<IReadOnlyList<SchoolId>> Schools(CancellationToken cancel) =>
        living is null ? [] : [.. (await Texts(living, "select partition_value from journal.mt_tenant_partitions order by 1", cancel)).Select(SchoolId.From)];

    public async Task<IReadOnlyList<KeptCheckpoint>> Checkpoints(CancellationToken cancel)
    {
        if (living is null) return [];
        var notes = await Texts(
            living,
            """
            select c.note from (select distinct on (tenant) tenant, year from integrity.logs order by tenant, ordinal desc) l
            cross join lateral (select note from integrity.checkpoints c where c.tenant = l.tenant and c.year = l.year order by c.size desc limit 1) c
            """, cancel);
        return [.. notes.Select(note => KeptCheckpoint.Parse(note, default)).OfType<KeptCheckpoint>()];
    }

    public async Task<IReadOnlyList<RestoredLog>> Verify(
        string connection, IReadOnlyList<KeptCheckpoint> owed, IReadOnlyList<KeptCheckpoint> known, CancellationToken cancel)
    {
        // Made anew, the key would confirm nothing that was signed before.
        if (!File.Exists(KeyFile)) throw new KeyIsMissing(KeyFile);
        var key = SigningKey.LoadOrCreate(integrity.KeyDirectory, IntegrityOptions.KeyName).PublicKey;
        await using var restored = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        var sizes = await Sizes(restored, cancel);
        var logs = new List<RestoredLog>();
        foreach (var school in sizes.Keys.Select(log => log.School).Concat(owed.Select(checkpoint => checkpoint.School)).Distinct())
        {
            KeptCheckpoint[] held = [.. owed.Where(c => c.School == school), .. known.Where(c => c.School == school && sizes.GetValueOrDefault((school, c.Year)) >= c.Size)];
            var verification = await LogVerifier.Verify(connection, school, key, integrity.Host, [.. held.Select(c => SignedNote.Parse(c.Note))], cancel);
            logs.Add(Told(verification));
        }
        return logs;
    }

    public async Task<int> EraseAgain(string connection, string folder, CancellationToken cancel)
    {
        await using var restored = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(DataFolder.Setting, folder)]).Build();
        return await new Erasures(restored, new DataFolder(settings), NullLogger<Erasures>.Instance).Repeat(cancel);
    }

    private static RestoredLog Told(Verification verification) => new(
        verification.School, verification.Current?.Year ?? "", verification.Current?.Size ?? 0,
        verification.Current is { } current ? Convert.ToHexStringLower(current.Root.Bytes) : "",
        verification.Logs.ToDictionary(log => log.Year, log => log.Size),
        [.. verification.Broken.Select(broken => new Flaw(broken.What is Damage.ShorterThanCheckpoint, broken.Year ?? "", Words(broken), broken.Index))
            .OrderBy(flaw => flaw.IsShort)]);

    private static string Words(Broken broken) => string.Join(", ", new[]
    {
        broken.Stream is null ? null : $"поток {broken.Stream} №{broken.Version}",
        broken.Index is { } leaf ? string.Create(CultureInfo.CurrentCulture, $"журнал {broken.Year}, лист {leaf}") : null,
        broken.Text(),
    }.OfType<string>());

    private static async Task<Dictionary<(SchoolId School, string Year), long>> Sizes(NpgsqlDataSource restored, CancellationToken cancel)
    {
        await using var command = restored.CreateCommand("select tenant, year, count(*) from integrity.leaves group by tenant, year");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var sizes = new Dictionary<(SchoolId, string), long>();
        while (await reader.ReadAsync(cancel)) sizes[(SchoolId.From(reader.GetString(0)), reader.GetString(1))] = reader.GetInt64(2);
        return sizes;
    }

    private static async Task<IReadOnlyList<string>> Texts(NpgsqlDataSource database, string sql, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add(reader.GetString(0));
        return found;
    }
}
