using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Итоги: the page of grades of a term or year, as a plain form: refusals beside the pupils, nothing typed is lost.</summary>
internal static class TermPageForms
{
    private const string Address = "/terms/{course}/{term}";

    public static IEndpointRouteBuilder MapTermPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadJournal).Reads("term-grades", Purpose.Teaching, "course/{course}").WithSummary("Итоги");
        routes.MapPost(Address, Save).Needs(Permission.WriteJournal).Reads("term-grades", Purpose.Teaching, "course/{course}").WithSummary("Итоги: выставить отметки");
        routes.MapPost(Address + "/brought", Bring).Needs(Permission.WriteJournal).Reads("term-grades", Purpose.Teaching, "course/{course}").WithSummary("Итоги: принять отметку по документу");
        routes.MapPost(Address + "/exempt", Exempt).Needs(Permission.ManageContingent).Reads("term-grades", Purpose.Teaching, "course/{course}").WithSummary("Итоги: освободить от предмета");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, string course, string term, TermSheets sheets, PageFrame frame, CancellationToken cancel) =>
        Page(http, course, term, sheets, frame, [], [], 0, cancel);

    private static async Task<IResult> Save(
        HttpContext http, string course, string term, [FromForm] IFormCollection form, TermSheets sheets, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await Sheet(http, course, term, sheets, cancel) is not { } sheet) return await frame.NotFound(http);
        if (!sheet.MayWrite) return TypedResults.Forbid();
        var accept = form["do"] == "accept" ? sheet.Proposed.ToDictionary(r => r.Pupil, r => r.Proposal.Grade!) : [];
        var entries = new List<SetTermGrade>();
        foreach (var row in sheet.Rows)
        {
            var (typed, was) = (Field(form, "grade." + row.Pupil), Field(form, "was." + row.Pupil));
            if (typed == was && typed.Length == 0 && accept.TryGetValue(row.Pupil, out var proposed)) typed = proposed;
            if (typed == was) continue;
            var (reason, note) = (Field(form, "reason." + row.Pupil), Field(form, "note." + row.Pupil));
            entries.Add(new SetTermGrade(
                Key(form, row.Pupil.Value, Field(form, "seen." + row.Pupil), typed, reason, note), row.Pupil, typed, Number(form, "seen." + row.Pupil),
                reason.Length == 0 ? null : reason, note.Length == 0 ? null : new Opening(note)));
        }
        var (kept, problems, saved) = (new Dictionary<string, string>(), new Dictionary<string, string>(), 0);
        foreach (var (entry, outcome) in await desk.Send(sheet.Course, sheet.Term, entries, http.Actor()!, cancel))
        {
            if (outcome.Refusal is not { } refusal)
            {
                saved++;
                continue;
            }
            problems["grade." + entry.Pupil] = refusal.Text();
            kept["grade." + entry.Pupil] = entry.Grade;
            kept["reason." + entry.Pupil] = entry.Reason ?? "";
            kept["note." + entry.Pupil] = Field(form, "note." + entry.Pupil);
        }
        return await Page(http, course, term, sheets, frame, kept, problems, saved, cancel);
    }

    private static async Task<IResult> Bring(
        HttpContext http, string course, string term, [FromForm] IFormCollection form, TermSheets sheets, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await Sheet(http, course, term, sheets, cancel) is not { } sheet) return await frame.NotFound(http);
        if (!sheet.MayWrite) return TypedResults.Forbid();
        var (grade, source, document) = (Field(form, "grade"), Field(form, "source"), Field(form, "document"));
        var whose = Field(form, "pupil").Split('|');
        var outcome = whose.Length == 2 && Id.IsValid(whose[0]) && int.TryParse(whose[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? await desk.Send(
                new BringTermGrade(Key(form, whose[0], whose[1], grade, source, document), sheet.Course, sheet.Term, new PupilId(whose[0]), grade, source, document, seen),
                http.Actor()!, cancel)
            : Outcome.Refused(Accounting.Refusals.PupilIsNotOnPage);
        return await Answer(http, course, term, sheets, frame, outcome, "brought", new()
        {
            ["brought.pupil"] = whose[0],
            ["brought.grade"] = grade,
            ["brought.source"] = source,
            ["brought.document"] = document,
        }, cancel);
    }

    private static async Task<IResult> Exempt(
        HttpContext http, string course, string term, [FromForm] IFormCollection form, TermSheets sheets, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await Sheet(http, course, term, sheets, cancel) is not { } sheet) return await frame.NotFound(http);
        var (pupil, document) = (Field(form, "pupil"), Field(form, "document"));
        var outcome = Id.IsValid(pupil)
            ? await desk.Send(
                new ExemptPupil(
                    Key(form, pupil, Field(form, "from"), Field(form, "to"), document), sheet.Course, new PupilId(pupil), Day(Field(form, "from")) ?? sheet.From,
                    Day(Field(form, "to")), document),
                http.Actor()!, cancel)
            : Outcome.Refused(Accounting.Refusals.PupilIsNotOnPage);
        return await Answer(http, course, term, sheets, frame, outcome, "exempt", new()
        {
            ["exempt.pupil"] = pupil,
            ["exempt.from"] = Field(form, "from"),
            ["exempt.to"] = Field(form, "to"),
            ["exempt.document"] = document,
        }, cancel);
    }

    private static async Task<IResult> Answer(
        HttpContext http, string course, string term, TermSheets sheets, PageFrame frame, Outcome outcome, string form, Dictionary<string, string> typed,
        CancellationToken cancel) => outcome.Refusal is { } refusal
        ? await Page(http, course, term, sheets, frame, typed, new() { [form] = refusal.Text(), [""] = refusal.Text() }, 0, cancel)
        : TypedResults.LocalRedirect(http.Request.Path.Value![..^(form.Length + 1)]);

    private static async Task<IResult> Page(
        HttpContext http, string course, string term, TermSheets sheets, PageFrame frame, Dictionary<string, string> typed, Dictionary<string, string> problems,
        int saved, CancellationToken cancel) => await Sheet(http, course, term, sheets, cancel) is not { } sheet
        ? await frame.NotFound(http)
        : await frame.Show<TermSheetPage>(http, $"{sheet.ClassName} · {sheet.Subject} · {sheet.TermName}", new()
        {
            [nameof(TermSheetPage.Sheet)] = sheet,
            [nameof(TermSheetPage.Typed)] = typed,
            [nameof(TermSheetPage.Problems)] = problems,
            [nameof(TermSheetPage.Saved)] = saved,
        }, problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<TermSheet?> Sheet(HttpContext http, string course, string term, TermSheets sheets, CancellationToken cancel) =>
        Id.IsValid(course) && Id.IsValid(term) ? await sheets.Of(http.Actor()!, new CourseId(course), new TermId(term), cancel) : null;

    private static string Field(IFormCollection form, string name) => form[name].ToString().Trim();

    private static int Number(IFormCollection form, string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The same form sent twice, by a double click or a reload, is one command: its guard, field and value name it.</summary>
    internal static Guid Key(IFormCollection form, params IEnumerable<string> parts) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Prepend(form["__RequestVerificationToken"].ToString())))).AsSpan(0, 16));
}
