using System.Text.Json;
using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Marten.Linq.MatchesSql;
using Marten.Services.BatchQuerying;

namespace ElJournal.Access.Rights;

/// <summary>
/// Reads the facts from which a person's rights follow: one round trip to the database, and only what the role needs.
/// Asked at every request, so that a right that has ended has ended at once, on every node.
/// </summary>
public sealed class GrantSource(IDocumentStore store)
{
    public async Task<Grants> Of(Account account, Role role, SchoolId school, DateOnly today, CancellationToken cancel = default) =>
        GrantRules.For(await Facts(account, role, school, today, cancel));

    private async Task<GrantFacts> Facts(Account account, Role role, SchoolId school, DateOnly today, CancellationToken cancel)
    {
        var facts = new GrantFacts(role, today) { Staff = account.Staff, Pupil = account.Pupil };
        if (role is Role.Pupil || (role is Role.Guardian ? account.Guardian is null : account.Staff is null)) return facts;

        await using var session = store.QuerySession(school.Value);
        var batch = session.CreateBatchQuery();
        if (role is Role.Guardian)
        {
            var guardian = batch.Load<GuardianCard>(Streams.Guardian(account.Guardian!.Value));
            await batch.Execute(cancel);
            return facts with { Wards = (await guardian)?.Wards ?? [] };
        }
        var staff = account.Staff!.Value;
        var card = batch.Load<StaffCard>(Streams.Staff(staff));
        var (courses, classes) = Courses(batch, role, staff);
        var years = role is Role.Teacher or Role.ClassTeacher ? SchoolYears.In(batch) : null;
        var substituted = role is Role.Teacher or Role.ClassTeacher
            ? batch.Query<Substitution>().Where(s => s.MatchesSql("d.data ->> 'person' = ? and not (d.data ->> 'released')::boolean", staff.Value)).ToList()
            : null;
        await batch.Execute(cancel);
        return facts with
        {
            Dismissed = (await card)?.Dismissed,
            Years = years is null ? SchoolYears.None : new SchoolYears(await years),
            Supervisions = (await card)?.Supervisions ?? [],
            Courses = courses is null ? [] : await courses,
            Classes = classes is null ? [] : await classes,
            Substituted = substituted is null ? [] : [.. (await substituted).Select(s => s.Lesson)],
        };
    }

    /// <summary>A teacher's own courses; a class teacher's, with those of classes led; a deputy's only where there is a charge.</summary>
    private static (Task<IReadOnlyList<CourseCard>>?, Task<IReadOnlyList<ClassFacts>>?) Courses(IBatchedQuery batch, Role role, StaffId staff)
    {
        const string classes = EventStore.Schema + ".mt_doc_classroster";
        const string charged = "exists (select 1 from " + EventStore.Schema + ".mt_doc_staffcard s where s.tenant_id = d.tenant_id and s.id = ?"
            + " and jsonb_array_length(coalesce(s.data -> 'supervisions', '[]')) > 0)";
        var teaches = JsonSerializer.Serialize(new { teachers = new[] { new { teacher = staff.Value } } });
        var leads = JsonSerializer.Serialize(new { leads = new[] { new { teacher = staff.Value } } });
        return role switch
        {
            Role.Teacher => (batch.Query<CourseCard>().Where(c => c.MatchesSql("d.data @> ?::jsonb", teaches)).ToList(), null),
            Role.ClassTeacher => (
                batch.Query<CourseCard>().Where(c => c.MatchesSql(
                    $"(d.data @> ?::jsonb or exists (select 1 from {classes} r where r.tenant_id = d.tenant_id and r.data @> ?::jsonb and d.data -> 'classes' @> to_jsonb(r.id)))", teaches, leads)).ToList(),
                Light(batch.Query<ClassRoster>().Where(c => c.MatchesSql("d.data @> ?::jsonb", leads)))),
            Role.DeputyHead => (
                batch.Query<CourseCard>().Where(c => c.MatchesSql(charged, Streams.Staff(staff))).ToList(),
                null),
            _ => (null, null),
        };
    }

    /// <summary>Classes without their pupils: a list of names is no reason for a right.</summary>
    private static Task<IReadOnlyList<ClassFacts>> Light(IBatchedQueryable<ClassRoster> classes) =>
        classes.Select(c => new ClassFacts { Id = c.Id, Year = c.Year, Level = c.Level, Leads = c.Leads }).ToList();
}
