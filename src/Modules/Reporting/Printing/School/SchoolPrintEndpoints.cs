using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Printing.School;

/// <summary>
/// Печать всей школы: whoever supervises asks for it, watches it and takes it out. The right is that of whoever sees the changes of a course:
/// director, deputy, auditor; a teacher prints the own pages one by one.
/// </summary>
internal static class SchoolPrintEndpoints
{
    public const string Address = PrintAddresses.Center + "/school";
    public const string Cancel = Address + "/cancel";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Reporting.Printing.School.SchoolPrintTexts", typeof(SchoolPrintEndpoints).Assembly));

    public static IEndpointRouteBuilder MapSchoolPrints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadChanges).ShowsNoPersonalData().WithSummary("Печать всей школы");
        routes.MapPost(Address, Begin).Needs(Permission.ReadChanges).ShowsNoPersonalData().WithSummary("Печать всей школы: начать");
        routes.MapPost(Cancel, Stop).Needs(Permission.ReadChanges).ShowsNoPersonalData().WithSummary("Печать всей школы: прервать");
        routes.MapGet(Address + "/{file:guid}", Take).Needs(Permission.ReadChanges).Reads("print", Purpose.Control).WithSummary("Печать всей школы: скачать");
        return routes;
    }

    public static string Of(Guid file) => $"{Address}/{file}";

    private static Task<IResult> Show(
        HttpContext http, [FromQuery] string? year, PrintBooks books, SchoolPrints prints, PrintShelf shelf, TimeProvider clock, PageFrame frame, CancellationToken cancel) =>
        Draw(http, year, null, null, books, prints, shelf, clock, frame, cancel);

    private static async Task<IResult> Begin(
        HttpContext http, [FromForm] IFormCollection form, PrintBooks books, SchoolPrints prints, PrintShelf shelf, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        var (year, forms) = (form["year"].ToString(), SchoolZip.Files.Keys.Where(form["form"].Contains).ToList());
        if (!Id.IsValid(year) || await books.OfYear(http.Actor()!, new YearId(year), cancel) is not { } of) return await frame.NotFound(http);
        if (forms.Count == 0) return await Draw(http, year, forms, Words["no-form"], books, prints, shelf, clock, frame, cancel);
        if (of.Whole.Count == 0) return await Draw(http, year, forms, Words["no-class"], books, prints, shelf, clock, frame, cancel);
        prints.Begin(http.Actor()!, of, forms);
        return Back(year);
    }

    private static IResult Stop(HttpContext http, [FromForm] IFormCollection form, SchoolPrints prints)
    {
        prints.Of(http.Actor()!)?.Cancel();
        return Id.IsValid(form["year"]) ? Back(form["year"]!) : TypedResults.LocalRedirect(Address);
    }

    /// <summary>Only who asked for it finds it, and only while all of its classes are still open to that person.</summary>
    private static async Task<IResult> Take(HttpContext http, Guid file, PrintBooks books, PrintShelf shelf, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (actor.ReadOnly || shelf.For(actor).FirstOrDefault(p => p.Id == file) is not { } print
            || await books.OfYear(actor, new YearId(print.Year), cancel) is not { } of || print.Classes.Except(of.Whole.Select(b => b.Class.Value)).Any())
            return await frame.NotFound(http);
        http.Shows([.. print.Classes.Select(c => "class/" + c)]);
        return TypedResults.PhysicalFile(shelf.PathOf(actor, file), "application/zip", $"journals-{print.Year}.zip", enableRangeProcessing: true);
    }

    private static async Task<IResult> Draw(
        HttpContext http, string? wanted, IReadOnlyList<string>? forms, string? refusal, PrintBooks books, SchoolPrints prints, PrintShelf shelf, TimeProvider clock, PageFrame frame,
        CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var years = await books.Years(actor, cancel);
        var job = prints.Of(actor);
        // Coming back to the page leads to what is being made.
        var year = new[] { wanted, job is { IsRunning: true } ? job.Books.Year.Value : null, years.Select(y => y.Year.Value).FirstOrDefault() }
            .FirstOrDefault(y => y is not null && years.Any(known => known.Year.Value == y));
        if (job is { IsRunning: true }) http.Response.Headers["Refresh"] = "3";
        return await frame.Show<SchoolPrintPage>(http, Words["title"], new()
        {
            [nameof(SchoolPrintPage.Years)] = years,
            [nameof(SchoolPrintPage.Books)] = year is null ? null : await books.OfYear(actor, new YearId(year), cancel),
            [nameof(SchoolPrintPage.Job)] = job,
            [nameof(SchoolPrintPage.Left)] = job?.Left(clock.GetUtcNow()),
            [nameof(SchoolPrintPage.Chosen)] = forms ?? [FormKinds.Journal],
            [nameof(SchoolPrintPage.Refusal)] = refusal,
            [nameof(SchoolPrintPage.Shelved)] = shelf.For(actor).Select(p => new TakeablePrint(p, shelf.LengthOf(actor, p.Id))).ToList(),
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult Back(string year) => TypedResults.LocalRedirect($"{Address}?year={year}");
}

/// <summary>Готовый файл with its length.</summary>
public sealed record TakeablePrint(ShelvedPrint Print, long Bytes);
