using CsvHelper;
using ElJournal.Kernel;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Statistics;

/// <summary>Что отправлено as it was typed.</summary>
public sealed record SendingDraft(string Recipient, string Way, string Number, string On);

/// <summary>Квитанция as it was typed, and of which sending.</summary>
public sealed record ReceiptDraft(string Sending, string Number, string On);

/// <summary>Статистические выписки (D-18): the figures, the sending, the receipt. No page of them names anybody.</summary>
internal static class StatisticsEndpoints
{
    public const string Address = ReportWords.Home + "/statistics";

    private const string One = Address + "/sent/{sending}";

    public static string Of(string kind, ReportQuery? query = null, bool csv = false) => $"{Address}/{kind}{(csv ? "/csv" : "")}{query}";

    public static string SentFile(SendingId sending) => $"{Address}/sent/{sending}/csv";

    public static IEndpointRouteBuilder MapStatistics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, (HttpContext http, StatisticsDesk desk, PageFrame frame, CancellationToken cancel) => Draw(http, StatisticsKinds.Contingent, desk, frame, null, null, cancel))
            .Needs(Permission.SendStatistics).ShowsNoPersonalData().WithSummary("Статистические выписки");
        foreach (var kind in StatisticsKinds.All)
        {
            routes.MapGet(Of(kind), (HttpContext http, StatisticsDesk desk, PageFrame frame, CancellationToken cancel) => Draw(http, kind, desk, frame, null, null, cancel))
                .Needs(Permission.SendStatistics).ShowsNoPersonalData().WithSummary($"Статистическая выписка: {StatisticsWords.All["kind." + kind]}");
            routes.MapPost(Of(kind), (HttpContext http, [FromForm] IFormCollection form, StatisticsDesk statistics, Desk desk, PageFrame frame, CancellationToken cancel) => Send(http, kind, form, statistics, desk, frame, cancel))
                .Needs(Permission.SendStatistics).ShowsNoPersonalData().WithSummary($"Статистическая выписка: записать отправку, {StatisticsWords.All["kind." + kind]}");
            routes.MapGet(Of(kind, csv: true), (HttpContext http, StatisticsDesk desk, PageFrame frame, CancellationToken cancel) => File(http, kind, desk, frame, cancel))
                .Needs(Permission.SendStatistics).ShowsNoPersonalData().WithSummary($"Статистическая выписка файлом: {StatisticsWords.All["kind." + kind]}");
        }
        routes.MapPost(One, Receive).Needs(Permission.SendStatistics).ShowsNoPersonalData().WithSummary("Статистическая выписка: записать квитанцию");
        routes.MapGet(One + "/csv", SentCsv).Needs(Permission.SendStatistics).ShowsNoPersonalData().WithSummary("Отправленная статистическая выписка файлом");
        return routes;
    }

    private static async Task<IResult> Draw(
        HttpContext http, string kind, StatisticsDesk desk, PageFrame frame, SendingDraft? draft, string? refusal, CancellationToken cancel, ReceiptDraft? receipt = null)
    {
        var (actor, query) = (http.Actor()!, ReportQuery.Read(http.Request.Query));
        if (!StatisticsDesk.MaySend(actor)) return await frame.NotFound(http);
        var made = await desk.Of(actor, kind, query, cancel);
        return await frame.Show<StatisticsPage>(http, StatisticsWords.All["title"], new()
        {
            [nameof(StatisticsPage.Kind)] = kind,
            [nameof(StatisticsPage.Query)] = query,
            [nameof(StatisticsPage.Table)] = made?.Table,
            [nameof(StatisticsPage.Choices)] = made?.Choices,
            [nameof(StatisticsPage.Sent)] = await desk.Sent(actor, cancel),
            [nameof(StatisticsPage.Draft)] = draft ?? new SendingDraft("", SendingWays.All[0], "", ReportQuery.Iso(await desk.Today(actor.School, cancel))!),
            [nameof(StatisticsPage.Receipt)] = receipt,
            [nameof(StatisticsPage.Refusal)] = refusal,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Send(
        HttpContext http, string kind, IFormCollection form, StatisticsDesk statistics, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        var (actor, query) = (http.Actor()!, ReportQuery.Read(http.Request.Query));
        if (await statistics.Of(actor, kind, query, cancel) is not { } made) return await frame.NotFound(http);
        var draft = new SendingDraft(form["recipient"].ToString(), form["way"].ToString(), form["number"].ToString(), form["on"].ToString());
        var id = Guid.TryParse(form["form"], out var given) ? given : Guid.NewGuid();
        var outcome = await desk.Send(
            new RecordSending(id, new SendingId(id.ToString("N")), kind, made.Table.Period, draft.Recipient, draft.Way, draft.Number, ReportQuery.Day(draft.On) ?? default, made.Table), actor, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, kind, statistics, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Of(kind, query) + "#sent");
    }

    private static async Task<IResult> Receive(
        HttpContext http, string sending, [FromForm] IFormCollection form, StatisticsDesk statistics, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(sending)) return await frame.NotFound(http);
        var id = Guid.TryParse(form["form"], out var given) ? given : Guid.NewGuid();
        var outcome = await desk.Send(new RecordReceipt(id, new SendingId(sending), form["number"].ToString(), ReportQuery.Day(form["on"]) ?? default), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, StatisticsKinds.Contingent, statistics, frame, null, refusal.Text(), cancel, new ReceiptDraft(sending, form["number"].ToString(), form["on"].ToString())) : TypedResults.LocalRedirect(Address + "#sent");
    }

    private static async Task<IResult> File(HttpContext http, string kind, StatisticsDesk desk, PageFrame frame, CancellationToken cancel) =>
        await desk.Of(http.Actor()!, kind, ReportQuery.Read(http.Request.Query), cancel) is { } made ? Csv(made.Table.Heads, made.Table.Rows, kind) : await frame.NotFound(http);

    private static async Task<IResult> SentCsv(HttpContext http, string sending, IDocumentStore store, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(sending) || !StatisticsDesk.MaySend(http.Actor()!)) return await frame.NotFound(http);
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        return await session.LoadAsync<Sending>(new SendingId(sending).Stream, cancel) is { } sent ? Csv(sent.Heads, sent.Rows, $"{sent.Kind}-{ReportQuery.Iso(sent.On)}") : await frame.NotFound(http);
    }

    private static IResult Csv(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, string name) => TypedResults.Stream(async to =>
    {
        await using var csv = CsvWriter.Create(to, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true }, leaveOpen: true);
        await csv.WriteRecordAsync(heads.ToArray());
        foreach (var row in rows) await csv.WriteRecordAsync(row.Select(CsvCell.Safe).ToArray());
        await csv.FlushAsync();
    }, "text/csv; charset=utf-8", name + ".csv");
}
