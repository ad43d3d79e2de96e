using System.Text.Json;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Marten.Linq.MatchesSql;
using Wolverine.Marten;

namespace ElJournal.Access.Accounts;

/// <summary>Открыть учётную запись: whose, under which login, with which first roles. The password comes as its hash; without one the account is only invited.</summary>
public sealed record OpenAccount(
    Guid CommandId, AccountId Account, string Login, PasswordHash? Password, StaffId? Staff, IReadOnlyList<Role> Roles,
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
/// <param name="PersonHasAccount">One person has one account, with as many roles as needed.</param>
public sealed record OpeningFacts(DateOnly Today, bool LoginIsTaken, bool PersonHasAccount);

public static class OpenAccountHandler
{
    public static async Task<OpeningFacts> LoadAsync(OpenAccount command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var login = Credential.Normal(command.Login);
        return new OpeningFacts(
            await AccountFacts.TodayAt(session, clock, cancel),
            await session.Query<Credential>().AnyAsync(credential => credential.Login == login, cancel),
            await AccountOf(session, command.Staff, command.Pupil, command.Guardian, cancel) is not null);
    }

    /// <summary>The account of a person; null when there is none yet.</summary>
    internal static async Task<Account?> AccountOf(IQuerySession session, StaffId? staff, PupilId? pupil, GuardianId? guardian, CancellationToken cancel)
    {
        var wanted = staff is { } s ? ("staff", s.Value) : pupil is { } p ? ("pupil", p.Value) : guardian is { } g ? ("guardian", g.Value) : default((string, string)?);
        if (wanted is not var (kind, id)) return null;
        var sample = JsonSerializer.Serialize(new Dictionary<string, string> { [kind] = id });
        return await session.Query<Account>().Where(account => account.MatchesSql("d.data @> ?::jsonb", sample)).FirstOrDefaultAsync(cancel);
    }

    public static (Outcome, Events, IMartenOp) Handle(
        OpenAccount command, [WriteAggregate(nameof(OpenAccount.Stream), Required = false)] Account? account, OpeningFacts facts)
    {
        if (!Credential.IsLogin(command.Login)) return Refused(Refusals.LoginIsWrong, command.Login);
        if (account is not null || facts.PersonHasAccount) return Refused(Refusals.AccountExists);
        if (facts.LoginIsTaken) return Refused(Refusals.LoginIsTaken, Credential.Normal(command.Login));
        return (Outcome.Accepted,
            [.. Opened(command),
                .. command.Roles.Distinct().Select(role => new RoleGranted(command.Account, Provenance.Headers.Name(role), facts.Today))],
            MartenOps.Insert(Credential.New(command.Account, command.Login, command.Password)));
    }

    /// <summary>A member of staff may be a parent as well.</summary>
    private static object[] Opened(OpenAccount command) => command switch
    {
        { Pupil: { } pupil } => [new PupilAccountOpened(command.Account, pupil)],
        { Guardian: { } guardian, Staff: { } staff } => [new AccountOpened(command.Account, staff), new GuardianNamed(command.Account, guardian)],
        { Guardian: { } guardian } => [new GuardianAccountOpened(command.Account, guardian)],
        _ => [new AccountOpened(command.Account, command.Staff)],
    };

    private static (Outcome, Events, IMartenOp) Refused(RefusalKind kind, params object?[] arguments) =>
        (Outcome.Refused(kind, arguments), [], MartenOps.Nothing());
}
