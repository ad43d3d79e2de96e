using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Integrity.Custody.Media;

/// <summary>Записать экземпляр архива, лежащий на носителе.</summary>
/// <param name="Sum">SHA-256 of the file as it lies there, as it was typed or reckoned.</param>
/// <param name="Way">One of <see cref="CheckWays"/>.</param>
public sealed record EnterCopy(Guid CommandId, MediumId Medium, string Sum, DateOnly On, string Way) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Medium.Stream;
}

/// <summary>Записать проверку экземпляра.</summary>
/// <param name="Sha256">Which copy.</param>
/// <param name="Result">One of <see cref="CheckResults"/>.</param>
/// <param name="Sum">What was reckoned; needed where the result is «совпадает».</param>
/// <param name="Way">One of <see cref="CheckWays"/>.</param>
public sealed record CheckCopy(Guid CommandId, MediumId Medium, string Sha256, string Result, string Sum, DateOnly On, string By, string Way) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Medium.Stream;
}

public static class EnterCopyHandler
{
    public static Task<CustodyFacts> LoadAsync(EnterCopy command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        CustodyFacts.Load(session, ground, cancel);

    public static (Outcome, Events) Handle(EnterCopy command, [WriteAggregate(nameof(EnterCopy.Stream), Required = false)] Medium? medium, CustodyFacts facts)
    {
        if (medium is null) return (Outcome.Refused(CustodyRefusals.MediumIsUnknown), []);
        if (medium.Withdrawn is { } gone) return (Outcome.Refused(CustodyRefusals.MediumIsWithdrawn, medium.Label, gone.On), []);
        if (Sum.Read(command.Sum) is not { } sum || !CheckWays.All.Contains(command.Way)) return (Outcome.Refused(CustodyRefusals.SumIsNoSum), []);
        if (facts.ArchiveOf(sum) is not { } made) return (Outcome.Refused(CustodyRefusals.CopyIsOfNoArchive, sum[..12]), []);
        if (facts.DestroyedBy(made.Year, made.Kind) is { } act) return (Outcome.Refused(CustodyRefusals.ArchiveIsDestroyed, made.File, act.Number, act.On), []);
        // Entered twice it is one copy still; what has decayed can be written anew.
        if (medium.Copy(sum) is { IsGood: true }) return (Outcome.Accepted, []);
        return Days.Refuse(command.On, medium.Copy(sum) is { } old ? [old.LastLook] : [], facts.Today) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new CopyEntered(command.Medium, made.Year, made.Kind, sum, command.On, command.Way)]);
    }
}

public static class CheckCopyHandler
{
    public static Task<CustodyFacts> LoadAsync(CheckCopy command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        CustodyFacts.Load(session, ground, cancel);

    public static (Outcome, Events) Handle(CheckCopy command, [WriteAggregate(nameof(CheckCopy.Stream), Required = false)] Medium? medium, CustodyFacts facts)
    {
        if (medium is null) return (Outcome.Refused(CustodyRefusals.MediumIsUnknown), []);
        if (medium.Withdrawn is { } gone) return (Outcome.Refused(CustodyRefusals.MediumIsWithdrawn, medium.Label, gone.On), []);
        if (medium.Copy(command.Sha256) is not { } copy) return (Outcome.Refused(CustodyRefusals.CopyIsUnknown), []);
        if (facts.DestroyedBy(copy.Year, copy.Kind) is { } act) return (Outcome.Refused(CustodyRefusals.ArchiveIsDestroyed, copy.Kind, act.Number, act.On), []);
        if (!CheckResults.All.Contains(command.Result) || !CheckWays.All.Contains(command.Way)) return (Outcome.Refused(CustodyRefusals.CheckLacksResult), []);
        // «Совпадает» is said by the sum, never by the eye.
        if (command.Result == CheckResults.Same)
        {
            if (Sum.Read(command.Sum) is not { } sum) return (Outcome.Refused(CustodyRefusals.SumIsNoSum), []);
            if (sum != copy.Sha256) return (Outcome.Refused(CustodyRefusals.CheckDiffers, sum[..12], copy.Sha256[..12]), []);
        }
        if (!facts.IsAtWork(command.By)) return (Outcome.Refused(CustodyRefusals.KeeperIsUnknown), []);
        return Days.Refuse(command.On, [copy.LastLook], facts.Today) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new CopyChecked(command.Medium, copy.Sha256, command.On, command.By, command.Result, command.Way)]);
    }
}
