using System.Text.Json;
using ElJournal.Kernel;
using Marten;
using Marten.Linq.MatchesSql;
using Npgsql;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Сеансы: listed, marked as seen, ended. Each change touches one field of the stored document, so that two requests at once
/// never bring an ended session back to life.
/// </summary>
public sealed class Sessions(IDocumentStore store, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>A session seen within this is in use.</summary>
    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(5);

    /// <summary>Requests within it are not written down one by one.</summary>
    private static readonly TimeSpan Exactness = TimeSpan.FromMinutes(1);

    /// <summary>Newest first, the ended ones too.</summary>
    public async Task<IReadOnlyList<Session>> Of(SchoolId school, AccountId account, int most, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await Of(session, account, most, cancel);
    }

    internal static async Task<IReadOnlyList<Session>> Of(IQuerySession session, AccountId account, int most, CancellationToken cancel)
    {
        var sample = JsonSerializer.Serialize(new { account = account.Value });
        return await session.Query<Session>().Where(s => s.MatchesSql("d.data @> ?::jsonb", sample)).OrderByDescending(s => s.Started).Take(most).ToListAsync(cancel);
    }

    /// <summary>What the owner is told about a sign-in: that the browser is new, or that somebody is at work in another one.</summary>
    internal static IEnumerable<string> Remarks(IReadOnlyList<Session> former, Caller caller, DateTimeOffset now)
    {
        // A school's computer forgets its cookies every evening: the same browser at the same address is no news.
        if (former.Count > 0 && former.All(s => s.DeviceKey != caller.DeviceKey && (s.Device != caller.Device || s.Address != caller.Address)))
            yield return Notice.NewDevice;
        if (former.Any(s => s.Ended is null && s.Expires > now && now - s.LastSeen < InUse && s.DeviceKey != caller.DeviceKey)) yield return Notice.Parallel;
    }

    internal async Task Seen(SchoolId school, Session session, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - session.LastSeen >= Exactness) await Set(school, "id = $2", session.Id, "lastSeen", now, cancel);
    }

    /// <summary>Ended at once: the next request on any node is a stranger's.</summary>
    public Task End(SchoolId school, AccountId account, string session, CancellationToken cancel) =>
        Set(school, "id = $2 and data ->> 'account' = $5 and data ->> 'ended' is null",
            session, "ended", clock.GetUtcNow(), cancel, account.Value);

    /// <summary>All of the account but this one.</summary>
    public Task EndOthers(SchoolId school, AccountId account, string but, CancellationToken cancel) =>
        Set(school, "id <> $2 and data ->> 'account' = $5 and data ->> 'ended' is null", but, "ended", clock.GetUtcNow(), cancel, account.Value);

    /// <summary>The one session that goes on after its owner has changed the password.</summary>
    public Task Restamp(SchoolId school, string session, string stamp, CancellationToken cancel) => Set(school, "id = $2", session, "stamp", stamp, cancel);

    /// <summary>The session goes on under a new name: whoever has learned the former one has learned nothing (ASVS 5.0 7.2.4).</summary>
    /// <returns>The new name, for the cookie.</returns>
    internal async Task<string> PassSecondStep(SchoolId school, string session, CancellationToken cancel)
    {
        var renamed = Session.NewId();
        await using var command = database.CreateCommand($$"""
            update {{AccessModule.Schema}}.mt_doc_session set id = $3, data = data || jsonb_build_object('id', $3, 'secondStep', true)
            where tenant_id = $1 and id = $2
            """);
        foreach (var text in (string[])[school.Value, session, renamed]) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        await command.ExecuteNonQueryAsync(cancel);
        return renamed;
    }

    private async Task Set<T>(SchoolId school, string which, string id, string field, T value, CancellationToken cancel, string? account = null)
    {
        await using var command = database.CreateCommand(
            $"update {AccessModule.Schema}.mt_doc_session set data = jsonb_set(data, array[$3], $4::jsonb) where tenant_id = $1 and ({which})");
        foreach (var text in (string?[])[school.Value, id, field, JsonSerializer.Serialize(value), account])
            if (text is not null) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
