using ElJournal.Access.Accounts;
using ElJournal.Access.Rules;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Access.Slips;

/// <summary>What came of a batch: the form, and why somebody is not in it.</summary>
public sealed record Printed(SlipForm Form, IReadOnlyList<(string Name, Refusal Refusal)> Refused);

/// <summary>
/// Печать листков доступа: makes a code for each person, records that it was issued, and gives it out this once. The same batch
/// asked for again has other codes, and those printed before are worth nothing.
/// </summary>
public sealed class SlipPrint(IDocumentStore store, Desk desk, TimeProvider clock)
{
    /// <param name="address">Where the journal is opened.</param>
    public async Task<Printed> Print(Actor actor, IReadOnlyList<(AccessPerson Person, string Whose)> people, string address, CancellationToken cancel)
    {
        await using var session = store.QuerySession(actor.School.Value);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var rules = AccessRules.On(await session.LoadAsync<AccessRules>(AccessStreams.Rules, cancel), today);
        var school = (await session.LoadAsync<SchoolCard>("school/" + actor.School, cancel))?.Name ?? "";
        var until = today.AddDays(rules.SlipDays);

        List<Slip> slips = [];
        List<(string, Refusal)> refused = [];
        foreach (var (person, whose) in people)
        {
            var code = OneTimeCode.New();
            var outcome = await desk.Send(new IssueSlip(Guid.NewGuid(), person.Account.Key, SlipCode.Of(code, until), Passwords.Stamp()), actor, cancel);
            if (outcome.Refusal is { } refusal) refused.Add((person.Name, refusal));
            else slips.Add(new Slip(person.Name, whose, person.Login, code));
        }
        return new Printed(new SlipForm(school, address, until, slips), refused);
    }
}
