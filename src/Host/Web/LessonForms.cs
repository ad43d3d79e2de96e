using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElJournal.Accounting;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Урок as a plain form, for a browser without script: the same commands, refusals beside the fields, nothing typed is lost.</summary>
internal static class LessonForms
{
    public static IEndpointRouteBuilder MapLessonForms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lessons/{course}/{date}/{slot}", Show).Needs(Permission.ReadJournal).Reads("lesson", Purpose.Teaching, "course/{course}").WithSummary("Урок");
        routes.MapPost("/lessons/{course}/{date}/{slot}", Save).Needs(Permission.WriteJournal).Reads("lesson", Purpose.Teaching, "course/{course}").WithSummary("Урок: записать");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, string course, string date, string slot, JournalPages pages, PageFrame frame, CancellationToken cancel) =>
        LessonId.TryParse($"{course}/{date}/{slot}", out var lesson)
            ? await Form(http, lesson, pages, frame, [], [], [], 0, cancel)
            : await frame.NotFound(http);

    private static async Task<IResult> Save(
        HttpContext http, string course, string date, string slot, [FromForm] IFormCollection form,
        JournalPages pages, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!LessonId.TryParse($"{course}/{date}/{slot}", out var lesson)
            || await pages.OfLesson(http.Actor()!, lesson, cancel) is not { } page || page.Lessons.All(l => l.Lesson != lesson)) return await frame.NotFound(http);
        if (!page.MayWrite) return TypedResults.Forbid();
        var (typed, problems, asks, saved) = (new Dictionary<string, string>(), new Dictionary<string, string>(), new List<(string, string)>(), 0);
        var column = page.Lessons.Index().First(l => l.Item.Lesson == lesson);
        var (reason, note) = (Text("reason"), Text("note"));

        var cells = (
            from pupil in page.Pupils
            let name = "cell." + pupil.Pupil
            let value = form[name].ToString()
            where form.ContainsKey(name) && value.Trim() != (pupil.Cells[column.Index]?.Text ?? "")
            select new EnterCell(Key(form, name, value), lesson, pupil.Pupil, value, Number("seen." + pupil.Pupil) ?? 0, reason, Note())).ToList();
        foreach (var (cell, outcome) in await desk.Send(cells, http.Actor()!, cancel)) Answer("cell." + cell.Pupil, cell.Value, outcome);
        if (Text("topic") is { } topic && topic != column.Item.Topic)
            await Send("topic", topic, new SetTopic(
                Key(form, "topic", topic), lesson, topic, topic == column.Item.PlannedTopic ? column.Item.PlanItem : null, Number("seen.topic") ?? 0, reason, Note()));
        var (homework, minutes) = (Text("homework") ?? "", Number("minutes"));
        if (form.ContainsKey("homework") && (homework != (column.Item.Homework ?? "") || minutes != column.Item.HomeworkMinutes))
            await Send("homework", homework, new SetHomework(
                Key(form, "homework", $"{homework} {minutes}"), lesson, homework, minutes, Number("seen.homework") ?? 0, reason, Note()));
        if (Text("worktype") is { } work && work != column.Item.WorkType)
            await Send("worktype", work, new ChooseWorkType(Key(form, "worktype", work), lesson, work, column.Item.WorkTypeVersion));

        if (problems.Count > 0)
            foreach (var kept in new[] { "reason", "note", "minutes" })
                if (Text(kept) is { } text) typed[kept] = text;
        return await Form(http, lesson, pages, frame, typed, problems, asks, saved, cancel);

        async Task Send(string field, string value, ICommand command) => Answer(field, value, await desk.Send(command, http.Actor()!, cancel));

        void Answer(string field, string value, Outcome outcome)
        {
            if (outcome.Refusal is not { } refusal)
            {
                saved++;
                return;
            }
            typed[field] = value;
            problems[field] = refusal.Text();
            if (Permits.IsWayOn(refusal))
                asks.Add((field, page.Pupils.FirstOrDefault(p => "cell." + p.Pupil == field)?.Name ?? CorrectionTexts.All["kind." + (field == "worktype" ? CorrectionKinds.WorkType : field)]));
        }

        Opening? Note() => note is null ? null : new Opening(note);
        string? Text(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        int? Number(string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static async Task<IResult> Form(
        HttpContext http, LessonId lesson, JournalPages pages, PageFrame frame, Dictionary<string, string> typed, Dictionary<string, string> problems,
        List<(string, string)> asks, int saved, CancellationToken cancel)
    {
        var page = await pages.OfLesson(http.Actor()!, lesson, cancel);
        return page?.Lessons.FirstOrDefault(l => l.Lesson == lesson) is not { } column
            ? await frame.NotFound(http)
            : await frame.Show<LessonForm>(http, $"{page.ClassName} · {page.Subject}", new()
            {
                [nameof(LessonForm.Page)] = page,
                [nameof(LessonForm.Lesson)] = column,
                [nameof(LessonForm.Typed)] = typed,
                [nameof(LessonForm.Problems)] = problems,
                [nameof(LessonForm.Asks)] = asks,
                [nameof(LessonForm.Saved)] = saved,
            }, problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>The same form sent twice, by a double click or a reload, is one command: its guard, field and value name it.</summary>
    private static Guid Key(IFormCollection form, string field, string value) => new(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', form["__RequestVerificationToken"].ToString(), field, form["seen." + field.Replace("cell.", "", StringComparison.Ordinal)].ToString(), value))).AsSpan(0, 16));
}
