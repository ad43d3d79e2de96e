using System.Text.Json;
using ElJournal.Access.Accounts;
using ElJournal.Access.Consents;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Marten.Linq.MatchesSql;
using Npgsql;
using Wolverine.Marten;

namespace ElJournal.Access.Erasure;

/// <summary>
/// Удалить персональные данные (152-ФЗ, ст. 21): an act of the director on a basis of law. Openings and scans of the person go, and with
/// them the login; the entries of the journal stay under an id without a name, and every hash still verifies.
/// </summary>
/// <param name="Whose">The stream of the person: <c>pupil/{id}</c>, <c>guardian/{id}</c> or <c>staff/{id}</c>.</param>
/// <param name="WithNotes">Also free words that others wrote about this pupil.</param>
/// <param name="Basis">Code of the basis, from the school's rules.</param>
/// <param name="Document">Number and date of the order or demand.</param>
public sealed record EraseCard(Guid CommandId, string Whose, bool WithNotes, string Basis, string Document, Opening? Note = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.EraseCard);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ErasedPerson.StreamOf(Whose);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Never prints the note: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(EraseCard)} {Whose}";
}

/// <summary>Акты удаления about one person.</summary>
public sealed record ErasedPerson(string Id, IReadOnlyList<PersonalDataErased> Acts)
{
    public static string StreamOf(string whose) => $"erasure/{whose}";

    public static ErasedPerson Create(PersonalDataErased e) => new(StreamOf(WhoseOf(e)), [e]);

    public static ErasedPerson Apply(PersonalDataErased e, ErasedPerson person) => person with { Acts = [.. person.Acts, e] };

    public static string WhoseOf(PersonalDataErased e) =>
        e.Pupil is { } pupil ? Streams.Pupil(pupil) : e.Guardian is { } guardian ? Streams.Guardian(guardian) : Streams.Staff(e.Staff!.Value);
}

/// <summary>What stands against an erasure, and what there is to erase.</summary>
/// <param name="Openings">Openings and scans that are still there.</param>
/// <param name="Accounts">Accounts of the person.</param>
public sealed record ErasureFacts(
    DateOnly Today, PersonalDataRules? Rules, PupilCard? Pupil, GuardianCard? Guardian, StaffCard? Staff, string? ClassName,
    IReadOnlyList<Guid> Openings, IReadOnlyList<AccountId> Accounts);

public static class EraseCardHandler
{
    private const int LongestDocument = 60;

    public static async Task<ErasureFacts> LoadAsync(
        EraseCard command, IDocumentSession session, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancel)
    {
        var pupil = await session.LoadAsync<PupilCard>(command.Whose, cancel);
        var guardian = await session.LoadAsync<GuardianCard>(command.Whose, cancel);
        var staff = await session.LoadAsync<StaffCard>(command.Whose, cancel);
        var accounts = await Accounts(session, pupil, guardian, staff, cancel);
        return new ErasureFacts(
            await AccountFacts.TodayAt(session, clock, cancel), await session.LoadAsync<PersonalDataRules>(PersonalDataRules.Stream, cancel),
            pupil, guardian, staff, pupil?.Class is { } c ? (await session.LoadAsync<ClassRoster>(c.Value, cancel))?.Name : null,
            await PersonalTraces.Of(database, SchoolId.From(session.TenantId), command.Whose, pupil?.Pupil, accounts, command.WithNotes, cancel),
            accounts);
    }

    /// <summary>Of one person of the school: nobody else's account is looked at.</summary>
    private static async Task<IReadOnlyList<AccountId>> Accounts(IQuerySession session, PupilCard? pupil, GuardianCard? guardian, StaffCard? staff, CancellationToken cancel)
    {
        var whose = pupil is not null ? JsonSerializer.Serialize(new { pupil = pupil.Pupil.Value })
            : guardian is not null ? JsonSerializer.Serialize(new { guardian = guardian.Guardian.Value })
            : staff is not null ? JsonSerializer.Serialize(new { staff = staff.Staff.Value })
            : null;
        return whose is null ? [] : [.. (await session.Query<Account>().Where(a => a.MatchesSql("d.data @> ?::jsonb", whose)).ToListAsync(cancel)).Select(a => a.Key)];
    }

    public static (Outcome, Events, IMartenOp) Handle(
        EraseCard command, [WriteAggregate(nameof(EraseCard.Stream), Required = false)] ErasedPerson? before, ErasureFacts facts)
    {
        if (Forbid(command, facts) is { } refused) return (refused, [], MartenOps.Nothing());
        // Erased before, and nothing has been written since.
        if (facts.Openings.Count == 0) return (Outcome.Refused(Refusals.NothingToErase), [], MartenOps.Nothing());
        return (Outcome.Accepted,
            [new PersonalDataErased(
                facts.Pupil?.Pupil, facts.Guardian?.Guardian, facts.Staff?.Staff, facts.Openings, command.Basis, command.Document.Trim(), command.Note?.Sealed)],
            new Erase(new EraseOpenings(facts.Openings), facts.Accounts));
    }

    private static Outcome? Forbid(EraseCard command, ErasureFacts facts)
    {
        if (facts.Pupil is null && facts.Guardian is null && facts.Staff is null) return Outcome.Refused(Refusals.PersonIsUnknown);
        if (facts.Rules is not { } rules) return Outcome.Refused(Refusals.PersonalDataRulesAreMissing);
        if (rules.On(facts.Today).Bases.All(basis => basis.Code != command.Basis)) return Outcome.Refused(Refusals.ErasureBasisIsUnknown);
        if (command.Document.Trim() is not { Length: > 0 and <= LongestDocument } document || !document.Any(char.IsAsciiDigit))
            return Outcome.Refused(Refusals.ErasureDocumentIsMissing, LongestDocument);
        if (facts.Pupil is { } pupil && !(pupil.Departed <= facts.Today)) return Outcome.Refused(Refusals.PupilStillLearns, facts.ClassName);
        if (facts.Staff is { } staff && !(staff.Dismissed <= facts.Today)) return Outcome.Refused(Refusals.StaffStillWorks);
        return facts.Guardian?.On(facts.Today).Any() is true ? Outcome.Refused(Refusals.GuardianStillRepresents) : null;
    }

    /// <summary>A login is made of a name: it goes with the card, and nobody signs in under it any more.</summary>
    private sealed record Erase(EraseOpenings Words, IReadOnlyList<AccountId> Accounts) : IMartenOp
    {
        public void Execute(IDocumentSession session)
        {
            Words.Execute(session);
            foreach (var account in Accounts)
            {
                session.Delete<Credential>(account.Value);
                // What was written to the person, and where the person was.
                session.QueueSqlCommand(
                    $"delete from {AccessModule.Schema}.mt_doc_notice where tenant_id = ? and data ->> 'account' = ?", session.TenantId, account.Value);
            }
        }
    }
}
