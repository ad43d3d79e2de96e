using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Losses;

/// <summary>Заявки об утере: the class teacher's page of each class led.</summary>
internal static class LossEndpoints
{
    public static IEndpointRouteBuilder MapLosses(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.Losses, First).Needs(Permission.ReportLoss).ShowsNoPersonalData().WithSummary("Заявить об утере");
        routes.MapGet(AccessAddresses.Losses + "/{class}", Show).Needs(Permission.ReportLoss).Reads("losses", Purpose.Register, "class/{class}").WithSummary("Заявить об утере: класс");
        routes.MapPost(AccessAddresses.Losses + "/{class}", Report).Needs(Permission.ReportLoss).Reads("losses", Purpose.Register, "class/{class}").WithSummary("Заявить об утере: записать");
        return routes;
    }

    private static async Task<IResult> First(HttpContext http, PageFrame frame, AccessPeople people) =>
        (await Led(http, people)) is [var first, ..] ? TypedResults.LocalRedirect($"{AccessAddresses.Losses}/{first.Id}") : await frame.NotFound(http);

    private static async Task<IResult> Show(HttpContext http, string @class, PageFrame frame, AccessPeople people)
    {
        var led = await Led(http, people);
        if (led.All(c => c.Id != @class) || await people.OfClass(http.Actor()!.School, new ClassId(@class), http.RequestAborted) is not var (roster, listed))
            return await frame.NotFound(http);
        return await frame.Show<LossPage>(http, AccessTexts.Of("losses.title"), new()
        {
            [nameof(LossPage.Class)] = roster,
            [nameof(LossPage.Others)] = led,
            [nameof(LossPage.People)] = listed,
        });
    }

    private static async Task<IResult> Report(HttpContext http, string @class, PageFrame frame, Desk desk, [FromForm] string? account)
    {
        if (!Id.IsValid(@class) || !Id.IsValid(account)) return await frame.NotFound(http);
        var outcome = await desk.Send(new ReportLoss(Guid.NewGuid(), new ClassId(@class), new AccountId(account), Passwords.Stamp()), http.Actor()!, http.RequestAborted);
        return outcome.IsAccepted ? TypedResults.LocalRedirect($"{AccessAddresses.Losses}/{@class}") : await frame.NotFound(http);
    }

    private static async Task<IReadOnlyList<ClassRoster>> Led(HttpContext http, AccessPeople people)
    {
        var (actor, today) = (http.Actor()!, http.Features.Get<SignedIn>()!.Today);
        var all = await people.Classes(actor.School, http.RequestAborted);
        return [.. all.Where(c => actor.Grants.Allow(Permission.ReportLoss, Streams.Class(new ClassId(c.Id)), today))];
    }
}
