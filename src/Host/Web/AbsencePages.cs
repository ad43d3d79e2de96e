using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Пропуски и документы: what of a class is unexplained, its documents, one document, the form for another.</summary>
internal static class AbsencePages
{
    private const string Class = AbsenceAddresses.First + "/{class}";
    private const string One = Class + "/{document}";
    private const string Kind = "absences";
    private const string Subject = "class/{class}";

    public static IEndpointRouteBuilder MapAbsences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AbsenceAddresses.First, First).Needs(Permission.ReadAbsences).ShowsNoPersonalData().WithSummary("Пропуски и документы: свой класс");
        routes.MapGet(Class, Show).Needs(Permission.ReadAbsences, Subject).Reads(Kind, Purpose.Register, Subject).WithSummary("Пропуски и документы класса");
        routes.MapGet(Class + "/new", New).Needs(Permission.ManageAbsences, Subject).Reads(Kind, Purpose.Register, Subject).WithSummary("Документ об отсутствии: приложить");
        routes.MapPost(Class + "/new", Attach).Needs(Permission.ManageAbsences, Subject).Reads(Kind, Purpose.Register, Subject).WithSummary("Документ об отсутствии: записать");
        routes.MapGet(One, Document).Needs(Permission.ReadAbsences, Subject).Reads(Kind, Purpose.Register, Subject).WithSummary("Документ об отсутствии");
        routes.MapPost(One + "/follow", Follow).Needs(Permission.ManageAbsences, Subject).Reads(Kind, Purpose.Register, Subject).WithSummary("Документ об отсутствии: провести по оставшимся урокам");
        routes.MapPost(One + "/withdraw", Withdraw).Needs(Permission.ManageAbsences, Subject).Reads(Kind, Purpose.Register, Subject).WithSummary("Документ об отсутствии: снять");
        return routes;
    }

    private static IResult First(HttpContext http) =>
        TypedResults.LocalRedirect(AbsenceRegister.Led(http.Actor()!) is [var led, ..] ? AbsenceAddresses.Of(led) : Addresses.Classes);

    private static async Task<IResult> Show(HttpContext http, string @class, AbsenceRegister register, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(@class) && await register.Of(http.Actor()!, new ClassId(@class), cancel) is { } view
            ? await frame.Show<AbsencesPage>(http, $"{AbsenceTexts.All["title"]} · {view.Name}", new() { [nameof(AbsencesPage.View)] = view })
            : await frame.NotFound(http);

    private static Task<IResult> New(
        HttpContext http, string @class, string? pupil, string? from, string? until, string? replaces, AbsenceRegister register, PageFrame frame, CancellationToken cancel) =>
        Form(http, @class, Id.IsValid(replaces) ? null : new DocumentDraft(pupil ?? "", from ?? "", until ?? "", "", "", ""), replaces, null, register, frame, cancel);

    private static async Task<IResult> Attach(
        HttpContext http, string @class, [FromForm] IFormCollection form, AbsenceRegister register, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        string Field(string name) => form[name].ToString().Trim();
        if (!Id.IsValid(@class)) return await frame.NotFound(http);
        var draft = new DocumentDraft(Field("pupil"), Field("from"), Field("until"), Field("kind"), Field("number"), Field("issued"));
        var replaces = Field("replaces");
        // The same form sent twice by a double click is the same document.
        var key = TermPageForms.Key(form, @class, draft.Pupil, draft.From, draft.Until, draft.Kind, draft.Number, draft.Issued, replaces);
        var document = new AbsenceDocumentId(key.ToString("N"));
        var outcome = !Id.IsValid(draft.Pupil) ? Outcome.Refused(Accounting.Refusals.AbsencePupilIsUnchosen)
            : Day(draft.From) is { } from && Day(draft.Until) is { } until && Day(draft.Issued) is { } issued
                ? await desk.Send(
                    new AttachAbsenceDocument(
                        key, document, new ClassId(@class), new PupilId(draft.Pupil), from, until, draft.Kind, draft.Number, issued,
                        Id.IsValid(replaces) ? new AbsenceDocumentId(replaces) : null),
                    http.Actor()!, cancel)
                : Outcome.Refused(Accounting.Refusals.AbsencePeriodIsUnread);
        return outcome.Refusal is { } refusal
            ? await Form(http, @class, draft, replaces, refusal.Text(), register, frame, cancel)
            : TypedResults.LocalRedirect(AbsenceAddresses.Document(new ClassId(@class), document));
    }

    private static async Task<IResult> Form(
        HttpContext http, string @class, DocumentDraft? draft, string? replaces, string? refusal, AbsenceRegister register, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(@class) && await register.Form(
            http.Actor()!, new ClassId(@class), draft, Id.IsValid(replaces) ? new AbsenceDocumentId(replaces) : null, cancel) is { } model
            ? await frame.Show<DocumentFormPage>(
                http, AbsenceTexts.All["form.title"], new() { [nameof(DocumentFormPage.Model)] = model, [nameof(DocumentFormPage.Refusal)] = refusal }, Status(refusal))
            : await frame.NotFound(http);

    private static Task<IResult> Document(HttpContext http, string @class, string document, AbsenceRegister register, PageFrame frame, CancellationToken cancel) =>
        Page(http, @class, document, null, null, register, frame, cancel);

    private static async Task<IResult> Follow(HttpContext http, string @class, string document, AbsenceRegister register, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(@class) || !Id.IsValid(document)) return await frame.NotFound(http);
        var outcome = await desk.Send(new FollowAbsenceDocument(Guid.NewGuid(), new AbsenceDocumentId(document), new ClassId(@class)), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await Page(http, @class, document, null, refusal.Text(), register, frame, cancel)
            : TypedResults.LocalRedirect(AbsenceAddresses.Document(new ClassId(@class), new AbsenceDocumentId(document)));
    }

    private static async Task<IResult> Withdraw(
        HttpContext http, string @class, string document, [FromForm] IFormCollection form, AbsenceRegister register, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var reason = form["reason"].ToString().Trim();
        if (!Id.IsValid(@class) || !Id.IsValid(document)) return await frame.NotFound(http);
        var outcome = await desk.Send(
            new WithdrawAbsenceDocument(TermPageForms.Key(form, @class, document, reason), new AbsenceDocumentId(document), new ClassId(@class), new Opening(reason)),
            http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await Page(http, @class, document, reason, refusal.Text(), register, frame, cancel)
            : TypedResults.LocalRedirect(AbsenceAddresses.Document(new ClassId(@class), new AbsenceDocumentId(document)));
    }

    private static async Task<IResult> Page(
        HttpContext http, string @class, string document, string? reason, string? refusal, AbsenceRegister register, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(@class) && Id.IsValid(document) && await register.Of(http.Actor()!, new ClassId(@class), new AbsenceDocumentId(document), cancel) is { } view
            ? await frame.Show<DocumentPage>(http, view.Line.Paper, new()
            {
                [nameof(DocumentPage.View)] = view,
                [nameof(DocumentPage.Reason)] = reason,
                [nameof(DocumentPage.Refusal)] = refusal,
            }, Status(refusal))
            : await frame.NotFound(http);

    private static int Status(string? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
