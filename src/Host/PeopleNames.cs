using ElJournal.Access;
using ElJournal.Access.Accounts;
using ElJournal.Access.Tokens;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Host;

/// <summary>Joins what Access and Setup each know: whose account it is, and what that person is called.</summary>
public sealed class PeopleNames(IDocumentStore store, Openings openings, TokenNames tokens)
{
    /// <summary>Соколова И. В. by account; one without a card is absent.</summary>
    public async Task<IReadOnlyDictionary<AccountId, string>> Of(
        SchoolId school, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var found = await session.LoadManyAsync<Account>(cancel, accounts.Select(AccountStream.Of).ToArray());
        var people = await Named(session, school, found, cancel);
        var programs = await tokens.Of(school, accounts, cancel);
        return programs.Count == 0 ? people : people.Concat(programs).ToDictionary();
    }

    /// <summary>Everybody who has an account, for the register's filter.</summary>
    public async Task<IReadOnlyDictionary<AccountId, string>> All(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await Named(session, school, await session.Query<Account>().ToListAsync(cancel), cancel);
    }

    private async Task<IReadOnlyDictionary<AccountId, string>> Named(
        IQuerySession session, SchoolId school, IReadOnlyList<Account> accounts, CancellationToken cancel)
    {
        var staff = accounts.Where(a => a.Staff is not null).ToDictionary(a => a.Key, a => a.Staff!.Value);
        var cards = (await session.LoadManyAsync<StaffCard>(cancel, staff.Values.Distinct().Select(Streams.Staff).ToArray())).ToDictionary(c => c.Staff, c => c.Card);
        var people = await openings.Read<PersonCard>(school, cards.Values, cancel);
        return staff.Where(pair => cards.TryGetValue(pair.Value, out var card) && people.ContainsKey(card))
            .ToDictionary(pair => pair.Key, pair => people[cards[pair.Value]].ShortName);
    }
}
