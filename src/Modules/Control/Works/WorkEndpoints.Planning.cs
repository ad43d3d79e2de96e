using ElJournal.Control.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Control.Works;

/// <summary>Planning a work, and what becomes of it.</summary>
internal static partial class WorkEndpoints
{
    private static async Task<IResult> New(
        HttpContext http, [FromQuery(Name = "class")] string? schoolClass, [FromQuery] string? course, [FromQuery] string? date, WorkReading reading, PageFrame frame, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, cancel) is not { } book) return await frame.NotFound(http);
        var draft = new WorkDraft { Course = course ?? "", Date = date ?? "" };
        return await DrawForm(http, reading, frame, book, ClassOf(book, schoolClass, draft), draft, draft.Course.Length > 0, null, cancel);
    }

    private static async Task<IResult> Plan(HttpContext http, [FromForm] IFormCollection form, WorkReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, cancel) is not { } book) return await frame.NotFound(http);
        var draft = WorkDraft.Read(form).Picked(form["pick"]);
        var schoolClass = ClassOf(book, form["class"], draft);
        if (form.ContainsKey("check") || form.ContainsKey("pick")) return await DrawForm(http, reading, frame, book, schoolClass, draft, true, null, cancel);
        var work = Id.New<ControlWorkId>();
        if (draft.Place(work, book.Judge) is not { } place) return await DrawForm(http, reading, frame, book, schoolClass, draft, true, WorkWords.All["place.incomplete"], cancel);
        var outcome = await desk.Send(
            new PlanControlWork(Guid.NewGuid(), work, place.Course, place.Date, place.Slot, place.Lessons, draft.Form, draft.Level, draft.Topic, draft.PaperOf(), draft.WhyOf()), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await DrawForm(http, reading, frame, book, schoolClass, draft, true, refusal.Text(), cancel) : TypedResults.LocalRedirect(Of(work) + "?saved=planned");
    }

    private static string ClassOf(WorkBook book, string? asked, WorkDraft draft) => book.Classes.FirstOrDefault(c => c.Id == asked)?.Id
        ?? (Id.IsValid(draft.Course) && book.Facts.Courses.TryGetValue(CourseId.From(draft.Course), out var course) ? course.Classes[0].Value : "");

    private static async Task<IResult> DrawForm(
        HttpContext http, WorkReading reading, PageFrame frame, WorkBook book, string schoolClass, WorkDraft draft, bool check, string? refusal, CancellationToken cancel) => await frame.Show<WorkFormPage>(http, WorkWords.All["new"], new()
        {
            [nameof(WorkFormPage.Book)] = book,
            [nameof(WorkFormPage.Class)] = schoolClass,
            [nameof(WorkFormPage.Courses)] = book.Facts.Courses.Values
            .Where(c => c.Classes.Any(k => k.Value == schoolClass) && c.Layer == Layers.Core && MayPlan(http, book, c.Course)).Select(c => c.Course).ToList(),
            [nameof(WorkFormPage.Topics)] = Id.IsValid(draft.Course) && MayPlan(http, book, CourseId.From(draft.Course)) ? await reading.Topics(http.Actor()!, CourseId.From(draft.Course), cancel) : [],
            [nameof(WorkFormPage.Draft)] = draft,
            [nameof(WorkFormPage.Preview)] = check ? WorkPreview.Of(book.Judge, draft, null) : null,
            [nameof(WorkFormPage.Refusal)] = refusal,
        }, ControlFrame.Status(refusal));

    /// <summary>What the form's script asks for while somebody chooses; the same is drawn without it.</summary>
    private static async Task<IResult> Limits(
        HttpContext http, [FromQuery] string? course, [FromQuery] string? date, [FromQuery] string? slot, [FromQuery] string? lessons, [FromQuery] string? work,
        WorkReading reading, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, cancel) is not { } book || !Id.IsValid(course) || !MayPlan(http, book, CourseId.From(course))) return TypedResults.NotFound();
        var draft = new WorkDraft { Course = course, Date = date ?? "", Slot = slot ?? "", Lessons = lessons ?? "1" };
        var preview = WorkPreview.Of(book.Judge, draft, book.Works.FirstOrDefault(w => w.Work.Value == work && w.Course.Value == course));
        return TypedResults.Json(new
        {
            place = preview.Place is { } place && preview.Problem is null ? WorkWords.Place(place) : null,
            problem = preview.Problem,
            checks = preview.Checks.Select(c => new { holds = c.Holds, says = WorkWords.Says(c.Limit), found = WorkWords.Found(c) }),
            paper = preview.Approved is { } order ? WorkWords.All.With("paper.needed", WorkWords.Paper(order)) : null,
            topics = await reading.Topics(http.Actor()!, CourseId.From(course), cancel),
            days = preview.Days.Select(d => new { date = ControlFrame.Iso(d.Date), slot = d.Slot, says = WorkWords.Place(d) }),
        });
    }

    private static async Task<IResult> One(HttpContext http, string work, [FromQuery] string? saved, WorkReading reading, PageFrame frame, CancellationToken cancel)
    {
        var (book, found) = await Find(http, work, reading, cancel);
        return found is null ? await frame.NotFound(http) : await DrawOne(http, reading, frame, book!, found, WorkDraft.Of(found), null, saved, null, cancel);
    }

    private static async Task<IResult> Move(HttpContext http, string work, [FromForm] IFormCollection form, WorkReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (book, found) = await Find(http, work, reading, cancel);
        if (found is null) return await frame.NotFound(http);
        var draft = WorkDraft.Read(form).Picked(form["pick"]) with { Course = found.Course.Value };
        var preview = WorkPreview.Of(book!.Judge, draft, found);
        if (form.ContainsKey("check") || form.ContainsKey("pick")) return await DrawOne(http, reading, frame, book, found, draft, preview, null, null, cancel);
        if (draft.Place(found.Work, book.Judge) is not { } place) return await DrawOne(http, reading, frame, book, found, draft, preview, null, WorkWords.All["place.incomplete"], cancel);
        var outcome = await desk.Send(new MoveControlWork(Guid.NewGuid(), found.Work, found.Course, place.Date, place.Slot, place.Lessons, draft.PaperOf(), draft.WhyOf()), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await DrawOne(http, reading, frame, book, found, draft, preview, null, refusal.Text(), cancel) : TypedResults.LocalRedirect(Of(found.Work) + "?saved=moved");
    }

    private static async Task<IResult> Cancel(HttpContext http, string work, [FromForm] IFormCollection form, WorkReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (book, found) = await Find(http, work, reading, cancel);
        if (found is null) return await frame.NotFound(http);
        var typed = WorkDraft.Read(form);
        var outcome = await desk.Send(new CancelControlWork(Guid.NewGuid(), found.Work, found.Course, typed.PaperOf()), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await DrawOne(http, reading, frame, book!, found, WorkDraft.Of(found) with { Paper = typed.Paper, PaperDate = typed.PaperDate }, null, null, refusal.Text(), cancel)
            : TypedResults.LocalRedirect(Of(found.Work) + "?saved=cancelled");
    }

    private static async Task<IResult> Explain(HttpContext http, string work, [FromForm] IFormCollection form, WorkReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (book, found) = await Find(http, work, reading, cancel);
        if (found is null) return await frame.NotFound(http);
        var typed = WorkDraft.Read(form);
        var outcome = await desk.Send(new ExplainWorkDeviation(Guid.NewGuid(), found.Work, found.Course, typed.WhyOf() ?? new WorkExplanation(new Opening(""), "")), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal
            ? await DrawOne(http, reading, frame, book!, found, WorkDraft.Of(found) with { Why = typed.Why, Document = typed.Document }, null, null, refusal.Text(), cancel)
            : TypedResults.LocalRedirect(Of(found.Work) + "?saved=explained");
    }

    private static async Task<(WorkBook? Book, ControlWork? Work)> Find(HttpContext http, string work, WorkReading reading, CancellationToken cancel)
    {
        if (!Id.IsValid(work) || await reading.Read(http.Actor()!, cancel) is not { } book) return (null, null);
        return (book, book.Works.Concat(book.Cancelled).FirstOrDefault(w => w.Work.Value == work));
    }

    private static async Task<IResult> DrawOne(
        HttpContext http, WorkReading reading, PageFrame frame, WorkBook book, ControlWork work, WorkDraft draft, WorkPreview? preview, string? saved, string? refusal, CancellationToken cancel) =>
        await frame.Show<WorkPage>(http, WorkWords.All["one"], new()
        {
            [nameof(WorkPage.Book)] = book,
            [nameof(WorkPage.Work)] = work,
            [nameof(WorkPage.Results)] = await reading.Results(http.Actor()!, work, cancel),
            [nameof(WorkPage.Explanations)] = await reading.Explanations(http.Actor()!, work, cancel),
            [nameof(WorkPage.Draft)] = draft,
            [nameof(WorkPage.Preview)] = preview,
            [nameof(WorkPage.MayPlan)] = !work.Cancelled && MayPlan(http, book, work.Course),
            [nameof(WorkPage.Saved)] = saved,
            [nameof(WorkPage.Refusal)] = refusal,
        }, ControlFrame.Status(refusal));
}
