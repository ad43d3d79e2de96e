using ElJournal.Access.Accounts;
using ElJournal.Access.Rules;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Store;

namespace ElJournal.Access.FirstAdministrator;

/// <summary>Первый администратор: opened with the setup code, while there is none.</summary>
public sealed class FirstAccount(SetupCode codes, Schools schools, Passwords passwords, Desk desk)
{
    public async Task<Outcome> Open(string code, string login, string password, CancellationToken cancel = default)
    {
        if (await schools.Meant(cancel) is not { } school) return Outcome.Refused(Refusals.SchoolIsUnknown);
        if (await codes.HasAdministrator(school, cancel)) return Outcome.Refused(Refusals.SetupCodeIsDead);
        if (!Credential.IsLogin(login)) return Outcome.Refused(Refusals.LoginIsWrong, login);
        if (Passwords.Forbid(login, password, AccessRules.BeforeOwn.StaffPassword) is { } forbidden) return forbidden;
        if (!codes.Take(code)) return Outcome.Refused(Refusals.SetupCodeIsDead);

        var done = false;
        try
        {
            var command = new OpenAccount(Guid.NewGuid(), Id.New<AccountId>(), login, passwords.Hash(password), null, [Role.Administrator]);
            var outcome = await desk.Send(command, Newcomer(school), cancel);
            done = outcome.IsAccepted;
            return outcome;
        }
        finally
        {
            if (done) codes.Destroy();
            else codes.GiveBack();
        }
    }

    /// <summary>Whoever holds the code: may open an account, once, and nothing else.</summary>
    private static Actor Newcomer(SchoolId school) => new(
        new AccountId("setup-code"), Role.Administrator, school, Channel.Web, "setup-code",
        new Grants([new Grant(Permission.ManageAccounts, Grant.WholeSchool)]));
}
