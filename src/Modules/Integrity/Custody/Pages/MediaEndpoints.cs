using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Integrity.Custody.Pages;

/// <summary>Реестр носителей: what lies where, who answers for it, when it was looked at.</summary>
internal static class MediaEndpoints
{
    private const string One = CustodyEndpoints.Media + "/{medium}";

    /// <summary>Of a file that is brought from a medium: as much as the archive page takes.</summary>
    private const long Largest = 2L << 30;

    public static string Of(MediumId medium) => $"{CustodyEndpoints.Media}/{medium}";

    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(CustodyEndpoints.Media, (HttpContext http, CustodyWatch watch, PageFrame frame, CancellationToken cancel) => Draw(http, null, watch, frame, cancel))
            .Needs(Permission.ReadSchool).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Носители архива");
        routes.MapPost(CustodyEndpoints.Media, Register).Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Носители архива: поставить на учёт");
        routes.MapGet(One, (HttpContext http, string medium, CustodyWatch watch, PageFrame frame, CancellationToken cancel) => Show(http, medium, null, watch, frame, cancel))
            .Needs(Permission.ReadSchool).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Носитель архива");
        routes.MapPost(One + "/copies", Enter).WithMetadata(new RequestSizeLimitAttribute(Largest)).WithFormOptions(multipartBodyLengthLimit: Largest)
            .Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Носитель архива: записать экземпляр");
        routes.MapPost(One + "/checks", Check).WithMetadata(new RequestSizeLimitAttribute(Largest)).WithFormOptions(multipartBodyLengthLimit: Largest)
            .Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Носитель архива: записать проверку");
        routes.MapPost(One + "/move", Move).Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Носитель архива: передать");
        routes.MapPost(One + "/withdraw", Withdraw).Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Носитель архива: снять с учёта");
        return routes;
    }

    private static async Task<IResult> Draw(HttpContext http, Typed? typed, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!CustodyEndpoints.MayRead(actor)) return await frame.NotFound(http);
        var facts = await watch.Facts(actor.School, cancel);
        return await frame.Show<MediaPage>(http, CustodyEndpoints.Words["media"], new()
        {
            [nameof(MediaPage.Facts)] = facts,
            [nameof(MediaPage.Lacks)] = watch.Of(facts, actor.School).Where(l => l.Key is not ("prints" or "files")).ToList(),
            [nameof(MediaPage.MayKeep)] = CustodyEndpoints.MayKeep(actor),
            [nameof(MediaPage.Typed)] = typed,
        }, CustodyEndpoints.Status(typed));
    }

    private static async Task<IResult> Register(HttpContext http, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        var id = form.Command();
        var medium = new MediumId(id.ToString("N"));
        var outcome = await desk.Send(new RegisterMedium(id, medium, form.Text("label"), form.Text("kind"), form.Text("place"), form.Text("keeper")), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, Typed.Of("register", form, refusal), watch, frame, cancel) : TypedResults.LocalRedirect(Of(medium));
    }

    private static async Task<IResult> Show(HttpContext http, string medium, Typed? typed, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!CustodyEndpoints.MayRead(actor)) return await frame.NotFound(http);
        var facts = await watch.Facts(actor.School, cancel);
        if (facts.Media.FirstOrDefault(m => m.Key.Value == medium) is not { } found) return await frame.NotFound(http);
        return await frame.Show<MediumPage>(http, found.Label, new()
        {
            [nameof(MediumPage.Facts)] = facts,
            [nameof(MediumPage.Medium)] = found,
            [nameof(MediumPage.MayKeep)] = CustodyEndpoints.MayKeep(actor) && found.Withdrawn is null,
            [nameof(MediumPage.Typed)] = typed,
        }, CustodyEndpoints.Status(typed));
    }

    private static async Task<IResult> Enter(
        HttpContext http, string medium, [FromForm] IFormCollection form, Archivist archivist, Desk desk, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(medium)) return await frame.NotFound(http);
        var (sum, way, broken) = await Brought(form, archivist, cancel);
        var outcome = broken is not null
            ? Outcome.Refused(CustodyRefusals.CopyIsDamaged, broken.Faults.Count, broken.Faults[0].Text())
            : await desk.Send(new EnterCopy(form.Command(), new MediumId(medium), sum, form.Day("on"), way), http.Actor()!, cancel);
        return await Answer(http, medium, "copy", form, outcome, watch, frame, cancel);
    }

    private static async Task<IResult> Check(
        HttpContext http, string medium, [FromForm] IFormCollection form, Archivist archivist, Desk desk, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(medium)) return await frame.NotFound(http);
        var (sum, way, _) = await Brought(form, archivist, cancel);
        // A file speaks for itself; without one the person says what was seen.
        var result = way == CheckWays.Sum ? form.Text("result") : sum == form.Text("copy") ? CheckResults.Same : CheckResults.Differs;
        var outcome = await desk.Send(
            new CheckCopy(form.Command(), new MediumId(medium), form.Text("copy"), result, sum, form.Day("on"), form.Text("by"), way), http.Actor()!, cancel);
        return await Answer(http, medium, "check-" + form.Text("copy"), form, outcome, watch, frame, cancel);
    }

    private static async Task<IResult> Move(HttpContext http, string medium, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(medium)) return await frame.NotFound(http);
        var outcome = await desk.Send(new MoveMedium(form.Command(), new MediumId(medium), form.Text("place"), form.Text("keeper")), http.Actor()!, cancel);
        return await Answer(http, medium, "move", form, outcome, watch, frame, cancel);
    }

    private static async Task<IResult> Withdraw(HttpContext http, string medium, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(medium)) return await frame.NotFound(http);
        var outcome = await desk.Send(new WithdrawMedium(form.Command(), new MediumId(medium), form.Text("reason"), form.Day("on")), http.Actor()!, cancel);
        return await Answer(http, medium, "withdraw", form, outcome, watch, frame, cancel);
    }

    private static async Task<IResult> Answer(
        HttpContext http, string medium, string which, IFormCollection form, Outcome outcome, CustodyWatch watch, PageFrame frame, CancellationToken cancel) =>
        outcome.Refusal is { } refusal
            ? await Show(http, medium, Typed.Of(which, form, refusal), watch, frame, cancel)
            : TypedResults.LocalRedirect(Of(new MediumId(medium)));

    /// <summary>The sum of what was brought: reckoned here from the file, which is checked in place, or as it was typed.</summary>
    private static async Task<(string Sum, string Way, ArchiveVerdict? Broken)> Brought(IFormCollection form, Archivist archivist, CancellationToken cancel)
    {
        if (form.Files["file"] is not { Length: > 0 } file) return (form.Text("sum"), CheckWays.Sum, null);
        await using var stream = file.OpenReadStream();
        var verdict = await new ArchiveVerifier(archivist.Trust).Verify(stream, null, null, cancel);
        return (verdict.Sha256, CheckWays.File, verdict.IsIntact ? null : verdict);
    }
}
