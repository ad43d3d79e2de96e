using ElJournal.Access.Own;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Undertakings;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Welcome;

/// <summary>The way in after the password: second step, undertaking, own password. Each is a plain form of its own.</summary>
internal static class WelcomeEndpoints
{
    public static IEndpointRouteBuilder MapWelcome(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.SecondStep, (HttpContext http, PageFrame frame, [FromQuery(Name = AccessAddresses.Return)] string? back) =>
                Here(http, Unfinished.SecondStep) ? Code(http, frame, null, back) : Onward(back))
            .RequireAuthorization().WhileUnfinished(Enum.GetValues<Unfinished>()).ShowsNoPersonalData().WithSummary("Второй шаг входа: код");
        routes.MapPost(AccessAddresses.SecondStep, PassSecondStep).RequireAuthorization().WhileUnfinished(Unfinished.SecondStep).ShowsNoPersonalData().WithSummary("Второй шаг входа: проверить");

        routes.MapGet(AccessAddresses.WelcomeUndertaking, (HttpContext http, PageFrame frame, IDocumentStore store, [FromQuery(Name = AccessAddresses.Return)] string? back) =>
                Here(http, Unfinished.Undertaking) ? Undertaking(http, frame, store, null, back) : Onward(back))
            .RequireAuthorization().WhileUnfinished(Enum.GetValues<Unfinished>()).ShowsNoPersonalData().WithSummary("Обязательство: прочитать");
        routes.MapPost(AccessAddresses.WelcomeUndertaking, Sign).RequireAuthorization().WhileUnfinished(Unfinished.Undertaking).ShowsNoPersonalData().WithSummary("Обязательство: подписать");

        routes.MapGet(AccessAddresses.WelcomePassword, (HttpContext http, PageFrame frame, [FromQuery(Name = AccessAddresses.Return)] string? back) =>
                Here(http, Unfinished.Password) ? Password(http, frame, null, back) : Onward(back))
            .RequireAuthorization().WhileUnfinished(Enum.GetValues<Unfinished>()).ShowsNoPersonalData().WithSummary("Первый пароль");
        routes.MapPost(AccessAddresses.WelcomePassword, Choose).RequireAuthorization().WhileUnfinished(Unfinished.Password).ShowsNoPersonalData().WithSummary("Первый пароль: записать");
        return routes;
    }

    /// <summary>A page of the way in is shown at its turn only; at any other the gate says where to go.</summary>
    private static bool Here(HttpContext http, Unfinished step) => http.Features.Get<SignedIn>()?.Pending == step;

    private static Task<IResult> Onward(string? back) => Task.FromResult<IResult>(TypedResults.LocalRedirect(AccessAddresses.Local(back)));

    private static async Task<IResult> PassSecondStep(
        HttpContext http, PageFrame frame, Actors actors, SecondStep second, [FromForm] string? code, [FromForm(Name = AccessAddresses.Return)] string? back)
    {
        var person = http.Features.Get<SignedIn>()!;
        var (outcome, session) = await second.Try(person, await actors.Current(http, http.RequestAborted), code, Caller.Of(http), http.RequestAborted);
        SignInLog.SecondStep(http, person.Account.Key, outcome.IsAccepted);
        if (outcome.Refusal is { } refusal) return await Code(http, frame, refusal.Text(), back);
        await http.SignInAsync(SignedIn.Scheme, SignedIn.Principal(person.Account, person.School, person.Role, session!));
        return await Onward(back);
    }

    private static async Task<IResult> Sign(
        HttpContext http, PageFrame frame, Actors actors, Desk desk, IDocumentStore store,
        [FromForm] string? agreed, [FromForm] int? version, [FromForm(Name = AccessAddresses.Return)] string? back)
    {
        if (agreed is null) return await Undertaking(http, frame, store, Outcome.Refused(Refusals.UndertakingIsNotTaken).Refusal!.Text(), back);
        var actor = await actors.Current(http, http.RequestAborted);
        var outcome = await desk.Send(new SignUndertaking(Guid.NewGuid(), actor.Account, version ?? 0), actor, http.RequestAborted);
        return outcome.Refusal is { } refusal ? await Undertaking(http, frame, store, refusal.Text(), back) : await Onward(back);
    }

    private static async Task<IResult> Choose(
        HttpContext http, PageFrame frame, Actors actors, OwnPassword own, [FromForm] string? password, [FromForm] string? again,
        [FromForm(Name = AccessAddresses.Return)] string? back)
    {
        var person = http.Features.Get<SignedIn>()!;
        var outcome = await own.Choose(person, await actors.Current(http, http.RequestAborted), password ?? "", again ?? "", http.RequestAborted);
        if (outcome.Refusal is { } refusal) return await Password(http, frame, refusal.Text(), back);
        // The staff goes on to the second step at once; within the days of grace it may be left for later.
        return person.GraceLeft is null ? await Onward(back) : TypedResults.LocalRedirect(AccessAddresses.SecondFactor);
    }

    private static Task<IResult> Code(HttpContext http, PageFrame frame, string? refusal, string? back) =>
        frame.Show<SecondStepPage>(http, AccessTexts.Of("code.title"), new()
        {
            [nameof(SecondStepPage.Refusal)] = refusal,
            [nameof(SecondStepPage.Return)] = AccessAddresses.Local(back),
        }, AccessEndpoints.Status(refusal));

    private static async Task<IResult> Undertaking(HttpContext http, PageFrame frame, IDocumentStore store, string? refusal, string? back)
    {
        await using var session = store.QuerySession(http.Features.Get<SignedIn>()!.School.Value);
        var current = (await session.LoadAsync<Undertaking>(AccessStreams.Undertaking, http.RequestAborted))!.Current;
        return await frame.Show<UndertakingPage>(http, AccessTexts.Of("undertaking.title"), new()
        {
            [nameof(UndertakingPage.Text)] = current,
            [nameof(UndertakingPage.Refusal)] = refusal,
            [nameof(UndertakingPage.Return)] = AccessAddresses.Local(back),
        }, AccessEndpoints.Status(refusal));
    }

    private static Task<IResult> Password(HttpContext http, PageFrame frame, string? refusal, string? back) =>
        frame.Show<NewPasswordPage>(http, AccessTexts.Of("password.first.title"), new()
        {
            [nameof(NewPasswordPage.Shortest)] = http.Features.Get<SignedIn>()!.ShortestPassword,
            [nameof(NewPasswordPage.Refusal)] = refusal,
            [nameof(NewPasswordPage.Return)] = AccessAddresses.Local(back),
        }, AccessEndpoints.Status(refusal));
}
