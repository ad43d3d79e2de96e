using System.Text.Json;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Access.Erasure;

/// <summary>
/// Список удалений: what was erased stays erased. Events know it, and the file <see cref="FileName"/> beside the database repeats it,
/// so that a database restored from a copy older than the erasure loses the words again at the next start. Ids only; cheap and
/// repeatable.
/// </summary>
public sealed partial class Erasures(NpgsqlDataSource database, DataFolder folder, ILogger<Erasures> logger) : IHostedService
{
    public const string FileName = "erasures.json";

    internal const string Index = "ix_el_erased";

    internal const string IndexDdl =
        $"create index if not exists {Index} on {EventStore.Schema}.mt_events (tenant_id) where type = 'access.personal_data_erased.v1';";

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Deletes again whatever events or the list call erased, and brings the list up to date. Answers how many were there.</summary>
    public async Task<int> Repeat(CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var erased = Listed();
            foreach (var (school, ids) in await Recorded(cancel)) erased[school] = [.. erased.GetValueOrDefault(school, []), .. ids];
            var again = 0;
            foreach (var (school, ids) in erased) again += await Delete(school, [.. ids], cancel);
            if (erased.Count > 0) Keep(erased);
            if (again > 0) LogAgain(logger, again);
            return again;
        }
        finally
        {
            turn.Release();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Repeat(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string File => Path.Combine(folder.Path, FileName);

    private SortedDictionary<string, SortedSet<Guid>> Listed() => System.IO.File.Exists(File)
        ? JsonSerializer.Deserialize<SortedDictionary<string, SortedSet<Guid>>>(System.IO.File.ReadAllText(File)) ?? []
        : [];

    private void Keep(SortedDictionary<string, SortedSet<Guid>> erased)
    {
        var text = JsonSerializer.Serialize(erased);
        if (System.IO.File.Exists(File) && System.IO.File.ReadAllText(File) == text) return;
        Directory.CreateDirectory(folder.Path);
        DataFolder.WritePrivate(File + ".new", text);
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Guid>>> Recorded(CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"""
            select tenant_id, (jsonb_array_elements_text(data -> 'openings'))::uuid from {EventStore.Schema}.mt_events
            where type = '{RecordedAttribute.NameOf(typeof(PersonalDataErased))}'
            """);
        var found = new List<(string School, Guid Id)>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add((reader.GetString(0), reader.GetGuid(1)));
        return found.GroupBy(f => f.School).ToDictionary(g => g.Key, IReadOnlyList<Guid> (g) => [.. g.Select(f => f.Id)]);
    }

    private async Task<int> Delete(string school, Guid[] ids, CancellationToken cancel)
    {
        var gone = 0;
        foreach (var table in (string[])["opening", "scan"])
        {
            await using var command = database.CreateCommand($"delete from openings.{table} where tenant_id = $1 and id = any($2)");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school });
            command.Parameters.Add(new NpgsqlParameter { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
            gone += await command.ExecuteNonQueryAsync(cancel);
        }
        return gone;
    }

    [LoggerMessage(LogLevel.Warning, "The database held {Count} openings that had been erased before; they are erased again.")]
    private static partial void LogAgain(ILogger logger, int count);
}
