using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using ElJournal.Accounting.Api;
using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ElJournal.Accounting.Live;

/// <summary>
/// The page as others write in it: a stream that names the lessons (server-sent events: <c>lesson</c> with its id, <c>page</c> for
/// "look at everything", <c>beat</c> so that a dead connection is noticed), and a lesson as it stands.
/// </summary>
internal static class LiveApi
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    /// <summary>Then the browser connects again, and its right is asked for again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var journal = routes.MapGroup("/api/v1/journal").WithTags("Журнал").Needs(Permission.ReadJournal);
        journal.MapGet("/{course}/live", Live).ShowsNoPersonalData().WithSummary("Какие уроки страницы изменились: поток событий");
        journal.MapGet("/lessons/{course}/{date}/{slot}", Lesson).Reads("journal", Purpose.Teaching, "course/{course}").WithSummary("Урок, как он записан");
    }

    private static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Live(
        string course, LivePages pages, IDocumentStore store, IHostApplicationLifetime life, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (!Id.IsValid(course) || !context.Actor()!.Grants.AllowEver(Permission.ReadJournal, Streams.Course(new CourseId(course)))) return Problems.NotFound();
        // Who may read every course of the school may still not listen at another school's.
        await using (var session = store.QuerySession(context.Actor()!.School.Value))
            if (await session.LoadAsync<CourseCard>(Streams.Course(new CourseId(course)), cancel) is null) return Problems.NotFound();
        return TypedResults.ServerSentEvents(Words(
            pages, context.Actor()!.School, new CourseId(course), clock, CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping)));
    }

    private static async IAsyncEnumerable<SseItem<string>> Words(
        LivePages pages, SchoolId school, CourseId course, TimeProvider clock, CancellationTokenSource end, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancel);
        using (end)
        {
            life.CancelAfter(Longest);
            yield return new SseItem<string>("", "beat");
            await using var told = pages.Watch(school, course, life.Token).GetAsyncEnumerator(life.Token);
            using var beats = new PeriodicTimer(Beat, clock);
            var (next, beat) = (told.MoveNextAsync().AsTask(), Ticked(beats, life.Token));
            while (true)
            {
                if (await Task.WhenAny(next, beat) == next)
                {
                    if (!await next) yield break;
                    yield return told.Current is { } lesson ? new SseItem<string>(lesson.ToString(), "lesson") : new SseItem<string>("", "page");
                    next = told.MoveNextAsync().AsTask();
                }
                else
                {
                    if (!await beat)
                    {
                        await next;
                        yield break;
                    }
                    yield return new SseItem<string>("", "beat");
                    beat = Ticked(beats, life.Token);
                }
            }
        }
    }

    private static async Task<bool> Ticked(PeriodicTimer beats, CancellationToken cancel)
    {
        try
        {
            return await beats.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<Results<Ok<LessonState>, ProblemHttpResult>> Lesson(
        string course, string date, string slot, JournalPages pages, HttpContext context, CancellationToken cancel) =>
        LessonId.TryParse($"{course}/{date}/{slot}", out var lesson)
            && await pages.OfLesson(context.Actor()!, lesson, cancel) is { } page && LessonState.Of(page, lesson) is { } state
                ? TypedResults.Ok(state)
                : Problems.NotFound();
}

/// <summary>Урок as an open page needs it to come up to date: its texts and cells with their versions, and the pupils' averages.</summary>
public sealed record LessonState(
    string Lesson, string? Topic, int TopicVersion, string? Homework, int? Minutes, int HomeworkVersion, string? WorkType, int WorkTypeVersion, IReadOnlyList<CellState> Cells)
{
    /// <summary>Null: the page has no such lesson.</summary>
    internal static LessonState? Of(JournalPage page, LessonId lesson)
    {
        var (index, column) = page.Lessons.Index().FirstOrDefault(l => l.Item.Lesson == lesson);
        return column is null ? null : new LessonState(
            lesson.ToString(), column.Topic, column.TopicVersion, column.Homework, column.HomeworkMinutes, column.HomeworkVersion, column.WorkType, column.WorkTypeVersion,
            [.. page.Pupils.Select(row => new CellState(
                row.Pupil.Value, row.Cells[index]?.Text ?? "", row.Cells[index]?.Version ?? 0, row.Cells[index]?.Corrected ?? false, row.Average)
            {
                Due = row.Cells[index]?.Due,
                Comment = row.Cells[index]?.Comment,
                CommentVersion = row.Cells[index]?.CommentVersion ?? 0,
            })]);
    }
}

/// <param name="Average">Weighted, in hundredths.</param>
public sealed record CellState(string Pupil, string Value, int Version, bool Corrected, int? Average)
{
    /// <summary>Точка: until when a grade is owed.</summary>
    public DateOnly? Due { get; init; }

    public string? Comment { get; init; }

    public int CommentVersion { get; init; }
}
