using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Years;

/// <summary>Режим работы классов (D-10.8, Z-6.7): week, shift and bells of many classes at once, from a day on.</summary>
internal static class RegimeEndpoints
{
    private const string Section = "regimes";

    public static IEndpointRouteBuilder MapRegimes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(YearView.Address + "/{year}/" + Section, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Режим работы классов");
        routes.MapPost(YearView.Address + "/{year}/" + Section, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Режим работы классов: установить");
        return routes;
    }

    private static async Task<IResult> Show(
        HttpContext http, string year, [FromQuery] int? saved, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        return view.Year is { } open
            ? await Draw(http, frame, session, view, new RegimeDraft([], YearView.Iso(open.From), 5, 1, new Dictionary<int, string>()), null, saved, cancel)
            : await frame.NotFound(http);
    }

    private static async Task<IResult> Save(
        HttpContext http, string year, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        if (view.Year is not { } open) return await frame.NotFound(http);
        var draft = Typed(form);
        var classes = await Classes(session, open, cancel);
        List<ICommand> commands = form["steps"].Count > 0 ? Steps(open, classes, view.Norms) : [];
        if (form["steps"].Count == 0)
        {
            if (draft.Classes.Count == 0) return await Draw(http, frame, session, view, draft, YearView.Words["regimes.nobody"], null, cancel);
            if (YearView.Typed(draft.From) is not { } from) return await Draw(http, frame, session, view, draft, YearView.Words["row.half"], null, cancel);
            commands.AddRange(draft.Classes.Select(c => new SetRegime(
                Guid.NewGuid(), c, from, draft.Days, draft.Shift, [.. draft.Bells.Where(b => b.Key <= draft.Days).Select(b => new RegimeBells(b.Key, b.Value))])));
        }
        else if (commands.Count == 0) return await Draw(http, frame, session, view, draft, YearView.Words["regimes.no-steps"], null, cancel);
        foreach (var command in commands)
        {
            if ((await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal)
                return await Draw(http, frame, session, await YearView.Load(http, year, session, clock, cancel), draft, refusal.Text(), null, cancel);
        }
        return TypedResults.LocalRedirect($"{YearView.Of(open.Year, Section)}?saved={commands.OfType<SetRegime>().Select(c => c.Class).Distinct().Count()}");
    }

    /// <summary>Ступенчатый режим: for every step of the norms a set of bells with shorter lessons that begin when the others' do, and a regime from its first day.</summary>
    internal static List<ICommand> Steps(YearCalendar year, IReadOnlyList<ClassRoster> classes, BellNormsSet? norms)
    {
        var commands = new List<ICommand>();
        var steps = (norms?.Steps ?? []).Where(step => BellWarnings.FirstOf(year, step.Month) <= year.To).OrderBy(step => BellWarnings.FirstOf(year, step.Month)).ToList();
        if (year.Bells.Count == 0 || classes.All(c => !steps.Exists(s => s.Level == c.Level))) return commands;
        foreach (var step in steps)
        {
            var code = $"step-{step.Level}-{step.Month}";
            var from = BellWarnings.FirstOf(year, step.Month);
            var until = steps.Where(s => s.Level == step.Level).Select(s => BellWarnings.FirstOf(year, s.Month).AddDays(-1)).Where(day => day > from).DefaultIfEmpty(year.To).Min();
            commands.Add(new SetBellSchedule(Guid.NewGuid(), year.Year, code, YearView.Words.With("regimes.step.name", step.Level, Moments.Month(from).ToLowerInvariant(), Moments.Month(until).ToLowerInvariant()),
                [.. year.Bells.Take(step.Lessons).Select(b => BellCounting.Count(b.Starts, step.LessonMinutes, 1, [])[0] with { Slot = b.Slot })]));
            commands.AddRange(classes.Where(c => c.Level == step.Level).Select(c => new SetRegime(
                Guid.NewGuid(), ClassId.From(c.Id), from, 5, 1, [.. Enumerable.Range(1, 5).Select(day => new RegimeBells(day, code))])));
        }
        return commands;
    }

    private static RegimeDraft Typed(IFormCollection form)
    {
        var all = form["bells"].ToString();
        var bells = new Dictionary<int, string>();
        for (var day = 1; day <= 6; day++)
        {
            var own = form[$"bells.{day}"].ToString();
            // The year's own bells are the absence of a set.
            var chosen = own.Length == 0 ? all : own;
            if (Id.IsValid(chosen) && chosen != RegimeDraft.Main) bells[day] = chosen;
        }
        return new RegimeDraft(
            [.. form["class"].Where(Id.IsValid).Select(id => ClassId.From(id!))], form["from"].ToString(),
            YearView.Number(form["days"].ToString()) ?? 5, YearView.Number(form["shift"].ToString()) ?? 1, bells)
        { All = all };
    }

    private static async Task<IReadOnlyList<ClassRoster>> Classes(IQuerySession session, YearCalendar year, CancellationToken cancel) =>
        [.. (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year).OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)];

    private static async Task<IResult> Draw(
        HttpContext http, PageFrame frame, IQuerySession session, YearView view, RegimeDraft draft, string? refusal, int? saved, CancellationToken cancel) =>
        await frame.Show<RegimesPage>(http, YearView.Words["regimes.title"], new()
        {
            [nameof(RegimesPage.View)] = view,
            [nameof(RegimesPage.Classes)] = await Classes(session, view.Year!, cancel),
            [nameof(RegimesPage.Draft)] = draft,
            [nameof(RegimesPage.Refusal)] = refusal,
            [nameof(RegimesPage.Saved)] = saved,
        }, YearView.Status(refusal));
}

/// <summary>The form of a regime as it was typed.</summary>
/// <param name="Bells">Set of bells by day of the week; a day without one rings by the year's.</param>
public sealed record RegimeDraft(IReadOnlyList<ClassId> Classes, string From, int Days, int Shift, IReadOnlyDictionary<int, string> Bells)
{
    /// <summary>Value of a choice: the year's own bells.</summary>
    public const string Main = "main";

    /// <summary>Set of bells for all days that have none of their own.</summary>
    public string All { get; init; } = "";
}
