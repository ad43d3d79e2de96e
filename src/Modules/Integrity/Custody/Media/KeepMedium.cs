using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Integrity.Custody.Media;

/// <summary>Поставить носитель на учёт.</summary>
public sealed record RegisterMedium(Guid CommandId, MediumId Medium, string Label, string Kind, string Place, string Keeper) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Medium.Stream;
}

/// <summary>Передать носитель: другое место или другой ответственный.</summary>
public sealed record MoveMedium(Guid CommandId, MediumId Medium, string Place, string Keeper) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Medium.Stream;
}

/// <summary>Снять носитель с учёта: утрачен, повреждён, изношен, заменён.</summary>
public sealed record WithdrawMedium(Guid CommandId, MediumId Medium, string Reason, DateOnly On) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Medium.Stream;
}

public static class RegisterMediumHandler
{
    public const int LongestLabel = 60;
    public const int LongestPlace = 120;

    public static Task<CustodyFacts> LoadAsync(RegisterMedium command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        CustodyFacts.Load(session, ground, cancel);

    public static (Outcome, Events) Handle(
        RegisterMedium command, [WriteAggregate(nameof(RegisterMedium.Stream), Required = false)] Medium? standing, CustodyFacts facts)
    {
        if (standing is not null) return (Outcome.Accepted, []);
        var (label, place) = (command.Label.Trim(), command.Place.Trim());
        if (label.Length is 0 or > LongestLabel) return (Outcome.Refused(CustodyRefusals.MediumLacksLabel, LongestLabel), []);
        if (!MediumKinds.All.Contains(command.Kind)) return (Outcome.Refused(CustodyRefusals.MediumIsOfNoKind), []);
        // A number that stands on two things finds neither.
        if (facts.Media.FirstOrDefault(m => m.Withdrawn is null && string.Equals(m.Label, label, StringComparison.CurrentCultureIgnoreCase)) is { } other)
            return (Outcome.Refused(CustodyRefusals.MediumIsNamedTwice, other.Label, other.Place), []);
        return Forbid(place, command.Keeper, facts) is { } refused ? (refused, []) : (Outcome.Accepted, [new MediumRegistered(command.Medium, label, command.Kind, place, command.Keeper)]);
    }

    internal static Outcome? Forbid(string place, string keeper, CustodyFacts facts) =>
        place.Length is 0 or > LongestPlace ? Outcome.Refused(CustodyRefusals.MediumLacksPlace, LongestPlace)
        : facts.IsAtWork(keeper) ? null : Outcome.Refused(CustodyRefusals.KeeperIsUnknown);
}

public static class MoveMediumHandler
{
    public static Task<CustodyFacts> LoadAsync(MoveMedium command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        CustodyFacts.Load(session, ground, cancel);

    public static (Outcome, Events) Handle(MoveMedium command, [WriteAggregate(nameof(MoveMedium.Stream), Required = false)] Medium? medium, CustodyFacts facts)
    {
        if (medium is null) return (Outcome.Refused(CustodyRefusals.MediumIsUnknown), []);
        if (medium.Withdrawn is { } gone) return (Outcome.Refused(CustodyRefusals.MediumIsWithdrawn, medium.Label, gone.On), []);
        var place = command.Place.Trim();
        if (RegisterMediumHandler.Forbid(place, command.Keeper, facts) is { } refused) return (refused, []);
        return (medium.Place, medium.Keeper) == (place, command.Keeper) ? (Outcome.Accepted, []) : (Outcome.Accepted, [new MediumMoved(command.Medium, place, command.Keeper)]);
    }
}

public static class WithdrawMediumHandler
{
    public static Task<DateOnly> LoadAsync(WithdrawMedium command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        ground.Today(SchoolId.From(session.TenantId), cancel);

    public static (Outcome, Events) Handle(WithdrawMedium command, [WriteAggregate(nameof(WithdrawMedium.Stream), Required = false)] Medium? medium, DateOnly today)
    {
        if (medium is null) return (Outcome.Refused(CustodyRefusals.MediumIsUnknown), []);
        if (medium.Withdrawn is { } gone) return (Outcome.Refused(CustodyRefusals.MediumIsWithdrawn, medium.Label, gone.On), []);
        if (!WithdrawalReasons.All.Contains(command.Reason)) return (Outcome.Refused(CustodyRefusals.ReasonIsUnknown), []);
        return Days.Refuse(command.On, medium.Copies.Select(c => c.LastLook), today) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new MediumWithdrawn(command.Medium, command.Reason, command.On)]);
    }
}

/// <summary>Days of what is written down afterwards: not before what it follows, never in the future.</summary>
internal static class Days
{
    /// <summary>Nothing of this register is older than electronic journals are.</summary>
    private static readonly DateOnly First = new(2000, 1, 1);

    public static Outcome? Refuse(DateOnly on, IEnumerable<DateOnly> before, DateOnly today)
    {
        var first = before.Append(First).Max();
        return on < first || on > today ? Outcome.Refused(CustodyRefusals.DayIsOff, first, today) : null;
    }
}
