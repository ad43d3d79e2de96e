using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Load;

/// <summary>Нагрузка (D-10.9, Z-6.8): who teaches what to whom, until no hour is left unassigned.</summary>
internal static class LoadEndpoints
{
    public const string Address = "/school/load";

    /// <summary>Value of the level that means the whole school.</summary>
    public const int All = 0;

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Load.LoadTexts", typeof(LoadEndpoints).Assembly));

    public static IEndpointRouteBuilder MapLoad(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).Reads("load", Purpose.Register).WithSummary("Нагрузка: кто что ведёт");
        routes.MapPost(Address, Assign).Needs(Permission.SetUpSchool).Reads("load", Purpose.Register).WithSummary("Нагрузка: назначить или снять учителя");
        routes.MapPost(Address + "/open", Open).Needs(Permission.SetUpSchool).Reads("load", Purpose.Register).WithSummary("Нагрузка: открыть курс группы");
        return routes.MapLoadCourse();
    }

    private static async Task<IResult> Show(
        HttpContext http, [FromQuery] string? level, [FromQuery] string? on, IDocumentStore store, Openings openings, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, store, openings, frame, new LoadDraft(int.TryParse(level, out var number) ? number : null, PlanFrame.ReadDay(on), [], ""), null, cancel);

    private static async Task<IResult> Assign(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, Openings openings, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var asked = http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        var draft = new LoadDraft(
            int.TryParse(form["level"], out var level) ? level : null, PlanFrame.ReadDay(form["from"]), [.. form["cell"].OfType<string>()], form["teacher"].ToString());
        var refusal = await Done(http, store, desk, draft, form["do"] == "clear", cancel);
        if (asked) return await Answer(http, store, draft, refusal, cancel);
        return refusal is null
            ? TypedResults.LocalRedirect(Back(draft))
            : await Draw(http, store, openings, frame, draft, refusal.Text, cancel);
    }

    private static async Task<RefusalAnswer?> Done(HttpContext http, IDocumentStore store, Desk desk, LoadDraft draft, bool clear, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        if (plan.Year is not { } year) return new RefusalAnswer("", Words["no-year"]);
        if (draft.Cells.Count == 0) return new RefusalAnswer("", Words["no-cells"]);
        if (!clear && !Id.IsValid(draft.Teacher)) return new RefusalAnswer("", Words["no-teacher"]);
        var day = draft.Day ?? plan.Default;
        var sheet = await LoadSheet.Of(year, day, session, cancel);
        return await new LoadDesk(desk, store).Assign(http.Actor()!, sheet, draft.Cells, clear ? null : new StaffId(draft.Teacher), day, cancel);
    }

    /// <summary>What the script paints: the cells that were asked for, everybody's hours, what is left.</summary>
    private static async Task<IResult> Answer(HttpContext http, IDocumentStore store, LoadDraft draft, RefusalAnswer? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        if (plan.Year is not { } year) return TypedResults.Json(new { error = refusal?.Text });
        var sheet = await LoadSheet.Of(year, draft.Day ?? plan.Default, session, cancel);
        return TypedResults.Json(new
        {
            error = refusal?.Text,
            cells = sheet.Cells.Where(c => draft.Cells.Contains(c.Key)).ToDictionary(c => c.Key, c => new { t = c.Teacher?.Value ?? "", c = c.Course?.Course.Value ?? "" }),
            loads = sheet.Loads.ToDictionary(l => l.Key.Value, l => l.Value),
            left = sheet.Unassigned,
            levels = sheet.Cells.GroupBy(c => c.Level).ToDictionary(g => $"{g.Key}", g => g.Sum(c => c.Unassigned)),
        });
    }

    private static async Task<IResult> Open(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, Openings openings, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new LoadDraft(int.TryParse(form["level"], out var level) ? level : null, PlanFrame.ReadDay(form["from"]), [], "");
        if (!Id.IsValid(form["group"].ToString()) || !Id.IsValid(form["subject"].ToString()))
            return await Draw(http, store, openings, frame, draft, Words["open.nothing"], cancel);
        var (group, subject, layer) = (new GroupId(form["group"].ToString()), new SubjectId(form["subject"].ToString()), form["layer"].ToString());
        var id = DerivedId.Of<CourseId>("course", group.Value, subject.Value, layer, "1");
        await using (var session = store.QuerySession(http.Actor()!.School.Value))
        {
            if ((await session.LoadAsync<CourseCard>(Streams.Course(id), cancel))?.Closed is not null) id = Id.New<CourseId>();
        }
        var outcome = await desk.Send(new OpenCourse(Guid.NewGuid(), id, null, subject, HourText.Read(form["hours"]) ?? 0, group, layer), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await Draw(http, store, openings, frame, draft, refusal.Text(), cancel)
            : TypedResults.LocalRedirect(Back(draft));
    }

    private static async Task<IResult> Draw(
        HttpContext http, IDocumentStore store, Openings openings, PageFrame frame, LoadDraft draft, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        var day = draft.Day ?? plan.Default;
        var sheet = plan.Year is null ? null : await LoadSheet.Of(plan.Year, day, session, cancel);
        var groups = plan.Year is null ? [] : (await session.Query<StudyGroupCard>().ToListAsync(cancel))
            .Where(g => g.Year == plan.Year.Year && !(g.Closed <= day) && g.Kind != GroupKinds.Subgroup).OrderBy(g => g.Level).ThenBy(g => g.Name, StringComparer.CurrentCulture).ToList();
        return await frame.Show<LoadPage>(http, Words["title"], new()
        {
            [nameof(LoadPage.Sheet)] = sheet,
            // Where hours are still unassigned is where one goes on.
            [nameof(LoadPage.Level)] = draft.Level ?? sheet?.Cells.Where(c => c.Unassigned > 0 && c.Class is not null).Select(c => c.Level).DefaultIfEmpty(sheet.Classes.Select(c => c.Level).DefaultIfEmpty().Min()).Min() ?? All,
            [nameof(LoadPage.Teachers)] = sheet is null ? [] : await Teachers(http.Actor()!.School, sheet, session, openings, cancel),
            [nameof(LoadPage.Groups)] = groups,
            [nameof(LoadPage.Draft)] = draft,
            [nameof(LoadPage.Day)] = day,
            [nameof(LoadPage.MayEdit)] = plan.MayEdit,
            [nameof(LoadPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }

    /// <summary>Who may be assigned on the day, and whoever is, by name.</summary>
    internal static async Task<IReadOnlyList<LoadTeacher>> Teachers(SchoolId school, LoadSheet sheet, IQuerySession session, Openings openings, CancellationToken cancel)
    {
        var loads = sheet.Loads;
        var subjects = sheet.Cells.SelectMany(c => c.Teachers.Select(t => (Teacher: t, c.Subject))).Distinct().ToLookup(t => t.Teacher, t => t.Subject);
        var staff = (await session.Query<StaffCard>().ToListAsync(cancel)).Where(s => (s.From <= sheet.Day && !(s.Dismissed <= sheet.Day)) || loads.ContainsKey(s.Staff)).ToList();
        var names = await openings.Read<PersonCard>(school, staff.Select(s => s.Card), cancel);
        return
        [
            .. staff.Select(s => new LoadTeacher(
                    s.Staff, names.TryGetValue(s.Card, out var card) ? card.ShortName : UiTexts.All["erased"], loads.GetValueOrDefault(s.Staff), [.. subjects[s.Staff]]))
                .OrderBy(t => t.Name, StringComparer.CurrentCulture),
        ];
    }

    private static string Back(LoadDraft draft) =>
        $"{Address}?level={draft.Level ?? All}{(draft.Day is { } day ? "&on=" + PlanFrame.Iso(day) : "")}";
}

/// <summary>What the form of the grid said.</summary>
/// <param name="Level">Year level shown; 0 the whole school; null: the first with hours unassigned.</param>
public sealed record LoadDraft(int? Level, DateOnly? Day, IReadOnlyList<string> Cells, string Teacher);
