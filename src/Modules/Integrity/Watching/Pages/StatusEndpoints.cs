using ElJournal.Integrity.Anchors;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Reading;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Store.Examining;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace ElJournal.Integrity.Watching.Pages;

/// <summary>Состояние (D-3, D-16, A-8): is the journal well, is its log intact, and who keeps its checkpoints.</summary>
public static class StatusEndpoints
{
    public const string Address = "/status";
    public const string Check = Address + "/check";
    public const string Difference = Address + "/difference";
    public const string Recipients = Address + "/recipients";
    public const string Dismiss = Recipients + "/dismiss";
    public const string Send = Recipients + "/send";

    internal static readonly Texts Words = new(WatchWords.All);

    public static IEndpointRouteBuilder MapStatus(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.VerifyLog).ShowsNoPersonalData().WithSummary("Состояние: что в порядке, что нет и что делать");
        routes.MapPost(Check, Begin).Needs(Permission.VerifyLog).ShowsNoPersonalData().WithSummary("Состояние: начать полную проверку журнала записей");
        routes.MapGet(Difference, ShowDifference).Needs(Permission.ReplayJournal).Reads("difference", Purpose.Oversight).WithSummary("Состояние: чем нарушенная запись отличается от копии");
        routes.MapGet(Recipients, ShowRecipients).Needs(Permission.KeepLog).Reads("recipients", Purpose.Oversight).WithSummary("Получатели контрольных точек");
        routes.MapPost(Recipients, Name).Needs(Permission.KeepLog).Reads("recipients", Purpose.Oversight).WithSummary("Получатели контрольных точек: назначить");
        routes.MapPost(Dismiss, Remove).Needs(Permission.KeepLog).Reads("recipients", Purpose.Oversight).WithSummary("Получатели контрольных точек: снять");
        routes.MapPost(Send, SendNow).Needs(Permission.KeepLog).ShowsNoPersonalData().WithSummary("Получатели контрольных точек: отправить сейчас");
        return routes.MapHealth();
    }

    private static async Task<IResult> Show(
        HttpContext http, Examination examination, LogChecks checks, AnchorMails mails, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var isRunning = checks.IsRunning(actor.School);
        var view = new StatusView(
            [.. (await examination.Run(actor.School, cancel)).OrderByDescending(f => f.Health)], await checks.Of(actor.School, cancel), await mails.BookOf(actor.School, cancel),
            isRunning, actor.Grants.AllowEver(Permission.KeepLog, Grant.WholeSchool), actor.Grants.AllowEver(Permission.ReplayJournal, Grant.WholeSchool));
        if (isRunning) http.Response.Headers["Refresh"] = "2";
        return await frame.Show<StatusPage>(http, Words["title"], new() { [nameof(StatusPage.View)] = view });
    }

    /// <param name="form">Empty but for the guard, which is asked for because there is a form.</param>
    private static IResult Begin(HttpContext http, [FromForm] IFormCollection form, LogChecks checks)
    {
        _ = checks.Begin(http.Actor()!);
        return TypedResults.LocalRedirect(Address);
    }

    /// <summary>Of the last check the first place: while the log is intact there is nothing to show.</summary>
    private static async Task<IResult> ShowDifference(HttpContext http, LogChecks checks, SealedLogs logs, Archivist archivist, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!actor.Grants.AllowEver(Permission.ReplayJournal, Grant.WholeSchool)) return await frame.NotFound(http);
        if (await checks.Of(actor.School, cancel) is not { Alarm: > 0 } watch) return TypedResults.LocalRedirect(Address);
        var found = watch.Last.Found;
        var file = found.DamagedYear is { } year ? ArchiveMaker.NameOf(actor.School, year, ArchiveKinds.Journals) + ".zip" : "";
        var path = Path.Combine(archivist.Directory, file);
        using var copy = file.Length > 0 && File.Exists(path) ? ArchivedLog.Open(File.OpenRead(path)) : null;
        var difference = await (await logs.ComparisonOf(actor.School)).At(found.DamagedYear, found.Index, found.Seq, copy, cancel);
        return await frame.Show<DifferencePage>(http, Words["difference"], new()
        {
            [nameof(DifferencePage.Found)] = difference,
            [nameof(DifferencePage.Place)] = DamagePlace.Of(found),
            [nameof(DifferencePage.File)] = file,
        });
    }

    private static Task<IResult> ShowRecipients(
        HttpContext http, AnchorMails mails, StaffAtWork staff, Openings openings, IConfiguration configuration, PageFrame frame, CancellationToken cancel) =>
        Draw(http, null, null, mails, staff, openings, configuration, frame, cancel);

    private static async Task<IResult> Name(
        HttpContext http, [FromForm] IFormCollection form, Desk desk, AnchorMails mails, StaffAtWork staff, Openings openings, IConfiguration configuration, PageFrame frame,
        CancellationToken cancel)
    {
        var id = Guid.TryParse(form["id"], out var given) ? given : Guid.NewGuid();
        var outcome = await desk.Send(new NameRecipient(id, form["staff"].ToString(), new Opening(form["address"].ToString().Trim())), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, form, refusal, mails, staff, openings, configuration, frame, cancel) : TypedResults.LocalRedirect(Recipients);
    }

    private static async Task<IResult> Remove(
        HttpContext http, [FromForm] IFormCollection form, Desk desk, AnchorMails mails, StaffAtWork staff, Openings openings, IConfiguration configuration, PageFrame frame,
        CancellationToken cancel)
    {
        var id = Guid.TryParse(form["id"], out var given) ? given : Guid.NewGuid();
        var outcome = await desk.Send(new DismissRecipient(id, form["staff"].ToString()), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, null, refusal, mails, staff, openings, configuration, frame, cancel) : TypedResults.LocalRedirect(Recipients);
    }

    private static async Task<IResult> SendNow([FromForm] IFormCollection form, AnchorMails mails, CancellationToken cancel)
    {
        await mails.Run(cancel);
        return TypedResults.LocalRedirect(Recipients);
    }

    private static async Task<IResult> Draw(
        HttpContext http, IFormCollection? form, Refusal? refusal, AnchorMails mails, StaffAtWork staff, Openings openings, IConfiguration configuration, PageFrame frame,
        CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        var people = await staff(school, cancel);
        var book = await mails.BookOf(school, cancel);
        var addresses = await openings.Read(school, book?.Recipients.Select(r => r.Address) ?? [], cancel);
        var view = new RecipientsView(
            [.. (book?.Recipients ?? []).Select(r => new ShownRecipient(r, people.GetValueOrDefault(r.Staff), addresses.GetValueOrDefault(r.Address)))],
            [.. people.OrderBy(p => p.Value, StringComparer.CurrentCulture).Select(p => (p.Key, p.Value))],
            configuration[MailSettings.Section + ":Host"] is { Length: > 0 },
            mails.FaultOf(school) is { } fault ? Words["examined.anchor.advice." + fault.Why] : null,
            refusal?.Text(), form?["staff"].ToString(), form?["address"].ToString());
        return await frame.Show<RecipientsPage>(
            http, Words["recipients"], new() { [nameof(RecipientsPage.View)] = view },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
