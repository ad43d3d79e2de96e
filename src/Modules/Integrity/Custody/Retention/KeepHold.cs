using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Integrity.Custody.Retention;

/// <summary>Запретить уничтожение архива.</summary>
public sealed record PlaceHold(Guid CommandId, string Year, IReadOnlyList<string> Kinds, string Reason, string Basis, DateOnly On) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => YearCustody.StreamOf(Year);
}

/// <summary>Снять запрет на уничтожение.</summary>
public sealed record LiftHold(Guid CommandId, string Year, Guid Hold, string Basis, DateOnly On) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => YearCustody.StreamOf(Year);
}

public static class PlaceHoldHandler
{
    public const int LongestBasis = 200;

    public static Task<CustodyFacts> LoadAsync(PlaceHold command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        CustodyFacts.Load(session, ground, cancel);

    public static (Outcome, Events) Handle(PlaceHold command, [WriteAggregate(nameof(PlaceHold.Stream), Required = false)] YearCustody? custody, CustodyFacts facts)
    {
        if (custody?.Holds.Any(h => h.Hold == command.CommandId) == true) return (Outcome.Accepted, []);
        if (facts.YearOf(command.Year) is null) return (Outcome.Refused(CustodyRefusals.YearIsUnknown, command.Year), []);
        var kinds = ArchiveKinds.All.Where(command.Kinds.Contains).ToList();
        if (kinds.Count == 0) return (Outcome.Refused(CustodyRefusals.KindsAreMissing), []);
        if (!HoldReasons.All.Contains(command.Reason)) return (Outcome.Refused(CustodyRefusals.ReasonIsUnknown), []);
        if (command.Basis.Trim().Length is 0 or > LongestBasis) return (Outcome.Refused(CustodyRefusals.BasisIsMissing, LongestBasis), []);
        if (kinds.Select(kind => custody?.ActOn(kind)).OfType<ArchiveDestroyed>().FirstOrDefault() is { } act)
            return (Outcome.Refused(CustodyRefusals.ArchiveIsDestroyed, kinds.First(act.Kinds.Contains), act.Number, act.On), []);
        return Days.Refuse(command.On, [], facts.Today) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new HoldPlaced(command.Year, command.CommandId, kinds, command.Reason, command.Basis.Trim(), command.On)]);
    }
}

public static class LiftHoldHandler
{
    public static Task<DateOnly> LoadAsync(LiftHold command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        ground.Today(SchoolId.From(session.TenantId), cancel);

    public static (Outcome, Events) Handle(LiftHold command, [WriteAggregate(nameof(LiftHold.Stream), Required = false)] YearCustody? custody, DateOnly today)
    {
        if (custody?.Holds.FirstOrDefault(h => h.Hold == command.Hold) is not { } hold) return (Outcome.Refused(CustodyRefusals.HoldIsUnknown), []);
        if (custody.LiftOf(hold.Hold) is { } lifted) return (Outcome.Refused(CustodyRefusals.HoldIsLifted, lifted.On), []);
        if (command.Basis.Trim().Length is 0 or > PlaceHoldHandler.LongestBasis) return (Outcome.Refused(CustodyRefusals.BasisIsMissing, PlaceHoldHandler.LongestBasis), []);
        return Days.Refuse(command.On, [hold.On], today) is { } refused ? (refused, []) : (Outcome.Accepted, [new HoldLifted(command.Year, hold.Hold, command.Basis.Trim(), command.On)]);
    }
}
