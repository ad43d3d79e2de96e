using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Welcome;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Own;

/// <summary>Моя учётная запись: sessions, sign-ins, notices, password and second step. Always the signed-in person's own.</summary>
internal static class OwnEndpoints
{
    private const int MostSessions = 100;
    private const int MostNotices = 50;

    public static IEndpointRouteBuilder MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.Account, Show).RequireAuthorization().ShowsNoPersonalData().WithSummary("Своя учётная запись: сеансы, входы, уведомления");
        routes.MapPost(AccessAddresses.Account + "/end", End).RequireAuthorization().ShowsNoPersonalData().WithSummary("Закончить свой сеанс");
        routes.MapPost(AccessAddresses.Account + "/end-others", EndOthers).RequireAuthorization().ShowsNoPersonalData().WithSummary("Закончить остальные свои сеансы");
        routes.MapPost(AccessAddresses.Account + "/read", Read).RequireAuthorization().ShowsNoPersonalData().WithSummary("Прочитать уведомления");
        routes.MapGet(AccessAddresses.OwnPassword, (HttpContext http, PageFrame frame) => Password(http, frame, null)).RequireAuthorization().ShowsNoPersonalData().WithSummary("Сменить свой пароль");
        routes.MapPost(AccessAddresses.OwnPassword, Change).RequireAuthorization().ShowsNoPersonalData().WithSummary("Сменить свой пароль: записать");
        routes.MapGet(AccessAddresses.SecondFactor, (HttpContext http, PageFrame frame, Totps totps, IDocumentStore store) =>
            SecondFactor(http, frame, totps, store, null, null)).RequireAuthorization().WhileUnfinished(Unfinished.Authenticator).ShowsNoPersonalData().WithSummary("Второй шаг входа");
        routes.MapPost(AccessAddresses.SecondFactor, Enable).RequireAuthorization().WhileUnfinished(Unfinished.Authenticator).ShowsNoPersonalData().WithSummary("Включить второй шаг входа");
        routes.MapPost(AccessAddresses.RecoveryCodes, RenewCodes).RequireAuthorization().ShowsNoPersonalData().WithSummary("Новые резервные коды");
        routes.MapPost(AccessAddresses.SecondFactor + "/drop", Drop).RequireAuthorization().ShowsNoPersonalData().WithSummary("Выключить свой второй шаг");
        return routes;
    }

    private static SignedIn Person(HttpContext http) => http.Features.Get<SignedIn>()!;

    private static async Task<IResult> Show(HttpContext http, PageFrame frame, IDocumentStore store, TimeProvider clock)
    {
        var person = Person(http);
        await using var session = store.QuerySession(person.School.Value);
        var all = await Sessions.Of(session, person.Account.Key, MostSessions, http.RequestAborted);
        var credential = await session.LoadAsync<Credential>(person.Account.Key.Value, http.RequestAborted);
        var now = clock.GetUtcNow();
        return await frame.Show<AccountPage>(http, AccessTexts.Of("account.title"), new()
        {
            [nameof(AccountPage.Person)] = person,
            [nameof(AccountPage.Login)] = credential!.Login,
            [nameof(AccountPage.Open)] = all.Where(s => s.Stamp == credential.Stamp && s.IsOpen(now, Rules.RulesOfAccount.Idle(person.Rules, person.Account.IsStaff))).ToList(),
            [nameof(AccountPage.Past)] = all,
            [nameof(AccountPage.Notices)] = await Notice.Find(session, person.Account.Key, false, MostNotices, http.RequestAborted),
            [nameof(AccountPage.CodesLeft)] = (await session.LoadAsync<Authenticator>(credential.Id, http.RequestAborted))?.RecoveryCodes.Count,
        });
    }

    private static async Task<RedirectHttpResult> End(HttpContext http, Sessions sessions, [FromForm] string? session)
    {
        var person = Person(http);
        await sessions.End(person.School, person.Account.Key, session ?? "", http.RequestAborted);
        return TypedResults.LocalRedirect(AccessAddresses.Account);
    }

    private static async Task<RedirectHttpResult> EndOthers(HttpContext http, Sessions sessions, [FromForm] string? _)
    {
        var person = Person(http);
        await sessions.EndOthers(person.School, person.Account.Key, person.Session, http.RequestAborted);
        return TypedResults.LocalRedirect(AccessAddresses.Account);
    }

    private static async Task<RedirectHttpResult> Read(HttpContext http, IDocumentStore store, [FromForm(Name = AccessAddresses.Return)] string? back)
    {
        var person = Person(http);
        await using var session = store.LightweightSession(person.School.Value);
        foreach (var notice in await Notice.Find(session, person.Account.Key, true, MostNotices, http.RequestAborted)) session.Store(notice with { Seen = true });
        await session.SaveChangesAsync(http.RequestAborted);
        return TypedResults.LocalRedirect(AccessAddresses.Local(back));
    }

    private static async Task<IResult> Change(
        HttpContext http, PageFrame frame, Actors actors, OwnPassword own, [FromForm] string? current, [FromForm] string? password, [FromForm] string? again)
    {
        var person = Person(http);
        if (!await own.IsProved(person, current, http.RequestAborted))
            return await Password(http, frame, Outcome.Refused(Refusals.PasswordIsNotYours).Refusal!.Text());
        var outcome = await own.Choose(person, await actors.Current(http, http.RequestAborted), password ?? "", again ?? "", http.RequestAborted);
        return outcome.Refusal is { } refusal ? await Password(http, frame, refusal.Text()) : TypedResults.LocalRedirect(AccessAddresses.Account);
    }

    private static async Task<IResult> Enable(
        HttpContext http, PageFrame frame, Actors actors, Desk desk, Totps totps, OwnPassword own, Sessions sessions, IDocumentStore store, TimeProvider clock,
        [FromForm] string? secret, [FromForm] string? code, [FromForm] string? password)
    {
        var person = Person(http);
        var account = person.Account.Key;
        if (!totps.IsOurs(account, secret)) return await SecondFactor(http, frame, totps, store, null, Outcome.Refused(Refusals.CodeIsWrong).Refusal!.Text());
        if (!await own.IsProved(person, password, http.RequestAborted))
            return await SecondFactor(http, frame, totps, store, secret, Outcome.Refused(Refusals.PasswordIsNotYours).Refusal!.Text());
        if (totps.Step(account, secret!, code ?? "", 0, clock.GetUtcNow()) is not { } step)
            return await SecondFactor(http, frame, totps, store, secret, Outcome.Refused(Refusals.CodeIsWrong).Refusal!.Text());
        var (shown, kept) = SigningIn.RecoveryCodes.Make();
        var outcome = await desk.Send(new EnableSecondFactor(Guid.NewGuid(), account, secret!, step, kept), await actors.Current(http, http.RequestAborted), http.RequestAborted);
        if (outcome.Refusal is { } refusal) return await SecondFactor(http, frame, totps, store, secret, refusal.Text());
        var session = await sessions.PassSecondStep(person.School, person.Session, http.RequestAborted);
        await http.SignInAsync(SignedIn.Scheme, SignedIn.Principal(person.Account, person.School, person.Role, session));
        return await Codes(http, frame, shown);
    }

    private static async Task<IResult> RenewCodes(
        HttpContext http, PageFrame frame, Actors actors, Desk desk, OwnPassword own, Totps totps, IDocumentStore store, [FromForm] string? password)
    {
        var person = Person(http);
        if (!await own.IsProved(person, password, http.RequestAborted))
            return await SecondFactor(http, frame, totps, store, null, Outcome.Refused(Refusals.PasswordIsNotYours).Refusal!.Text());
        var (shown, kept) = SigningIn.RecoveryCodes.Make();
        var outcome = await desk.Send(new RenewRecoveryCodes(Guid.NewGuid(), person.Account.Key, kept), await actors.Current(http, http.RequestAborted), http.RequestAborted);
        return outcome.Refusal is { } refusal ? await SecondFactor(http, frame, totps, store, null, refusal.Text()) : await Codes(http, frame, shown);
    }

    private static async Task<IResult> Drop(
        HttpContext http, PageFrame frame, Actors actors, Desk desk, OwnPassword own, Totps totps, IDocumentStore store, [FromForm] string? password)
    {
        var person = Person(http);
        if (!await own.IsProved(person, password, http.RequestAborted))
            return await SecondFactor(http, frame, totps, store, null, Outcome.Refused(Refusals.PasswordIsNotYours).Refusal!.Text());
        var outcome = await desk.Send(new DropSecondFactor(Guid.NewGuid(), person.Account.Key), await actors.Current(http, http.RequestAborted), http.RequestAborted);
        return outcome.Refusal is { } refusal ? await SecondFactor(http, frame, totps, store, null, refusal.Text()) : TypedResults.LocalRedirect(AccessAddresses.Account);
    }

    private static Task<IResult> Password(HttpContext http, PageFrame frame, string? refusal) =>
        frame.Show<NewPasswordPage>(http, AccessTexts.Of("password.change.title"), new()
        {
            [nameof(NewPasswordPage.Shortest)] = Person(http).ShortestPassword,
            [nameof(NewPasswordPage.AsksCurrent)] = true,
            [nameof(NewPasswordPage.Refusal)] = refusal,
        }, AccessEndpoints.Status(refusal));

    /// <param name="secret">The secret shown before, so that a mistyped code does not ask for the phone anew.</param>
    private static async Task<IResult> SecondFactor(HttpContext http, PageFrame frame, Totps totps, IDocumentStore store, string? secret, string? refusal)
    {
        var person = Person(http);
        await using var session = store.QuerySession(person.School.Value);
        var credential = await session.LoadAsync<Credential>(person.Account.Key.Value, http.RequestAborted);
        secret ??= totps.New(person.Account.Key);
        return await frame.Show<SecondFactorPage>(http, AccessTexts.Of("second.title"), new()
        {
            [nameof(SecondFactorPage.Person)] = person,
            [nameof(SecondFactorPage.Secret)] = secret,
            [nameof(SecondFactorPage.Key)] = totps.Key(person.Account.Key, secret),
            [nameof(SecondFactorPage.Picture)] = totps.Picture(person.Account.Key, secret, credential!.Login),
            [nameof(SecondFactorPage.Refusal)] = refusal,
        }, AccessEndpoints.Status(refusal));
    }

    private static Task<IResult> Codes(HttpContext http, PageFrame frame, IReadOnlyList<string> codes) =>
        frame.Show<RecoveryCodesPage>(http, AccessTexts.Of("codes.title"), new() { [nameof(RecoveryCodesPage.Codes)] = codes });
}
