using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>Справка об одной отметке: a pupil's cell, what stands in it and everything that ever did.</summary>
/// <param name="School">Name of the school.</param>
/// <param name="At">When it was made out.</param>
public sealed record CellAnswer(
    string? School, string Pupil, string ClassName, string Subject, LessonId Lesson, string Now, IReadOnlyList<Change> Changes, DateTimeOffset At)
{
    public required PupilId PupilId { get; init; }

    /// <summary>What stood before a change and what after, in words.</summary>
    public static string Says(Change change) => (change.Old, change.New) switch
    {
        (null, { } now) => PageTexts.All.With("answer.first", $"«{now}»"),
        ({ } was, null) => PageTexts.All.With("answer.removed", $"«{was}»"),
        ({ } was, { } now) => PageTexts.All.With("answer.changed", $"«{was}»", $"«{now}»"),
        _ => "",
    };
}

/// <summary>Answers a parent's question about one grade (D-13).</summary>
public sealed class CellAnswers(IDocumentStore store, Names names, History history, TimeProvider clock)
{
    /// <summary>Null: there is no such cell, or none for this reader.</summary>
    public async Task<CellAnswer?> Of(Actor reader, LessonId lesson, PupilId pupil, CancellationToken cancel)
    {
        if (!reader.Grants.AllowEver(Permission.ReadJournal, lesson.Resource)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), cancel) is null
            || (await names.Pupils(session, reader.School, [pupil], cancel)).GetValueOrDefault(pupil) is not { } name) return null;
        var (className, subject) = (await History.Places(session, [lesson.Course], cancel))[lesson.Course];
        var standing = await session.LoadAsync<Lesson>(lesson.Stream, cancel);
        return new CellAnswer(
            (await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel))?.Name, name, className, subject, lesson, standing?.CellOf(pupil).Value.ToString() ?? "", await history.Of(session, reader.School, lesson, pupil, null, cancel), clock.GetUtcNow())
        { PupilId = pupil };
    }
}
