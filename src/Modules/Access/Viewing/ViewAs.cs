using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Store;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Access.Viewing;

/// <summary>
/// Посмотреть глазами другого: the administrator, who has no right to read the journal, sees what this account sees, for a reason that
/// stays. Nobody looks with the eyes of another administrator, whose rights are the same, or of the director: the director reads the
/// log of reads, and the one who is watched by it must not.
/// </summary>
/// <param name="Account">Whose eyes; the events stand on its stream, so its owner's history names who looked.</param>
public sealed record StartViewAs(Guid CommandId, AccountId Account, Role Role, Opening Reason) : ICommand, ICarriesOpenings
{
    public const int LongestReason = 300;

    public Need Need => new(Permission.ManageAccounts);

    public IEnumerable<Opening> Openings => [Reason];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);

    /// <summary>Never prints the reason: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(StartViewAs)} {Account}";
}

/// <summary>Закончить просмотр чужими глазами.</summary>
public sealed record EndViewAs(Guid CommandId, AccountId Account) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>The school's day and the moment.</summary>
public sealed record StartViewAsFacts(DateOnly Today, DateTimeOffset Now);

/// <param name="Viewing">What the session is looking at; null when nothing.</param>
public sealed record EndViewAsFacts(Viewing? Viewing);

public static class StartViewAsHandler
{
    private static readonly Role[] Closed = [Role.Administrator, Role.Director];

    public static async Task<StartViewAsFacts> LoadAsync(StartViewAs command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        new(await AccountFacts.TodayAt(session, clock, cancel), clock.GetUtcNow());

    public static (Outcome, Events, IMartenOp) Handle(
        StartViewAs command, [WriteAggregate(nameof(StartViewAs.Stream), Required = false)] Account? account, StartViewAsFacts facts, Envelope envelope) =>
        Decide(command, account, facts, envelope.Author(), envelope.Session());

    public static (Outcome, Events, IMartenOp) Decide(StartViewAs command, Account? account, StartViewAsFacts facts, string author, string session)
    {
        if (account is null) return Refused(Refusals.AccountIsUnknown);
        if (command.Reason.Value.Trim().Length is 0 or > StartViewAs.LongestReason) return Refused(Refusals.ViewAsNeedsReason, StartViewAs.LongestReason);
        if (account.Key.Value == author || account.RolesOn(facts.Today).Any(Closed.Contains)) return Refused(Refusals.EyesAreClosed);
        return account.Suspended || !account.Holds(command.Role, facts.Today)
            ? Refused(Refusals.NothingToSee)
            : (Outcome.Accepted, [new ViewAsStarted(command.Account, Provenance.Headers.Name(command.Role), command.Reason.Sealed)],
                MartenOps.Store(new Viewing(session, command.Account, command.Role, facts.Now + Viewing.Longest)));
    }

    private static (Outcome, Events, IMartenOp) Refused(RefusalKind kind, params object?[] arguments) =>
        (Outcome.Refused(kind, arguments), [], MartenOps.Nothing());
}

public static class EndViewAsHandler
{
    public static async Task<EndViewAsFacts> LoadAsync(EndViewAs command, IDocumentSession session, Envelope envelope, CancellationToken cancel) =>
        new(await session.LoadAsync<Viewing>(envelope.Session(), cancel));

    public static (Outcome, Events, IMartenOp) Handle(
        EndViewAs command, [WriteAggregate(nameof(EndViewAs.Stream), Required = false)] Account? account, EndViewAsFacts facts) =>
        account is null || facts.Viewing?.Seen != command.Account
            ? (Outcome.Refused(Refusals.NothingToSee), [], MartenOps.Nothing())
            : (Outcome.Accepted, [new ViewAsEnded(command.Account)], MartenOps.Delete(facts.Viewing));
}
