using ElJournal.Accounting.DayBooks;
using ElJournal.Accounting.Terms;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Accounting.Closing;

/// <summary>Проверка страницы перед закрытием: what is missing, by name.</summary>
/// <param name="Topics">Lessons that were held and have no topic.</param>
/// <param name="Few">Pupils with fewer marks than the minimum, and by how many.</param>
/// <param name="Ungraded">Pupils without a grade of the term.</param>
/// <param name="Unsigned">Days with a lesson of the course that whoever gave it has not confirmed (D-12).</param>
public sealed record Preflight(
    IReadOnlyList<LessonId> Topics, IReadOnlyList<(PupilId Pupil, int Short)> Few, IReadOnlyList<PupilId> Ungraded, IReadOnlyList<DateOnly> Unsigned)
{
    /// <summary>As a closing records it; what is not missing is not named.</summary>
    public IReadOnlyList<PageGap> Gaps => [.. new[]
    {
        new PageGap(PageGaps.Topics, Topics.Count), new PageGap(PageGaps.FewGrades, Few.Count), new PageGap(PageGaps.TermGrades, Ungraded.Count),
        new PageGap(PageGaps.UnsignedDays, Unsigned.Count),
    }.Where(gap => gap.Count > 0)];

    public static async Task<Preflight> Of(IQuerySession session, TermSources sources, CancellationToken cancel)
    {
        var given = sources.Page.Lessons.Where(l => l.WasHeld && l.Date < sources.Today)
            .Select(l => (l.Date, Staff: sources.Substitutes.TryGetValue(l.Lesson, out var other) ? other : sources.SetUp.Course.TeacherOn(l.Date)?.Teacher))
            .Where(l => l.Staff is not null).Distinct().ToList();
        var signed = (await session.LoadManyAsync<CompletedDay>(cancel, [.. given.Select(l => DayStreams.Of(l.Staff!.Value, l.Date))])).Select(d => d.Id).ToHashSet();
        return Of(sources, [.. given.Where(l => !signed.Contains(DayStreams.Of(l.Staff!.Value, l.Date))).Select(l => l.Date).Distinct().Order()]);
    }

    private static Preflight Of(TermSources sources, IReadOnlyList<DateOnly> unsigned)
    {
        var proposals = sources.Proposals();
        var needed = sources.Page.Pupils.Where(sources.NeedsGrade).ToList();
        // An exam is taken by those who chose it: nobody is missing there.
        var graded = sources.Id == YearPages.Exam ? [] : needed;
        return new Preflight(
            [.. sources.Page.Lessons.Where(l => l is { WasHeld: true, Topic: null }).Select(l => l.Lesson)],
            [.. from row in needed where sources.Term is not null && proposals[row.Pupil].Short > 0 select (row.Pupil, proposals[row.Pupil].Short)],
            [.. graded.Select(row => row.Pupil).Where(pupil => sources.Standing?.GradeOf(pupil) is null)],
            unsigned);
    }
}
