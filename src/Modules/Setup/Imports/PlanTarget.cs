using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Setup.Imports;

/// <summary>Whose plan it is: a course by its id, or by class and subject in a year.</summary>
/// <param name="Class">As written: 7А, 7 «А».</param>
/// <param name="Year">Null: the year that runs, or the next one.</param>
public sealed record PlanTarget(CourseId? Course = null, string? Class = null, string? Subject = null, YearId? Year = null)
{
    /// <exception cref="ImportRefusal">There is no such course.</exception>
    public async Task<CourseId> Find(string file, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        if (Course is { } id)
        {
            return await session.LoadAsync<CourseCard>(Streams.Course(id), cancel) is not null
                ? id
                : throw ImportRefusal.Of("course_is_unknown", file);
        }
        if (Class is null || Subject is null) throw ImportRefusal.Of("import_no_target", file);

        var year = (await ImportYear.Find(Year, file, session, clock, cancel)).Year;
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year).ToList();
        var roster = ClassName.Parse(Class) is { } name ? classes.Find(c => c.Level == name.Level && c.Letter == name.Letter) : null;
        if (roster is null)
            throw ImportRefusal.Of("import_class_not_found", file, Class, Listed(classes.Select(c => new ClassName(c.Level, c.Letter).ToString())));

        var courses = await session.Query<CourseCard>().Where(c => c.MatchesSql("d.data ->> 'unit' = ?", roster.Id)).ToListAsync(cancel);
        var subjects = await session.LoadManyAsync<SubjectCard>(cancel, [.. courses.Select(c => Streams.Subject(c.Subject))]);
        var subject = subjects.FirstOrDefault(s => Naming.IsSame(s.Name, Subject))
            ?? throw ImportRefusal.Of("import_subject_not_found", file, Subject, roster.Name, Listed(subjects.Select(s => s.Name)));
        return courses.First(c => c.Subject == subject.Subject).Course;
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.CurrentCulture)) is { Length: > 0 } all ? all : "—";
}
