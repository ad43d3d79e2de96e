using ElJournal.Kernel;
using ElJournal.Store;
using JasperFx.Events.Projections;
using Marten;
using Npgsql;

namespace ElJournal.Sample.Loading;

/// <summary>After a bulk load: every model folded from the log by the store's own daemon, and whoever follows the log told where it stands.</summary>
public sealed class ReadModels(IDocumentStore store, NpgsqlDataSource owner, SchoolId school)
{
    /// <summary>Longer than any model takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public async Task Fold(IProgress<string>? said = null, CancellationToken cancel = default)
    {
        var last = await Last(cancel);
        using var daemon = await store.BuildProjectionDaemonAsync(school.Value);
        foreach (var projection in ((DocumentStore)store).Options.Projections.All.Where(p => p.Lifecycle != ProjectionLifecycle.Live))
        {
            if (await Stands(projection.Name, last, cancel)) continue;
            said?.Report(projection.Name);
            await daemon.RebuildProjectionAsync(projection.Name, Longest, cancel);
        }
    }

    /// <summary>Tells the subscriptions that the past is none of their business. The last step: where they know it, the load is whole.</summary>
    public async Task Begin(IReadOnlyList<string> followers, CancellationToken cancel = default)
    {
        var last = await Last(cancel);
        foreach (var follower in followers)
        {
            await using var mark = owner.CreateCommand(
                $"insert into {EventStore.Schema}.mt_event_progression (name, last_seq_id) values ($1, $2) on conflict (name) do update set last_seq_id = excluded.last_seq_id");
            mark.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{follower}:All:{school}" });
            mark.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
            await mark.ExecuteNonQueryAsync(cancel);
        }
    }

    private async Task<long> Last(CancellationToken cancel)
    {
        await using var ask = owner.CreateCommand($"select coalesce(max(seq_id), 0) from {EventStore.Schema}.mt_events where tenant_id = $1");
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        return (long)(await ask.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Folded already, by a run that was broken off later.</summary>
    private async Task<bool> Stands(string name, long last, CancellationToken cancel)
    {
        await using var ask = owner.CreateCommand($"select exists (select from {EventStore.Schema}.mt_event_progression where name = $1 and last_seq_id >= $2)");
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{name}:All:{school}" });
        ask.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
        return (bool)(await ask.ExecuteScalarAsync(cancel))!;
    }
}
