using System.Globalization;
using System.Resources;
using ElJournal.Control.Pages;
using ElJournal.Control.Remarks;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Control.Rounds;

/// <summary>Проверка as it stands in the form.</summary>
/// <param name="Form">Of the form: sent twice, it begins one round.</param>
public sealed record RoundDraft(
    Guid Form, IReadOnlyList<string> Levels, IReadOnlyList<string> Classes, IReadOnlyList<string> Subjects, IReadOnlyList<string> Teachers,
    IReadOnlyList<string> Checks, string From, string To)
{
    public static RoundDraft Read(IFormCollection form) => new(
        Guid.TryParse(form["form"], out var id) ? id : Guid.NewGuid(), [.. form["level"].OfType<string>()], [.. form["class"].OfType<string>()],
        [.. form["subject"].OfType<string>()], [.. form["teacher"].OfType<string>()], [.. form["check"].OfType<string>()], form["from"].ToString(), form["to"].ToString());

    public RoundScope Scope => new(
        [.. Levels.Select(l => int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : 0).Distinct().Order()],
        [.. Classes.Where(Id.IsValid).Distinct().Select(c => new ClassId(c))], [.. Subjects.Where(Id.IsValid).Distinct().Select(s => new SubjectId(s))],
        [.. Teachers.Where(Id.IsValid).Distinct().Select(t => new StaffId(t))], []);
}

/// <summary>Проверки (D-11, D-14): who checked what, the form, one round.</summary>
internal static class RoundEndpoints
{
    public const string Address = "/control/rounds";
    private const string Kind = "rounds";
    private const string One = Address + "/{round}";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Control.Rounds.RoundTexts", typeof(RoundEndpoints).Assembly));

    public static string Of(RoundId round) => $"{Address}/{round}";

    public static IEndpointRouteBuilder MapRounds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, List).Needs(Permission.ReadControl).Reads(Kind, Purpose.Control).WithSummary("Проверки журналов");
        routes.MapGet(Address + "/new", New).Needs(Permission.ManageControl).Reads(Kind, Purpose.Control).WithSummary("Проверка журналов: форма");
        routes.MapPost(Address + "/new", Begin).Needs(Permission.ManageControl).Reads(Kind, Purpose.Control).WithSummary("Проверка журналов: начать");
        routes.MapGet(One, Show).Needs(Permission.ReadControl).Reads(Kind, Purpose.Control).WithSummary("Одна проверка");
        routes.MapPost(One, Act).Needs(Permission.ManageControl).Reads(Kind, Purpose.Control).WithSummary("Проверка журналов: завершить или отменить");
        return routes;
    }

    private static async Task<IResult> List(HttpContext http, RoundBook book, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<RoundsPage>(http, Words["title"], new() { [nameof(RoundsPage.View)] = await book.List(http.Actor()!, cancel) });

    private static Task<IResult> New(HttpContext http, RoundBook book, PageFrame frame, CancellationToken cancel) => Form(http, book, frame, null, null, cancel);

    private static async Task<IResult> Begin(HttpContext http, [FromForm] IFormCollection form, RoundBook book, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (draft, actor) = (RoundDraft.Read(form), http.Actor()!);
        if (ControlFrame.ReadDay(draft.From) is not { } from || ControlFrame.ReadDay(draft.To) is not { } to) return await Form(http, book, frame, draft, Words["no-day"], cancel);
        var scope = await book.Scope(actor, draft.Scope, cancel);
        if (scope.Courses.Count == 0) return await Form(http, book, frame, draft, Refusals.Texts.GetString("refusal." + Refusals.RoundIsEmpty.Code, CultureInfo.CurrentUICulture), cancel);
        IReadOnlyList<string> checks = [.. Checks.All.Intersect(draft.Checks)];
        var round = new RoundId(draft.Form.ToString("N"));
        var outcome = await desk.Send(
            new BeginRound(draft.Form, round, scope, checks, from, to, from <= to ? await book.Figures(actor.School, scope, checks, from, to, cancel) : []), actor, cancel);
        return outcome.Refusal is { } refusal ? await Form(http, book, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Of(round));
    }

    private static async Task<IResult> Form(HttpContext http, RoundBook book, PageFrame frame, RoundDraft? typed, string? refusal, CancellationToken cancel)
    {
        var view = await book.Form(http.Actor()!, cancel);
        return await frame.Show<RoundForm>(http, Words["form.title"], new()
        {
            [nameof(RoundForm.View)] = view,
            [nameof(RoundForm.Draft)] = typed ?? new RoundDraft(Guid.NewGuid(), [], [], [], [], Checks.All, ControlFrame.Iso(view.From), ControlFrame.Iso(view.To)),
            [nameof(RoundForm.Refusal)] = refusal,
        }, ControlFrame.Status(refusal));
    }

    private static Task<IResult> Show(HttpContext http, string round, RoundBook book, PageFrame frame, CancellationToken cancel) =>
        Draw(http, round, book, frame, null, null, cancel);

    private static async Task<IResult> Draw(HttpContext http, string round, RoundBook book, PageFrame frame, string? refusal, string? typed, CancellationToken cancel) =>
        Id.IsValid(round) && await book.Of(http.Actor()!, new RoundId(round), cancel) is { } view
            ? await frame.Show<RoundPage>(http, Words.With("one", ControlFrame.Dotted(view.Line.Round.On)), new()
            {
                [nameof(RoundPage.View)] = view,
                [nameof(RoundPage.Refusal)] = refusal,
                [nameof(RoundPage.Typed)] = typed,
            }, ControlFrame.Status(refusal))
            : await frame.NotFound(http);

    private static async Task<IResult> Act(
        HttpContext http, string round, [FromForm] IFormCollection form, RoundBook book, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!Id.IsValid(round) || await book.Of(actor, new RoundId(round), cancel) is not { Line.Round: { } standing }) return await frame.NotFound(http);
        var (act, text) = (form["do"].ToString(), form["result"].ToString().Trim());
        var id = RemarkDraft.Derived($"{form["form"]} {round} {act} {text}");
        var outcome = act == "cancel"
            ? await desk.Send(new CancelRound(id, standing.Key, standing.Scope.Courses), actor, cancel)
            : await desk.Send(
                new ConcludeRound(
                    id, standing.Key, standing.Scope.Courses,
                    await book.Figures(actor.School, standing.Scope, standing.Checks, standing.From, standing.To, cancel), new Opening(text)),
                actor, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, round, book, frame, refusal.Text(), text, cancel) : TypedResults.LocalRedirect(act == "cancel" ? Address : Of(standing.Key));
    }
}
