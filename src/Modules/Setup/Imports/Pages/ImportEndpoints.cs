using System.Globalization;
using System.Resources;
using System.Text;
using ElJournal.Kernel;
using ElJournal.Setup.Imports.Uploads;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Imports.Pages;

/// <summary>Загрузки (D-10.3, Z-5): file › columns › check › done; the history of loads and taking one back. All of it works without a script.</summary>
internal static class ImportEndpoints
{
    public const string Imports = "/school/imports";

    /// <summary>A load that has said nothing for so long was broken off.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(10);

    /// <summary>A short list is done before anybody wonders.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Imports.Pages.ImportPageTexts", typeof(ImportEndpoints).Assembly));

    public static string Of(Guid upload, string step = "check") => $"{Imports}/{upload}/{step}";

    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder routes)
    {
        Door(routes.MapGet(Imports, Begin), "Загрузки: выбрать файл, история");
        Door(routes.MapPost(Imports, Upload).TakesFile(), "Загрузки: прислать файл");
        Door(routes.MapGet(Imports + "/templates/{kind}", Template).ShowsNoPersonalData(), "Загрузки: образец файла", reads: false);
        Door(routes.MapGet(Imports + "/{upload:guid}/columns", Columns), "Загрузки: столбцы файла");
        Door(routes.MapPost(Imports + "/{upload:guid}/columns", SayColumns), "Загрузки: назвать столбцы");
        Door(routes.MapGet(Imports + "/{upload:guid}/check", Check), "Загрузки: проверка");
        Door(routes.MapPost(Imports + "/{upload:guid}/check", SayAnswers), "Загрузки: ответить на вопросы");
        Door(routes.MapPost(Imports + "/{upload:guid}/load", Load), "Загрузки: загрузить");
        Door(routes.MapGet(Imports + "/{upload:guid}/done", Done), "Загрузки: ход загрузки");
        Door(routes.MapGet(Imports + "/{upload:guid}/errors", Errors), "Загрузки: строки с ошибками файлом");
        Door(routes.MapPost(Imports + "/{upload:guid}/drop", Drop), "Загрузки: удалить файл");
        Door(routes.MapGet(Imports + "/batches/{import}", Batch), "Загрузки: одна загрузка");
        // Taking back may take classes and subjects with it: more than who loads a list of pupils may do.
        Door(routes.MapPost(Imports + "/batches/{import}", Undo), "Загрузки: отменить загрузку", needs: Permission.SetUpSchool);
        return routes;
    }

    private static void Door(RouteHandlerBuilder door, string summary, bool reads = true, Permission needs = Permission.ManageContingent)
    {
        door.Needs(needs).WithSummary(summary);
        if (reads) door.Reads("import", Purpose.Register);
    }

    private static Task<IResult> Begin(
        HttpContext http, string? kind, ImportUploads uploads, ImportHistory history, PageFrame frame, CancellationToken cancel) =>
        First(http, kind, null, null, uploads, history, frame, cancel);

    private static async Task<IResult> First(
        HttpContext http, string? kind, string? pasted, string? refusal, ImportUploads uploads, ImportHistory history, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        return await frame.Show<ImportsPage>(http, Words["title"], new()
        {
            [nameof(ImportsPage.Kinds)] = ImportKinds.All.Where(k => May(actor, k)).ToList(),
            [nameof(ImportsPage.Kind)] = kind,
            [nameof(ImportsPage.Pasted)] = pasted,
            [nameof(ImportsPage.Refusal)] = refusal,
            [nameof(ImportsPage.Waiting)] = await uploads.Waiting(actor.School, actor.Account, cancel),
            [nameof(ImportsPage.History)] = await history.Of(actor.School, cancel),
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Upload(
        HttpContext http, [FromForm] IFormCollection fields, ImportUploads uploads, ImportHistory history, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var (file, text) = (fields.Files.GetFile("file"), fields["text"].ToString());
        if (ImportKinds.Find(fields["kind"]) is not { } kind || !May(actor, kind)) return await First(http, null, text, Words["kind.choose"], uploads, history, frame, cancel);
        if (file is not { Length: > 0 } && string.IsNullOrWhiteSpace(text)) return await First(http, kind.Name, text, Words["file.choose"], uploads, history, frame, cancel);
        var name = file is { Length: > 0 } ? Path.GetFileName(file.FileName) : Words["pasted"];
        try
        {
            byte[] content;
            if (file is { Length: > 0 })
            {
                using var copy = new MemoryStream((int)Math.Min(file.Length, TableLimits.FileBytes));
                if (file.Length > TableLimits.FileBytes) throw ImportRefusal.Of("import_file_too_big", name, TableLimits.FileBytes >> 20);
                await file.CopyToAsync(copy, cancel);
                content = copy.ToArray();
            }
            else
            {
                content = Encoding.UTF8.GetBytes(text);
            }
            // What is no table is not kept at all.
            var table = TableFile.Read(content, name);
            var id = await uploads.Add(actor.School, actor.Account, kind.Name, name, content, cancel);
            var known = table.Sheets.Any(sheet => Header.Find(sheet, kind.Columns, kind.Suffices) is not null);
            if (await Remembered(actor.School, kind, table, uploads, cancel) is { } columns)
            {
                await uploads.Say(actor.School, id, new ImportSettings(Columns: columns), cancel);
                known = true;
            }
            return Results.Redirect(Of(id, known && !kind.AsksCourse ? "check" : known ? "check" : "columns"));
        }
        catch (ImportRefusal refusal)
        {
            return await First(http, kind.Name, text, refusal.Message, uploads, history, frame, cancel);
        }
    }

    private static async Task<ColumnChoice?> Remembered(SchoolId school, ImportKind kind, TableFile table, ImportUploads uploads, CancellationToken cancel)
    {
        foreach (var sheet in table.Sheets)
        {
            if (Header.Guess(sheet, kind.Columns) is { } header && await uploads.Remembered(school, kind.Name, header.Fingerprint, cancel) is { } columns) return columns;
        }
        return null;
    }

    private static IResult Template(HttpContext http, string kind) => ImportKinds.Find(kind) is not { } found
        ? Results.NotFound()
        : Results.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat(found.Template.Select(row => string.Join(';', row.Select(ImportReport.Quoted)) + "\r\n")))],
            "text/csv; charset=utf-8", $"{kind}.csv");

    private static async Task<IResult> Columns(HttpContext http, Guid upload, ImportUploads uploads, PageFrame frame, CancellationToken cancel) =>
        await Find(http, upload, uploads, cancel) is { } found ? await ShowColumns(http, found, null, frame) : await frame.NotFound(http);

    private static async Task<IResult> ShowColumns(HttpContext http, ImportUpload upload, string? refusal, PageFrame frame)
    {
        var kind = ImportKinds.Find(upload.Kind)!;
        TableFile? table = null;
        Header? header = null;
        TableSheet? sheet = null;
        try
        {
            table = upload.Read();
            (sheet, header) = table.Sheets.Select(s => (s, Header.Find(s, kind.Columns, kind.Suffices, upload.Settings.Columns) ?? Header.Guess(s, kind.Columns)))
                .OrderByDescending(pair => pair.Item2 is { } h && kind.Suffices(h)).First();
        }
        catch (ImportRefusal bad)
        {
            refusal ??= bad.Message;
        }
        return await frame.Show<ColumnsPage>(http, Words["columns.title"], new()
        {
            [nameof(ColumnsPage.Upload)] = upload,
            [nameof(ColumnsPage.Kind)] = kind,
            [nameof(ColumnsPage.Table)] = table,
            [nameof(ColumnsPage.Sheet)] = sheet,
            [nameof(ColumnsPage.Header)] = header,
            [nameof(ColumnsPage.Refusal)] = refusal,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SayColumns(
        HttpContext http, Guid upload, [FromForm] IFormCollection fields, ImportUploads uploads, PageFrame frame, CancellationToken cancel)
    {
        if (await Find(http, upload, uploads, cancel) is not { } found) return await frame.NotFound(http);
        var (school, kind) = (http.Actor()!.School, ImportKinds.Find(found.Kind)!);
        var settings = found.Settings with
        {
            Encoding = TableForm.Encodings.FirstOrDefault(e => e == fields["encoding"]),
            Separator = TableForm.Separators.FirstOrDefault(s => s == fields["separator"]),
        };
        // Another encoding or separator makes other headings: first they are looked at again.
        if (settings.Encoding != found.Settings.Encoding || settings.Separator != found.Settings.Separator)
        {
            await uploads.Say(school, upload, settings with { Columns = null }, cancel);
            return Results.Redirect(Of(upload, "columns"));
        }
        var places = kind.Columns.Select(column => (column.Name, Place: fields["column." + column.Name].ToString()))
            .Where(said => int.TryParse(said.Place, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToDictionary(said => said.Name, said => int.Parse(said.Place, CultureInfo.InvariantCulture));
        settings = settings with { Columns = new ColumnChoice(fields["fingerprint"].ToString(), places) };
        await uploads.Say(school, upload, settings, cancel);
        found = found with { Settings = settings };
        if (places.Values.GroupBy(place => place).Any(twice => twice.Count() > 1)) return await ShowColumns(http, found, Words["columns.twice"], frame);
        try
        {
            new ImportSource(found.Read(), settings.Columns).Sheets(kind);
        }
        catch (ImportRefusal refusal)
        {
            return await ShowColumns(http, found, refusal.Message, frame);
        }
        await uploads.Remember(school, kind.Name, settings.Columns, cancel);
        return Results.Redirect(Of(upload));
    }

    private static async Task<IResult> Check(HttpContext http, Guid upload, string? show, ImportUploads uploads, CheckReading reading, PageFrame frame, CancellationToken cancel) =>
        await Find(http, upload, uploads, cancel) is not { } found ? await frame.NotFound(http)
            : found.Started is not null ? Results.Redirect(Of(upload, "done"))
            : await ShowCheck(http, found, show, reading, frame, cancel);

    private static async Task<IResult> ShowCheck(HttpContext http, ImportUpload upload, string? show, CheckReading reading, PageFrame frame, CancellationToken cancel)
    {
        var view = await reading.Of(upload, http.Actor()!, cancel);
        return await frame.Show<CheckPage>(http, Words["check.title"], new() { [nameof(CheckPage.View)] = view, [nameof(CheckPage.Show)] = show },
            view.Refusal is null && upload.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SayAnswers(
        HttpContext http, Guid upload, [FromForm] IFormCollection fields, ImportUploads uploads, PageFrame frame, CancellationToken cancel)
    {
        if (await Find(http, upload, uploads, cancel) is not { } found) return await frame.NotFound(http);
        const string Answer = "answer.";
        var answers = new Dictionary<string, string>(found.Settings.Answers);
        foreach (var field in fields.Where(f => f.Key.StartsWith(Answer, StringComparison.Ordinal) && f.Value.ToString().Length > 0)) answers[field.Key[Answer.Length..]] = field.Value.ToString();
        var settings = found.Settings with { Answers = answers };
        if (fields.ContainsKey("options"))
        {
            settings = settings with
            {
                Day = DateOnly.TryParseExact(fields["day"], "yyyy-MM-dd", out var day) ? day : null,
                Year = Id.IsValid(fields["year"]) ? fields["year"].ToString() : null,
                Course = Id.IsValid(fields["course"]) ? fields["course"].ToString() : null,
                Part = int.TryParse(fields["part"], NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : null,
                Full = fields.ContainsKey("full"),
                Confirmed = false,
            };
        }
        await uploads.Say(http.Actor()!.School, upload, settings, cancel);
        return Results.Redirect(Of(upload));
    }

    private static async Task<IResult> Load(
        HttpContext http, Guid upload, [FromForm] IFormCollection fields, ImportUploads uploads, ImportRuns runs, CheckReading reading, TimeProvider clock, PageFrame frame,
        CancellationToken cancel)
    {
        if (await Find(http, upload, uploads, cancel) is not { } found) return await frame.NotFound(http);
        var actor = http.Actor()!;
        found = found with { Settings = found.Settings with { Confirmed = fields.ContainsKey("confirmed") } };
        await uploads.Say(actor.School, upload, found.Settings, cancel);
        var view = await reading.Of(found, actor, cancel);
        if (view.Check is { NeedsConfirmation: true } && !found.Settings.Confirmed)
        {
            return await frame.Show<CheckPage>(http, Words["check.title"], new() { [nameof(CheckPage.View)] = view with { Refusal = Words["confirm.missing"] } },
                StatusCodes.Status422UnprocessableEntity);
        }
        if (view.Check is not { Steps.Count: > 0 }) return Results.Redirect(Of(upload));
        if (await uploads.Begin(actor.School, upload, clock.GetUtcNow() - Stale, cancel)) await runs.Start(found, actor, Patience);
        return Results.Redirect(Of(upload, "done"));
    }

    private static async Task<IResult> Done(
        HttpContext http, Guid upload, ImportUploads uploads, ImportRuns runs, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        await using var session = store.QuerySession(actor.School.Value);
        var import = ApplyImport.IdOf(upload);
        if (await session.LoadAsync<ImportBatch>(Streams.Import(import), cancel) is not null) return Results.Redirect($"{Imports}/batches/{import}");
        if (await uploads.Find(actor.School, actor.Account, upload, cancel) is not { } found) return await frame.NotFound(http);
        if (!runs.IsRunning(upload) && !(found.Started > clock.GetUtcNow() - Stale)) return Results.Redirect(Of(upload));
        // The page asks again by itself; without that, the link does.
        http.Response.Headers["Refresh"] = "2";
        return await frame.Show<RunningPage>(http, Words["running.title"], new() { [nameof(RunningPage.Upload)] = found });
    }

    private static async Task<IResult> Errors(HttpContext http, Guid upload, ImportUploads uploads, CheckReading reading, PageFrame frame, CancellationToken cancel)
    {
        if (await Find(http, upload, uploads, cancel) is not { } found) return await frame.NotFound(http);
        var view = await reading.Of(found, http.Actor()!, cancel);
        return view is { Check: { } check, Table: { } table }
            ? Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ErrorFile.Of(table, check, found.Settings.Columns))], "text/csv; charset=utf-8", "errors.csv")
            : Results.Redirect(Of(upload));
    }

    private static async Task<IResult> Drop(HttpContext http, Guid upload, [FromForm] IFormCollection _, ImportUploads uploads, PageFrame frame, CancellationToken cancel)
    {
        if (await Find(http, upload, uploads, cancel) is null) return await frame.NotFound(http);
        await uploads.Drop(http.Actor()!.School, http.Actor()!.Account, upload);
        return Results.Redirect(Imports);
    }

    private static Task<IResult> Batch(HttpContext http, string import, bool? undone, ImportHistory history, PageFrame frame, CancellationToken cancel) =>
        ShowBatch(http, import, null, history, frame, cancel);

    private static async Task<IResult> ShowBatch(HttpContext http, string import, string? refusal, ImportHistory history, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!Id.IsValid(import) || await history.One(actor.School, ImportId.From(import), cancel) is not { } line) return await frame.NotFound(http);
        return await frame.Show<BatchPage>(http, Words["batch.title"], new()
        {
            [nameof(BatchPage.Line)] = line,
            [nameof(BatchPage.MayUndo)] = actor.Grants.AllowEver(Permission.SetUpSchool, Grant.WholeSchool),
            [nameof(BatchPage.Refusal)] = refusal,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Undo(
        HttpContext http, string import, [FromForm] IFormCollection fields, Importer importer, ImportHistory history, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(import) || !Guid.TryParse(fields["command"], out var command)) return await frame.NotFound(http);
        return (await importer.Undo(ImportId.From(import), command, http.Actor()!, cancel)).Refusal is { } refusal
            ? await ShowBatch(http, import, refusal.Text(), history, frame, cancel)
            : Results.Redirect($"{Imports}/batches/{import}");
    }

    private static Task<ImportUpload?> Find(HttpContext http, Guid upload, ImportUploads uploads, CancellationToken cancel) =>
        uploads.Find(http.Actor()!.School, http.Actor()!.Account, upload, cancel);

    internal static bool May(Actor actor, ImportKind kind) => actor.Grants.AllowEver(kind.Permission, Grant.WholeSchool);
}
