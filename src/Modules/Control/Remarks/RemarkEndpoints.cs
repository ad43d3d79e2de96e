using System.Resources;
using ElJournal.Control.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Control.Remarks;

/// <summary>Замечания (D-11, D-14, Z-7, Z-10): the list, the form, one with its life, the page of a class's journal.</summary>
internal static class RemarkEndpoints
{
    private const string Kind = "remarks";
    private const string One = RemarkAddresses.List + "/{course}/{remark}";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Control.Remarks.RemarkTexts", typeof(RemarkEndpoints).Assembly));

    public static IEndpointRouteBuilder MapRemarks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(RemarkAddresses.List, List).Needs(Permission.ReadControl).Reads(Kind, Purpose.Control).WithSummary("Замечания к ведению журнала");
        routes.MapGet(RemarkAddresses.New, New).Needs(Permission.ManageControl).Reads(Kind, Purpose.Control).WithSummary("Замечание: форма");
        routes.MapPost(RemarkAddresses.New, Issue).Needs(Permission.ManageControl).Reads(Kind, Purpose.Control).WithSummary("Замечание: сделать");
        routes.MapGet(RemarkAddresses.List + "/class/{class}", OfClass).Needs(Permission.ReadControl).Reads(Kind, Purpose.Control, "class/{class}").WithSummary("Страница «Замечания» классного журнала");
        routes.MapGet(One, Show).Needs(Permission.ReadSchool).Reads(Kind, Purpose.Control, "course/{course}").WithSummary("Одно замечание");
        routes.MapPost(One, Act).Needs(Permission.ReadSchool).Reads(Kind, Purpose.Control, "course/{course}").WithSummary("Замечание: ответить, снять, открыть снова, перенести срок, отозвать");
        return routes;
    }

    private static async Task<IResult> List(HttpContext http, RemarkBook book, PageFrame frame, CancellationToken cancel)
    {
        var query = http.Request.Query;
        string? Given(string name) => Id.IsValid(query[name].ToString()) ? query[name].ToString() : null;
        var state = query["state"].ToString();
        var view = await book.List(
            http.Actor()!,
            new RemarkFilter(
                Given("class") is { } c ? new ClassId(c) : null, Given("teacher") is { } t ? new StaffId(t) : null, Checks.All.FirstOrDefault(check => check == query["check"]),
                RemarkFilter.States.Contains(state) ? state : RemarkFilter.Open, Given("round") is { } r ? new RoundId(r) : null),
            cancel);
        http.Shows([.. view.Rows.Select(r => r.Remark.Target.Pupil is { } pupil ? Streams.Pupil(pupil) : Streams.Course(r.Remark.Target.Course)).Distinct()]);
        return await frame.Show<RemarksPage>(http, Words["title"], new() { [nameof(RemarksPage.View)] = view });
    }

    private static Task<IResult> New(HttpContext http, RemarkForms forms, PageFrame frame, CancellationToken cancel) =>
        Form(http, RemarkDraft.Of(http.Request.Query), forms, frame, null, null, cancel);

    private static async Task<IResult> Issue(HttpContext http, [FromForm] IFormCollection form, RemarkForms forms, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = RemarkDraft.Read(form);
        if (ControlFrame.ReadDay(draft.Due) is not { } due) return await Form(http, draft, forms, frame, Words["no-day"], null, cancel);
        if (draft.Targets() is null) return await Form(http, draft, forms, frame, Refusals.Texts.GetString("refusal." + Refusals.RemarkHasNoPlace.Code), null, cancel);
        var commands = draft.Commands(due).ToList();
        var (made, refused) = (0, new List<(RemarkTarget Target, string Text)>());
        foreach (var command in commands)
        {
            if ((await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal) refused.Add((command.Target, refusal.Text()));
            else made++;
        }
        if (refused.Count == 0)
        {
            return TypedResults.LocalRedirect(commands is [var one]
                ? $"{RemarkAddresses.List}/{one.Target.Course}/{one.Remark}" : $"{RemarkAddresses.List}?check={draft.Check}");
        }
        // What is made is made; what is left ticked is what was refused.
        var left = draft with { Lessons = [.. refused.Select(r => r.Target.Lesson?.ToString()).OfType<string>()] };
        return await Form(
            http, left, forms, frame, string.Join(' ', refused.Select(r => r.Text).Distinct()), made > 0 ? Words.Count("made", made) : null, cancel);
    }

    private static async Task<IResult> Form(
        HttpContext http, RemarkDraft draft, RemarkForms forms, PageFrame frame, string? refusal, string? made, CancellationToken cancel)
    {
        if (await forms.Of(http.Actor()!, draft, cancel) is not { } view) return await frame.NotFound(http);
        if (view.Course is { } course) http.Shows(Streams.Course(course.Card.Course));
        return await frame.Show<RemarkForm>(http, Words["form.title"], new()
        {
            [nameof(RemarkForm.View)] = view,
            [nameof(RemarkForm.Draft)] = draft,
            [nameof(RemarkForm.Refusal)] = refusal,
            [nameof(RemarkForm.Made)] = made,
        }, ControlFrame.Status(refusal));
    }

    private static async Task<IResult> OfClass(HttpContext http, string @class, RemarkBook book, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(@class) && await book.Of(http.Actor()!, new ClassId(@class), cancel) is { } view
            ? await frame.Show<RemarksOfClassPage>(http, $"{Words["title"]} · {view.Name}", new() { [nameof(RemarksOfClassPage.View)] = view })
            : await frame.NotFound(http);

    private static Task<IResult> Show(HttpContext http, string course, string remark, RemarkBook book, PageFrame frame, CancellationToken cancel) =>
        Draw(http, course, remark, book, frame, null, null, cancel);

    private static async Task<IResult> Draw(
        HttpContext http, string course, string remark, RemarkBook book, PageFrame frame, string? refusal, IFormCollection? typed, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || !Id.IsValid(remark) || await book.Of(http.Actor()!, new RemarkId(remark), cancel) is not { } view || view.Line.Remark.Course != course)
            return await frame.NotFound(http);
        if (view.Line.Remark.Target.Pupil is { } pupil) http.Shows(Streams.Pupil(pupil));
        return await frame.Show<RemarkPage>(http, $"{Words["one"]} · {view.Line.ClassName} · {view.Line.Subject}", new()
        {
            [nameof(RemarkPage.View)] = view,
            [nameof(RemarkPage.Refusal)] = refusal,
            [nameof(RemarkPage.Form)] = typed,
        }, ControlFrame.Status(refusal));
    }

    private static async Task<IResult> Act(
        HttpContext http, string course, string remark, [FromForm] IFormCollection form, RemarkBook book, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || !Id.IsValid(remark) || await book.Of(http.Actor()!, new RemarkId(remark), cancel) is not { Line.Remark: { } standing } || standing.Course != course)
            return await frame.NotFound(http);
        var (act, text, due) = (form["do"].ToString(), form["words"].ToString().Trim(), ControlFrame.ReadDay(form["due"]));
        // The same form sent twice is one command: what was seen and typed names it.
        var id = RemarkDraft.Derived($"{form["form"]} {remark} {act} {text} {form["due"]}");
        var words = text.Length > 0 ? new Opening(text) : null;
        ICommand? command = act switch
        {
            "answer" => new AnswerRemark(id, standing.Key, standing.Target, words ?? new Opening("")),
            "close" => new CloseRemark(id, standing.Key, standing.Target, words),
            "withdraw" => new WithdrawRemark(id, standing.Key, standing.Target, words),
            "postpone" when due is { } day => new PostponeRemark(id, standing.Key, standing.Target, day, words),
            "reopen" when due is { } day => new ReopenRemark(id, standing.Key, standing.Target, day, words ?? new Opening("")),
            _ => null,
        };
        var refusal = command is null ? Words["no-day"] : (await desk.Send(command, http.Actor()!, cancel)).Refusal?.Text();
        return refusal is null ? TypedResults.LocalRedirect($"{RemarkAddresses.List}/{course}/{remark}") : await Draw(http, course, remark, book, frame, refusal, form, cancel);
    }
}
