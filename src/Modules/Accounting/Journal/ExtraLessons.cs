using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>What the form of a lesson outside the timetable shows.</summary>
public sealed record ExtraLessonForm(CourseId Course, string Name, DateOnly Today, TermId? Term, IReadOnlyList<ExtraLessonKind> Kinds);

public sealed class ExtraLessons(IDocumentStore store, TimeProvider clock)
{
    /// <summary>Null: no such course, or not for this reader to write in.</summary>
    public async Task<ExtraLessonForm?> Of(Actor reader, CourseId courseId, CancellationToken cancel)
    {
        if (!reader.Grants.AllowEver(Permission.WriteJournal, Streams.Course(courseId))) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<CourseCard>(Streams.Course(courseId), cancel) is not { } course) return null;
        var now = clock.GetUtcNow();
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var kinds = (await session.LoadAsync<LessonLifeRules>(Streams.LessonLife, cancel))?.On(today)?.Extra ?? [];
        var (className, subject) = (await History.Places(session, [courseId], cancel))[courseId];
        var term = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year), cancel))?.TermToShow(today, course.Level)?.Id;
        return new ExtraLessonForm(courseId, $"{className} · {subject}", today, term, [.. kinds.Where(k => k.ByTeacher || reader.Role is Role.DeputyHead)]);
    }
}
