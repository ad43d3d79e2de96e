using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>Who sits in which course from when to when, by classes, moves and groups.</summary>
internal sealed class Roster
{
    public Roster(World world)
    {
        var subjects = world.Plan.Subjects.ToDictionary(s => s.Id);
        var groups = world.Plan.Groups.ToDictionary(g => g.Id);
        var stays = world.Pupils.SelectMany(Stays).ToLookup(s => s.Class);
        var alone = new Dictionary<(PupilLife, SubjectId), CourseLife>();
        // Courses of individual plans first: the pupil's place on the class's page points there.
        var courses = world.Taught.OrderBy(c => c.Group is { } g && groups[g].Kind == GroupKinds.Individual ? 0 : 1).Select(plan =>
        {
            var group = plan.Group is { } id ? groups[id] : null;
            var classes = group?.Classes ?? [plan.Class];
            var own = group?.Pupils.ToHashSet();
            var individual = group?.Kind == GroupKinds.Individual;
            var members = classes.SelectMany(c => stays[c]).Where(s => own?.Contains(s.Pupil.Plan.Id) != false)
                .Select(s => new Member(s.Pupil, s.From, s.Left, individual ? null : alone.GetValueOrDefault((s.Pupil, plan.Subject)))).ToList();
            var course = new CourseLife(plan, subjects[plan.Subject], world.Classes[plan.Class], world.Staff[plan.Teacher], world.Dice.For("course", plan.Id.Value))
            {
                Members = members,
            };
            if (individual) members.ForEach(m => alone[(m.Pupil, plan.Subject)] = course);
            Count(world, course);
            return course;
        }).ToDictionary(c => c.Plan.Id);
        Courses = [.. world.Taught.Select(c => courses[c.Id])];
    }

    public IReadOnlyList<CourseLife> Courses { get; }

    private static IEnumerable<(PupilLife Pupil, ClassId Class, DateOnly From, DateOnly? Left)> Stays(PupilLife pupil)
    {
        var plan = pupil.Plan;
        if (plan.Moves is { } move)
        {
            yield return (pupil, plan.Class, plan.From, move.From);
            yield return (pupil, move.To, move.From, plan.Left?.From);
        }
        else
        {
            yield return (pupil, plan.Class, plan.From, plan.Left?.From);
        }
    }

    private static void Count(World world, CourseLife course)
    {
        foreach (var term in world.Year.TermsOf(course.Level))
        {
            course.Counts[term.Id] = world.SchoolDays(course.Level).Where(day => day >= term.From && day <= term.To)
                .Sum(day => course.Plan.Slots.Count(s => s.Weekday == (int)day.DayOfWeek));
        }
        foreach (var member in course.Members)
        {
            var dice = course.Dice.For("member", member.Pupil.Plan.Id.Value, world.Key(member.From));
            member.Level = dice.Normal(0, 0.5);
            member.Drift = dice.Normal(0, 0.25);
        }
    }
}
