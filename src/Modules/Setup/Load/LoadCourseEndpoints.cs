using ElJournal.Kernel;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Load;

/// <summary>Курс in the load (D-10.9): its hours, its teachers through the year, a second teacher, its end.</summary>
internal static class LoadCourseEndpoints
{
    public static IEndpointRouteBuilder MapLoadCourse(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(LoadEndpoints.Address + "/{course}", Show).Needs(Permission.ReadSchool).Reads("load", Purpose.Register, "course/{course}").WithSummary("Нагрузка: курс");
        routes.MapPost(LoadEndpoints.Address + "/{course}", Change).Needs(Permission.SetUpSchool).Reads("load", Purpose.Register, "course/{course}")
            .WithSummary("Нагрузка: часы, учителя и закрытие курса");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, string course, IDocumentStore store, Openings openings, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, course, store, openings, frame, new CourseDraft("", "", "", "", ""), null, cancel);

    private static async Task<IResult> Change(
        HttpContext http, string course, [FromForm] IFormCollection form, IDocumentStore store, Openings openings, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new CourseDraft(form["do"].ToString(), form["hours"].ToString(), form["teacher"].ToString(), form["from"].ToString(), form["to"].ToString());
        var refusal = await Refusal(http, course, draft, desk, cancel);
        return refusal is null
            ? TypedResults.LocalRedirect($"{LoadEndpoints.Address}/{course}")
            : await Draw(http, course, store, openings, frame, draft, refusal, cancel);
    }

    private static async Task<string?> Refusal(HttpContext http, string course, CourseDraft draft, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(course)) return Outcome.Refused(Refusals.CourseIsUnknown).Refusal!.Text();
        if (PlanFrame.ReadDay(draft.From) is not { } from) return LoadEndpoints.Words["no-day"];
        var id = new CourseId(course);
        if (draft.Do is "teacher" or "second" or "release" && !Id.IsValid(draft.Teacher)) return LoadEndpoints.Words["no-teacher"];
        ICommand? command = draft.Do switch
        {
            "hours" => new SetCourseHours(Guid.NewGuid(), id, HourText.Read(draft.Hours) ?? 0, from),
            "teacher" => new AssignTeacher(Guid.NewGuid(), id, new StaffId(draft.Teacher), from, PlanFrame.ReadDay(draft.To)),
            "second" => new AssignSecondTeacher(Guid.NewGuid(), id, new StaffId(draft.Teacher), from, PlanFrame.ReadDay(draft.To)),
            "release" => new ReleaseTeacher(Guid.NewGuid(), id, new StaffId(draft.Teacher), from),
            "close" => new CloseCourse(Guid.NewGuid(), id, from),
            _ => null,
        };
        return command is null ? LoadEndpoints.Words["no-action"] : (await desk.Send(command, http.Actor()!, cancel)).Refusal?.Text();
    }

    private static async Task<IResult> Draw(
        HttpContext http, string course, IDocumentStore store, Openings openings, PageFrame frame, CourseDraft draft, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        if (!Id.IsValid(course) || await session.LoadAsync<CourseCard>(Streams.Course(new CourseId(course)), cancel) is not { } card
            || await session.LoadAsync<YearCalendar>(Streams.Year(card.Year), cancel) is not { } year) return await frame.NotFound(http);
        var plan = await PlanFrame.Of(http, session, cancel) with { Year = year };
        var sheet = await LoadSheet.Of(year, plan.Default, session, cancel);
        var teachers = await LoadEndpoints.Teachers(http.Actor()!.School, sheet, session, openings, cancel);
        var former = await session.LoadManyAsync<StaffCard>(cancel, [.. card.Teachers.Select(t => Streams.Staff(t.Teacher)).Distinct()]);
        var cards = await openings.Read<PersonCard>(http.Actor()!.School, former.Select(s => s.Card), cancel);
        var names = await CourseNames.Of(session, [card], cancel);
        var subject = sheet.Subjects.FirstOrDefault(s => s.Subject == card.Subject)?.Name ?? card.Subject.Value;
        return await frame.Show<LoadCoursePage>(http, $"{subject}, {names[card.Course]}", new()
        {
            [nameof(LoadCoursePage.Course)] = card,
            [nameof(LoadCoursePage.Title)] = $"{subject}, {names[card.Course]}",
            [nameof(LoadCoursePage.Planned)] = sheet.Cells.FirstOrDefault(c => c.Course?.Course == card.Course)?.Planned ?? 0,
            [nameof(LoadCoursePage.Year)] = year,
            [nameof(LoadCoursePage.Day)] = plan.Default,
            [nameof(LoadCoursePage.Teachers)] = teachers,
            [nameof(LoadCoursePage.Names)] = former.ToDictionary(s => s.Staff, s => cards.TryGetValue(s.Card, out var person) ? person.ShortName : UiTexts.All["erased"]),
            [nameof(LoadCoursePage.Draft)] = draft,
            [nameof(LoadCoursePage.MayEdit)] = plan.MayEdit,
            [nameof(LoadCoursePage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }
}

/// <summary>What the form of a course said.</summary>
public sealed record CourseDraft(string Do, string Hours, string Teacher, string From, string To);
