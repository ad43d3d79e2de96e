using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Pages;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Закрытие периода and the statement that is looked over before it. Each page answers for itself: one that is refused holds up no other.</summary>
internal static class ClosingPages
{
    private const string Class = Addresses.Closing + "/{class}/{term}";

    public static IEndpointRouteBuilder MapClosingPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Addresses.Closing + "/{term?}", Show).Needs(Permission.ClosePages).ShowsNoPersonalData().WithSummary("Закрытие периода");
        routes.MapPost(Addresses.Closing + "/{term}", CloseComplete).Needs(Permission.ClosePages).ShowsNoPersonalData().WithSummary("Закрытие периода: закрыть полные страницы");
        routes.MapGet(Class, ShowClass).Needs(Permission.ClosePages).Reads("closing", Purpose.Control, "class/{class}").WithSummary("Закрытие периода: класс");
        routes.MapPost(Class, Close).Needs(Permission.ClosePages).Reads("closing", Purpose.Control, "class/{class}").WithSummary("Закрытие периода: закрыть отмеченные");
        routes.MapPost(Class + "/reopen", Reopen).Needs(Permission.ClosePages).Reads("closing", Purpose.Control, "class/{class}").WithSummary("Закрытие периода: открыть снова");
        routes.MapGet("/statement/{class}/{term}", Statement).Needs(Permission.ReadSchool).Reads("statement", Purpose.Teaching, "class/{class}").WithSummary("Сводная ведомость класса");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, string? term, ClosingBoard board, PageFrame frame, CancellationToken cancel) =>
        await Board(http, term, null, board, frame, cancel);

    private static async Task<IResult> CloseComplete(
        HttpContext http, string term, [FromForm] IFormCollection form, ClosingBoard board, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(term) || await board.Of(http.Actor()!, new TermId(term), cancel) is not { } view) return await frame.NotFound(http);
        var (closed, left) = (0, 0);
        foreach (var course in view.Rows.SelectMany(r => r.Cells).SelectMany(c => c).Where(c => !c.Closed).Select(c => c.Course).Distinct())
        {
            // Nothing is seen as missing: a page with gaps refuses and stays open.
            var outcome = await desk.Send(new ClosePage(TermPageForms.Key(form, course.Value, term), course, view.Term, []), http.Actor()!, cancel);
            if (outcome.IsAccepted) closed++;
            else left++;
        }
        return await Board(http, term, TermTexts.All.With("closing.answer", closed, left), board, frame, cancel);
    }

    private static async Task<IResult> Board(HttpContext http, string? term, string? answer, ClosingBoard board, PageFrame frame, CancellationToken cancel) =>
        (term is null || Id.IsValid(term)) && await board.Of(http.Actor()!, term is null ? null : new TermId(term), cancel) is { } view
            ? await frame.Show<ClosingPage>(http, TermTexts.All["closing"], new() { [nameof(ClosingPage.View)] = view, [nameof(ClosingPage.Answer)] = answer })
            : await frame.NotFound(http);

    private static Task<IResult> ShowClass(HttpContext http, string @class, string term, ClosingBoard board, PageFrame frame, CancellationToken cancel) =>
        Page(http, @class, term, board, frame, null, [], null, cancel);

    private static async Task<IResult> Close(
        HttpContext http, string @class, string term, [FromForm] IFormCollection form, ClosingBoard board, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(@class) || !Id.IsValid(term) || form["page"].Any(page => !Id.IsValid(page!))) return await frame.NotFound(http);
        var (closed, problems) = (0, new Dictionary<string, string>());
        foreach (var page in form["page"].OfType<string>())
        {
            var seen = form["seen." + page].ToString();
            var outcome = await desk.Send(
                new ClosePage(TermPageForms.Key(form, page, term, seen), new CourseId(page), new TermId(term), GapWords.Read(seen)), http.Actor()!, cancel);
            if (outcome.Refusal is { } refusal) problems[page] = refusal.Text();
            else closed++;
        }
        return await Page(http, @class, term, board, frame, closed == 0 ? null : TermTexts.All.Count("closing.done", closed), problems, null, cancel);
    }

    private static async Task<IResult> Reopen(
        HttpContext http, string @class, string term, [FromForm] IFormCollection form, ClosingBoard board, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (page, document, note) = (form["page"].ToString(), form["document"].ToString().Trim(), form["note"].ToString().Trim());
        if (!Id.IsValid(@class) || !Id.IsValid(term)) return await frame.NotFound(http);
        var outcome = Id.IsValid(page)
            ? await desk.Send(
                new ReopenPage(TermPageForms.Key(form, page, term, document, note), new CourseId(page), new TermId(term), document, note.Length == 0 ? null : new Opening(note)),
                http.Actor()!, cancel)
            : Outcome.Refused(Accounting.Refusals.PageIsNotClosed);
        return outcome.Refusal is { } refusal
            ? await Page(http, @class, term, board, frame, null, [], new ReopenDraft(page, document, note, refusal.Text()), cancel)
            : await Page(http, @class, term, board, frame, TermTexts.All["reopened"], [], null, cancel);
    }

    private static async Task<IResult> Page(
        HttpContext http, string @class, string term, ClosingBoard board, PageFrame frame, string? answer, Dictionary<string, string> problems, ReopenDraft? reopen,
        CancellationToken cancel) =>
        Id.IsValid(@class) && Id.IsValid(term) && await board.Of(http.Actor()!, new ClassId(@class), new TermId(term), cancel) is { } view
            ? await frame.Show<ClosingClassPage>(http, $"{TermTexts.All["closing"]} · {view.Name}", new()
            {
                [nameof(ClosingClassPage.View)] = view,
                [nameof(ClosingClassPage.Answer)] = answer,
                [nameof(ClosingClassPage.Problems)] = problems,
                [nameof(ClosingClassPage.Reopen)] = reopen,
            }, problems.Count > 0 || reopen is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
            : await frame.NotFound(http);

    private static async Task<IResult> Statement(HttpContext http, string @class, string term, Statements statements, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(@class) && Id.IsValid(term) && await statements.Of(http.Actor()!, new ClassId(@class), new TermId(term), cancel) is { } view
            ? await frame.Show<StatementPage>(http, $"{TermTexts.All["statement"]} · {view.ClassName}", new() { [nameof(StatementPage.View)] = view })
            : await frame.NotFound(http);
}
