using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Access.Slips;

/// <summary>
/// Выдать листок доступа: a one-time code under which the owner chooses a password. Former code and former password die at once,
/// sessions end; the second step stays as it is. For an administrator who had a password, another one has to have asked for it.
/// </summary>
public sealed record IssueSlip(Guid CommandId, AccountId Account, SlipCode Slip, string Stamp) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>Попросить сброс для администратора: the first of two persons.</summary>
/// <param name="What"><see cref="ResetAsk.Password"/> or <see cref="ResetAsk.SecondFactor"/>.</param>
public sealed record AskReset(Guid CommandId, AccountId Account, string What) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

public static class IssueSlipHandler
{
    public static Task<ResetFacts> LoadAsync(IssueSlip command, Envelope envelope, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ResetFacts.Load(command.Account, envelope, session, clock, cancel);

    public static (Outcome, Events, IEnumerable<IMartenOp>) Handle(
        IssueSlip command, [WriteAggregate(nameof(IssueSlip.Stream), Required = false)] Account? account, ResetFacts facts)
    {
        if (account is null || facts.Credential is not { } credential) return (Outcome.Refused(Refusals.AccountIsUnknown), [], []);
        if (account.Suspended || facts.HasLeft) return (Outcome.Refused(Refusals.AccountIsNotInUse), [], []);
        var resets = account.HadPassword || credential.HasPassword;
        if (resets && facts.NeedsSecondPerson(account, ResetAsk.Password) is { } refused) return (refused, [], []);
        IMartenOp issued = MartenOps.Store(credential.WithoutPassword(command.Stamp, command.Slip));
        // An invitation is no news to whoever comes in by it.
        return (Outcome.Accepted, [new SlipIssued(command.Account, command.Slip.Until)],
            resets ? [issued, MartenOps.Store(Notice.Of(command.Account, Notice.SlipIssued, facts.Now))] : [issued]);
    }
}

public static class AskResetHandler
{
    public static Task<AccountFacts> LoadAsync(AskReset command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        AccountFacts.Load(command.Account, session, clock, cancel);

    public static (Outcome, Events) Handle(
        AskReset command, [WriteAggregate(nameof(AskReset.Stream), Required = false)] Account? account, AccountFacts facts)
    {
        if (account is null) return (Outcome.Refused(Refusals.AccountIsUnknown), []);
        if (command.What is not (ResetAsk.Password or ResetAsk.SecondFactor) || !account.Holds(Role.Administrator, facts.Today))
            return (Outcome.Refused(Refusals.NothingToConfirm), []);
        // Nobody could confirm it: the question would only wait.
        if (!facts.OtherAdministrator) return (Outcome.Refused(Refusals.NoOtherAdministrator), []);
        return account.Asked?.What == command.What ? (Outcome.Accepted, []) : (Outcome.Accepted, [new ResetAsked(command.Account, command.What)]);
    }
}
