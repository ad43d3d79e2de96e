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
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Урок as a plain form, for a browser without script: the same commands, refusals beside the fields, nothing typed is lost.</summary>
internal static class LessonForms
{
    public const string Address = "/lessons/{course}/{date}/{slot}";

    public static IEndpointRouteBuilder MapLessonForms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadJournal).Reads("lesson", Purpose.Teaching, "course/{course}").WithSummary("Урок");
        routes.MapPost(Address, Save).TakesFile().Needs(Permission.WriteJournal).Reads("lesson", Purpose.Teaching, "course/{course}").WithSummary("Урок: записать");
        return routes.MapLessonLifeForms();
    }

    private static async Task<IResult> Show(
        HttpContext http, string course, string date, string slot, int? saved, JournalPages pages, LessonSheets sheets, PageFrame frame, CancellationToken cancel) =>
        LessonId.TryParse($"{course}/{date}/{slot}", out var lesson)
            ? await Form(http, lesson, pages, sheets, frame, [], [], Math.Clamp(saved ?? 0, 0, 99), cancel)
            : await frame.NotFound(http);

    private static async Task<IResult> Save(
        HttpContext http, string course, string date, string slot, [FromForm] IFormCollection form,
        JournalPages pages, LessonSheets sheets, PageFrame frame, Desk desk, IDocumentStore store, CancellationToken cancel)
    {
        if (!LessonId.TryParse($"{course}/{date}/{slot}", out var lesson)
            || await pages.OfLesson(http.Actor()!, lesson, cancel) is not { } page || page.Lessons.All(l => l.Lesson != lesson)) return await frame.NotFound(http);
        if (!page.MayWrite) return TypedResults.Forbid();
        var writer = await Paper.Writer(http, form, lesson, store);
        var sheet = await sheets.Of(http.Actor()!, page, lesson, cancel);
        var (typed, problems, asks, saved) = (new Dictionary<string, string>(), new Dictionary<string, string>(), new List<PermitAsk>(), 0);
        var column = page.Lessons.Index().First(l => l.Item.Lesson == lesson);
        var (reason, note) = (form.Text("reason"), form.Text("note"));

        var cells = (
            from pupil in page.Pupils
            let name = "cell." + pupil.Pupil
            let value = form[name].ToString()
            where form.ContainsKey(name) && value.Trim() != (pupil.Cells[column.Index]?.Text ?? "")
            select new EnterCell(Key(form, name, value), lesson, pupil.Pupil, value, form.Number("seen." + pupil.Pupil) ?? 0, reason, Note())).ToList();
        foreach (var (cell, outcome) in await desk.Send(cells, writer, cancel)) Answer("cell." + cell.Pupil, cell.Value, outcome);
        if (form.Text("attendance") is { } attendance && !sheet.AttendanceChecked)
            await Send("attendance", attendance, new CheckAttendance(Key(form, "attendance", attendance), lesson));
        await SaveTopic();
        await SaveHomework();
        if (form.Text("worktype") is { } work && work != column.Item.WorkType)
            await Send("worktype", work, new ChooseWorkType(Key(form, "worktype", work), lesson, work, column.Item.WorkTypeVersion));

        if (problems.Count > 0)
            foreach (var kept in new[] { "reason", "note", "minutes", "plan", "due", Paper.Field })
                if (form.Text(kept) is { } text) typed[kept] = text;
        return await Form(http, lesson, pages, sheets, frame, typed, problems, saved, cancel, asks);

        async Task SaveTopic()
        {
            var topic = form.Text("topic");
            var chosen = sheet.Plan.FirstOrDefault(item => item.Value == form.Text("plan"));
            // Another row was chosen and the words left as they were: without a script, the row's own words are meant.
            if (chosen is not null && form.Text("plan") != form.Text("plan.was") && (topic is null || topic == form.Text("topic.was"))) topic = LessonTopic.Words(chosen);
            if (topic is null) return;
            var taken = form.ContainsKey("plan") ? chosen : topic == column.Item.PlannedTopic ? sheet.Plan.FirstOrDefault(item => item.Number == column.Item.PlanItem) : null;
            var standing = column.Item.Topic is null ? null : sheet.PlanItem;
            if (topic == column.Item.Topic && (!form.ContainsKey("plan") || taken?.Value == standing?.Value)) return;
            await Send("topic", topic, new SetTopic(
                Key(form, "topic", $"{topic} {taken?.Value}"), lesson, topic, taken?.Number, form.Number("seen.topic") ?? 0, reason, Note(), taken?.Part));
        }

        async Task SaveHomework()
        {
            var (homework, minutes) = (form.Text("homework") ?? "", form.Number("minutes"));
            if (form.ContainsKey("homework") && (homework != (column.Item.Homework ?? "") || minutes != column.Item.HomeworkMinutes))
                await Send("homework", homework, new SetHomework(
                    Key(form, "homework", $"{homework} {minutes}"), lesson, homework, minutes, form.Number("seen.homework") ?? 0, reason, Note()));
            if (problems.ContainsKey("homework")) return;
            var due = LessonId.TryParse(form.Text("due"), out var chosen) ? chosen : null;
            if (form.ContainsKey("due") && due != sheet.Due)
                await Send("due", due?.ToString() ?? "", new ChooseHomeworkDue(Key(form, "due", $"{due}"), lesson, due, form.Number("seen.due") ?? 0, reason, Note()));
            foreach (var drop in form["drop"].Select(text => Guid.TryParse(text, out var file) ? file : (Guid?)null).OfType<Guid>())
                await Send("file", "", new RemoveHomeworkFile(
                    Key(form, "drop", $"{drop} {reason}"), lesson, drop, sheet.Files.FirstOrDefault(f => f.File == drop)?.Last.Version ?? 0, reason, Note()));
            foreach (var file in form.Files.GetFiles("file").Where(f => f.Length > 0))
                await Send("file", "", new AttachHomeworkFile(Guid.NewGuid(), lesson, await Read(file, cancel)));
        }

        async Task Send(string field, string value, ICommand command) => Answer(field, value, await desk.Send(command, writer, cancel));

        void Answer(string field, string value, Outcome outcome)
        {
            if (outcome.Refusal is not { } refusal)
            {
                saved++;
                return;
            }
            typed[field] = value;
            problems[field] = refusal.Text();
            if (!Permits.IsWayOn(refusal) || asks.Exists(a => a.Field == field)) return;
            asks.Add(field switch
            {
                "topic" or "homework" => new PermitAsk(field, CorrectionTexts.All["kind." + field]),
                "worktype" => new PermitAsk(field, CorrectionTexts.All["kind." + CorrectionKinds.WorkType]),
                "due" => new PermitAsk(field, CorrectionTexts.All["kind." + CorrectionKinds.HomeworkDue], value),
                "attendance" => new PermitAsk(field, CorrectionTexts.All["kind." + CorrectionKinds.AttendanceCheck], CorrectionWishes.Checked),
                "file" => new PermitAsk(field, CorrectionTexts.All["kind." + CorrectionKinds.HomeworkFile], form.ContainsKey("drop") ? CorrectionWishes.Remove : CorrectionWishes.Attach),
                _ => new PermitAsk(field, page.Pupils.FirstOrDefault(p => "cell." + p.Pupil == field)?.Name ?? field),
            });
        }

        Opening? Note() => note is null ? null : new Opening(note);
    }

    private static async Task<Scan?> Read(IFormFile file, CancellationToken cancel)
    {
        if (file.Length > Scan.Largest) return null;
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancel);
        return Scan.OrDocument(content.ToArray());
    }

    /// <summary>The lesson's page, with what was typed and refused.</summary>
    public static async Task<IResult> Form(
        HttpContext http, LessonId lesson, JournalPages pages, LessonSheets sheets, PageFrame frame, Dictionary<string, string> typed, Dictionary<string, string> problems,
        int saved, CancellationToken cancel, IReadOnlyList<PermitAsk>? asks = null)
    {
        if (HttpMethods.IsGet(http.Request.Method)) http.MayBeKept();
        var page = await pages.OfLesson(http.Actor()!, lesson, cancel);
        return page?.Lessons.FirstOrDefault(l => l.Lesson == lesson) is not { } column
            ? await frame.NotFound(http)
            : await frame.Show<LessonForm>(http, $"{page.ClassName} · {page.Subject}", new()
            {
                [nameof(LessonForm.Page)] = page,
                [nameof(LessonForm.Lesson)] = column,
                [nameof(LessonForm.Sheet)] = await sheets.Of(http.Actor()!, page, lesson, cancel),
                [nameof(LessonForm.Typed)] = typed,
                [nameof(LessonForm.Problems)] = problems,
                [nameof(LessonForm.Asks)] = asks ?? [],
                [nameof(LessonForm.Saved)] = saved,
            }, problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>The same form sent twice, by a double click or a reload, is one command: its guard, field and value name it.</summary>
    public static Guid Key(IFormCollection form, string field, string value) => new(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', form["__RequestVerificationToken"].ToString(), field, form["seen." + field.Replace("cell.", "", StringComparison.Ordinal)].ToString(), value))).AsSpan(0, 16));

    public static string? Text(this IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    public static int? Number(this IFormCollection form, string name) =>
        int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
