using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Accounts;

/// <summary>Открыть учётную запись: whose, under which login, with which first roles. The password comes as its hash.</summary>
public sealed record OpenAccount(
    Guid CommandId, AccountId Account, string Login, PasswordHash Password, StaffId? Staff, IReadOnlyList<Role> Roles,
    PupilId? Pupil = null, GuardianId? Guardian = null) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);

    /// <summary>Never prints login or hash: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(OpenAccount)} {Account}";
}

/// <summary>What opening an account depends on.</summary>
/// <param name="LoginIsTaken">Another account of the school signs in under it.</param>
public sealed record OpeningFacts(DateOnly Today, bool LoginIsTaken);

public static class OpenAccountHandler
{
    public static async Task<OpeningFacts> LoadAsync(OpenAccount command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var login = Credential.Normal(command.Login);
        return new OpeningFacts(
            await AccountFacts.TodayAt(session, clock, cancel),
            await session.Query<Credential>().AnyAsync(credential => credential.Login == login, cancel));
    }

    public static (Outcome, Events, IMartenOp) Handle(
        OpenAccount command, [WriteAggregate(nameof(OpenAccount.Stream), Required = false)] Account? account, OpeningFacts facts)
    {
        if (!Credential.IsLogin(command.Login)) return Refused(Refusals.LoginIsWrong, command.Login);
        if (account is not null) return Refused(Refusals.AccountExists);
        if (facts.LoginIsTaken) return Refused(Refusals.LoginIsTaken, Credential.Normal(command.Login));
        return (Outcome.Accepted,
            [Opened(command),
                .. command.Roles.Distinct().Select(role => new RoleGranted(command.Account, Provenance.Headers.Name(role), facts.Today))],
            MartenOps.Insert(Credential.New(command.Account, command.Login, command.Password)));
    }

    private static object Opened(OpenAccount command) => command switch
    {
        { Pupil: { } pupil } => new PupilAccountOpened(command.Account, pupil),
        { Guardian: { } guardian } => new GuardianAccountOpened(command.Account, guardian),
        _ => new AccountOpened(command.Account, command.Staff),
    };

    private static (Outcome, Events, IMartenOp) Refused(RefusalKind kind, params object?[] arguments) =>
        (Outcome.Refused(kind, arguments), [], MartenOps.Nothing());
}
