using ElJournal.Accounting;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Family;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Beside the lesson's first form: words to single pupils, whether it was held, files of homework.</summary>
internal static class LessonLifeForms
{
    public static IEndpointRouteBuilder MapLessonLifeForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(LessonForms.Address + "/words", Words).Needs(Permission.WriteJournal).Reads("lesson", Purpose.Teaching, "course/{course}").WithSummary("Урок: отдельное задание, рекомендация");
        routes.MapPost(LessonForms.Address + "/life", Life).Needs(Permission.WriteJournal).Reads("lesson", Purpose.Teaching, "course/{course}").WithSummary("Урок: не проведён, проведён");
        routes.MapGet(LessonForms.Address + "/history", History).Needs(Permission.ReadJournal).Reads("history", Purpose.Teaching, "course/{course}").WithSummary("Урок: история");
        routes.MapGet(LessonForms.Address + "/files/{file:guid}", File).Needs(Permission.ReadJournal).ShowsNoPersonalData().WithSummary("Файл домашнего задания");
        routes.MapGet(Addresses.Family + "/{pupil}/files/{course}/{date}/{slot}/{file:guid}", FamilyFile).Needs(Permission.ReadPupil).Reads("family", Purpose.Family, "pupil/{pupil}").WithSummary("Файл домашнего задания для семьи");
        return routes;
    }

    private static async Task<IResult> Words(
        HttpContext http, string course, string date, string slot, [FromForm] IFormCollection form,
        JournalPages pages, LessonSheets sheets, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await Open(http, course, date, slot, pages, cancel) is not { } open) return await frame.NotFound(http);
        if (!open.Page.MayWrite) return TypedResults.Forbid();
        var (lesson, homework) = (open.Lesson, form.Text("kind") == "own");
        var kind = homework ? "own" : "recommendation";
        var sheet = await sheets.Of(http.Actor()!, open.Page, lesson, cancel);
        var chosen = form["pupil"].OfType<string>().Where(Id.IsValid).Select(id => new PupilId(id))
            .Concat(sheet.Groups.FirstOrDefault(g => g.Group.Value == form.Text("group"))?.Pupils ?? []).Distinct().ToList();
        var (withdrawn, words) = (form.ContainsKey("withdraw"), form.Text("text"));
        var due = LessonId.TryParse(form.Text("due"), out var read) ? read : null;
        var (typed, problems, asks, saved) = (new Dictionary<string, string>(), new Dictionary<string, string>(), new List<PermitAsk>(), 0);
        if (chosen.Count == 0) problems[kind] = PageTexts.All["words.nobody"];
        else
        {
            foreach (var pupil in chosen)
            {
                var id = LessonForms.Key(form, $"{kind}.{pupil}", $"{form["seen." + pupil]} {withdrawn} {words} {due} {form["minutes"]}");
                var text = withdrawn ? null : new Opening(words ?? "");
                var seen = form.Number("seen." + pupil) ?? 0;
                ICommand command = homework
                    ? new SetPupilHomework(id, lesson, pupil, text, form.Number("minutes"), due, seen, form.Text("reason"))
                    : new Recommend(id, lesson, pupil, text, seen, form.Text("reason"));
                if ((await desk.Send(command, http.Actor()!, cancel)).Refusal is not { } refusal) saved++;
                else
                {
                    problems[form.Standing(chosen) ? $"{kind}.{pupil}" : kind] = refusal.Text();
                    if (Permits.IsWayOn(refusal))
                        asks.Add(new PermitAsk(
                            $"{kind}.{pupil}", open.Page.Pupils.FirstOrDefault(p => p.Pupil == pupil)?.Name ?? "—", withdrawn ? CorrectionWishes.Withdraw : CorrectionWishes.Write, words));
                }
            }
        }
        if (problems.Count == 0) return Results.LocalRedirect($"{Addresses.Lesson(lesson)}?saved={saved}#{kind}");
        foreach (var field in problems.Keys) typed[field] = form["text"].ToString();
        typed["words.pupil"] = string.Join(',', chosen);
        foreach (var kept in new[] { "group", "minutes", "due" }) typed["words." + kept] = form[kept].ToString();
        foreach (var pupil in chosen) typed[$"{kind}.{pupil}.reason"] = form["reason"].ToString();
        return await LessonForms.Form(http, lesson, pages, sheets, frame, typed, problems, 0, cancel, asks);
    }

    /// <summary>What stands was changed; otherwise something new is written, perhaps to several at once.</summary>
    private static bool Standing(this IFormCollection form, List<PupilId> chosen) => chosen.Count == 1 && form.ContainsKey("seen." + chosen[0]);

    private static async Task<IResult> Life(
        HttpContext http, string course, string date, string slot, [FromForm] IFormCollection form,
        JournalPages pages, LessonSheets sheets, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await Open(http, course, date, slot, pages, cancel) is not { } open) return await frame.NotFound(http);
        if (!open.Page.MayWrite) return TypedResults.Forbid();
        var note = form.Text("note") is { } words ? new Opening(words) : null;
        var id = LessonForms.Key(form, "life", $"{form["held"]} {form["reason"]}");
        ICommand command = form.ContainsKey("held")
            ? new HoldAfterAll(id, open.Lesson, form.Text("reason") ?? "", note)
            : new MarkNotHeld(id, open.Lesson, form.Text("reason") ?? "", note);
        return (await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal
            ? await LessonForms.Form(
                http, open.Lesson, pages, sheets, frame, new() { ["life.reason"] = form["reason"].ToString(), ["life.note"] = form["note"].ToString() },
                new() { ["life"] = refusal.Text() }, 0, cancel,
                Permits.IsWayOn(refusal)
                    ? [new PermitAsk("life", CorrectionTexts.All["kind." + CorrectionKinds.Lesson], command is MarkNotHeld ? form["reason"].ToString() : "", form["note"].ToString())] : [])
            : Results.LocalRedirect($"{Addresses.Lesson(open.Lesson)}?saved=1");
    }

    private static async Task<IResult> History(
        HttpContext http, string course, string date, string slot, LessonHistories histories, PageFrame frame, CancellationToken cancel) =>
        LessonId.TryParse($"{course}/{date}/{slot}", out var lesson) && await histories.Of(http.Actor()!, lesson, cancel) is { } changes
            ? await frame.Show<LessonHistoryPage>(http, PageTexts.All["lesson.history"], new()
            {
                [nameof(LessonHistoryPage.Lesson)] = lesson,
                [nameof(LessonHistoryPage.Changes)] = changes,
            })
            : await frame.NotFound(http);

    /// <summary>Offered as a file, never shown in place: a picture from outside is not part of our pages.</summary>
    private static async Task<IResult> File(
        HttpContext http, string course, string date, string slot, Guid file, HomeworkFiles files, PageFrame frame, CancellationToken cancel) =>
        LessonId.TryParse($"{course}/{date}/{slot}", out var lesson) && http.Actor()!.Grants.AllowEver(Permission.ReadJournal, lesson.Resource)
            ? await Offered(http, await files.Read(http.Actor()!.School, lesson, file, cancel), frame)
            : await frame.NotFound(http);

    private static async Task<IResult> FamilyFile(
        HttpContext http, string pupil, string course, string date, string slot, Guid file, Weeks weeks, HomeworkFiles files, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(pupil) && LessonId.TryParse($"{course}/{date}/{slot}", out var lesson) && await weeks.Attended(http.Actor()!, new PupilId(pupil), lesson, cancel)
            ? await Offered(http, await files.Read(http.Actor()!.School, lesson, file, cancel), frame)
            : await frame.NotFound(http);

    private static async Task<IResult> Offered(HttpContext http, (HomeworkFile File, Scan Content)? found, PageFrame frame)
    {
        if (found is not { } known) return await frame.NotFound(http);
        return Results.File(known.Content.Content, known.File.Type, $"zadanie-{known.File.Number}.{Scan.EndingOf(known.File.Type)}");
    }

    private static async Task<(LessonId Lesson, JournalPage Page)?> Open(HttpContext http, string course, string date, string slot, JournalPages pages, CancellationToken cancel) =>
        LessonId.TryParse($"{course}/{date}/{slot}", out var lesson)
            && await pages.OfLesson(http.Actor()!, lesson, cancel) is { } page && page.Lessons.Any(l => l.Lesson == lesson) ? (lesson, page) : null;
}
