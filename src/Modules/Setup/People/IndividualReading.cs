using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Setup.People;

/// <summary>Индивидуальный план in the list.</summary>
/// <param name="Hours">Hundredths of an hour a week, over all its courses.</param>
public sealed record PlanLine(PupilId Pupil, string Name, string Class, PupilPlan Plan, int Hours, int Courses);

/// <summary>Индивидуальные планы, and the pupils of one class to choose from.</summary>
public sealed record PlanList(IReadOnlyList<PlanLine> Plans, SchoolNow Now, IReadOnlyList<(PupilId Pupil, string Name)> Choices);

/// <param name="Hours">Hundredths of an hour a week.</param>
public sealed record PlanCourseLine(CourseId Course, string Subject, int Hours, string? Teacher);

/// <summary>Один план: its subjects with hours and teachers.</summary>
public sealed record PlanView(
    PlanLine Line, IReadOnlyList<PlanCourseLine> Courses, IReadOnlyList<SubjectCard> Subjects, IReadOnlyList<(StaffId Staff, string Name)> Teachers, SchoolNow Now)
{
    public bool IsOver => Line.Plan.To < Now.Today;
}

/// <summary>Reads individual plans (D-10.4, D-10.7, Z-5.8); names come from openings at the last moment.</summary>
internal sealed class IndividualReading(IDocumentStore store, Openings openings, TimeProvider clock)
{
    public async Task<PlanList> All(SchoolId school, ClassId? schoolClass, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Group is not null && c.Closed is null).ToLookup(c => c.Group!.Value);
        var cards = (await session.Query<PupilCard>().ToListAsync(cancel)).Where(p => p.Plans.Count > 0 || (p.Departed is null && p.Class == schoolClass)).ToList();
        var people = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        var plans =
            from pupil in cards
            from plan in pupil.Plans
            where now.Year is null || !(plan.To < now.Year.From)
            let name = Name(people, pupil)
            orderby plan.To < now.Today, name
            select new PlanLine(pupil.Pupil, name, now.NameOf(pupil.Class), plan, courses[plan.Group].Sum(c => c.Hours), courses[plan.Group].Count());
        var choices = cards.Where(p => p.Departed is null && p.Class == schoolClass && p.PlanOn(now.Day) is null).Select(p => (p.Pupil, Name(people, p)));
        return new PlanList([.. plans], now, [.. choices.OrderBy(c => c.Item2, StringComparer.CurrentCulture)]);
    }

    /// <summary>The last plan of the pupil; null: there is none.</summary>
    public async Task<PlanView?> Of(SchoolId school, PupilId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        if (await session.LoadAsync<PupilCard>(Streams.Pupil(id), cancel) is not { Plans: [.., var plan] } pupil) return null;
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).OrderBy(s => s.Name, StringComparer.CurrentCulture).ToList();
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Group == plan.Group && c.Closed is null).ToList();
        var staff = (await session.Query<StaffCard>().ToListAsync(cancel)).Where(s => !(s.Dismissed <= now.Day)).ToList();
        var people = await openings.Read<PersonCard>(school, [pupil.Card, .. staff.Select(s => s.Card)], cancel);
        var teachers = staff.Select(s => (s.Staff, Name: people.TryGetValue(s.Card, out var p) ? p.ShortName : UiTexts.All["erased"])).OrderBy(t => t.Name, StringComparer.CurrentCulture).ToList();
        var lines = courses.Select(c => new PlanCourseLine(
            c.Course, subjects.Find(s => s.Subject == c.Subject)?.Name ?? "—", c.Hours,
            (c.TeacherOn(now.Day) ?? c.Teachers.LastOrDefault(t => !t.Second)) is { } by ? teachers.Find(t => t.Staff == by.Teacher).Name : null)).OrderBy(c => c.Subject, StringComparer.CurrentCulture).ToList();
        return new PlanView(
            new PlanLine(id, Name(people, pupil), now.NameOf(pupil.Class), plan, lines.Sum(c => c.Hours), lines.Count), lines, subjects, teachers, now);
    }

    private static string Name(IReadOnlyDictionary<Guid, PersonCard> people, PupilCard pupil) =>
        people.TryGetValue(pupil.Card, out var person) ? person.ListName : UiTexts.All["erased"];
}
