using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Access.Accounts;

/// <summary>What a rule about an account needs to know of the others.</summary>
/// <param name="Today">The school's calendar day.</param>
/// <param name="OtherAdministrator">Somebody else could still manage accounts.</param>
public sealed record AccountFacts(DateOnly Today, bool OtherAdministrator)
{
    public static async Task<AccountFacts> Load(AccountId account, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var today = await TodayAt(session, clock, cancel);
        var administrators = await Administrators(session, today, cancel);
        return new AccountFacts(today, administrators.Any(other => other.Key != account));
    }

    /// <summary>The school's day; before the school has a card, that of Greenwich.</summary>
    public static async Task<DateOnly> TodayAt(IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var school = await session.LoadAsync<SchoolCard>("school/" + session.TenantId, cancel);
        return school?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
    }

    /// <summary>Accounts that can manage accounts today.</summary>
    public static async Task<IReadOnlyList<Account>> Administrators(IQuerySession session, DateOnly today, CancellationToken cancel)
    {
        var wanted = JsonSerializer.Serialize(new { suspended = false, roles = new[] { new { role = nameof(Role.Administrator) } } });
        var found = await session.Query<Account>().Where(a => a.MatchesSql("d.data @> ?::jsonb", wanted)).ToListAsync(cancel);
        return [.. found.Where(account => account.Holds(Role.Administrator, today))];
    }
}
