using System.Globalization;
using ElJournal.Accounting.Council;
using ElJournal.Accounting.Debts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Академические задолженности with their retakes, and the decisions of the council of teachers.</summary>
internal static class DebtPages
{
    private const string Debt = DebtAddresses.List + "/{course}/{term}/{pupil}";
    private const string Class = DebtAddresses.Council + "/{class}";

    public static IEndpointRouteBuilder MapDebtPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(DebtAddresses.List, Show).Needs(Permission.ReadJournal).Reads("debts", Purpose.Teaching).WithSummary("Академические задолженности");
        routes.MapGet(Debt, ShowDebt).Needs(Permission.ReadJournal).Reads("debts", Purpose.Teaching, "pupil/{pupil}").WithSummary("Академическая задолженность: пересдачи");
        routes.MapPost(Debt, Step).Needs(Permission.ManageDebts).Reads("debts", Purpose.Teaching, "pupil/{pupil}").WithSummary("Академическая задолженность: назначить, перенести, записать результат");
        routes.MapGet(DebtAddresses.Council, ShowCouncil).Needs(Permission.ReadJournal).ShowsNoPersonalData().WithSummary("Педагогический совет");
        routes.MapGet(Class, ShowClass).Needs(Permission.ReadJournal).Reads("council", Purpose.Teaching, "class/{class}").WithSummary("Педагогический совет: решения по классу");
        routes.MapPost(Class, Decide).Needs(Permission.RecordCouncil).Reads("council", Purpose.Teaching, "class/{class}").WithSummary("Педагогический совет: записать решения");
        routes.MapPost(Class + "/revoke", Revoke).Needs(Permission.RecordCouncil).Reads("council", Purpose.Teaching, "class/{class}").WithSummary("Педагогический совет: отменить решение");
        return routes;
    }

    private static async Task<IResult> Show(
        HttpContext http, [FromQuery(Name = "class")] string? schoolClass, [FromQuery] string? subject, [FromQuery] string? over, DebtRegister register, PageFrame frame,
        CancellationToken cancel) => await frame.Show<DebtsPage>(http, DebtTexts.All["debts"], new()
        {
            [nameof(DebtsPage.View)] = await register.Of(
                http.Actor()!, Id.IsValid(schoolClass ?? "") ? new ClassId(schoolClass!) : null, string.IsNullOrEmpty(subject) ? null : subject, over == "1", cancel),
        });

    private static Task<IResult> ShowDebt(HttpContext http, string course, string term, string pupil, DebtRegister register, PageFrame frame, CancellationToken cancel) =>
        Draw(http, course, term, pupil, register, frame, [], null, cancel);

    private static async Task<IResult> Step(
        HttpContext http, string course, string term, string pupil, [FromForm] IFormCollection form, DebtRegister register, PageFrame frame, Desk desk,
        CancellationToken cancel)
    {
        if (!Id.IsValid(course) || !Id.IsValid(term) || !Id.IsValid(pupil)) return await frame.NotFound(http);
        var key = new DebtKey(new CourseId(course), new TermId(term), new PupilId(pupil));
        string Field(string name) => form[name].ToString().Trim();
        var examiners = form["examiner"].OfType<string>().Where(Id.IsValid).Select(e => new StaffId(e)).ToList();
        var command = TermPageForms.Key(form, course, term, pupil, Field("do"), Field("date"), Field("held"), Field("grade"), Field("protocol"), Field("document"), Field("order"));
        ICommand? step = (Field("do"), Day(Field("date")), Day(Field("held"))) switch
        {
            ("appoint", { } date, _) => new AppointRetake(command, key, date, Field("form"), examiners, Field("document")),
            ("postpone", { } date, _) => new PostponeRetake(command, key, date, Field("document")),
            ("missed", _, _) => new RecordMissedRetake(command, key, Field("document")),
            ("result", _, { } held) => new RecordRetake(command, key, Field("grade"), Field("protocol"), held, Field("order")),
            _ => null,
        };
        var refusal = step is null ? DebtTexts.All["no-day"] : (await Sent(desk, step, http.Actor()!, cancel)).Refusal?.Text();
        if (refusal is null) return TypedResults.LocalRedirect(DebtAddresses.Of(key));
        var typed = form.Where(f => f.Key is not ("__RequestVerificationToken" or "examiner")).ToDictionary(f => f.Key, f => f.Value.ToString());
        foreach (var (i, examiner) in form["examiner"].Index()) typed["examiner." + i] = examiner ?? "";
        return await Draw(http, course, term, pupil, register, frame, typed, refusal, cancel);
    }

    private static Task<Outcome> Sent(Desk desk, ICommand step, Actor actor, CancellationToken cancel) => step switch
    {
        AppointRetake appoint => desk.Send(appoint, actor, cancel),
        PostponeRetake postpone => desk.Send(postpone, actor, cancel),
        RecordMissedRetake missed => desk.Send(missed, actor, cancel),
        _ => desk.Send((RecordRetake)step, actor, cancel),
    };

    private static async Task<IResult> Draw(
        HttpContext http, string course, string term, string pupil, DebtRegister register, PageFrame frame, Dictionary<string, string> typed, string? refusal,
        CancellationToken cancel) =>
        Id.IsValid(course) && Id.IsValid(term) && Id.IsValid(pupil)
        && await register.Of(http.Actor()!, new DebtKey(new CourseId(course), new TermId(term), new PupilId(pupil)), cancel) is { } view
            ? await frame.Show<DebtPage>(http, $"{view.Name} · {view.Subject}", new()
            {
                [nameof(DebtPage.View)] = view,
                [nameof(DebtPage.Form)] = typed,
                [nameof(DebtPage.Refusal)] = refusal,
            }, Status(refusal))
            : await frame.NotFound(http);

    private static async Task<IResult> ShowCouncil(HttpContext http, CouncilRegister register, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<CouncilPage>(http, DebtTexts.All["council"], new() { [nameof(CouncilPage.View)] = await register.Of(http.Actor()!, cancel) });

    private static Task<IResult> ShowClass(
        HttpContext http, string @class, [FromQuery] string? question, [FromQuery] string? saved, CouncilRegister register, PageFrame frame, CancellationToken cancel) =>
        DrawClass(http, @class, question, register, frame, [], null, saved is null ? null : DebtTexts.All.With("decide.saved", saved), cancel);

    private static async Task<IResult> Decide(
        HttpContext http, string @class, [FromQuery] string? question, [FromForm] IFormCollection form, CouncilRegister register, PageFrame frame, Desk desk,
        CancellationToken cancel)
    {
        if (!Id.IsValid(@class)) return await frame.NotFound(http);
        var choices = form.Where(f => f.Key.StartsWith("kind.", StringComparison.Ordinal) && f.Value.ToString().Length > 0)
            .Select(f => (Pupil: f.Key["kind.".Length..], Kind: f.Value.ToString())).Where(c => Id.IsValid(c.Pupil)).ToList();
        var protocol = form["protocol"].ToString().Trim();
        var typed = form.Where(f => f.Key != "__RequestVerificationToken").ToDictionary(f => f.Key, f => f.Value.ToString());
        if (Day(form["date"].ToString()) is not { } date)
            return await DrawClass(http, @class, question, register, frame, typed, DebtTexts.All["no-date"], null, cancel);
        var items = choices.GroupBy(c => c.Kind, c => new PupilId(c.Pupil))
            .Select(g => new CouncilItem(TermPageForms.Key(form, @class, g.Key, protocol, form["date"].ToString(), string.Join(',', g)), g.Key, [.. g])).ToList();
        var outcome = await desk.Send(
            new RecordCouncilDecision(TermPageForms.Key(form, [@class, protocol, .. items.Select(i => i.Decision.ToString())]), new ClassId(@class), protocol, date, items),
            http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await DrawClass(http, @class, question, register, frame, typed, refusal.Text(), null, cancel)
            : TypedResults.LocalRedirect($"{DebtAddresses.CouncilOf(new ClassId(@class))}?question={Asked(question)}&saved={Uri.EscapeDataString(protocol)}");
    }

    private static async Task<IResult> Revoke(
        HttpContext http, string @class, [FromForm] IFormCollection form, CouncilRegister register, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(@class)) return await frame.NotFound(http);
        var (decision, reason) = (form["decision"].ToString(), form["reason"].ToString().Trim());
        var outcome = Guid.TryParse(decision, out var id)
            ? await desk.Send(
                new RevokeCouncilDecision(TermPageForms.Key(form, @class, decision, reason), new ClassId(@class), id, reason.Length == 0 ? null : new Opening(reason)),
                http.Actor()!, cancel)
            : Outcome.Refused(Accounting.Refusals.DecisionIsUnknown);
        return outcome.Refusal is { } refusal
            ? await DrawClass(http, @class, null, register, frame, new() { ["decision"] = decision, ["reason"] = reason }, refusal.Text(), null, cancel)
            : TypedResults.LocalRedirect(DebtAddresses.CouncilOf(new ClassId(@class)));
    }

    private static async Task<IResult> DrawClass(
        HttpContext http, string @class, string? question, CouncilRegister register, PageFrame frame, Dictionary<string, string> typed, string? refusal, string? saved,
        CancellationToken cancel) =>
        Id.IsValid(@class) && await register.Of(http.Actor()!, new ClassId(@class), cancel) is { } view
            ? await frame.Show<CouncilClassPage>(http, $"{DebtTexts.All["council"]} · {view.Name}", new()
            {
                [nameof(CouncilClassPage.View)] = view,
                [nameof(CouncilClassPage.Question)] = Asked(question),
                [nameof(CouncilClassPage.Form)] = typed,
                [nameof(CouncilClassPage.Refusal)] = refusal,
                [nameof(CouncilClassPage.Saved)] = saved,
            }, Status(refusal))
            : await frame.NotFound(http);

    /// <summary>Where pupils go, or one of the kinds that are no way.</summary>
    private static string Asked(string? question) =>
        CouncilKinds.All.Contains(question) && !CouncilKinds.Ways.Contains(question!) ? question! : CouncilKinds.Promoted;

    private static int Status(string? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
