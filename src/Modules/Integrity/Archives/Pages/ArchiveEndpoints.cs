using System.Resources;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Integrity.Proving;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Integrity.Archives.Pages;

/// <summary>Архив (D-5, D-7, D-15, D-16, A-8): make one by steps, take it out, and check any that is brought.</summary>
public static class ArchiveEndpoints
{
    public const string Address = "/archive";
    public const string Freeze = Address + "/freeze";
    public const string Make = Address + "/make";
    public const string Cancel = Address + "/cancel";
    public const string Check = Address + "/check";
    public const string Sheet = Address + "/sheet";

    /// <summary>Of a file that is brought to be checked: ten times a large school's year.</summary>
    private const long Largest = 2L << 30;

    /// <summary>Журнал из архива: the pages of the year, which the Host shows.</summary>
    public static string PagesOf(string year) => $"{Address}/{year}/replay";

    internal static readonly Texts Words = new(new ResourceManager("ElJournal.Integrity.Archives.Pages.ArchiveTexts", typeof(ArchiveEndpoints).Assembly));

    public static IEndpointRouteBuilder MapArchives(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Архив: сделать, скачать, проверить");
        routes.MapPost(Check, Judge).WithMetadata(new RequestSizeLimitAttribute(Largest)).WithFormOptions(multipartBodyLengthLimit: Largest)
            .Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Архив: проверить файл");
        routes.MapPost(Sheet, JudgeSheet).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Архив: сверить строку печатного листа");
        routes.MapPost(Freeze, CloseTheYear).Needs(Permission.KeepLog).ShowsNoPersonalData().WithSummary("Архив: закрыть журнал записей года");
        routes.MapPost(Make, Begin).Needs(Permission.MakeArchive).ShowsNoPersonalData().WithSummary("Архив: начать");
        routes.MapPost(Cancel, Stop).Needs(Permission.MakeArchive).ShowsNoPersonalData().WithSummary("Архив: прервать");
        routes.MapGet(Address + "/{year}/{bag}", Take).Needs(Permission.MakeArchive).Reads("archive", Purpose.Register).WithSummary("Архив: скачать");
        routes.MapSigning();
        return routes;
    }

    private static Task<IResult> Show(
        HttpContext http, string? year, IDocumentStore store, Archivist archivist, ArchiveJobs jobs, PageFrame frame, CancellationToken cancel) =>
        Draw(http, year, null, null, store, archivist, jobs, frame, cancel);

    private static async Task<IResult> CloseTheYear(
        HttpContext http, [FromForm] IFormCollection form, Desk desk, IDocumentStore store, Archivist archivist, ArchiveJobs jobs, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(form["year"]) || !Guid.TryParse(form["id"], out var id)) return await Draw(http, null, Words["year.none"], null, store, archivist, jobs, frame, cancel);
        // It is said once and for ever: a slip of the hand must not say it.
        if (form["sure"] != "true") return await Draw(http, form["year"], Words["step.freeze.unsure"], null, store, archivist, jobs, frame, cancel);
        var outcome = await desk.Send(new CloseYear(id, form["year"]!), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, form["year"], refusal.Text(), null, store, archivist, jobs, frame, cancel) : Back(form["year"]!);
    }

    private static async Task<IResult> Begin(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, Archivist archivist, ArchiveJobs jobs, PageFrame frame, CancellationToken cancel)
    {
        if (!(await archivist.Years(http.Actor()!.School, cancel)).Contains(form["year"].ToString()))
            return await Draw(http, null, Words["year.none"], null, store, archivist, jobs, frame, cancel);
        jobs.Begin(http.Actor()!, form["year"]!);
        return Back(form["year"]!);
    }

    private static IResult Stop(HttpContext http, [FromForm] IFormCollection form, ArchiveJobs jobs)
    {
        jobs.Of(http.Actor()!.School)?.Cancel();
        return Id.IsValid(form["year"]) ? Back(form["year"]!) : TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Judge(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, Archivist archivist, ArchiveJobs jobs, PageFrame frame, CancellationToken cancel)
    {
        if (form.Files["file"] is not { Length: > 0 } file) return await Draw(http, form["year"], Words["check.none"], null, store, archivist, jobs, frame, cancel);
        await using var stream = file.OpenReadStream();
        var school = http.Actor()!.School;
        if (await ProofReport.Of(Path.GetFileName(file.FileName), stream, school, await archivist.Years(school, cancel), http.RequestServices.GetRequiredService<SealedLogs>(), cancel) is { } proof)
            return await Draw(http, form["year"], null, null, store, archivist, jobs, frame, cancel, proof);
        var verdict = await new ArchiveVerifier(archivist.Trust).Verify(stream, null, null, cancel);
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var report = ArchiveReport.Of(Path.GetFileName(file.FileName), verdict, [.. await session.Query<ArchiveShelf>().ToListAsync(cancel)]);
        return await Draw(http, form["year"], null, report, store, archivist, jobs, frame, cancel);
    }

    private static async Task<IResult> JudgeSheet(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, Archivist archivist, ArchiveJobs jobs, PageFrame frame, CancellationToken cancel)
    {
        var (typed, school) = (form["line"].ToString(), http.Actor()!.School);
        if (SheetLine.Parse(typed) is not { } line) return await Draw(http, form["year"], Words["sheet.none"], null, store, archivist, jobs, frame, cancel, line: typed);
        var sheet = await SheetReport.Of(line, school, await archivist.Years(school, cancel), http.RequestServices.GetRequiredService<SealedLogs>(), cancel);
        return await Draw(http, form["year"], null, null, store, archivist, jobs, frame, cancel, sheet: sheet, line: typed);
    }

    private static async Task<IResult> Take(HttpContext http, string year, string bag, IDocumentStore store, Archivist archivist, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(year) || !ArchiveKinds.All.Contains(bag)) return await frame.NotFound(http);
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var made = (await session.LoadAsync<ArchiveShelf>(ArchiveShelf.StreamOf(year), cancel))?.Last(bag);
        return made is not null && File.Exists(Path.Combine(archivist.Directory, made.File))
            ? TypedResults.PhysicalFile(Path.Combine(archivist.Directory, made.File), "application/zip", made.File, enableRangeProcessing: true)
            : await frame.NotFound(http);
    }

    internal static async Task<IResult> Draw(
        HttpContext http, string? wanted, string? refusal, ArchiveReport? report, IDocumentStore store, Archivist archivist, ArchiveJobs jobs, PageFrame frame,
        CancellationToken cancel, ProofReport? proof = null, SheetReport? sheet = null, string? line = null)
    {
        var (actor, years) = (http.Actor()!, await archivist.Years(http.Actor()!.School, cancel));
        var mayMake = actor.Grants.AllowEver(Permission.MakeArchive, Grant.WholeSchool);
        var job = mayMake ? jobs.Of(actor.School) : null;
        // Looked at before the shelves are: what ends meanwhile is not all on them yet, and the page has to come again.
        var wasRunning = job?.IsRunning == true;
        // The log before the first year holds the school's setting up: it has no tables of its own.
        var schoolYears = years.Where(y => y != YearLog.Setup).ToList();
        var year = schoolYears.Contains(wanted ?? "") ? wanted : schoolYears.LastOrDefault();
        await using var session = store.QuerySession(actor.School.Value);
        var log = year is null ? null : await session.LoadAsync<YearLog>(YearLog.StreamOf(year), cancel);
        var kept = year is null ? null : await session.LoadAsync<ArchiveShelf>(ArchiveShelf.StreamOf(year), cancel);
        var shelf = mayMake ? kept : null;
        var signer = http.RequestServices.GetRequiredService<ArchiveSigner>();
        var view = new ArchiveView(
            schoolYears, year, log?.IsClosed == true, year is null || !mayMake ? [] : await archivist.GapsOf(actor.School, year, cancel),
            [.. ArchiveKinds.All.Select(kind => shelf?.Last(kind)).OfType<ArchiveMade>()
                .Select(made => new ShownArchive(made, File.Exists(Path.Combine(archivist.Directory, made.File)), shelf!.Now(made)))],
            shelf is null ? null : await SigningEndpoints.See(signer, session, actor.School, shelf, cancel),
            job, mayMake, actor.Grants.AllowEver(Permission.KeepLog, Grant.WholeSchool), report, await archivist.ZoneOf(actor.School, cancel))
        {
            Proof = proof,
            Sheet = sheet,
            Line = line,
            CanBeRead = actor.Grants.All.Any(grant => grant.Permission == Permission.ReplayJournal)
                && kept?.Last(ArchiveKinds.Journals) is { } journals && File.Exists(Path.Combine(archivist.Directory, journals.File)),
        };
        if (wasRunning && report is null && proof is null && line is null) http.Response.Headers["Refresh"] = "2";
        return await frame.Show<ArchivePage>(
            http, Words["title"], new() { [nameof(ArchivePage.View)] = view, [nameof(ArchivePage.Refusal)] = refusal },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    internal static IResult Back(string year) => TypedResults.LocalRedirect($"{Address}?year={year}");
}
