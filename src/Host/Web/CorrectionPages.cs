using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Исправления по разрешению (D-13, Z-9): the request, the deputy's queue, one's own requests.</summary>
internal static class CorrectionPages
{
    private const string Kind = "corrections";

    public static IEndpointRouteBuilder MapCorrections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(CorrectionAddresses.List, List).Needs(Permission.ReadJournal).Reads(Kind, Purpose.Control).WithSummary("Исправления: запросы и решения");
        routes.MapGet(CorrectionAddresses.New, New).Needs(Permission.WriteJournal).Reads(Kind, Purpose.Teaching).WithSummary("Запрос на исправление");
        routes.MapPost(CorrectionAddresses.Ask, Ask).Needs(Permission.WriteJournal).Reads(Kind, Purpose.Teaching).WithSummary("Запрос на исправление из формы урока");
        routes.MapPost(CorrectionAddresses.List, Send).Needs(Permission.WriteJournal).Reads(Kind, Purpose.Teaching).WithSummary("Запрос на исправление: отправить");
        routes.MapPost(CorrectionAddresses.Decide, Decide).Needs(Permission.GrantCorrections).Reads(Kind, Purpose.Control).WithSummary("Исправления: разрешить или отказать");
        routes.MapPost(CorrectionAddresses.Withdraw, Withdraw).Needs(Permission.WriteJournal).Reads(Kind, Purpose.Control).WithSummary("Запрос на исправление: отозвать");
        routes.MapPost(CorrectionAddresses.Apply, Apply).Needs(Permission.WriteJournal).Reads(Kind, Purpose.Control).WithSummary("Исправление: внести по разрешению");
        return routes;
    }

    private static Task<IResult> List(HttpContext http, CorrectionDesk corrections, PageFrame frame, CancellationToken cancel) => Draw(http, corrections, frame, null, null, cancel);

    private static async Task<IResult> Draw(
        HttpContext http, CorrectionDesk corrections, PageFrame frame, string? refusal, IFormCollection? typed, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var (charge, own) = (await corrections.InCharge(actor, cancel), await corrections.Own(actor, cancel));
        http.Shows([.. charge.Concat(own).Select(l => l.Correction.Target.Pupil is { } pupil ? Streams.Pupil(pupil) : Streams.Course(l.Correction.Target.Course)).Distinct()]);
        var mayGrant = actor.Grants.All.Any(g => g.Permission == Permission.GrantCorrections);
        return await frame.Show<CorrectionsPage>(http, CorrectionTexts.All["title"], new()
        {
            [nameof(CorrectionsPage.Charge)] = charge,
            [nameof(CorrectionsPage.Own)] = own,
            [nameof(CorrectionsPage.MayGrant)] = mayGrant,
            [nameof(CorrectionsPage.Me)] = actor.Account.Value,
            // A deputy is shown an own list only where there is something in it.
            [nameof(CorrectionsPage.MayAsk)] = !mayGrant || own.Count > 0,
            [nameof(CorrectionsPage.Rules)] = await corrections.Rules(actor.School, cancel),
            [nameof(CorrectionsPage.Refusal)] = refusal,
            [nameof(CorrectionsPage.Form)] = typed,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> New(
        HttpContext http, string? lesson, string? course, string? term, string? kind, string? pupil, string? wanted, CorrectionForms forms, PageFrame frame,
        CancellationToken cancel) =>
        await Model(http, Target(lesson, course, term, kind, pupil), forms, cancel) is { } model
            // A code that the form offers may stand in the address; words never do.
            ? await Form(http, frame, wanted is not null && model.Offering(wanted) is var offered && offered.Choices?.Any(c => c.Code == wanted) == true
                ? offered with { Wanted = wanted } : model, null) : await frame.NotFound(http);

    /// <summary>The lesson's plain form hands over what was typed in one of its fields.</summary>
    private static async Task<IResult> Ask(HttpContext http, [FromForm] IFormCollection form, CorrectionForms forms, PageFrame frame, CancellationToken cancel)
    {
        var field = form["ask"].ToString();
        if (field.Length == 0) return Results.LocalRedirect(CorrectionAddresses.List);
        var (kind, pupil) = field.Split('.', 2) is [var of, var whose] ? (of == "own" ? CorrectionKinds.PupilHomework : of, whose) : (KindOf(field), null);
        return await Model(http, Target(form["lesson"], null, null, kind, pupil), forms, cancel) is { } model
            ? await Form(http, frame, model with
            {
                Wanted = Handed("wanted") ?? form[field].ToString().Trim(),
                Reason = form["reason"].ToString(),
                Memo = Handed("memo") ?? form["note"].ToString(),
            }, null)
            : await frame.NotFound(http);

        string? Handed(string what) => form.TryGetValue($"asked.{what}.{field}", out var given) ? given.ToString() : null;
    }

    private static string KindOf(string field) => field switch
    {
        "worktype" => CorrectionKinds.WorkType,
        "life" => CorrectionKinds.Lesson,
        "due" => CorrectionKinds.HomeworkDue,
        "file" => CorrectionKinds.HomeworkFile,
        "attendance" => CorrectionKinds.AttendanceCheck,
        _ => field,
    };

    private static async Task<IResult> Send(HttpContext http, [FromForm] IFormCollection form, CorrectionForms forms, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!form.ContainsKey("command")) return Results.LocalRedirect(CorrectionAddresses.List);
        if (!Guid.TryParse(form["command"], out var command) || await Model(http, Target(form["lesson"], form["course"], form["term"], form["kind"], form["pupil"]), forms, cancel) is not { } place)
            return await frame.NotFound(http);
        var wanted = form["wanted"].ToString();
        if (place.Target.Kind == CorrectionKinds.Cell && wanted.Trim() == CellValue.Point && SubstitutionPages.Day(form["due"]) is { } due) wanted = CorrectionWishes.Point(due);
        var model = place.Offering(wanted) with { Command = command, Wanted = wanted, Reason = form["reason"].ToString(), Memo = form["memo"].ToString().Trim() };
        // The request's own id follows from the form's: sent twice, it is one request.
        var outcome = await desk.Send(
            new RequestCorrection(command, new CorrectionId(command.ToString("N")), model.Target, model.Old, model.Wanted, model.Reason, new Opening(model.Memo)),
            http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Form(http, frame, model, refusal.Text()) : Results.LocalRedirect(CorrectionAddresses.List);
    }

    /// <summary>A place of a lesson, or a grade of a period; null: neither.</summary>
    private static CorrectionTarget? Target(string? lesson, string? course, string? term, string? kind, string? pupil)
    {
        if (string.IsNullOrEmpty(kind) || (!string.IsNullOrEmpty(pupil) && !Id.IsValid(pupil))) return null;
        PupilId? whose = string.IsNullOrEmpty(pupil) ? null : new PupilId(pupil);
        return LessonId.TryParse(lesson, out var id) ? CorrectionTarget.Of(kind, id, whose)
            : Id.IsValid(course) && Id.IsValid(term) ? new CorrectionTarget(kind, new CourseId(course), null, whose, new TermId(term))
            : null;
    }

    private static async Task<CorrectionFormModel?> Model(HttpContext http, CorrectionTarget? target, CorrectionForms forms, CancellationToken cancel)
    {
        if (target is null) return null;
        http.Shows(target.Pupil is { } p ? Streams.Pupil(p) : Streams.Course(target.Course));
        return await forms.Of(http.Actor()!, target, cancel);
    }

    private static Task<IResult> Form(HttpContext http, PageFrame frame, CorrectionFormModel model, string? refusal) =>
        frame.Show<CorrectionForm>(http, CorrectionTexts.All["form.title"], new()
        {
            [nameof(CorrectionForm.Model)] = model,
            [nameof(CorrectionForm.Refusal)] = refusal,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <summary>One by the button beside it, or all that are ticked.</summary>
    private static async Task<IResult> Decide(
        HttpContext http, [FromForm] IFormCollection form, CorrectionDesk corrections, TimeProvider clock, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var grants = form.ContainsKey("grant");
        var one = (grants ? form["grant"] : form["refuse"]).ToString();
        var hours = int.TryParse(form["hours"], NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? Math.Min(typed, 100_000) : 0;
        var refused = new List<string>();
        foreach (var id in one.Length > 0 ? [one] : form["id"].OfType<string>().Distinct().ToList())
        {
            if (await corrections.Find(actor, id, cancel) is not { } correction) return await frame.NotFound(http);
            ICommand command = grants
                ? new GrantCorrection(Guid.NewGuid(), correction.Key, correction.Target, Correction.Moment(clock.GetUtcNow().AddHours(hours)), form["document"])
                : new RefuseCorrection(Guid.NewGuid(), correction.Key, correction.Target, new Opening(form["why"].ToString()));
            if ((await desk.Send(command, actor, cancel)).Refusal is { } refusal) refused.Add(refusal.Text());
        }
        return refused.Count > 0
            ? await Draw(http, corrections, frame, string.Join(' ', refused.Distinct()), form, cancel)
            : Results.LocalRedirect(CorrectionAddresses.List);
    }

    private static async Task<IResult> Withdraw(HttpContext http, [FromForm] string? id, CorrectionDesk corrections, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(id)) return Results.LocalRedirect(CorrectionAddresses.List);
        if (await corrections.Find(http.Actor()!, id, cancel) is not { } correction) return await frame.NotFound(http);
        var outcome = await desk.Send(new WithdrawCorrection(Guid.NewGuid(), correction.Key, correction.Target), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, corrections, frame, refusal.Text(), null, cancel) : Results.LocalRedirect(CorrectionAddresses.List);
    }

    private static async Task<IResult> Apply(HttpContext http, [FromForm] string? id, CorrectionDesk corrections, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (string.IsNullOrEmpty(id)) return Results.LocalRedirect(CorrectionAddresses.List);
        if (await corrections.Find(actor, id, cancel) is not { } correction || correction.By != actor.Account.Value) return await frame.NotFound(http);
        // Sent again, because the answer was lost: the one permission is used up, and what was asked for stands.
        if (correction.State is CorrectionState.Applied) return Results.LocalRedirect(CorrectionAddresses.List);
        // Something else stands there by now, or it is entered on the page of the place itself.
        if (await corrections.Wanted(correction, actor.School, Guid.NewGuid(), cancel) is not { } command)
            return await Draw(http, corrections, frame, CorrectionTexts.All["apply.elsewhere"], null, cancel);
        var outcome = await desk.Send(command, actor, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, corrections, frame, refusal.Text(), null, cancel) : Results.LocalRedirect(CorrectionAddresses.List);
    }
}
