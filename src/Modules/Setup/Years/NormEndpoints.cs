using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Years;

/// <summary>Нормы звонков и каникул (D-10.8): what schedules are held against, version by version, each with its act.</summary>
internal static class NormEndpoints
{
    public const string Address = YearView.Address + "/norms";

    public static IEndpointRouteBuilder MapBellNorms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Нормы звонков и каникул");
        routes.MapPost(Address, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Нормы звонков и каникул: принять новую редакцию");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, [FromQuery] bool? saved, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var today = await SchoolDay.Today(session, clock, cancel);
        var norms = await session.LoadAsync<BellNorms>(Streams.BellNorms, cancel);
        return await Draw(http, frame, norms, norms?.Versions.LastOrDefault() ?? BellWarnings.Usual(today), null, saved == true);
    }

    private static async Task<IResult> Save(HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var norms = await session.LoadAsync<BellNorms>(Streams.BellNorms, cancel);
        // A number that is none becomes 0, which the command refuses.
        int Number(string name) => YearView.Number(form[name].ToString()) ?? 0;
        var steps = form["step.level"].Zip(form["step.month"].Zip(form["step.minutes"].Zip(form["step.lessons"])))
            .Where(row => !string.IsNullOrEmpty(row.First))
            .Select(row => new LessonStep(
                YearView.Number(row.First) ?? 0, YearView.Number(row.Second.First) ?? 0, YearView.Number(row.Second.Second.First) ?? 0, YearView.Number(row.Second.Second.Second) ?? 0));
        var typed = new BellNormsSet(
            YearView.Typed(form["from"].ToString()) ?? DateOnly.MinValue, BellCounting.Typed(form["earliest"]), BellCounting.Typed(form["latest"]), Number("lesson"), Number("break"),
            Number("long.from"), Number("long.to"), YearView.Levels(form["level"]), [.. steps], Number("holidays"), form["act"].ToString().Trim());
        if (typed.From == DateOnly.MinValue) return await Draw(http, frame, norms, typed, YearView.Words["norms.no-date"], false);
        return (await desk.Send(new SetBellNorms(Guid.NewGuid(), typed), http.Actor()!, cancel)).Refusal is { } refusal
            ? await Draw(http, frame, norms, typed, refusal.Text(), false)
            : TypedResults.LocalRedirect(Address + "?saved=true");
    }

    private static Task<IResult> Draw(HttpContext http, PageFrame frame, BellNorms? norms, BellNormsSet typed, string? refusal, bool saved) =>
        frame.Show<NormsPage>(http, YearView.Words["norms.title"], new()
        {
            [nameof(NormsPage.Norms)] = norms,
            [nameof(NormsPage.Typed)] = typed,
            [nameof(NormsPage.Refusal)] = refusal,
            [nameof(NormsPage.Saved)] = saved,
        }, YearView.Status(refusal));
}
