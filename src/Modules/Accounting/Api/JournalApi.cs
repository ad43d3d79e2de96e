using System.Globalization;
using CsvHelper;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Live;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Accounting.Api;

/// <summary>The journal over JSON, for the pages' own script and for other programs: the same commands, the same rights.</summary>
public static class JournalApi
{
    public const int MostEntries = 500;

    public static IEndpointRouteBuilder MapAccounting(this IEndpointRouteBuilder routes)
    {
        var journal = routes.MapGroup("/api/v1/journal").WithTags("Журнал");
        journal.MapGet("/{course}", Page).Needs(Permission.ReadJournal).Reads("journal", Purpose.Teaching, "course/{course}")
            .WithSummary("Страница журнала, сейчас или на момент");
        // The answer to one's own entry repeats what was sent, or what stands in its way; the entry itself is an event.
        journal.MapPost("/cells", EnterCells).Needs(Permission.WriteJournal).ShowsNoPersonalData().WithSummary("Заполнить клетки");
        journal.MapPost("/lesson", EnterLesson).Needs(Permission.WriteJournal).ShowsNoPersonalData().WithSummary("Тема, домашнее задание, вид работы");
        journal.MapGet("/history", HistoryOf).Needs(Permission.ReadJournal).Reads("history", Purpose.Teaching).WithSummary("История клетки или записи урока");
        journal.MapGet("/absent", AbsentBefore).Needs(Permission.WriteJournal).Reads("absence", Purpose.Teaching).WithSummary("Кого не было на прошлом уроке");
        var changes = routes.MapGroup("/api/v1/changes").Needs(Permission.ReadChanges).WithTags("Изменения");
        changes.MapGet("", Changes).Reads("changes", Purpose.Control).WithSummary("Реестр изменений");
        routes.MapGet(Pages.Addresses.ChangesCsv, ChangesCsv).Needs(Permission.ReadChanges).Reads("changes-csv", Purpose.Control).WithSummary("Реестр изменений: выгрузка");
        routes.MapFamily();
        routes.MapLive();
        return routes;
    }

    private static async Task<Results<Ok<JournalPage>, ProblemHttpResult>> Page(
        string course, string? term, int? step, long? seq, JournalPages pages, HttpContext context, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || (term is not null && !Id.IsValid(term))) return Problems.NotFound();
        TermId? termId = term is null ? null : new TermId(term);
        var page = step is null && seq is null
            ? await pages.Now(context.Actor()!, new CourseId(course), termId, cancel)
            : await pages.At(context.Actor()!, new CourseId(course), termId, step, seq, cancel);
        return page is null ? Problems.NotFound() : TypedResults.Ok(page);
    }

    private static async Task<Results<Ok<CellResults>, ProblemHttpResult>> EnterCells(
        CellEntries body, Desk desk, Answers answers, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (body.Entries is not { Count: > 0 and <= MostEntries }) return Problems.Malformed();
        var read = body.Entries.Select(entry => Read(entry, clock)).ToList();
        var entered = await desk.Send([.. read.OfType<EnterCell>()], context.Actor()!, cancel);
        var answered = new Queue<EntryResult>(await answers.ForCells(entered, context.Actor()!, cancel));
        return TypedResults.Ok(new CellResults(
            [.. body.Entries.Zip(read, (entry, cell) => cell is null ? EntryResult.Malformed(entry.Id) : answered.Dequeue())]));
    }

    private static EnterCell? Read(CellEntry entry, TimeProvider clock) =>
        LessonId.TryParse(entry.Lesson, out var lesson) && Id.IsValid(entry.Pupil) && entry.Value is not null && FamilyApi.IsDay(entry.Due, out var due)
            ? new EnterCell(
                entry.Id, lesson, new PupilId(entry.Pupil), entry.Value, entry.Seen, Given(entry.Reason),
                Given(entry.Note) is { } note ? new Opening(note) : null)
            {
                Due = due,
                Comment = entry.Comment is null ? null : new CellComment(Given(entry.Comment) is { } words ? new Opening(words) : null, entry.CommentSeen),
                Typed = Late(entry.Typed, clock),
            }
            : null;

    /// <summary>What a device says of its past; a device whose clock is ahead says nothing.</summary>
    private static DateTimeOffset? Late(DateTimeOffset? typed, TimeProvider clock) => typed <= clock.GetUtcNow() ? typed : null;

    private static async Task<Results<Ok<EntryResult>, ProblemHttpResult>> EnterLesson(
        LessonEntry body, Desk desk, Answers answers, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (!LessonId.TryParse(body.Lesson, out var lesson)) return Problems.Malformed();
        var note = Given(body.Note) is { } words ? new Opening(words) : null;
        ICommand? command = body.Field switch
        {
            "topic" => new SetTopic(body.Id, lesson, body.Text ?? "", body.PlanItem, body.Seen, Given(body.Reason), note),
            "homework" => new SetHomework(body.Id, lesson, body.Text ?? "", body.Minutes, body.Seen, Given(body.Reason), note),
            "work_type" => new ChooseWorkType(body.Id, lesson, body.Text ?? "", body.Seen),
            _ => null,
        };
        if (command is null) return Problems.Malformed();
        var actor = context.Actor()!;
        if (Late(body.Typed, clock) is { } typed) actor = actor with { Channel = Channel.Offline, ClientTime = typed };
        var outcome = await desk.Send(command, actor, cancel);
        return TypedResults.Ok(await answers.ForText(command.CommandId, lesson, body.Field, outcome, context.Actor()!, cancel));
    }

    private static async Task<Results<Ok<HistoryAnswer>, ProblemHttpResult>> HistoryOf(
        string lesson, string? pupil, string? field, Answers answers, HttpContext context, CancellationToken cancel)
    {
        if (!LessonId.TryParse(lesson, out var id) || (pupil is not null && !Id.IsValid(pupil))) return Problems.NotFound();
        context.Shows(pupil is null ? Streams.Course(id.Course) : Streams.Pupil(new PupilId(pupil)));
        var answer = await answers.History(id, pupil is null ? null : new PupilId(pupil), field, context.Actor()!, cancel);
        return answer is null ? Problems.NotFound() : TypedResults.Ok(answer);
    }

    private static async Task<Results<Ok<EarlierAbsence>, ProblemHttpResult>> AbsentBefore(
        string lesson, EarlierAbsences absences, HttpContext context, CancellationToken cancel)
    {
        if (!LessonId.TryParse(lesson, out var id)) return Problems.NotFound();
        context.Shows(Streams.Course(id.Course));
        return await absences.Before(context.Actor()!, id, cancel) is { } found ? TypedResults.Ok(found) : Problems.NotFound();
    }

    private static async Task<Results<Ok<IReadOnlyList<Change>>, ProblemHttpResult>> Changes(
        [AsParameters] ChangeQuery query, ChangeRegister register, HttpContext context, CancellationToken cancel)
    {
        var filter = query.Filter();
        context.Shows(filter.Subjects());
        var found = await register.Find(context.Actor()!, filter, cancel: cancel);
        return found is null ? Problems.NotFound() : TypedResults.Ok(found);
    }

    private static async Task ChangesCsv([AsParameters] ChangeQuery query, ChangeRegister register, HttpContext context, CancellationToken cancel)
    {
        var filter = query.Filter();
        context.Shows(filter.Subjects());
        if (await register.Find(context.Actor()!, filter, 1000, cancel) is not { } page)
        {
            await Problems.NotFound().ExecuteAsync(context);
            return;
        }
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=izmeneniya.csv";
        var head = new[] { "№", "Когда", "Кто", "Роль", "Канал", "Что", "Урок", "Класс", "Предмет", "Ученик", "Было", "Стало", "Исправление", "Причина", "Пояснение", "По разрешению", "За кого", "Набрано" };
        using var buffer = new MemoryStream();
        using var csv = CsvWriter.Create(buffer, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true }, leaveOpen: true);
        await csv.WriteRecordAsync(head, cancel);
        while (page is { Count: > 0 })
        {
            foreach (var c in page) await csv.WriteRecordAsync(Row(c), cancel);
            await Send();
            page = page.Count < 1000 ? [] : await register.Find(context.Actor()!, filter with { Before = page[^1].Seq }, 1000, cancel);
        }
        await Send();

        // The server writes to a browser only asynchronously; the table is formed in memory, a page at a time.
        async Task Send()
        {
            await csv.FlushAsync(cancel);
            await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancel);
            buffer.SetLength(0);
        }
    }

    private static string[] Row(Change c) =>
    [
        c.Seq.ToString(CultureInfo.InvariantCulture), c.At.ToString("O", CultureInfo.InvariantCulture),
        .. new[]
        {
            c.ByName, Words.Of(c.Role), Words.Of(c.Channel), Words.Of(c.Kind), c.Lesson?.ToString() ?? c.Period, c.ClassName, c.Subject,
            c.PupilName, c.Old, c.New, c.Correction ? "да" : "нет", c.Reason, c.Note, c.Permit?.Words(null), c.OnBehalfOf, c.ClientTime?.ToString("O", CultureInfo.InvariantCulture),
        }.Select(text => CsvCell.Safe(text ?? "")),
    ];

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
