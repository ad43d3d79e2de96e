using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>История урока: everything that was ever written in it, newest first.</summary>
public sealed class LessonHistories(IDocumentStore store, History history)
{
    /// <summary>Null: no such course, or the lesson is not for this reader.</summary>
    public async Task<IReadOnlyList<Change>?> Of(Actor reader, LessonId lesson, CancellationToken cancel)
    {
        if (!reader.Grants.AllowEver(Permission.ReadJournal, lesson.Resource)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), cancel) is null) return null;
        return [.. (await history.Of(session, reader.School, await session.Events.FetchStreamAsync(lesson.Stream, token: cancel), cancel)).Reverse()];
    }
}
