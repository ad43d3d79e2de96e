using ElJournal.Kernel;
using ElJournal.Store;
using Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Reads a file of a lesson's homework; whether the reader may is asked before.</summary>
public sealed class HomeworkFiles(IDocumentStore store, Scans scans)
{
    /// <summary>Null where the lesson has no such file, or it was removed.</summary>
    public async Task<(HomeworkFile File, Scan Content)?> Read(SchoolId school, LessonId lesson, Guid file, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return (await session.LoadAsync<Lesson>(lesson.Stream, cancel))?.StandingFiles().FirstOrDefault(f => f.File == file) is { } known
            && await scans.Read(school, file, cancel) is { } content ? (known, content) : null;
    }
}
