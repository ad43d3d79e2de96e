using System.Globalization;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Журнал замен (Z-6.12): a month, its totals for pay, its closing, and the order of pay.</summary>
internal static class SubstitutionRegisterPages
{
    public static IEndpointRouteBuilder MapSubstitutionRegister(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SubstitutionAddresses.Register, Show).Needs(Permission.ReadChanges).Reads("substitution-register", Purpose.Control).WithSummary("Журнал замен");
        routes.MapGet(SubstitutionAddresses.RegisterCsv, Csv).Needs(Permission.ReadChanges).Reads("substitution-register", Purpose.Control).WithSummary("Журнал замен: выгрузка");
        routes.MapPost(SubstitutionAddresses.Close, Close).Needs(Permission.ManageSubstitutions).Reads("substitution-register", Purpose.Control).WithSummary("Журнал замен: закрыть месяц");
        routes.MapPost(SubstitutionAddresses.Reopen, Reopen).Needs(Permission.ManageSubstitutions).Reads("substitution-register", Purpose.Control).WithSummary("Журнал замен: открыть месяц снова");
        routes.MapPost(SubstitutionAddresses.Rules, SetRules).Needs(Permission.ManageSubstitutions).Reads("substitution-register", Purpose.Control).WithSummary("Порядок оплаты замен: утвердить");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, string? month, PayRegister register, PageFrame frame, CancellationToken cancel) =>
        Draw(http, Month(month), null, null, register, frame, cancel);

    private static async Task<IResult> Csv(HttpContext http, string? month, PayRegister register, CancellationToken cancel) =>
        TypedResults.File(await RegisterCsv.Of(await register.Of(http.Actor()!, Month(month), cancel), cancel), "text/csv; charset=utf-8", "zameny.csv");

    private static async Task<IResult> Close(
        HttpContext http, [FromForm] IFormCollection form, PayRegister register, Desk desk, PageFrame frame, CancellationToken cancel) =>
        Month(form["month"]) is { } month
            ? await Answer(http, form, month, await desk.Send(new ClosePayMonth(SubstitutionPages.Command(form, "id"), PayMonthOf(month)), http.Actor()!, cancel), register, frame, cancel)
            : await Draw(http, null, SubstitutionTexts.All["month.unread"], form, register, frame, cancel);

    private static async Task<IResult> Reopen(
        HttpContext http, [FromForm] IFormCollection form, PayRegister register, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        if (Month(form["month"]) is not { } month) return await Draw(http, null, SubstitutionTexts.All["month.unread"], form, register, frame, cancel);
        var note = form["note"].ToString().Trim() is { Length: > 0 } words ? new Opening(words) : null;
        var command = new ReopenPayMonth(SubstitutionPages.Command(form, "id"), PayMonthOf(month), form["document"].ToString(), note);
        return await Answer(http, form, month, await desk.Send(command, http.Actor()!, cancel), register, frame, cancel);
    }

    private static async Task<IResult> SetRules(
        HttpContext http, [FromForm] IFormCollection form, PayRegister register, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        var share = decimal.TryParse(form["share"].ToString().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours <= 1 ? (int)(hours * 100) : -1;
        var month = Month(form["month"]);
        var outcome = SubstitutionPages.Day(form["from"]) is { } from
            ? await desk.Send(new SetSubstitutionRules(SubstitutionPages.Command(form, "id"), new SubstitutionRulesSet(from, share, form["act"].ToString().Trim())), http.Actor()!, cancel)
            : Outcome.Refused(Setup.Refusals.SubstitutionRulesLackAct);
        return await Answer(http, form, month, outcome, register, frame, cancel);
    }

    private static async Task<IResult> Answer(
        HttpContext http, IFormCollection form, DateOnly? month, Outcome outcome, PayRegister register, PageFrame frame, CancellationToken cancel) =>
        outcome.Refusal is { } refusal
            ? await Draw(http, month, refusal.Text(), form, register, frame, cancel)
            : TypedResults.LocalRedirect(month is { } shown ? SubstitutionAddresses.Month(shown) : SubstitutionAddresses.Register);

    private static async Task<IResult> Draw(
        HttpContext http, DateOnly? month, string? refusal, IFormCollection? form, PayRegister register, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<RegisterView>(http, SubstitutionTexts.All["register.title"], new()
        {
            [nameof(RegisterView.Page)] = await register.Of(http.Actor()!, month, cancel),
            [nameof(RegisterView.Decides)] = http.Actor()!.Grants.All.Any(grant => grant.Permission == Permission.ManageSubstitutions),
            [nameof(RegisterView.Refusal)] = refusal,
            [nameof(RegisterView.Kept)] = form is null ? null : SubstitutionPages.Kept(form),
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static DateOnly? Month(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string PayMonthOf(DateOnly month) => Accounting.PayMonths.Of(month);
}
