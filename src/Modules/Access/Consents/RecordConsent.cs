using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Consents;

/// <summary>
/// Зарегистрировать согласие, отказ или отзыв (D-8, Z-3). A refusal never takes the pupil out of the journal: where the school's rules
/// say so, the family is informed on paper.
/// </summary>
/// <param name="Class">The pupil's class, on which the right is asked.</param>
/// <param name="Guardian">Who gave it; with neither this nor <paramref name="ByPupil"/> it was a representative the register does not have.</param>
/// <param name="ByPupil">By the pupil, who is of age.</param>
/// <param name="Giver">Name of a representative the register does not have.</param>
public sealed record RecordConsent(
    Guid CommandId, PupilId Pupil, ClassId Class, string Kind, ConsentState State, DateOnly On, string Form,
    GuardianId? Guardian = null, bool ByPupil = false, Opening? Giver = null, Opening? Note = null, Scan? Scan = null) : ICommand, ICarriesOpenings
{
    public static readonly IReadOnlyList<string> Forms = ["paper", "electronic"];

    public Need Need => new(Permission.ManageConsents, Streams.Class(Class));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ConsentBook.Stream(Pupil);

    public IEnumerable<Opening> Openings => new[] { Giver, Note }.OfType<Opening>();

    /// <summary>Never prints words or scan: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(RecordConsent)} {Pupil} {Kind}";
}

/// <summary>What the rules ask about the pupil and the giver.</summary>
/// <param name="IsOfAge">The card says that the pupil was of age on the date of the paper.</param>
public sealed record ConsentFacts(DateOnly Today, PupilCard? Pupil, PersonalDataRules? Rules, GuardianCard? Guardian, bool IsOfAge);

public static class RecordConsentHandler
{
    /// <summary>ГК РФ, ст. 21: from here on a person acts alone.</summary>
    internal const int OfAge = 18;

    public static async Task<ConsentFacts> LoadAsync(
        RecordConsent command, IDocumentSession session, Openings openings, TimeProvider clock, CancellationToken cancel)
    {
        var pupil = await session.LoadAsync<PupilCard>(Streams.Pupil(command.Pupil), cancel);
        var born = command.ByPupil && pupil is not null
            ? (await openings.Read<PersonCard>(SchoolId.From(session.TenantId), [pupil.Card], cancel)).GetValueOrDefault(pupil.Card)?.Born
            : null;
        return new ConsentFacts(
            await AccountFacts.TodayAt(session, clock, cancel), pupil,
            await session.LoadAsync<PersonalDataRules>(PersonalDataRules.Stream, cancel),
            command.Guardian is { } guardian ? await session.LoadAsync<GuardianCard>(Streams.Guardian(guardian), cancel) : null,
            born?.AddYears(OfAge) <= command.On);
    }

    public static (Outcome, Events, IMartenOp) Handle(
        RecordConsent command, [WriteAggregate(nameof(RecordConsent.Stream), Required = false)] ConsentBook? book, ConsentFacts facts)
    {
        if (Forbid(command, book, facts) is { } refused) return (refused, [], MartenOps.Nothing());
        var scan = command.Scan is { } s ? new ConsentScan(s.Id, s.Sha256, s.Type, s.Content.Length) : null;
        var by = command.ByPupil ? "pupil" : "guardian";
        var paper = new ConsentPaper(
            command.Kind, command.State, command.On, command.Form, by, command.Guardian, command.Giver?.Id, command.Note?.Id, scan);
        return (Outcome.Accepted, [Said(command, by, scan), .. Extracts(command, book ?? ConsentBook.Empty(command.Pupil), paper, facts)],
            command.Scan is null ? MartenOps.Nothing() : new KeepScan(command.Scan));
    }

    private static Outcome? Forbid(RecordConsent command, ConsentBook? book, ConsentFacts facts)
    {
        if (facts.Pupil is not { } pupil || pupil.Class != command.Class) return Outcome.Refused(Refusals.PupilIsUnknown);
        if (facts.Rules is not { } rules) return Outcome.Refused(Refusals.PersonalDataRulesAreMissing);
        if (rules.On(command.On).Consents.All(kind => kind.Code != command.Kind)) return Outcome.Refused(Refusals.ConsentKindIsUnknown);
        if (command.On > facts.Today) return Outcome.Refused(Refusals.ConsentIsInFuture, command.On);
        if (!RecordConsent.Forms.Contains(command.Form) || command.State is ConsentState.None) return Outcome.Refused(Refusals.ConsentIsIncomplete);
        if (command.State is ConsentState.Withdrawn && book?.Standing(command.Kind, command.On)?.State is not ConsentState.Given)
            return Outcome.Refused(Refusals.ConsentIsNotGiven, command.On);
        if (command.ByPupil && !facts.IsOfAge) return Outcome.Refused(Refusals.PupilIsNotOfAge, OfAge);
        return command.Guardian is not null && facts.Guardian?.On(command.On).Any(ward => ward.Pupil == command.Pupil) is not true
            ? Outcome.Refused(Refusals.GuardianDoesNotRepresent, command.On)
            : null;
    }

    private static object Said(RecordConsent c, string by, ConsentScan? scan) => c.State switch
    {
        ConsentState.Given => new ConsentGiven(c.Pupil, c.Kind, c.On, c.Form, by, c.Guardian, c.Giver?.Sealed, c.Note?.Sealed, scan),
        ConsentState.Refused => new ConsentRefused(c.Pupil, c.Kind, c.On, c.Form, by, c.Guardian, c.Giver?.Sealed, c.Note?.Sealed, scan),
        _ => new ConsentWithdrawn(c.Pupil, c.Kind, c.On, c.Form, by, c.Guardian, c.Giver?.Sealed, c.Note?.Sealed, scan),
    };

    /// <summary>The change of the family's way of being informed that the paper makes, if it makes one.</summary>
    private static IEnumerable<object> Extracts(RecordConsent command, ConsentBook before, ConsentPaper paper, ConsentFacts facts)
    {
        var after = before.With(paper);
        var onPaper = facts.Rules!.On(facts.Today).Consents.Any(kind =>
            kind.PaperWhenRefused && after.Standing(kind.Code, facts.Today)?.State is ConsentState.Refused or ConsentState.Withdrawn);
        if (onPaper == before.OnPaper) return [];
        return [onPaper ? new PaperExtractsBegun(command.Pupil, command.On) : new PaperExtractsEnded(command.Pupil, command.On)];
    }

    private sealed record KeepScan(Scan Scan) : IMartenOp
    {
        public void Execute(IDocumentSession session) => Scans.Store(session, Scan);
    }
}
