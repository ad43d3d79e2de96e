using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Setup.Imports;

/// <summary>Whose plan it is: a course by its id, or by class and subject in a year.</summary>
/// <param name="Class">As written: 7А, 7 «А».</param>
/// <param name="Year">Null: the year that runs, or the next one.</param>
public sealed record PlanTarget(CourseId? Course = null, string? Class = null, string? Subject = null, YearId? Year = null);

/// <summary>Загрузка КТП: the file's plan becomes the next version of the course's; the same plan again changes nothing.</summary>
public sealed class PlanImport(Desk desk, IDocumentStore store, TimeProvider clock)
{
    /// <param name="selector">Which course of the file, where it holds several.</param>
    /// <exception cref="ImportRefusal">The file holds no plan, or the course is not found, or the plan is refused as a whole.</exception>
    public async Task<ImportReport> Run(
        TableFile file, PlanSelector? selector, PlanTarget target, bool dryRun, Actor actor, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(actor.School.Value);
        var course = await Find(target, file.Name, session, cancel);
        var read = PlanFile.Read(file, selector);
        var current = await session.LoadAsync<CoursePlan>(Streams.Plan(course), cancel);
        var command = new ImportPlan(IdOf(course, current, read.Items), course, read.Items);

        var answer = ImportPlanHandler.Handle(command, current, new ImportPlanFacts(true)).Item1;
        if (answer.IsAccepted && !dryRun && read.Changes(current?.Items))
            answer = await desk.Send(command, actor with { Channel = Channel.Import }, cancel);
        return answer.Refusal is { } refusal ? throw ImportRefusal.Because(refusal, file.Name) : read.Report(current?.Items);
    }

    /// <summary>Follows from what it replaces and by what, so that the same load sent twice is done once.</summary>
    private static Guid IdOf(CourseId course, CoursePlan? current, IReadOnlyList<PlanItem> items) =>
        DerivedId.Command("plan", course.Value, $"{current?.Version}", JsonSerializer.Serialize(items));

    private async Task<CourseId> Find(PlanTarget target, string file, IQuerySession session, CancellationToken cancel)
    {
        if (target.Course is { } id)
        {
            return await session.LoadAsync<CourseCard>(Streams.Course(id), cancel) is not null
                ? id
                : throw ImportRefusal.Of("course_is_unknown", file);
        }
        if (target.Class is null || target.Subject is null) throw ImportRefusal.Of("import_no_target", file);

        var year = (await ImportYear.Find(target.Year, file, session, clock, cancel)).Year;
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year).ToList();
        var roster = ClassName.Parse(target.Class) is { } name ? classes.Find(c => c.Level == name.Level && c.Letter == name.Letter) : null;
        if (roster is null)
            throw ImportRefusal.Of("import_class_not_found", file, target.Class, Listed(classes.Select(c => new ClassName(c.Level, c.Letter).ToString())));

        var courses = await session.Query<CourseCard>().Where(c => c.MatchesSql("d.data ->> 'unit' = ?", roster.Id)).ToListAsync(cancel);
        var subjects = await session.LoadManyAsync<SubjectCard>(cancel, [.. courses.Select(c => Streams.Subject(c.Subject))]);
        var subject = subjects.FirstOrDefault(s => Naming.IsSame(s.Name, target.Subject))
            ?? throw ImportRefusal.Of("import_subject_not_found", file, target.Subject, roster.Name, Listed(subjects.Select(s => s.Name)));
        return courses.First(c => c.Subject == subject.Subject).Course;
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.CurrentCulture)) is { Length: > 0 } all ? all : "—";
}
