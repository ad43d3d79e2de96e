using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Consents;

/// <summary>Согласия: share by class, a class's list with quick entry, one pupil's papers with their scans.</summary>
internal static class ConsentEndpoints
{
    public const string Shares = "/consents";

    public static string OfClass(ClassId schoolClass) => $"{Shares}/{schoolClass}";

    public static string OfPupil(PupilId pupil) => $"{Shares}/pupil/{pupil}";

    public static IEndpointRouteBuilder MapConsents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Shares, ShowShares).RequireAuthorization().ShowsNoPersonalData().WithSummary("Согласия: доли по классам");
        routes.MapGet(Shares + "/{class}", ShowClass).RequireAuthorization().Reads("consents", Purpose.Consents, "class/{class}").WithSummary("Согласия класса");
        routes.MapPost(Shares + "/{class}", SaveClass).RequireAuthorization().Reads("consents", Purpose.Consents, "class/{class}").WithSummary("Согласия класса: записать");
        routes.MapGet(Shares + "/pupil/{pupil}", ShowPupil).RequireAuthorization().Reads("consents", Purpose.Consents, "pupil/{pupil}").WithSummary("Согласия обучающегося");
        routes.MapPost(Shares + "/pupil/{pupil}", SavePupil).TakesFile().RequireAuthorization().Reads("consents", Purpose.Consents, "pupil/{pupil}").WithSummary("Согласия обучающегося: записать");
        routes.MapGet(Shares + "/pupil/{pupil}/scan/{scan:guid}", Download).RequireAuthorization().Reads("scan", Purpose.Consents, "pupil/{pupil}").WithSummary("Скан согласия");
        return routes;
    }

    private static async Task<IResult> ShowShares(HttpContext http, ConsentReading reading, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!actor.Grants.All.Any(grant => grant.Permission is Permission.ReadConsents or Permission.ManageConsents)) return await frame.NotFound(http);
        return await frame.Show<SharesPage>(http, AccessTexts.Of("consents.title"), new() { [nameof(SharesPage.Shares)] = await reading.Shares(actor, cancel) });
    }

    private static Task<IResult> ShowClass(HttpContext http, [FromRoute(Name = "class")] string schoolClass, int? saved, ConsentReading reading, PageFrame frame, CancellationToken cancel) =>
        Class(http, schoolClass, reading, frame, null, [], saved ?? 0, cancel);

    private static async Task<IResult> Class(
        HttpContext http, string schoolClass, ConsentReading reading, PageFrame frame, ConsentForm? form, Dictionary<string, string> problems, int saved, CancellationToken cancel)
    {
        if (!Id.IsValid(schoolClass) || await reading.OfClass(http.Actor()!, new ClassId(schoolClass), cancel) is not { } consents) return await frame.NotFound(http);
        return await frame.Show<ClassPage>(http, AccessTexts.Of("consents.of", consents.Name), new()
        {
            [nameof(ClassPage.Consents)] = consents,
            [nameof(ClassPage.Typed)] = form?.Typed,
            [nameof(ClassPage.Problems)] = problems,
            [nameof(ClassPage.Saved)] = saved,
        }, problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SaveClass(
        HttpContext http, [FromRoute(Name = "class")] string schoolClass, [FromForm] IFormCollection fields, ConsentReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(schoolClass) || !ConsentReading.MayWrite(http.Actor()!, new ClassId(schoolClass))) return await frame.NotFound(http);
        var (form, problems, saved) = (new ConsentForm(fields), new Dictionary<string, string>(), 0);
        foreach (var pupil in form.Pupils)
        {
            var outcome = form.Command(pupil, new ClassId(schoolClass), "by." + pupil, null) is { } command
                ? await desk.Send(command, http.Actor()!, cancel)
                : Outcome.Refused(Refusals.ConsentIsIncomplete);
            if (outcome.Refusal is { } refusal) problems[pupil.Value] = refusal.Text();
            else saved++;
        }
        if (!form.Pupils.Any()) problems[""] = AccessTexts.Of("consents.nobody");
        return problems.Count == 0
            ? Results.Redirect($"{Shares}/{schoolClass}?saved={saved}")
            : await Class(http, schoolClass, reading, frame, form, problems, saved, cancel);
    }

    private static Task<IResult> ShowPupil(HttpContext http, string pupil, bool? saved, ConsentReading reading, PageFrame frame, CancellationToken cancel) =>
        Pupil(http, pupil, reading, frame, null, null, saved ?? false, cancel);

    private static async Task<IResult> Pupil(
        HttpContext http, string pupil, ConsentReading reading, PageFrame frame, ConsentForm? form, string? problem, bool saved, CancellationToken cancel)
    {
        if (!Id.IsValid(pupil) || await reading.OfPupil(http.Actor()!, new PupilId(pupil), cancel) is not { } file) return await frame.NotFound(http);
        return await frame.Show<PupilPage>(http, AccessTexts.Of("consents.title"), new()
        {
            [nameof(PupilPage.File)] = file,
            [nameof(PupilPage.Typed)] = form?.Typed,
            [nameof(PupilPage.Problem)] = problem,
            [nameof(PupilPage.Saved)] = saved,
        }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SavePupil(
        HttpContext http, string pupil, [FromForm] IFormCollection fields, ConsentReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(pupil) || await reading.OfPupil(http.Actor()!, new PupilId(pupil), cancel) is not { MayWrite: true } file) return await frame.NotFound(http);
        var form = new ConsentForm(fields);
        var (scan, unfit) = await ScanOf(fields.Files.GetFile("scan"), cancel);
        var outcome = unfit ? Outcome.Refused(Refusals.ScanIsUnfit, Scan.Largest >> 20)
            : form.Command(file.Pupil, file.Class, "by", scan) is { } command ? await desk.Send(command, http.Actor()!, cancel)
            : Outcome.Refused(Refusals.ConsentIsIncomplete);
        return outcome.Refusal is { } refusal
            ? await Pupil(http, pupil, reading, frame, form, refusal.Text(), false, cancel)
            : Results.Redirect(OfPupil(file.Pupil) + "?saved=true");
    }

    private static async Task<(Scan? Scan, bool Unfit)> ScanOf(IFormFile? file, CancellationToken cancel)
    {
        if (file is not { Length: > 0 }) return (null, false);
        if (file.Length > Scan.Largest) return (null, true);
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancel);
        var scan = Scan.Of(content.ToArray());
        return (scan, scan is null);
    }

    /// <summary>Offered as a file, never shown in place: a picture from outside is not part of our pages.</summary>
    private static async Task<IResult> Download(HttpContext http, string pupil, Guid scan, ConsentReading reading, Scans scans, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(pupil) || await reading.OfPupil(http.Actor()!, new PupilId(pupil), cancel) is not { } file
            || file.Book.Papers.All(paper => paper.Scan?.Id != scan)
            || await scans.Read(http.Actor()!.School, scan, cancel) is not { } found) return await frame.NotFound(http);
        var ending = found.Type switch { "application/pdf" => "pdf", "image/png" => "png", _ => "jpg" };
        return Results.File(found.Content, found.Type, $"soglasie-{scan:N}.{ending}");
    }
}
