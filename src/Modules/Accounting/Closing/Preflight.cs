using ElJournal.Accounting.Terms;
using ElJournal.Setup;

namespace ElJournal.Accounting.Closing;

/// <summary>Проверка страницы перед закрытием: what is missing, by name.</summary>
/// <param name="Topics">Lessons that were held and have no topic.</param>
/// <param name="Few">Pupils with fewer marks than the minimum, and by how many.</param>
/// <param name="Ungraded">Pupils without a grade of the term.</param>
public sealed record Preflight(IReadOnlyList<LessonId> Topics, IReadOnlyList<(PupilId Pupil, int Short)> Few, IReadOnlyList<PupilId> Ungraded)
{
    /// <summary>As a closing records it; what is not missing is not named.</summary>
    public IReadOnlyList<PageGap> Gaps => [.. new[]
    {
        new PageGap(PageGaps.Topics, Topics.Count), new PageGap(PageGaps.FewGrades, Few.Count), new PageGap(PageGaps.TermGrades, Ungraded.Count),
    }.Where(gap => gap.Count > 0)];

    public static Preflight Of(TermSources sources)
    {
        var proposals = sources.Proposals();
        var needed = sources.Page.Pupils.Where(sources.NeedsGrade).ToList();
        // An exam is taken by those who chose it: nobody is missing there.
        var graded = sources.Id == YearPages.Exam ? [] : needed;
        return new Preflight(
            [.. sources.Page.Lessons.Where(l => !l.IsFuture && l.Topic is null).Select(l => l.Lesson)],
            [.. from row in needed where sources.Term is not null && proposals[row.Pupil].Short > 0 select (row.Pupil, proposals[row.Pupil].Short)],
            [.. graded.Select(row => row.Pupil).Where(pupil => sources.Standing?.GradeOf(pupil) is null)]);
    }
}
