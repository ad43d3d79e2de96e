using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Accounts;

/// <summary>Указать, что владелец учётной записи — ещё и родитель: a teacher whose children are at the school has one account and switches roles.</summary>
public sealed record NameGuardian(Guid CommandId, AccountId Account, GuardianId Guardian) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <param name="Known">The register has such a guardian.</param>
public sealed record NameGuardianFacts(bool Known);

public static class NameGuardianHandler
{
    public static async Task<NameGuardianFacts> LoadAsync(NameGuardian command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.LoadAsync<GuardianCard>(Streams.Guardian(command.Guardian), cancel) is not null);

    public static (Outcome, Events) Handle(
        NameGuardian command, [WriteAggregate(nameof(NameGuardian.Stream), Required = false)] Account? account, NameGuardianFacts facts)
    {
        if (account is null) return (Outcome.Refused(Refusals.AccountIsUnknown), []);
        if (account.Guardian == command.Guardian) return (Outcome.Accepted, []);
        // Whose account it is does not change: another person's children would be seen under an old name.
        if (account.Guardian is not null || account.Pupil is not null) return (Outcome.Refused(Refusals.AccountIsAnothers), []);
        return facts.Known ? (Outcome.Accepted, [new GuardianNamed(command.Account, command.Guardian)]) : (Outcome.Refused(Refusals.GuardianIsUnknown), []);
    }
}
