using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Pages;

/// <summary>Отчёты (Z-11–Z-13, D-17, D-22.5): a page each, and the same as a file; whoever looks sees no more than the own courses.</summary>
internal static class ReportEndpoints
{
    private const string Kind = "reports";

    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ReportWords.Home, Home).Needs(Permission.ReadJournal).ShowsNoPersonalData().WithSummary("Отчёты: перечень");
        foreach (var name in ReportKinds.All)
        {
            var right = ReportKinds.RightOf(name);
            routes.MapGet(ReportWords.Address(name), (HttpContext http, [FromServices] ReportDesk desk, PageFrame frame, CancellationToken cancel) => Show(http, name, desk, frame, cancel))
                .Needs(right).Reads(Kind, Purpose.Control).WithSummary(ReportWords.All["report." + name]);
            foreach (var format in ReportFiles.Formats)
            {
                routes.MapGet($"{ReportWords.Address(name)}/{format}", (HttpContext http, [FromServices] ReportDesk desk, PageFrame frame, CancellationToken cancel) => File(http, name, format, desk, frame, cancel))
                    .Needs(right).Reads(Kind, Purpose.Control).WithSummary($"{ReportWords.All["report." + name]}: {format.ToUpperInvariant()}");
            }
            routes.MapGet(ReportWords.Address(name) + "/print", (HttpContext http, [FromServices] ReportPrints prints, PageFrame frame, CancellationToken cancel) => Print(http, name, prints, frame, cancel))
                .Needs(right).Reads(Kind, Purpose.Control).WithSummary(ReportWords.All["report." + name] + ": печатная форма");
            routes.MapGet(ReportWords.Address(name) + "/pdf", (HttpContext http, [FromServices] ReportPrints prints, PageFrame frame, CancellationToken cancel) => Pdf(http, name, prints, frame, cancel))
                .Needs(right).Reads(Kind, Purpose.Control).WithSummary(ReportWords.All["report." + name] + ": PDF/A");
        }
        return routes;
    }

    private static Task<IResult> Home(HttpContext http, PageFrame frame) =>
        frame.Show<ReportsHome>(http, ReportWords.All["title"], new()
        {
            [nameof(ReportsHome.Reports)] = ReportKinds.All.Where(r => MayRead(http, r)).ToList(),
            [nameof(ReportsHome.MaySend)] = Statistics.StatisticsDesk.MaySend(http.Actor()!),
        });

    private static bool MayRead(HttpContext http, string report) => http.Actor()!.Grants.All.Any(g => g.Permission == ReportKinds.RightOf(report));

    private static async Task<IResult> Show(HttpContext http, string name, ReportDesk desk, PageFrame frame, CancellationToken cancel)
    {
        var query = ReportQuery.Read(http.Request.Query);
        if (await desk.Of(http.Actor()!, name, query, cancel) is not { } made) return await frame.NotFound(http);
        Shows(http, made.Report);
        return await frame.Show<ReportPage>(http, ReportWords.All["report." + name], new()
        {
            [nameof(ReportPage.Report)] = made.Report,
            [nameof(ReportPage.Query)] = query,
            [nameof(ReportPage.Area)] = made.Area,
            [nameof(ReportPage.Choices)] = made.Choices,
        });
    }

    private static async Task<IResult> File(HttpContext http, string name, string format, ReportDesk desk, PageFrame frame, CancellationToken cancel)
    {
        if (await desk.Of(http.Actor()!, name, ReportQuery.Read(http.Request.Query), cancel) is not { } made) return await frame.NotFound(http);
        Shows(http, made.Report);
        var rows = http.Request.Query["rows"] == "1";
        return await ReportFiles.Of(made.Report, format, rows, cancel);
    }

    private static async Task<IResult> Print(HttpContext http, string name, ReportPrints prints, PageFrame frame, CancellationToken cancel)
    {
        var query = ReportQuery.Read(http.Request.Query);
        if (await prints.Of(http.Actor()!, name, query, cancel) is not { } made) return await frame.NotFound(http);
        Shows(http, made.Report);
        var title = ReportWords.All["report." + name];
        return await FormAnswers.Page(http, frame, made.Print, title, ReportWords.File(name, "pdf", query), ReportWords.Address(name, query with { Page = 1 }), title);
    }

    private static async Task<IResult> Pdf(HttpContext http, string name, ReportPrints prints, PageFrame frame, CancellationToken cancel)
    {
        if (await prints.Of(http.Actor()!, name, ReportQuery.Read(http.Request.Query), cancel) is not { } made) return await frame.NotFound(http);
        Shows(http, made.Report);
        return await FormAnswers.Pdf(http, made.Print, $"report-{name}");
    }

    /// <summary>The log of reads names the pupils; of a whole school it says so.</summary>
    private static void Shows(HttpContext http, Report report)
    {
        const int MostNamed = 200;
        if (report.Shown.Count is > 0 and <= MostNamed) http.Shows([.. report.Shown.Select(Streams.Pupil)]);
    }
}

/// <summary>Makes a report for whoever may see it.</summary>
public sealed class ReportDesk(ReportSchools schools, IEnumerable<IReport> reports, ReportNames names, IDocumentStore store, TimeProvider clock)
{
    /// <summary>Null: there is no such report, or no such year.</summary>
    public async Task<MadeReport?> Of(Actor reader, string name, ReportQuery query, CancellationToken cancel = default)
    {
        if (reports.FirstOrDefault(r => r.Name == name) is not { } report || await schools.Of(reader.School, query.YearAsked, cancel) is not { } school) return null;
        var area = new ReportArea(school, reader.Grants, ReportKinds.RightOf(name), query, clock.GetUtcNow());
        await using var session = store.QuerySession(reader.School.Value);
        return new MadeReport(await report.Of(area, cancel), area, await ReportChoices.Of(session, names, area, reader.Role, cancel));
    }
}

/// <summary>A report with what it is about and what may be asked instead.</summary>
public sealed record MadeReport(Report Report, ReportArea Area, ReportChoices Choices);
