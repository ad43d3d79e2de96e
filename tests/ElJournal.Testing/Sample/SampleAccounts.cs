using System.Security.Cryptography;
using System.Text;
using ElJournal.Access;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rights;
using ElJournal.Access.Rules;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Undertakings;
using ElJournal.Kernel;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Testing;

/// <summary>Учётные записи of the tests' school: one of every role, all with one password.</summary>
public sealed class SampleAccounts(Desk desk, Passwords passwords)
{
    public static SampleAccounts Of(IServiceProvider services) => ActivatorUtilities.CreateInstance<SampleAccounts>(services);

    public static IReadOnlyList<SampleSignIn> All { get; } =
    [
        new("teacher", Role.Teacher), new("deputy", Role.DeputyHead), new("director", Role.Director),
        new("auditor", Role.Auditor), new("admin", Role.Administrator),
        new("classteacher", Role.ClassTeacher, Role.Teacher, Role.Guardian), new("secretary", Role.Secretary), new("pupil", Role.Pupil), new("parent", Role.Guardian),
    ];

    /// <summary>Makes the accounts and answers the password, which is not kept anywhere: print it now.</summary>
    /// <param name="staff">Whose accounts they are: by login. Likewise the other two.</param>
    public async Task<string> Create(
        SchoolId school, IReadOnlyDictionary<string, StaffId> staff, CancellationToken cancel = default,
        IReadOnlyDictionary<string, GuardianId>? guardians = null, IReadOnlyDictionary<string, PupilId>? pupils = null)
    {
        var password = SamplePassword.Make();
        var server = Actors.ForCommandLine(school);
        await Send(new SetAccessRules(CommandId(school, "rules"), SampleRules.Access(new DateOnly(2026, 9, 1))), server, cancel);
        await Send(new SetUndertaking(CommandId(school, "undertaking"), AccessTexts.Of("undertaking.draft"), "Положение об электронном журнале (образец), п. 19"), server, cancel);
        foreach (var (login, role, also) in All)
        {
            var command = new OpenAccount(
                CommandId(school, login), new AccountId("sample-" + login), login, passwords.Hash(password),
                staff.TryGetValue(login, out var person) ? person : null, [role, .. also],
                pupils?.TryGetValue(login, out var pupil) == true ? pupil : null, guardians?.TryGetValue(login, out var guardian) == true ? guardian : null);
            await Send(command, server, cancel);
            await Send(new SignUndertaking(CommandId(school, login + " signs"), command.Account, 1), Owner(school, command.Account, role), cancel);
        }
        return password;
    }

    private static Actor Owner(SchoolId school, AccountId account, Role role) =>
        new(account, role, school, Channel.Cli, "cli", new Grants([new Grant(Permission.OwnAccount, AccountStream.Of(account))]));

    private async Task Send(ICommand command, Actor actor, CancellationToken cancel)
    {
        if ((await desk.Send(command, actor, cancel)).Refusal is { } refusal) throw new InvalidOperationException($"{command}: {refusal.Kind}.");
    }

    private static Guid CommandId(SchoolId school, string login) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"sample account {school} {login}")).AsSpan(0, 16));
}

/// <summary>A sample account's login and the roles it has; the first is taken at sign-in.</summary>
public sealed record SampleSignIn(string Login, Role Role, params Role[] Also)
{
    public AccountId Account => new("sample-" + Login);
}
