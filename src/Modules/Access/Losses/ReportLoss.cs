using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Losses;

/// <summary>
/// Заявить об утере логина или пароля: a class teacher, for a pupil of the class or a guardian of one. The old password dies at once,
/// whoever has found it; the administrator then issues a new slip.
/// </summary>
public sealed record ReportLoss(Guid CommandId, ClassId Class, AccountId Account, string Stamp) : ICommand
{
    public Need Need => new(Permission.ReportLoss, Streams.Class(Class));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>How the account signs in, and whether its person belongs to the class today.</summary>
public sealed record LossFacts(Credential? Credential, bool IsOfClass);

public static class ReportLossHandler
{
    public static async Task<LossFacts> LoadAsync(ReportLoss command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var account = await session.LoadAsync<Account>(command.Stream, cancel);
        var roster = await session.LoadAsync<ClassRoster>(command.Class.Value, cancel);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        return new LossFacts(
            await session.LoadAsync<Credential>(command.Account.Value, cancel),
            account is not null && roster is not null && await IsOfClass(account, roster, today, session, cancel));
    }

    public static (Outcome, Events, IMartenOp) Handle(
        ReportLoss command, [WriteAggregate(nameof(ReportLoss.Stream), Required = false)] Account? account, LossFacts facts)
    {
        // Whoever is not of the class is, to its teacher, not there at all.
        if (account is null || !facts.IsOfClass || facts.Credential is not { } credential)
            return (Outcome.Refused(Refusals.AccountIsUnknown), [], MartenOps.Nothing());
        return account.OpenLoss is not null
            ? (Outcome.Accepted, [], MartenOps.Nothing())
            : (Outcome.Accepted, [new LossReported(command.Account, command.Class)], MartenOps.Store(credential.WithoutPassword(command.Stamp, null)));
    }

    private static async Task<bool> IsOfClass(Account account, ClassRoster roster, DateOnly today, IQuerySession session, CancellationToken cancel)
    {
        var pupils = roster.PupilsOn(today, await SchoolYears.Load(session, cancel)).ToHashSet();
        if (account.Pupil is { } pupil) return pupils.Contains(pupil);
        if (account.Guardian is not { } guardian) return false;
        var card = await session.LoadAsync<GuardianCard>(Streams.Guardian(guardian), cancel);
        return card?.On(today).Any(ward => pupils.Contains(ward.Pupil)) == true;
    }
}
