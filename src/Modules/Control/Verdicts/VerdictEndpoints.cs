using System.Resources;
using ElJournal.Accounting;
using ElJournal.Control.Pages;
using ElJournal.Control.Remarks;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Control.Verdicts;

/// <summary>Содержание домашнего задания (D-14.7): read and judged, lesson by lesson.</summary>
public static class VerdictEndpoints
{
    private const string Address = "/control/homework/{course}/{date}/{slot}";

    internal static readonly Texts Words = new(new ResourceManager("ElJournal.Control.Verdicts.VerdictTexts", typeof(VerdictEndpoints).Assembly));

    /// <summary>Where the homework of a lesson is judged.</summary>
    public static string Of(LessonId lesson) => $"/control/homework/{lesson}";

    internal static IEndpointRouteBuilder MapVerdicts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadControl, "course/{course}").Reads("homework-verdict", Purpose.Control, "course/{course}").WithSummary("Домашнее задание урока и заключения о нём");
        routes.MapPost(Address, Judge).Needs(Permission.ManageControl, "course/{course}").Reads("homework-verdict", Purpose.Control, "course/{course}").WithSummary("Домашнее задание урока: дать заключение");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, string course, string date, string slot, VerdictBook book, PageFrame frame, CancellationToken cancel) =>
        Draw(http, $"{course}/{date}/{slot}", book, frame, null, null, cancel);

    private static async Task<IResult> Judge(
        HttpContext http, string course, string date, string slot, [FromForm] IFormCollection form, VerdictBook book, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!LessonId.TryParse($"{course}/{date}/{slot}", out var lesson)) return await frame.NotFound(http);
        var (verdict, text) = (form["verdict"].ToString(), form["words"].ToString().Trim());
        var id = RemarkDraft.Derived($"{form["form"]} {lesson} {verdict} {text}");
        var outcome = await desk.Send(
            new JudgeHomework(id, lesson, verdict, text.Length > 0 ? new Opening(text) : null, int.TryParse(form["seen"], out var seen) ? seen : 0), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, lesson.ToString(), book, frame, refusal.Text(), form, cancel) : TypedResults.LocalRedirect(Of(lesson));
    }

    private static async Task<IResult> Draw(
        HttpContext http, string text, VerdictBook book, PageFrame frame, string? refusal, IFormCollection? typed, CancellationToken cancel) =>
        LessonId.TryParse(text, out var lesson) && await book.Of(http.Actor()!, lesson, cancel) is { } view
            ? await frame.Show<HomeworkPage>(http, $"{Words["title"]} · {view.ClassName} · {view.Subject}", new()
            {
                [nameof(HomeworkPage.View)] = view,
                [nameof(HomeworkPage.Refusal)] = refusal,
                [nameof(HomeworkPage.Form)] = typed,
            }, ControlFrame.Status(refusal))
            : await frame.NotFound(http);
}
