using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Registers;

/// <summary>Отказ от бумаги (D-3) and the contract with the developer (D-21): what an inspection asks the director for.</summary>
internal static class PaperlessEndpoints
{
    public const string Paperless = "/school/paperless";

    public static IEndpointRouteBuilder MapPaperless(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Paperless, (HttpContext http, RegisterReading reading, IDocumentStore store, TimeProvider clock, SealedRecords records, PageFrame frame, CancellationToken cancel) =>
                Draw(http, Draft.Empty, reading, store, clock, records, frame, cancel))
            .Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Отказ от бумаги: условия и договор");
        routes.MapPost(Paperless, Decide).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Отказ от бумаги: записать решение");
        routes.MapPost(Paperless + "/contract", Contract).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Договор с разработчиком: записать");
        return routes;
    }

    private static async Task<IResult> Draw(
        HttpContext http, Draft draft, RegisterReading reading, IDocumentStore store, TimeProvider clock, SealedRecords records, PageFrame frame, CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        await using var session = store.QuerySession(school.Value);
        var (contracts, today) = await reading.Contracts(school, cancel);
        return await frame.Show<PaperlessPage>(http, RegisterWords.All["paperless.title"], new()
        {
            [nameof(PaperlessPage.Indicators)] = await PaperlessIndicators.Read(session, school, clock, records, cancel),
            [nameof(PaperlessPage.Decisions)] = (await session.LoadAsync<PaperlessDecisions>(Streams.Paperless, cancel))?.All ?? [],
            [nameof(PaperlessPage.Contracts)] = contracts,
            [nameof(PaperlessPage.Today)] = today,
            [nameof(PaperlessPage.Draft)] = draft,
            [nameof(PaperlessPage.MayWrite)] = RegisterEndpoints.MayWrite(http),
        }, draft.Status);
    }

    private static async Task<IResult> Decide(
        HttpContext http, [FromForm] IFormCollection form, RegisterReading reading, IDocumentStore store, TimeProvider clock, SealedRecords records, PageFrame frame, Desk desk,
        CancellationToken cancel)
    {
        var draft = new Draft("decide", form);
        var outcome = draft.Date("from") is not { } from || draft.Date("restored") is not { } restored ? Outcome.Refused(Refusals.DayIsMissing)
            : draft.Order() is not { } order ? Outcome.Refused(Refusals.OrderIsMissing)
            : await desk.Send(new DecidePaperless(draft.Command(), from, order, restored, draft.Text("backup")), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Paperless) : await Draw(http, draft.With(outcome), reading, store, clock, records, frame, cancel);
    }

    private static async Task<IResult> Contract(
        HttpContext http, [FromForm] IFormCollection form, RegisterReading reading, IDocumentStore store, TimeProvider clock, SealedRecords records, PageFrame frame, Desk desk,
        CancellationToken cancel)
    {
        var draft = new Draft("contract", form);
        var outcome = draft.Date("signed") is not { } signed || draft.Date("from") is not { } from || draft.Date("to") is not { } to ? Outcome.Refused(Refusals.DayIsMissing)
            : await desk.Send(new ConcludeContract(
                draft.Command(), draft.IdOf<ContractId>("contract") ?? Id.New<ContractId>(), draft.Text("partner"), draft.Text("number"), signed, from, to), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Paperless) : await Draw(http, draft.With(outcome), reading, store, clock, records, frame, cancel);
    }
}
