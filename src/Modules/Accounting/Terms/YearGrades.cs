using ElJournal.Accounting.Closing;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>
/// Grades of pages of one subject: of this year and of those years that the final grade needs. A pupil who came from another class or
/// group brings what stands there.
/// </summary>
public sealed class YearGrades
{
    private readonly IReadOnlyList<(CourseCard Course, YearCalendar Year)> _courses;
    private readonly ILookup<string, TermPage> _pages;

    /// <param name="courses">Of one subject, newest year first.</param>
    public YearGrades(IReadOnlyList<(CourseCard Course, YearCalendar Year)> courses, IEnumerable<TermPage> pages)
    {
        _courses = courses;
        _pages = pages.ToLookup(page => page.Course);
    }

    /// <param name="rules">Of the year's end: they say which years count.</param>
    public static async Task<YearGrades> Load(IQuerySession session, CourseCard course, int level, TermGradeRulesSet? rules, CancellationToken cancel)
    {
        var levels = (rules?.Finals.FirstOrDefault(f => f.Level == level)?.Parts.Select(p => p.Level) ?? []).ToHashSet();
        var same = (await session.QueryAsync<CourseCard>(
                "where d.tenant_id = ? and d.data ->> 'subject' = ?", cancel, session.TenantId, course.Subject.Value))
            .Where(c => (c.Year == course.Year && c.Level == course.Level) || levels.Contains(c.Level)).ToList();
        var years = (await session.LoadManyAsync<YearCalendar>(cancel, [.. same.Select(c => Streams.Year(c.Year)).Distinct()])).ToDictionary(y => y.Year);
        var pages = await session.QueryAsync<TermPage>(
            "where d.tenant_id = ? and d.data ->> 'course' = any(?)", cancel, session.TenantId, same.Select(c => c.Course.Value).ToArray());
        return new YearGrades(
            [.. same.Where(c => years.ContainsKey(c.Year)).Select(c => (c, years[c.Year])).OrderByDescending(c => c.Item2.From).ThenByDescending(c => c.c.Course == course.Course)],
            pages);
    }

    /// <summary>The grade of a pupil on a page of a year, wherever in the subject it stands; null: none.</summary>
    public string? Of(PupilId pupil, YearId year, TermId term) => _courses.Where(c => c.Course.Year == year)
        .SelectMany(c => _pages[c.Course.Course.Value]).Where(page => page.Term == term).Select(page => page.GradeOf(pupil)).FirstOrDefault(g => g is not null);

    /// <summary>All parts of the pupil's final grade that may be asked for.</summary>
    public IReadOnlyList<ProposalPart> Parts(PupilId pupil, TermRuling ruling)
    {
        var parts = new List<ProposalPart>();
        foreach (var level in _courses.Select(c => c.Course.Level).Distinct())
        {
            // Who repeated a level is judged by the last time.
            var of = _courses.Where(c => c.Course.Level == level).DistinctBy(c => c.Year.Year)
                .FirstOrDefault(c => YearPages.All.Concat(c.Year.TermsOf(level).Select(t => t.Id)).Any(t => Of(pupil, c.Year.Year, t) is not null));
            if (of.Year is not { } year) continue;
            parts.AddRange(ruling.Rules.GradedTerms(year, level, of.Course.Hours)
                .Select(t => new ProposalPart(FinalSources.Terms, level, t.Ordinal, Of(pupil, year.Year, t.Id), 1)));
            parts.Add(new ProposalPart(FinalSources.Annual, level, 0, Of(pupil, year.Year, YearPages.Annual), 1));
            parts.Add(new ProposalPart(FinalSources.Exam, level, 0, Of(pupil, year.Year, YearPages.Exam), 1));
        }
        return parts;
    }
}
