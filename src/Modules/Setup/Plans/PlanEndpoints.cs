using System.Globalization;
using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Setup.Imports;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Plans;

/// <summary>КТП (D-10.10, Z-6.9): the state of every course, one course's plan by dates, its rows, its loads, versions and copies.</summary>
internal static class PlanEndpoints
{
    public const string Address = "/school/plans";

    private const string OfCourse = Address + "/{course}";
    private const string Own = "course/{course}";

    public static IEndpointRouteBuilder MapPlans(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, ShowAll).Needs(Permission.ReadSchool).Reads("plans", Purpose.Register).WithSummary("КТП: состояние по курсам");
        routes.MapGet(OfCourse, Show).Needs(Permission.ReadSchool).Reads("plans", Purpose.Register).WithSummary("КТП курса");
        routes.MapPost(OfCourse + "/row", Row).Needs(Permission.PlanCourse, Own).Reads("plans", Purpose.Register).WithSummary("КТП курса: изменить строку");
        routes.MapPost(OfCourse + "/preview", Preview).TakesFile().Needs(Permission.PlanCourse, Own).Reads("plans", Purpose.Register).WithSummary("КТП курса: посмотреть файл или вставленное, ничего не меняя");
        routes.MapPost(OfCourse + "/apply", Apply).TakesFile().Needs(Permission.PlanCourse, Own).Reads("plans", Purpose.Register).WithSummary("КТП курса: применить просмотренное");
        routes.MapPost(OfCourse + "/copy", Copy).Needs(Permission.PlanCourse, Own).Reads("plans", Purpose.Register).WithSummary("КТП курса: повторить в параллели");
        routes.MapPost(OfCourse + "/restore", Restore).Needs(Permission.PlanCourse, Own).Reads("plans", Purpose.Register).WithSummary("КТП курса: вернуть прежнюю версию");
        return routes;
    }

    public static string Of(CourseId course) => $"{Address}/{course}";

    public static bool MayPlan(Actor actor, CourseId course) => !actor.ReadOnly && actor.Grants.AllowEver(Permission.PlanCourse, Streams.Course(course));

    private static async Task<IResult> ShowAll(HttpContext http, [FromQuery] string? of, [FromQuery] string? state, PlanReading reading, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var all = await reading.All(actor, cancel);
        var own = all.Where(s => MayPlan(actor, s.Course.Course)).Select(s => s.Course.Course).ToHashSet();
        return await frame.Show<PlansPage>(http, PlanTexts.All["title"], new()
        {
            // Who plans a few courses sees those; who plans all or none sees all.
            [nameof(PlansPage.All)] = own.Count > 0 && own.Count < all.Count && of != "all" ? all.Where(s => own.Contains(s.Course.Course)).ToList() : all,
            [nameof(PlansPage.IsPart)] = own.Count > 0 && own.Count < all.Count,
            [nameof(PlansPage.Of)] = of,
            [nameof(PlansPage.State)] = state,
        });
    }

    private static Task<IResult> Show(
        HttpContext http, string course, [FromQuery] int? row, [FromQuery] string? done, PlanReading reading, PageFrame frame, CancellationToken cancel) =>
        Draw(http, course, reading, frame, cancel, row, done: done);

    private static async Task<IResult> Draw(
        HttpContext http, string course, PlanReading reading, PageFrame frame, CancellationToken cancel, int? row = null, string? refusal = null, PlanFile? preview = null,
        PlanItem? typed = null, string? pasted = null, string? done = null)
    {
        if (!Id.IsValid(course) || await reading.Of(http.Actor()!, CourseId.From(course), cancel) is not { } view) return await frame.NotFound(http);
        return await frame.Show<PlanPage>(http, PlanTexts.All.With("title.of", view.Subject, view.Name), new()
        {
            [nameof(PlanPage.View)] = view,
            [nameof(PlanPage.MayPlan)] = MayPlan(http.Actor()!, view.Course.Course),
            [nameof(PlanPage.Others)] = view.Parallel.Where(p => MayPlan(http.Actor()!, p.Course.Course)).ToList(),
            [nameof(PlanPage.Row)] = row,
            [nameof(PlanPage.Refusal)] = refusal,
            [nameof(PlanPage.Preview)] = preview,
            [nameof(PlanPage.Typed)] = typed,
            [nameof(PlanPage.Pasted)] = pasted,
            [nameof(PlanPage.Done)] = done,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Row(HttpContext http, string course, [FromForm] IFormCollection form, PlanReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || await reading.Of(http.Actor()!, CourseId.From(course), cancel) is not { } view) return await frame.NotFound(http);
        var items = view.Plan?.Items ?? [];
        var (number, hours) = (Number(form["number"]) ?? 0, Number(form["hours"]) ?? 0);
        var work = form["work"].ToString();
        var typed = new PlanItem(Math.Max(1, number), form["topic"].ToString().Trim(), hours, form["homework"].ToString().Trim() is { Length: > 0 } homework ? homework : null, work.Length > 0 ? work : null);
        var (then, at) = form["op"].ToString() switch
        {
            "insert" => (PlanEdit.Insert(items, number, typed), number + 1),
            "delete" => (PlanEdit.Delete(items, number), (int?)null),
            "up" => (PlanEdit.Move(items, number, -1), Math.Max(1, number - 1)),
            "down" => (PlanEdit.Move(items, number, 1), Math.Min(items.Count, number + 1)),
            _ => (PlanEdit.Save(items, number, typed), null),
        };
        var outcome = await desk.Send(new ImportPlan(CommandOf(form), view.Course.Course, then, Number(form["seen"])), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await Draw(http, course, reading, frame, cancel, number, refusal.Text(), typed: typed)
            : TypedResults.LocalRedirect(at is null ? Of(view.Course.Course) + "#plan" : $"{Of(view.Course.Course)}?row={at}#row");
    }

    private static async Task<IResult> Preview(HttpContext http, string course, [FromForm] IFormCollection form, PlanReading reading, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || await reading.Of(http.Actor()!, CourseId.From(course), cancel) is not { } view) return await frame.NotFound(http);
        var pasted = form["text"].ToString();
        try
        {
            if (form.Files.GetFile("file") is { Length: > 0 } sent)
            {
                using var content = new MemoryStream();
                await sent.CopyToAsync(content, cancel);
                return await Draw(http, course, reading, frame, cancel, preview: Chosen(TableFile.Read(content.ToArray(), Path.GetFileName(sent.FileName)), view), pasted: pasted);
            }
            return string.IsNullOrWhiteSpace(pasted)
                ? await Draw(http, course, reading, frame, cancel, refusal: PlanTexts.All["load.empty"])
                : await Draw(http, course, reading, frame, cancel, preview: PastedPlan.Read(pasted, PlanTexts.All["load.pasted"]), pasted: pasted);
        }
        catch (ImportRefusal refusal)
        {
            return await Draw(http, course, reading, frame, cancel, refusal: refusal.Message, pasted: pasted);
        }
    }

    /// <summary>Of a file with many programmes the one of this subject and level.</summary>
    private static PlanFile Chosen(TableFile file, PlanView view) => PlanFile.Courses(file).Count == 1
        ? PlanFile.Read(file)
        : PlanFile.Read(file, new PlanSelector(Program: view.Subject, Grade: view.Course.Level.ToString(CultureInfo.InvariantCulture)));

    private static async Task<IResult> Apply(HttpContext http, string course, [FromForm] IFormCollection form, PlanReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || await reading.Of(http.Actor()!, CourseId.From(course), cancel) is not { } view) return await frame.NotFound(http);
        var outcome = Read(form["items"]) is { } items
            ? await desk.Send(new ImportPlan(CommandOf(form), view.Course.Course, items, Number(form["seen"])), http.Actor()! with { Channel = Channel.Import }, cancel)
            : Outcome.Refused(Refusals.PlanIsEmpty);
        return outcome.Refusal is { } refusal
            ? await Draw(http, course, reading, frame, cancel, refusal: refusal.Text())
            : TypedResults.LocalRedirect($"{Of(view.Course.Course)}?done=applied");
    }

    private static async Task<IResult> Copy(HttpContext http, string course, [FromForm] IFormCollection form, PlanReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || await reading.Of(http.Actor()!, CourseId.From(course), cancel) is not { } view) return await frame.NotFound(http);
        var to = view.Parallel.Where(p => form["to"].Contains(p.Course.Course.Value)).ToList();
        if (to.Count == 0 || view.Plan is not { } plan) return await Draw(http, course, reading, frame, cancel, refusal: PlanTexts.All["copy.nobody"]);
        foreach (var other in to)
        {
            var id = DerivedId.Command("plan-copy", other.Course.Course.Value, $"{other.Version}", course, $"{plan.Version}");
            var outcome = await desk.Send(new ImportPlan(id, other.Course.Course, plan.Items, other.Version), http.Actor()!, cancel);
            if (outcome.Refusal is { } refusal) return await Draw(http, course, reading, frame, cancel, refusal: $"{other.Name}: {refusal.Text()}");
        }
        return TypedResults.LocalRedirect($"{Of(view.Course.Course)}?done=copied");
    }

    private static async Task<IResult> Restore(HttpContext http, string course, [FromForm] IFormCollection form, PlanReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || await reading.Of(http.Actor()!, CourseId.From(course), cancel) is not { } view) return await frame.NotFound(http);
        if (view.Versions.FirstOrDefault(v => v.Version == Number(form["version"])) is not { } version)
            return await Draw(http, course, reading, frame, cancel, refusal: PlanTexts.All["restore.unknown"]);
        var id = DerivedId.Command("plan-restore", course, $"{view.Plan?.Version}", $"{version.Version}");
        var outcome = await desk.Send(new ImportPlan(id, view.Course.Course, version.Items, view.Plan?.Version ?? 0), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await Draw(http, course, reading, frame, cancel, refusal: refusal.Text())
            : TypedResults.LocalRedirect($"{Of(view.Course.Course)}?done=restored");
    }

    private static Guid CommandOf(IFormCollection form) => Guid.TryParse(form["id"], out var id) ? id : Guid.NewGuid();

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Rows as the preview wrote them, in pieces that a form's field may have.</summary>
    public static IEnumerable<string> Write(IReadOnlyList<PlanItem> items) => items.Chunk(40).Select(piece => JsonSerializer.Serialize(piece));

    private static List<PlanItem>? Read(IEnumerable<string?> pieces)
    {
        try
        {
            var all = pieces.SelectMany(p => JsonSerializer.Deserialize<List<PlanItem?>>(p ?? "[]")!).ToList();
            return all.TrueForAll(i => i?.Topic is not null) ? all.OfType<PlanItem>().ToList() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
