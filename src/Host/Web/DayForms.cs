using System.Globalization;
using ElJournal.Access.SigningIn;
using ElJournal.Accounting;
using ElJournal.Accounting.Api;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.DayBooks;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>A teacher's day: its lessons, the word that it is complete, lessons outside the timetable; and who of the school has said so.</summary>
internal static class DayForms
{
    public static IEndpointRouteBuilder MapDayForms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/day/{date}", Show).Needs(Permission.WriteJournal).ShowsNoPersonalData().WithSummary("Мой день");
        routes.MapPost("/day/{date}", Complete).Needs(Permission.WriteJournal).ShowsNoPersonalData().WithSummary("Мой день: день заполнен");
        routes.MapPost("/day/{date}/attendance", Present).Needs(Permission.WriteJournal).ShowsNoPersonalData().WithSummary("Мой день: посещаемость урока проверена");
        routes.MapGet(Addresses.Days, Days).Needs(Permission.ReadChanges).Reads("days", Purpose.Control).WithSummary("Кто подтвердил день");
        routes.MapGet("/lessons/{course}/extra", ShowExtra).Needs(Permission.WriteJournal).ShowsNoPersonalData().WithSummary("Урок вне расписания");
        routes.MapPost("/lessons/{course}/extra", OpenExtra).Needs(Permission.WriteJournal).ShowsNoPersonalData().WithSummary("Урок вне расписания: назначить");
        return routes;
    }

    /// <summary>The day's page; the day of the reader's own card, if there is one.</summary>
    public static async Task<IResult> Page(
        HttpContext http, DateOnly? day, Days days, PageFrame frame, IReadOnlyDictionary<string, string>? typed, string? problem, CancellationToken cancel,
        RefusedCheck? check = null) =>
        await frame.Show<DayList>(http, UiTexts.All["menu.day"], new()
        {
            [nameof(DayList.Day)] = await days.Of(http.Actor()!, Staff(http), day, cancel),
            [nameof(DayList.Typed)] = typed ?? new Dictionary<string, string>(),
            [nameof(DayList.Problem)] = problem,
            [nameof(DayList.Check)] = check,
        }, problem is null && check is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Show(HttpContext http, string date, Days days, PageFrame frame, CancellationToken cancel) =>
        FamilyApi.IsDay(date, out var day) && http.Actor()!.Role is Role.Teacher ? await Page(http, day, days, frame, null, null, cancel) : await frame.NotFound(http);

    private static async Task<IResult> Complete(
        HttpContext http, string date, [FromForm] IFormCollection form, Days days, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!FamilyApi.IsDay(date, out var day) || Staff(http) is not { } staff || http.Actor()!.Role is not Role.Teacher) return await frame.NotFound(http);
        var lessons = form["lesson"].Select(text => LessonId.TryParse(text, out var lesson) ? lesson : null).OfType<LessonId>()
            .Select(lesson => new DayExplanation(lesson, form.ContainsKey($"without.{lesson}"), form.Text($"note.{lesson}") is { } note ? new Opening(note) : null)).ToList();
        var said = string.Join('\n', lessons.Select(l => $"{l.Lesson} {l.WithoutHomework} {l.Note?.Value}"));
        var outcome = await desk.Send(new CompleteDay(LessonForms.Key(form, "complete", $"{day:O} {said}"), staff, day!.Value, lessons), http.Actor()!, cancel);
        if (outcome.Refusal is not { } refusal) return Results.LocalRedirect(Addresses.Day(day.Value) + "#complete");
        var typed = form.Where(field => field.Key.StartsWith("without.", StringComparison.Ordinal) || field.Key.StartsWith("note.", StringComparison.Ordinal))
            .ToDictionary(field => field.Key, field => field.Value.ToString());
        return await Page(http, day, days, frame, typed, refusal.Text(), cancel);
    }

    private static async Task<IResult> Present(
        HttpContext http, string date, [FromForm] IFormCollection form, Days days, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!FamilyApi.IsDay(date, out var day) || !LessonId.TryParse(form["lesson"], out var lesson)) return await frame.NotFound(http);
        return (await desk.Send(new CheckAttendance(LessonForms.Key(form, "present", $"{lesson}"), lesson), http.Actor()!, cancel)).Refusal is { } refusal
            ? await Page(http, day, days, frame, null, null, cancel, new RefusedCheck(lesson, refusal.Text(), Permits.IsWayOn(refusal)))
            : Results.LocalRedirect(Addresses.Day(lesson.Date));
    }

    private static async Task<IResult> Days(HttpContext http, string? date, DayRegister register, PageFrame frame, CancellationToken cancel) =>
        FamilyApi.IsDay(date, out var day) && await register.Of(http.Actor()!, day, cancel) is { } book
            ? await frame.Show<DaysPage>(http, PageTexts.All["days.title"], new() { [nameof(DaysPage.Book)] = book })
            : await frame.NotFound(http);

    private static Task<IResult> ShowExtra(HttpContext http, string course, ExtraLessons extra, PageFrame frame, CancellationToken cancel) =>
        Extra(http, course, null, null, extra, frame, cancel);

    private static async Task<IResult> OpenExtra(
        HttpContext http, string course, [FromForm] IFormCollection form, ExtraLessons extra, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!LessonId.TryParse($"{course}/{form["date"]}/{form["slot"]}", out var lesson) || !FamilyApi.IsDay(form["date"], out _))
            return await Extra(http, course, form, PageTexts.All["extra.unread"], extra, frame, cancel);
        var command = new OpenExtraLesson(
            LessonForms.Key(form, "extra", $"{lesson} {form["kind"]}"), lesson, form["kind"].ToString(), form.Text("note") is { } note ? new Opening(note) : null);
        return (await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal
            ? await Extra(http, course, form, refusal.Text(), extra, frame, cancel)
            : Results.LocalRedirect(Addresses.Lesson(lesson));
    }

    private static async Task<IResult> Extra(
        HttpContext http, string course, IFormCollection? form, string? problem, ExtraLessons extra, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || await extra.Of(http.Actor()!, new CourseId(course), cancel) is not { } found) return await frame.NotFound(http);
        return await frame.Show<ExtraLessonPage>(http, PageTexts.All["lesson.extra.open"], new()
        {
            [nameof(ExtraLessonPage.Course)] = found.Course,
            [nameof(ExtraLessonPage.Name)] = found.Name,
            [nameof(ExtraLessonPage.Back)] = found.Term is { } term ? Addresses.Journal(found.Course, term) : "/",
            [nameof(ExtraLessonPage.Kinds)] = found.Kinds,
            [nameof(ExtraLessonPage.Date)] = form?["date"].ToString() ?? found.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [nameof(ExtraLessonPage.Slot)] = form?["slot"].ToString(),
            [nameof(ExtraLessonPage.Kind)] = form?["kind"].ToString(),
            [nameof(ExtraLessonPage.Note)] = form?["note"].ToString(),
            [nameof(ExtraLessonPage.Problem)] = problem,
        }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static StaffId? Staff(HttpContext http) => http.Features.Get<SignedIn>()?.Account.Staff;
}
