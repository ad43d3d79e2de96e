using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using JasperFx.Events;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>Страница журнала now and at any past moment.</summary>
public sealed class JournalPages(IDocumentStore store, PageReading reading, History history, TimeProvider clock)
{
    /// <summary>The page as it stands. Null: no such page, or none for this reader — the two are not told apart.</summary>
    /// <param name="term">Null: the term of today.</param>
    public async Task<JournalPage?> Now(Actor reader, CourseId course, TermId? term, CancellationToken cancel = default)
    {
        if (!MayRead(reader, course, Permission.ReadJournal)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        var sources = await PageSources.Load(session, reading, reader.School, course, term, clock.GetUtcNow(), cancel);
        return sources is null ? null : PageBuilder.Build(sources, MayWrite(reader, course));
    }

    /// <summary>
    /// The page exactly as it stood: after its <paramref name="step"/>-th event, or, with <paramref name="seq"/>, after that event
    /// of the school's log. The same fold and the same builder as now, over fewer events.
    /// </summary>
    public async Task<JournalPage?> At(
        Actor reader, CourseId course, TermId? term, int? step, long? seq, CancellationToken cancel = default)
    {
        if (!MayRead(reader, course, Permission.ReplayJournal)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        var sources = await PageSources.Load(session, reading, reader.School, course, term, clock.GetUtcNow(), cancel);
        if (sources is null) return null;

        var keys = sources.Lessons.Keys.Select(l => l.Stream).ToArray();
        var all = keys.Length == 0 ? [] : (await session.Events.QueryAllRawEvents()
            .Where(e => e.StreamKey!.IsOneOf(keys)).OrderBy(e => e.Sequence).ToListAsync(cancel)).ToList();
        var steps = all.Where(e => ChangeFact.Of(e) is not null).ToList();
        var shown = seq is { } s ? steps.Count(e => e.Sequence <= s) : Math.Clamp(step ?? steps.Count, 0, steps.Count);
        var last = shown > 0 ? steps[shown - 1] : null;

        var then = last is null ? [] : all.Where(e => e.Sequence <= last.Sequence).ToList();
        var change = last is null ? null : (await history.Of(session, reader.School, [.. then.Where(e => e.StreamKey == last.StreamKey)], cancel))
            .Last(c => c.Seq == last.Sequence);
        var moment = new PageMoment(last?.Timestamp ?? sources.Today.ToDateTime(default), shown, steps.Count, [.. steps.Select(e => e.Timestamp)], change);
        var termStream = TermPages.Stream(course, sources.Term.Id);
        var graded = last is null ? [] : await session.Events.QueryAllRawEvents()
            .Where(e => e.StreamKey == termStream && e.Sequence <= last.Sequence).OrderBy(e => e.Sequence).ToListAsync(cancel);
        var lessons = Fold(then);
        var comments = await PageSources.CommentsOf(reading.Names, reader.School, lessons.Values, cancel);
        return PageBuilder.Build(sources with { Lessons = lessons, Comments = comments, Standing = Store.Fold.Of<Closing.TermPage>(graded) }, false, moment);
    }

    /// <summary>The page that a lesson stands on; for one who may read that lesson only, such as a substitute, no other lesson of it.</summary>
    public async Task<JournalPage?> OfLesson(Actor reader, LessonId lesson, CancellationToken cancel = default)
    {
        var whole = MayRead(reader, lesson.Course, Permission.ReadJournal);
        if (!whole && !reader.Grants.AllowEver(Permission.ReadJournal, lesson.Resource)) return null;
        if (await TermOf(reader, lesson, cancel) is not { } term) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await PageSources.Load(session, reading, reader.School, lesson.Course, term, clock.GetUtcNow(), cancel) is not { } sources) return null;
        var page = PageBuilder.Build(sources, reader.Grants.Allow(Permission.WriteJournal, lesson.Resource, lesson.Date));
        return whole ? page : page.Only(lesson);
    }

    /// <summary>The page that a lesson stands on, right after an event of the school's log.</summary>
    public async Task<JournalPage?> AtLesson(Actor reader, LessonId lesson, long? seq, CancellationToken cancel = default) =>
        await TermOf(reader, lesson, cancel) is { } term ? await At(reader, lesson.Course, term, null, seq, cancel) : null;

    private async Task<TermId?> TermOf(Actor reader, LessonId lesson, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        return await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), cancel) is { } course
            ? (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year), cancel))?.TermOn(lesson.Date, course.Level)?.Id
            : null;
    }

    /// <summary>Lessons out of their events: the write model's own fold.</summary>
    public static IReadOnlyDictionary<LessonId, Lesson> Fold(IEnumerable<IEvent> events)
    {
        var lessons = new Dictionary<LessonId, Lesson>();
        foreach (var stream in events.GroupBy(e => e.StreamKey))
        {
            Lesson? lesson = null;
            foreach (var e in stream) lesson = LessonFold.Next(lesson, e);
            if (lesson is not null) lessons[lesson.Key] = lesson;
        }
        return lessons;
    }

    private static bool MayRead(Actor reader, CourseId course, Permission permission) =>
        reader.Grants.AllowEver(permission, Streams.Course(course));

    private static bool MayWrite(Actor reader, CourseId course) =>
        reader.Grants.AllowEver(Permission.WriteJournal, Streams.Course(course));
}
