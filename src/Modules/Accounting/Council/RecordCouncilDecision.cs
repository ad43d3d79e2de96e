using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Accounting.Council;

/// <summary>Записать решения педагогического совета: about pupils of a class, all of one protocol or none.</summary>
/// <param name="Protocol">Номер протокола.</param>
/// <param name="Date">Дата протокола.</param>
public sealed record RecordCouncilDecision(
    Guid CommandId, ClassId Class, string Protocol, DateOnly Date, IReadOnlyList<CouncilItem> Items) : ICommand
{
    public Need Need => new(Permission.RecordCouncil, Streams.Class(Class));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Council(Class);
}

/// <summary>A point of the protocol.</summary>
/// <param name="Decision">Names it for ever.</param>
/// <param name="Kind">One of <see cref="CouncilKinds"/>; no kind twice in a command.</param>
public sealed record CouncilItem(Guid Decision, string Kind, IReadOnlyList<PupilId> Pupils);

/// <param name="Class">Null: there is no such class.</param>
/// <param name="Debtors">Who has a debt that is not over.</param>
public sealed record CouncilFacts(ClassRoster? Class, DateOnly Today, IReadOnlyCollection<PupilId> Debtors)
{
    public static async Task<CouncilFacts> Load(ClassId schoolClass, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var school = new SchoolId(session.TenantId);
        if (await TermRegister.Load(session, school, schoolClass, clock.GetUtcNow(), cancel) is not { } register
            || register.Classes.FirstOrDefault(c => c.Id == schoolClass.Value) is not { } roster)
            return new CouncilFacts(await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), []);
        var debts = await Owing.Of(register, session, _ => true, cancel);
        return new CouncilFacts(roster, register.Today, [.. debts.Where(d => d.State != DebtState.Passed).Select(d => d.Key.Pupil).Distinct()]);
    }
}

public static class RecordCouncilDecisionHandler
{
    public static Task<CouncilFacts> LoadAsync(RecordCouncilDecision command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        CouncilFacts.Load(command.Class, session, clock, cancel);

    public static (Outcome, Events) Handle(
        RecordCouncilDecision command, [WriteAggregate(nameof(RecordCouncilDecision.Stream), Required = false)] ClassCouncil? council, CouncilFacts facts)
    {
        if (facts.Class is not { } roster) return (Outcome.Refused(Refusals.ClassIsUnknown), []);
        var protocol = command.Protocol.Trim();
        if (protocol.Length is 0 or > DebtRuling.LongestProtocol) return (Outcome.Refused(Refusals.ProtocolIsMissing, DebtRuling.LongestProtocol), []);
        if (command.Date > facts.Today) return (Outcome.Refused(Refusals.ProtocolIsInFuture, command.Date), []);
        if (command.Items.Sum(i => i.Pupils.Count) == 0) return (Outcome.Refused(Refusals.CouncilChoosesNobody), []);
        if (command.Items.FirstOrDefault(i => !CouncilKinds.All.Contains(i.Kind)) is { } unknown) return (Outcome.Refused(Refusals.CouncilKindIsUnknown, unknown.Kind), []);
        if (command.Items.SelectMany(i => i.Pupils).Any(pupil => roster.Pupils.All(p => p.Pupil != pupil))) return (Outcome.Refused(Refusals.PupilIsNotInClass, command.Date), []);
        if (command.Items.Any(i => i.Pupils.Count > 0 && IsUnfit(i.Kind, roster.Level))) return (Outcome.Refused(Refusals.CouncilKindIsUnfit, roster.Name), []);
        // Said again: what stands as it is asked for is left alone.
        var fresh = command.Items.SelectMany(i => i.Pupils.Distinct().Select(pupil => (Item: i, Pupil: pupil)))
            .Where(c => council?.Of(c.Pupil).Any(d => d.Kind == c.Item.Kind) != true).ToList();
        if (fresh.Count(c => CouncilKinds.Clean.Contains(c.Item.Kind) && facts.Debtors.Contains(c.Pupil)) is > 0 and var owing)
            return (Outcome.Refused(Refusals.PupilsHaveDebts, owing), []);
        if (fresh.Count(c => c.Item.Kind == CouncilKinds.Conditional && !facts.Debtors.Contains(c.Pupil)) is > 0 and var clean)
            return (Outcome.Refused(Refusals.PupilsHaveNoDebts, clean), []);
        var ways = fresh.Where(c => CouncilKinds.Ways.Contains(c.Item.Kind)).ToList();
        var decided = ways.Count(c => Contradicts(council?.WayOf(c.Pupil), c.Item.Kind)) + ways.Count - ways.DistinctBy(c => c.Pupil).Count();
        if (decided > 0) return (Outcome.Refused(Refusals.CouncilHasDecided, decided), []);
        return (Outcome.Accepted,
        [
            .. fresh.GroupBy(c => c.Item).Select(g => new CouncilDecided(
                command.Class, g.Key.Decision, g.Key.Kind, [.. g.Select(c => c.Pupil)], protocol, command.Date)),
        ]);
    }

    /// <summary>Pupils of a level are never decided of so.</summary>
    public static bool IsUnfit(string kind, int level) =>
        CouncilKinds.Leaving.Contains(kind) ? level is not (9 or 11) : kind is CouncilKinds.Promoted or CouncilKinds.Conditional && level == 11;

    /// <summary>Who was promoted on condition ends the debts or does not: the later decision follows the former.</summary>
    private static bool Contradicts(CouncilDecision? stands, string kind) =>
        stands is not null && !(stands.Kind == CouncilKinds.Conditional && (CouncilKinds.Last.Contains(kind) || kind == CouncilKinds.Promoted));
}
