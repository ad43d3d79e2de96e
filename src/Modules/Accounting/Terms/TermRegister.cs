using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>What the school's register says of the courses of one year, read once for statements and closings.</summary>
public sealed record TermRegister(
    DateOnly Today, YearCalendar Year, IReadOnlyList<ClassRoster> Classes, IReadOnlyList<CourseCard> Courses, IReadOnlyDictionary<GroupId, StudyGroupCard> Groups,
    IReadOnlyDictionary<SubjectId, string> Subjects, TermGradeRules? Rules, GradingRules? Grading, JournalRules? Journal)
{
    /// <summary>Null: the school has no year yet.</summary>
    /// <param name="schoolClass">Only its courses; null: all of the running year.</param>
    public static async Task<TermRegister?> Load(IQuerySession session, SchoolId school, ClassId? schoolClass, DateTimeOffset now, CancellationToken cancel)
    {
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(school), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var own = schoolClass is { } id ? await session.LoadAsync<ClassRoster>(id.Value, cancel) : null;
        if (schoolClass is not null && own is null) return null;
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        var year = own is null ? years.LastOrDefault(y => y.From <= today && today <= y.To) ?? years.MaxBy(y => y.From) : years.FirstOrDefault(y => y.Year == own.Year);
        if (year is null) return null;
        return await Load(session, today, year, own, cancel);
    }

    /// <summary>Of a year, and of one class of it or of all. Null: there is no such year or class.</summary>
    public static async Task<TermRegister?> Of(IQuerySession session, YearId year, ClassId? schoolClass, DateTimeOffset now, CancellationToken cancel)
    {
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(new SchoolId(session.TenantId)), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var own = schoolClass is { } id ? await session.LoadAsync<ClassRoster>(id.Value, cancel) : null;
        return await session.LoadAsync<YearCalendar>(Streams.Year(year), cancel) is { } calendar && (schoolClass is null || own?.Year == year)
            ? await Load(session, today, calendar, own, cancel) : null;
    }

    /// <summary>The year that runs, or has run last, and the one before it: newest first.</summary>
    public static async Task<IReadOnlyList<TermRegister>> Recent(IQuerySession session, SchoolId school, DateTimeOffset now, CancellationToken cancel)
    {
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(school), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var found = new List<TermRegister>();
        foreach (var year in (await session.Query<YearCalendar>().ToListAsync(cancel)).Where(y => y.From <= today).OrderByDescending(y => y.From).Take(2))
            found.Add(await Load(session, today, year, null, cancel));
        return found;
    }

    private static async Task<TermRegister> Load(IQuerySession session, DateOnly today, YearCalendar year, ClassRoster? own, CancellationToken cancel)
    {
        var courses = (own is null
            ? await session.QueryAsync<CourseCard>("where d.tenant_id = ? and d.data ->> 'year' = ?", cancel, session.TenantId, year.Year.Value)
            : await session.QueryAsync<CourseCard>("where d.tenant_id = ? and d.data -> 'classes' @> to_jsonb(?::text)", cancel, session.TenantId, own.Id))
            .Where(c => c.Layer == Layers.Core).ToList();
        var classes = await session.LoadManyAsync<ClassRoster>(cancel, courses.SelectMany(c => c.Classes).Select(c => c.Value).Distinct().ToArray());
        var groups = await session.LoadManyAsync<StudyGroupCard>(cancel, courses.Select(c => c.Group).OfType<GroupId>().Distinct().Select(Streams.Group).ToArray());
        var subjects = await session.LoadManyAsync<SubjectCard>(cancel, courses.Select(c => Streams.Subject(c.Subject)).Distinct().ToArray());
        return new TermRegister(
            today, year, [.. classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)], courses, groups.ToDictionary(g => g.Group),
            subjects.ToDictionary(s => s.Subject, s => s.Name), await session.LoadAsync<TermGradeRules>(Streams.TermGrading, cancel),
            await session.LoadAsync<GradingRules>(Streams.Grading, cancel), await session.LoadAsync<JournalRules>(Streams.Regulation, cancel));
    }

    public CourseRoster? RosterOf(CourseCard course) => CourseRoster.Of(
        course, [.. Classes.Where(c => course.Classes.Contains(new ClassId(c.Id)))], course.Group is { } g ? Groups.GetValueOrDefault(g) : null);

    public string SubjectOf(CourseCard course) => Subjects.GetValueOrDefault(course.Subject, "");

    /// <summary>First and last day of a page; null: a level has no such term.</summary>
    public (DateOnly From, DateOnly To)? DaysOf(TermId term, int level) => YearPages.All.Contains(term)
        ? (Year.From, Year.To)
        : Year.TermsOf(level).FirstOrDefault(t => t.Id == term) is { } found ? (found.From, found.To) : null;

    /// <summary>The page takes grades: by the annual rule and by the system of its subject.</summary>
    public bool IsGraded(CourseCard course, TermId term, int level)
    {
        if (DaysOf(term, level) is not { } days || Journal?.On(days.To) is not { } entry) return false;
        var rules = Rules?.On(days.To);
        if (!YearPages.All.Contains(term) && rules?.GradedTerms(Year, level, course.Hours).All(t => t.Id != term) == true) return false;
        return TermSources.SymbolsOf(
            GradingRules.Entry(entry, Grading, course.Subject, level, days.To)!, Grading?.Of(course.Subject, level, days.To), Grading?.On(days.To), rules).Count > 0;
    }

    /// <summary>Who is to have a grade: who has been in the course and is there on the last day, or today while that is yet to come.</summary>
    public IReadOnlyList<PupilId> Expected(CourseRoster roster, (DateOnly From, DateOnly To) days)
    {
        var last = Today < days.To ? Today : days.To;
        return [.. roster.Pupils.Where(p => p.From <= days.To && !(p.Left <= days.From)).GroupBy(p => p.Pupil).Where(g => !(g.Last().Left <= last)).Select(g => g.Key)];
    }
}
