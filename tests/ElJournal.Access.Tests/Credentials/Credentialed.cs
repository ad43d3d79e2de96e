using ElJournal.Access.Accounts;
using ElJournal.Access.Own;
using ElJournal.Access.Rules;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Slips;
using ElJournal.Kernel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Shouldly;

namespace ElJournal.Access.Tests.Credentials;

/// <summary>A school with accounts to try credentials on.</summary>
internal static class Credentialed
{
    public const string Password = "сиреневый туман над рекой";

    public static readonly AccountId Sokolova = new("a-sokolova");
    public static readonly AccountId Orlov = new("a-orlov");
    public static readonly AccountId Kim = new("a-kim");

    /// <summary>Pages by which a test sees who is inside.</summary>
    public static void Map(WebApplication app)
    {
        Visitor.MapToken(app);
        app.MapGet("/who", (HttpContext http) => http.Features.Get<SignedIn>()!.Account.Key.Value).RequireAuthorization();
    }

    public static async Task Open(this Program program, AccountId account, string login, string? password, params Role[] roles)
    {
        var hash = password is null ? null : program.Services.GetRequiredService<Passwords>().Hash(password);
        (await program.Send(new OpenAccount(Guid.NewGuid(), account, login, hash, null, roles))).IsAccepted.ShouldBeTrue();
    }

    /// <summary>An actor with exactly one role's rights and their own account.</summary>
    public static Actor As(this Program program, AccountId account, Role role) => new(
        account, role, program.School, Channel.Web, "test",
        new Grants([.. Access.Rights.GrantRules.For(new Access.Rights.GrantFacts(role, default)).All, new Grant(Permission.OwnAccount, AccountStream.Of(account))]));

    /// <summary>Issues a slip as an administrator would, and answers its code.</summary>
    public static async Task<(Outcome Outcome, string Code)> Slip(this Program program, AccountId account, Actor? by = null, int days = 14)
    {
        var code = OneTimeCode.New();
        var until = DateOnly.FromDateTime(program.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).AddDays(days);
        return (await program.Send(new IssueSlip(Guid.NewGuid(), account, SlipCode.Of(code, until), Passwords.Stamp()), by), code);
    }

    public static Task<Outcome> Choose(this Program program, AccountId account, string password) => program.Send(
        new ChoosePassword(Guid.NewGuid(), account, program.Services.GetRequiredService<Passwords>().Hash(password)), program.As(account, Role.Teacher));

    /// <summary>Switches the second step on; answers what the phone knows, and the recovery codes.</summary>
    public static async Task<(string Secret, IReadOnlyList<string> Codes)> WithSecondStep(this Program program, AccountId account)
    {
        var totps = program.Services.GetRequiredService<Totps>();
        var secret = totps.New(account);
        var (shown, kept) = RecoveryCodes.Make();
        (await program.Send(new EnableSecondFactor(Guid.NewGuid(), account, secret, 0, kept), program.As(account, Role.Teacher))).IsAccepted.ShouldBeTrue();
        return (secret, shown);
    }

    /// <summary>What the phone shows at a moment.</summary>
    public static string Phone(this Program program, AccountId account, string secret, DateTimeOffset at) =>
        new Totp(Base32Encoding.ToBytes(program.Services.GetRequiredService<Totps>().Key(account, secret).Replace(" ", "", StringComparison.Ordinal))).ComputeTotp(at.UtcDateTime);

    public static async Task<T?> Load<T>(this Program program, string id) where T : notnull
    {
        await using var session = program.Services.GetRequiredService<IDocumentStore>().QuerySession(program.School.Value);
        return await session.LoadAsync<T>(id);
    }

    public static async Task<IReadOnlyList<string>> Notices(this Program program, AccountId account)
    {
        await using var session = program.Services.GetRequiredService<IDocumentStore>().QuerySession(program.School.Value);
        return [.. (await Notice.Find(session, account, false, 50, CancellationToken.None)).Select(notice => notice.Kind)];
    }

    public static Task<Outcome> SetRules(this Program program, Func<AccessRulesSet, AccessRulesSet> change) => program.Send(new SetAccessRules(
        Guid.NewGuid(), change(AccessRules.BeforeOwn with { From = new DateOnly(2020, 9, 1), Act = "Положение, п. 1" })));
}
