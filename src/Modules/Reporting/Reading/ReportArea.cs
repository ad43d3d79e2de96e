using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Reporting.Reading;

/// <summary>What of a school is reported on: what the reader may see, and what of that was asked for.</summary>
/// <param name="May">By which right a course is seen.</param>
/// <param name="Now">The moment of the report.</param>
public sealed record ReportArea(ReportSchool School, Grants Reader, Permission May, ReportQuery Query, DateTimeOffset Now)
{
    private IReadOnlyList<ReportCourse>? courses;

    public DateOnly Today => School.DayAt(Now);

    /// <summary>Courses that may be seen at all.</summary>
    public IEnumerable<ReportCourse> Seen => School.Courses.Values.Where(c => Reader.AllowEver(May, Streams.Course(c.Id)));

    /// <summary>Those of them that were asked for; a teacher is asked for course by course and day by day.</summary>
    public IReadOnlyList<ReportCourse> Courses => courses ??= [.. Seen.Where(c =>
        (Query.Level is null || c.Level == Query.Level) && (Query.Subject is null || c.Card.Subject.Value == Query.Subject)
        && (Query.Class is null || c.Card.Classes.Any(k => k.Value == Query.Class)))];

    /// <summary>What questions ask for: the courses, or null where it is all of them.</summary>
    public IEnumerable<CourseId>? Asked => Courses.Count == School.Courses.Count ? null : Courses.Select(c => c.Id);

    /// <summary>The term or page of the year that was asked for, as a level has it; without a wish the one that runs, or the last that has begun.</summary>
    public (TermId Id, DateOnly From, DateOnly To, Term? Term)? PeriodOf(int level)
    {
        var year = School.Year;
        if (Query.Term is null) return year.TermToShow(Today, level) is { } shown ? (shown.Id, shown.From, shown.To, shown) : null;
        if (YearPages.All.FirstOrDefault(p => p.Value == Query.Term) is { Value: not null } page) return (page, year.From, year.To, null);
        return year.TermsOf(level).FirstOrDefault(t => t.Id.Value == Query.Term) is { } term ? (term.Id, term.From, term.To, term) : null;
    }

    /// <summary>The days that were asked for: by dates, else by the term, else the term that runs.</summary>
    public (DateOnly From, DateOnly To) Days
    {
        get
        {
            var level = Query.Level ?? (Query.Class is { } c && School.Classes.TryGetValue(new ClassId(c), out var roster) ? roster.Level : 0);
            var period = PeriodOf(level) ?? Every(Query.Term);
            var (from, to) = (Query.From ?? period.From, Query.To ?? period.To);
            return (from, to > Today ? Today : to);
        }
    }

    private (TermId Id, DateOnly From, DateOnly To, Term? Term) Every(string? term) =>
        School.Year.LevelTerms.SelectMany(l => l.Terms).FirstOrDefault(t => t.Id.Value == term) is { } found
            ? (found.Id, found.From, found.To, found)
            : (YearPages.Annual, School.Year.From, School.Year.To, null);
}
