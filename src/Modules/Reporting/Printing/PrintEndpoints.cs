using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing.School;
using ElJournal.Reporting.Printing.SchoolTemplates;
using ElJournal.Setup;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Printing;

/// <summary>Печать: the choice, each form as a page and as PDF.</summary>
internal static class PrintEndpoints
{
    private const string Kind = "print";

    private const string Subject = PrintAddresses.Center + "/subject/{course}";

    private const string OfClass = PrintAddresses.Center + "/class/{class}/{form}";

    public static IEndpointRouteBuilder MapPrinting(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(PrintAddresses.Center, Center).Needs(Permission.ReadJournal).ShowsNoPersonalData().WithSummary("Печать: выбор формы");
        routes.MapGet(Subject, ShowSubject).Needs(Permission.ReadJournal, "course/{course}").Reads(Kind, Purpose.Teaching, "course/{course}").WithSummary("Печать: журнал предмета");
        routes.MapGet(Subject + "/pdf", SubjectPdf).Needs(Permission.ReadJournal, "course/{course}").Reads(Kind, Purpose.Teaching, "course/{course}").WithSummary("Печать: журнал предмета, PDF/A");
        routes.MapGet(OfClass, ShowClass).Needs(Permission.ReadJournal).Reads(Kind, Purpose.Teaching, "class/{class}").WithSummary("Печать: форма класса");
        routes.MapGet(OfClass + "/pdf", ClassPdf).Needs(Permission.ReadJournal).Reads(Kind, Purpose.Teaching, "class/{class}").WithSummary("Печать: форма класса, PDF/A");
        return routes;
    }

    private static async Task<IResult> Center(HttpContext http, [FromQuery(Name = "class")] string? schoolClass, PrintBooks books, PageFrame frame, CancellationToken cancel)
    {
        var all = await books.All(http.Actor()!, cancel);
        return await frame.Show<PrintCenterPage>(http, PrintWords.All["title"], new()
        {
            [nameof(PrintCenterPage.Books)] = all,
            [nameof(PrintCenterPage.MayIssue)] = http.Actor()!.Grants.All.Any(grant => grant.Permission == Permission.IssueExtracts),
            [nameof(PrintCenterPage.Book)] = all.FirstOrDefault(b => b.Class.Value == schoolClass) ?? (all.Count == 1 ? all[0] : null),
            [nameof(PrintCenterPage.Whole)] = http.Actor()!.Grants.All.Any(g => g.Permission == Permission.ReadChanges) ? SchoolPrintEndpoints.Address : null,
            [nameof(PrintCenterPage.Templates)] = http.Actor()!.Grants.AllowEver(Permission.SetUpSchool, Grant.WholeSchool) ? TemplateEndpoints.Address : null,
        });
    }

    private static async Task<IResult> ShowSubject(HttpContext http, string course, [FromQuery] string? term, PrintRoom room, PageFrame frame, CancellationToken cancel) =>
        await OfSubject(http, course, term, room, cancel) is { } print
            ? await Show(http, frame, print, PrintAddresses.Subject(new(course), Term(term), pdf: true))
            : await frame.NotFound(http);

    private static async Task<IResult> SubjectPdf(HttpContext http, string course, [FromQuery] string? term, PrintRoom room, PageFrame frame, CancellationToken cancel) =>
        await OfSubject(http, course, term, room, cancel) is { } print ? await FormAnswers.Pdf(http, print, $"journal-{course}") : await frame.NotFound(http);

    private static async Task<IResult> ShowClass(
        HttpContext http, string @class, string form, [FromQuery] string? term, PrintRoom room, PageFrame frame, CancellationToken cancel) =>
        await ClassPrint(http, @class, form, term, room, cancel) is { } print
            ? await Show(http, frame, print, PrintAddresses.OfClass(new(@class), form, Term(term), pdf: true))
            : await frame.NotFound(http);

    private static async Task<IResult> ClassPdf(
        HttpContext http, string @class, string form, [FromQuery] string? term, PrintRoom room, PageFrame frame, CancellationToken cancel) =>
        await ClassPrint(http, @class, form, term, room, cancel) is { } print ? await FormAnswers.Pdf(http, print, $"{form}-{@class}") : await frame.NotFound(http);

    private static async Task<FormPrint?> OfSubject(HttpContext http, string course, string? term, PrintRoom room, CancellationToken cancel) =>
        Id.IsValid(course) && (string.IsNullOrEmpty(term) || Id.IsValid(term)) ? await room.Subject(http.Actor()!, new CourseId(course), Term(term), cancel) : null;

    private static async Task<FormPrint?> ClassPrint(HttpContext http, string schoolClass, string form, string? term, PrintRoom room, CancellationToken cancel) =>
        Id.IsValid(schoolClass) && FormKinds.All.Contains(form) && (string.IsNullOrEmpty(term) || Id.IsValid(term))
            ? await room.OfClass(http.Actor()!, new ClassId(schoolClass), form, Term(term), cancel)
            : null;

    private static Task<IResult> Show(HttpContext http, PageFrame frame, FormPrint print, string pdf) => FormAnswers.Page(http, frame, print, print.Title, pdf);

    private static TermId? Term(string? term) => string.IsNullOrEmpty(term) ? null : new TermId(term);
}
