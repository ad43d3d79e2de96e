using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody.Prints;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Integrity.Custody.Pages;

/// <summary>Реестр распечаток: what of a year is stitched, signed and sealed, and how long there is left to do it.</summary>
internal static class PrintEndpoints
{
    private const string One = CustodyEndpoints.Prints + "/{year}/{volume}/{class}";

    public static string Of(string year, string volume, string schoolClass) => $"{CustodyEndpoints.Prints}/{year}/{volume}/{schoolClass}";

    public static IEndpointRouteBuilder MapVolumes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(CustodyEndpoints.Prints, Draw).Needs(Permission.ReadSchool).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Распечатки года");
        routes.MapGet(One, (HttpContext http, string year, string volume, [FromRoute(Name = "class")] string schoolClass, [FromQuery] bool? count, CustodyWatch watch, ICustodyGround ground, PageFrame frame, CancellationToken cancel) =>
            Show(http, year, volume, schoolClass, count == true, null, watch, ground, frame, cancel))
            .Needs(Permission.ReadSchool).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Распечатка класса");
        routes.MapPost(One, Certify).Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Распечатка класса: записать заверение");
        routes.MapPost(One + "/annul", Annul).Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Распечатка класса: снять заверение");
        routes.MapGet(One + "/inscription", Inscribe).Needs(Permission.ReadSchool).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Распечатка класса: заверительная надпись");
        return routes;
    }

    private static async Task<IResult> Draw(HttpContext http, [FromQuery] string? year, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!CustodyEndpoints.MayRead(actor)) return await frame.NotFound(http);
        var facts = await watch.Facts(actor.School, cancel);
        return await frame.Show<PrintsPage>(http, CustodyEndpoints.Words["prints"], new()
        {
            [nameof(PrintsPage.Facts)] = facts,
            [nameof(PrintsPage.Year)] = facts.YearOf(year ?? "") ?? (facts.Years.FirstOrDefault(y => y.From <= facts.Today) ?? (facts.Years.Count > 0 ? facts.Years[^1] : null)),
        });
    }

    private static async Task<IResult> Show(
        HttpContext http, string year, string volume, string schoolClass, bool count, Typed? typed, CustodyWatch watch, ICustodyGround ground, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!CustodyEndpoints.MayRead(actor)) return await frame.NotFound(http);
        var facts = await watch.Facts(actor.School, cancel);
        if (Found(facts, year, volume, schoolClass) is not { } found) return await frame.NotFound(http);
        return await frame.Show<VolumePage>(http, CustodyEndpoints.Words.With("volume." + volume, found.Name), new()
        {
            [nameof(VolumePage.Facts)] = facts,
            [nameof(VolumePage.Year)] = facts.YearOf(year)!,
            [nameof(VolumePage.Volume)] = volume,
            [nameof(VolumePage.Class)] = found,
            [nameof(VolumePage.IsCounted)] = count,
            [nameof(VolumePage.Count)] = count && volume == PrintVolumes.Journal ? await ground.Sheets(actor, schoolClass, cancel) : null,
            [nameof(VolumePage.MayKeep)] = CustodyEndpoints.MayKeep(actor),
            [nameof(VolumePage.Typed)] = typed,
        }, CustodyEndpoints.Status(typed));
    }

    private static async Task<IResult> Certify(
        HttpContext http, string year, string volume, [FromRoute(Name = "class")] string schoolClass, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, ICustodyGround ground,
        PageFrame frame, CancellationToken cancel)
    {
        if (Found(await watch.Facts(http.Actor()!.School, cancel), year, volume, schoolClass) is null) return await frame.NotFound(http);
        var outcome = await desk.Send(
            new CertifyPrint(form.Command(), year, volume, schoolClass, form.Number("sheets"), form.Text("by"), form.Day("on")), http.Actor()!, cancel);
        return await Answer(http, year, volume, schoolClass, "certify", form, outcome, watch, ground, frame, cancel);
    }

    private static async Task<IResult> Annul(
        HttpContext http, string year, string volume, [FromRoute(Name = "class")] string schoolClass, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, ICustodyGround ground,
        PageFrame frame, CancellationToken cancel)
    {
        if (Found(await watch.Facts(http.Actor()!.School, cancel), year, volume, schoolClass) is null) return await frame.NotFound(http);
        var outcome = await desk.Send(new AnnulPrint(form.Command(), year, volume, schoolClass, form.Text("reason")), http.Actor()!, cancel);
        return await Answer(http, year, volume, schoolClass, "annul", form, outcome, watch, ground, frame, cancel);
    }

    private static async Task<IResult> Answer(
        HttpContext http, string year, string volume, string schoolClass, string which, IFormCollection form, Outcome outcome, CustodyWatch watch, ICustodyGround ground, PageFrame frame,
        CancellationToken cancel) =>
        outcome.Refusal is { } refusal
            ? await Show(http, year, volume, schoolClass, false, Typed.Of(which, form, refusal), watch, ground, frame, cancel)
            : TypedResults.LocalRedirect(Of(year, volume, schoolClass));

    /// <summary>The sheet to be glued over the ends of the thread: with what is recorded, or with what is about to be.</summary>
    private static async Task<IResult> Inscribe(
        HttpContext http, string year, string volume, [FromRoute(Name = "class")] string schoolClass, [FromQuery] int? sheets, CustodyWatch watch, IArchiveContent content, PageFrame frame,
        CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!CustodyEndpoints.MayRead(actor)) return await frame.NotFound(http);
        var facts = await watch.Facts(actor.School, cancel);
        if (Found(facts, year, volume, schoolClass) is not { } found) return await frame.NotFound(http);
        var certified = facts.PrintsOf(year)?.Of(volume, schoolClass);
        return await frame.Show<InscriptionPage>(http, CustodyEndpoints.Words["inscription"], new()
        {
            [nameof(InscriptionPage.School)] = await content.NameOf(actor.School, cancel),
            [nameof(InscriptionPage.Year)] = facts.YearOf(year)!,
            [nameof(InscriptionPage.Volume)] = volume,
            [nameof(InscriptionPage.Class)] = found,
            [nameof(InscriptionPage.Sheets)] = certified?.Sheets ?? (sheets is >= 1 and <= CertifyPrintHandler.MostSheets ? sheets : null),
            [nameof(InscriptionPage.By)] = certified is null ? null : facts.NameOf(certified.By),
            [nameof(InscriptionPage.On)] = certified?.On,
        });
    }

    private static KeptClass? Found(CustodyFacts facts, string year, string volume, string schoolClass) =>
        PrintVolumes.All.Contains(volume) ? facts.YearOf(year)?.Classes.FirstOrDefault(c => c.Id == schoolClass) : null;
}
