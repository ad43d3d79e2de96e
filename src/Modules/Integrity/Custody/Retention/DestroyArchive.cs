using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Prints;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Integrity.Custody.Retention;

/// <summary>Записать акт об уничтожении архива.</summary>
/// <param name="Kinds">Which archives, with their papers and copies.</param>
/// <param name="Commission">Ids of the staff, the head first.</param>
/// <param name="Sure">Whoever sends it has said that it cannot be undone.</param>
public sealed record DestroyArchive(
    Guid CommandId, string Year, string Number, DateOnly On, IReadOnlyList<string> Kinds, string Basis, IReadOnlyList<string> Commission, bool Sure) : ICommand
{
    /// <summary>What the act destroys is full of personal data: whoever erases those on a legal basis signs it, and the one who keeps the program does not.</summary>
    public Need Need => new(Permission.EraseCard);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => YearCustody.StreamOf(Year);
}

public static class DestroyArchiveHandler
{
    /// <summary>A head and two members.</summary>
    public const int LeastCommission = 3;
    public const int LongestNumber = 40;

    public static Task<CustodyFacts> LoadAsync(DestroyArchive command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        CustodyFacts.Load(session, ground, cancel);

    public static (Outcome, Events) Handle(DestroyArchive command, [WriteAggregate(nameof(DestroyArchive.Stream), Required = false)] YearCustody? custody, CustodyFacts facts)
    {
        if (custody?.Acts.Any(a => a.Act == command.CommandId) == true) return (Outcome.Accepted, []);
        if (facts.YearOf(command.Year) is not { } year) return (Outcome.Refused(CustodyRefusals.YearIsUnknown, command.Year), []);
        var kinds = ArchiveKinds.All.Where(command.Kinds.Contains).ToList();
        if (kinds.Count == 0) return (Outcome.Refused(CustodyRefusals.KindsAreMissing), []);
        if (Forbid(kinds, custody, year, facts) is { } forbidden) return (forbidden, []);
        if (command.Number.Trim().Length is 0 or > LongestNumber) return (Outcome.Refused(CustodyRefusals.ActLacksNumber, LongestNumber), []);
        if (command.Basis.Trim().Length is 0 or > PlaceHoldHandler.LongestBasis) return (Outcome.Refused(CustodyRefusals.BasisIsMissing, PlaceHoldHandler.LongestBasis), []);
        var commission = command.Commission.Where(facts.IsAtWork).Distinct().ToList();
        if (commission.Count < LeastCommission) return (Outcome.Refused(CustodyRefusals.CommissionIsSmall, LeastCommission), []);
        if (Days.Refuse(command.On, kinds.Select(kind => RetentionTerm.Of(kind, year.To).Over(year.To)), facts.Today) is { } off) return (off, []);
        var act = ActOf(command, kinds, commission, facts);
        if (act is { Files.Count: 0, Volumes.Count: 0, Copies.Count: 0 }) return (Outcome.Refused(CustodyRefusals.NothingToDestroy), []);
        // Last, so that nothing stands in the way of what is confirmed.
        return command.Sure ? (Outcome.Accepted, [act]) : (Outcome.Refused(CustodyRefusals.ActIsUnsure), []);
    }

    private static Outcome? Forbid(IReadOnlyList<string> kinds, YearCustody? custody, CustodyYear year, CustodyFacts facts)
    {
        foreach (var kind in kinds)
        {
            if (custody?.ActOn(kind) is { } act) return Outcome.Refused(CustodyRefusals.ArchiveIsDestroyed, kind, act.Number, act.On);
            if (RetentionTerm.Of(kind, year.To) is var term && term.Over(year.To) > facts.Today)
                return Outcome.Refused(CustodyRefusals.TermRuns, kind, term.Years, RetentionTerm.Begins(year.To), term.Over(year.To));
            if (custody?.HoldOn(kind) is { } hold) return Outcome.Refused(CustodyRefusals.HoldStands, kind, hold.Basis, hold.On);
        }
        return null;
    }

    private static ArchiveDestroyed ActOf(DestroyArchive command, IReadOnlyList<string> kinds, IReadOnlyList<string> commission, CustodyFacts facts) => new(
        command.Year, command.CommandId, command.Number.Trim(), command.On, kinds, command.Basis.Trim(), commission,
        [.. facts.Made.Where(m => m.Year == command.Year && kinds.Contains(m.Kind)).Select(m => new DestroyedFile(m.Kind, m.File, m.Sha256))],
        [.. (facts.PrintsOf(command.Year)?.Volumes ?? []).Where(v => kinds.Contains(PrintVolumes.KindOf(v.Volume))).Select(v => new DestroyedVolume(v.Volume, v.Class, v.Sheets))],
        [.. facts.Media.Where(m => m.Withdrawn is null).SelectMany(m => m.Copies.Where(c => c.Year == command.Year && kinds.Contains(c.Kind)).Select(c => new DestroyedCopy(m.Key.Value, c.Kind, c.Sha256)))]);
}
