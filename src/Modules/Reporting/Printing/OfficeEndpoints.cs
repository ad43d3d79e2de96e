using System.Globalization;
using System.Text;
using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Printing;

/// <summary>Печатные формы вне класса: each as a page and as PDF, with the rights of the page that links to it.</summary>
internal static class OfficeEndpoints
{
    private const string Substitutions = PrintAddresses.Center + "/substitutions";

    private const string Emergency = PrintAddresses.Center + "/emergency";

    private const string EmergencyOfClass = Emergency + "/class/{class}";

    private const string Answer = PrintAddresses.Center + "/answer";

    private const string Works = PrintAddresses.Center + "/works";

    public static IEndpointRouteBuilder MapOfficePrints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Substitutions, ShowSubstitutions).Needs(Permission.ReadChanges).Reads("substitution-register", Purpose.Control).WithSummary("Печать: журнал замещений за день или месяц");
        routes.MapGet(Substitutions + "/pdf", SubstitutionsPdf).Needs(Permission.ReadChanges).Reads("substitution-register", Purpose.Control).WithSummary("Печать: журнал замещений за день или месяц, PDF/A");
        routes.MapGet(Works, ShowWorks).Needs(Permission.ReadControl).Reads("control-works", Purpose.Control).WithSummary("Печать: график контрольных работ");
        routes.MapGet(Works + "/pdf", WorksPdf).Needs(Permission.ReadControl).Reads("control-works", Purpose.Control).WithSummary("Печать: график контрольных работ, PDF/A");
        routes.MapGet(Emergency, ShowOwn).Needs(Permission.WriteJournal).Reads("lesson", Purpose.Teaching).WithSummary("Печать: бланки уроков на случай сбоя, свои");
        routes.MapGet(Emergency + "/pdf", OwnPdf).Needs(Permission.WriteJournal).Reads("lesson", Purpose.Teaching).WithSummary("Печать: бланки уроков на случай сбоя, свои, PDF/A");
        routes.MapGet(EmergencyOfClass, ShowOfClass).Needs(Permission.ReadJournal).Reads("lesson", Purpose.Teaching, "class/{class}").WithSummary("Печать: бланки уроков на случай сбоя, класс");
        routes.MapGet(EmergencyOfClass + "/pdf", OfClassPdf).Needs(Permission.ReadJournal).Reads("lesson", Purpose.Teaching, "class/{class}").WithSummary("Печать: бланки уроков на случай сбоя, класс, PDF/A");
        routes.MapGet(Answer, ShowAnswer).Needs(Permission.ReadJournal).Reads("answer", Purpose.Teaching).WithSummary("Печать: справка об одной отметке");
        routes.MapGet(Answer + "/pdf", AnswerPdf).Needs(Permission.ReadJournal).Reads("answer", Purpose.Teaching).WithSummary("Печать: справка об одной отметке, PDF/A");
        routes.MapGet(Answer + "/proof", Proof).Needs(Permission.ReadJournal).Reads("answer", Purpose.Teaching).WithSummary("Доказательство одной записи, файл для проверки без журнала");
        return routes;
    }

    private static async Task<IResult> ShowSubstitutions(HttpContext http, [FromQuery] string? day, [FromQuery] string? month, OfficePrints prints, PageFrame frame, CancellationToken cancel)
    {
        var (of, all) = (Day(day), Month(month));
        var query = Query(("day", of is null ? null : day), ("month", all is null ? null : month));
        return await FormAnswers.Page(
            http, frame, await prints.Substitutions(http.Actor()!, of, all, cancel), PrintWords.All["form.substitutions"], $"{Substitutions}/pdf{query}",
            "/substitutions/register" + Query(("month", (of ?? all)?.ToString("yyyy-MM", CultureInfo.InvariantCulture))), PrintWords.All["back.substitutions"]);
    }

    private static async Task<IResult> SubstitutionsPdf(HttpContext http, [FromQuery] string? day, [FromQuery] string? month, OfficePrints prints, CancellationToken cancel) =>
        await FormAnswers.Pdf(http, await prints.Substitutions(http.Actor()!, Day(day), Month(month), cancel), "substitutions");

    private static async Task<IResult> ShowWorks(HttpContext http, OfficePrints prints, PageFrame frame, CancellationToken cancel) =>
        await prints.Works(http.Actor()!, Asked(http.Request.Query), cancel) is { } made
            ? await FormAnswers.Page(http, frame, made.Print, PrintWords.All["form.works"], $"{Works}/pdf{made.Query}", "/control/works" + made.Query, PrintWords.All["back.works"])
            : await frame.NotFound(http);

    private static async Task<IResult> WorksPdf(HttpContext http, OfficePrints prints, PageFrame frame, CancellationToken cancel) =>
        await prints.Works(http.Actor()!, Asked(http.Request.Query), cancel) is { } made ? await FormAnswers.Pdf(http, made.Print, "works") : await frame.NotFound(http);

    private static Task<IResult> ShowOwn(HttpContext http, OfficePrints prints, PageFrame frame, CancellationToken cancel) => ShowEmergency(http, null, prints, frame, cancel);

    private static Task<IResult> OwnPdf(HttpContext http, OfficePrints prints, PageFrame frame, CancellationToken cancel) => EmergencyPdf(http, null, prints, frame, cancel);

    private static async Task<IResult> ShowOfClass(HttpContext http, string @class, OfficePrints prints, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(@class) ? await ShowEmergency(http, new ClassId(@class), prints, frame, cancel) : await frame.NotFound(http);

    private static async Task<IResult> OfClassPdf(HttpContext http, string @class, OfficePrints prints, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(@class) ? await EmergencyPdf(http, new ClassId(@class), prints, frame, cancel) : await frame.NotFound(http);

    private static async Task<IResult> ShowEmergency(HttpContext http, ClassId? schoolClass, OfficePrints prints, PageFrame frame, CancellationToken cancel)
    {
        if (await prints.Emergency(http.Actor()!, schoolClass, cancel) is not { } made) return await frame.NotFound(http);
        Shows(http, schoolClass, made.Courses);
        return await FormAnswers.Page(
            http, frame, made.Print, PrintWords.All["form.emergency"], schoolClass is { } of ? $"{Emergency}/class/{of}/pdf" : Emergency + "/pdf",
            schoolClass is { } back ? $"/emergency/{back}" : "/emergency", PrintWords.All["back.emergency"]);
    }

    private static async Task<IResult> EmergencyPdf(HttpContext http, ClassId? schoolClass, OfficePrints prints, PageFrame frame, CancellationToken cancel)
    {
        if (await prints.Emergency(http.Actor()!, schoolClass, cancel) is not { } made) return await frame.NotFound(http);
        Shows(http, schoolClass, made.Courses);
        return await FormAnswers.Pdf(http, made.Print, "emergency");
    }

    /// <summary>The log of reads names the class by its address, and of one's own lessons their courses.</summary>
    private static void Shows(HttpContext http, ClassId? schoolClass, IReadOnlyList<CourseId> courses)
    {
        if (schoolClass is null) http.Shows([.. courses.Select(Streams.Course)]);
    }

    private static async Task<IResult> ShowAnswer(HttpContext http, [FromQuery] string? lesson, [FromQuery] string? pupil, OfficePrints prints, PageFrame frame, CancellationToken cancel) =>
        await AnswerOf(http, lesson, pupil, prints, cancel) is { } print
            ? await FormAnswers.Page(http, frame, print, PrintWords.All["form.answer"], $"{Answer}/pdf?lesson={lesson}&pupil={pupil}", $"/journal/answer?lesson={lesson}&pupil={pupil}", PrintWords.All["back.answer"])
            : await frame.NotFound(http);

    private static async Task<IResult> AnswerPdf(HttpContext http, [FromQuery] string? lesson, [FromQuery] string? pupil, OfficePrints prints, PageFrame frame, CancellationToken cancel) =>
        await AnswerOf(http, lesson, pupil, prints, cancel) is { } print ? await FormAnswers.Pdf(http, print, "answer") : await frame.NotFound(http);

    private static async Task<IResult> Proof(
        HttpContext http, [FromQuery] string? lesson, [FromQuery] string? pupil, [FromQuery] string? record, ILessonSheets sheets, PageFrame frame, CancellationToken cancel)
    {
        if (!LessonId.TryParse(lesson, out var at) || !Id.IsValid(pupil) || !Guid.TryParse(record, out var id)) return await frame.NotFound(http);
        http.Shows(Streams.Pupil(new PupilId(pupil)));
        return await sheets.Proof(http.Actor()!, at, new PupilId(pupil), id, cancel) is { } proof
            ? TypedResults.File(Encoding.UTF8.GetBytes(proof), "text/plain; charset=utf-8", $"{id}.tlog-proof")
            : await frame.NotFound(http);
    }

    private static async Task<FormPrint?> AnswerOf(HttpContext http, string? lesson, string? pupil, OfficePrints prints, CancellationToken cancel)
    {
        if (!LessonId.TryParse(lesson, out var at) || !Id.IsValid(pupil)) return null;
        http.Shows(Streams.Pupil(new PupilId(pupil)));
        return await prints.Answer(http.Actor()!, at, new PupilId(pupil), cancel);
    }

    /// <summary>As the schedule's own page reads its address.</summary>
    private static WorksAsked Asked(IQueryCollection query) =>
        new(query["period"], int.TryParse(query["level"], out var level) ? level : null, query["class"], query["subject"], query["only"]);

    private static DateOnly? Day(string? text) => Reading.ReportQuery.Day(text);

    private static DateOnly? Month(string? text) => Day(text + "-01");

    /// <summary>What is known to be a day, a month or an id stands in an address as it is.</summary>
    private static string Query(params IEnumerable<(string Name, string? Value)> asked) =>
        string.Join('&', asked.Where(a => a.Value is not null).Select(a => $"{a.Name}={a.Value}")) is { Length: > 0 } query ? "?" + query : "";
}
