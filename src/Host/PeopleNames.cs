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
    /// <summary>Соколова И. В. by account; one without a card is absent, an erased one is said to be so.</summary>
    public async Task<IReadOnlyDictionary<AccountId, string>> Of(
        SchoolId school, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var found = await session.LoadManyAsync<Account>(cancel, accounts.Select(AccountStream.Of).ToArray());
        var people = await Named(session, school, found, cancel);
        var programs = await tokens.Of(school, accounts, cancel);
        return programs.Count == 0 ? people : people.Concat(programs).ToDictionary();
    }

    private async Task<IReadOnlyDictionary<AccountId, string>> Named(
        IQuerySession session, SchoolId school, IReadOnlyList<Account> accounts, CancellationToken cancel)
    {
        var keys = accounts.Where(a => a.Staff is not null || a.Guardian is not null || a.Pupil is not null).ToDictionary(a => a.Key, a =>
            a.Staff is { } staff ? Streams.Staff(staff) : a.Guardian is { } guardian ? Streams.Guardian(guardian) : Streams.Pupil(a.Pupil!.Value));
        var wanted = keys.Values.Distinct().ToArray();
        var batch = session.CreateBatchQuery();
        var staffTask = batch.LoadMany<StaffCard>().ById(wanted.Where(k => k.StartsWith("staff/", StringComparison.Ordinal)).ToArray());
        var guardianTask = batch.LoadMany<GuardianCard>().ById(wanted.Where(k => k.StartsWith("guardian/", StringComparison.Ordinal)).ToArray());
        var pupilTask = batch.LoadMany<PupilCard>().ById(wanted.Where(k => k.StartsWith("pupil/", StringComparison.Ordinal)).ToArray());
        await batch.Execute(cancel);
        var cards = (await staffTask).Select(c => (c.Id, c.Card)).Concat((await guardianTask).Select(c => (c.Id, c.Card))).Concat((await pupilTask).Select(c => (c.Id, c.Card)))
            .ToDictionary(c => c.Id, c => c.Card);
        var people = await openings.Read<PersonCard>(school, cards.Values, cancel);
        return keys.Where(pair => cards.ContainsKey(pair.Value))
            .ToDictionary(pair => pair.Key, pair => people.GetValueOrDefault(cards[pair.Value])?.ShortName ?? Ui.UiTexts.All["erased"]);
    }
}
