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

/// <summary>Учебные периоды (D-10.1, Z-5.1): the school's own and those of single year levels, each set edited as a whole.</summary>
internal static class TermEndpoints
{
    private const string Section = "terms";

    public static IEndpointRouteBuilder MapTerms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(YearView.Address + "/{year}/" + Section, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Учебные периоды");
        routes.MapPost(YearView.Address + "/{year}/" + Section, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Учебные периоды: задать");
        return routes;
    }

    private static async Task<IResult> Show(
        HttpContext http, string year, [FromQuery] string? of, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        return view.Year is { } open ? await Draw(http, frame, view, Stored(open, of), null) : await frame.NotFound(http);
    }

    private static async Task<IResult> Save(
        HttpContext http, string year, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        if (view.Year is not { } open) return await frame.NotFound(http);
        var draft = new TermDraft(
            form["own"].Count > 0, YearView.Levels(form["level"]), form["kind"].ToString(),
            [.. form["from"].Zip(form["to"], (from, to) => new TypedSpan("", from ?? "", to ?? ""))], false);
        if (form["fill"].ToString() is { Length: > 0 } kind && YearPattern.Lengths.ContainsKey(kind))
            return await Draw(http, frame, view, draft with { Kind = kind, Rows = Proposed(open, kind), IsProposed = true }, null);
        var giveBack = form["back"].Count > 0;
        if (!giveBack && draft.Rows.Any(row => row.IsHalf)) return await Draw(http, frame, view, draft, YearView.Words["row.half"]);

        Term[] terms = giveBack ? [] : [.. draft.Rows.Where(row => !row.IsEmpty).Select((row, i) => new Term(
            IdOf(open, draft, i + 1), draft.Kind, i + 1, YearView.Typed(row.From)!.Value, YearView.Typed(row.To)!.Value))];
        if (draft.Own && !giveBack && terms.Length == 0) return await Draw(http, frame, view, draft, Outcome.Refused(Refusals.TermsAreMissing).Refusal!.Text());
        ICommand command = draft.Own
            ? new SetLevelTerms(Guid.NewGuid(), open.Year, draft.Levels, terms)
            : new SetTerms(Guid.NewGuid(), open.Year, terms);
        return (await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal
            ? await Draw(http, frame, view, draft, refusal.Text())
            : TypedResults.LocalRedirect(YearView.Of(open.Year) + "?saved=true");
    }

    /// <summary>A term that keeps its kind and place keeps its name, whatever happens to its days: grades of the term stand under it.</summary>
    private static TermId IdOf(YearCalendar year, TermDraft draft, int ordinal)
    {
        var levels = draft.Own ? draft.Levels : [];
        var former = !draft.Own ? year.Terms : year.LevelTerms.FirstOrDefault(set => set.Levels.Count > 0 && set.Levels.All(levels.Contains))?.Terms ?? [];
        return former.FirstOrDefault(t => t.Kind == draft.Kind && t.Ordinal == ordinal)?.Id ?? YearPattern.IdOf(year.Year, draft.Kind, ordinal, levels);
    }

    private static TermDraft Stored(YearCalendar year, string? of)
    {
        if (of is null)
            return year.Terms.Count > 0 ? new TermDraft(false, [], year.Terms[0].Kind, Rows(year.Terms), false) : new TermDraft(false, [], "quarter", Proposed(year, "quarter"), true);
        var levels = YearView.Levels(of.Split('.'));
        var set = year.LevelTerms.FirstOrDefault(set => levels.Count > 0 && set.Levels.Contains(levels[0]));
        return set is null ? new TermDraft(true, levels, "half_year", Proposed(year, "half_year"), true) : new TermDraft(true, set.Levels, set.Terms[0].Kind, Rows(set.Terms), false);
    }

    private static List<TypedSpan> Rows(IEnumerable<Term> terms) => [.. terms.Select(t => new TypedSpan("", YearView.Iso(t.From), YearView.Iso(t.To)))];

    private static List<TypedSpan> Proposed(YearCalendar year, string kind) => Rows(YearPattern.Terms(kind, year.Year, [], year.From, year.To));

    private static Task<IResult> Draw(HttpContext http, PageFrame frame, YearView view, TermDraft draft, string? refusal) =>
        frame.Show<TermsPage>(http, YearView.Words["terms.title"], new()
        {
            [nameof(TermsPage.View)] = view,
            [nameof(TermsPage.Draft)] = draft,
            [nameof(TermsPage.Refusal)] = refusal,
        }, YearView.Status(refusal));
}

/// <summary>A row of a form with a name and two days, as it was typed.</summary>
public sealed record TypedSpan(string Name, string From, string To)
{
    public static readonly TypedSpan Blank = new("", "", "");

    public bool IsEmpty => Name.Trim().Length == 0 && From.Length == 0 && To.Length == 0;

    /// <summary>One of the days is missing or no day.</summary>
    public bool IsHalf => !IsEmpty && (YearView.Typed(From) is null || YearView.Typed(To) is null);
}

/// <summary>The form of terms as it was typed.</summary>
/// <param name="Own">Of single levels, not of the whole school.</param>
/// <param name="IsProposed">By the pattern, not saved yet.</param>
public sealed record TermDraft(bool Own, IReadOnlyList<int> Levels, string Kind, IReadOnlyList<TypedSpan> Rows, bool IsProposed);
