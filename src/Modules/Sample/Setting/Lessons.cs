using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Setting;

/// <summary>Groups, courses with their teachers, КТП and timetable, before the first day.</summary>
internal static class Lessons
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["individual"] = PlanKinds.Individual,
        ["home"] = PlanKinds.Home,
        ["sanatorium"] = PlanKinds.Hospital,
    };

    public static void Plan(SchoolPlan plan, Office office, Action step, Action<Actor, DateOnly, ICommand> add)
    {
        DateOnly August(int day) => plan.Year.Day(8, day);
        var pupils = plan.Pupils.ToDictionary(p => p.Id);
        foreach (var g in plan.Groups)
            add(office.Deputy, August(22), new FormGroup(SchoolSetUp.Command("group", g.Id.Value), g.Id, g.Kind, g.Name, g.Classes, g.Subject));
        step();
        foreach (var g in plan.Groups)
        {
            var first = g.Pupils.Where(p => Joins(pupils[p], g) <= plan.Year.From).ToList();
            add(office.Deputy, August(22), new SetGroupMembers(SchoolSetUp.Command("members", g.Id.Value), g.Id, first, plan.Year.From));
        }
        step();
        Later(plan, office, pupils, step, add);
        var plans = plan.Pupils.Where(p => p.Plan is not null).ToDictionary(p => p.Id, p => p.Plan!);
        foreach (var g in plan.Groups.Where(g => g.Kind == GroupKinds.Individual))
        {
            foreach (var pupil in g.Pupils)
                add(office.Deputy, August(25), new SetIndividualPlan(SchoolSetUp.Command("individual", g.Id.Value), pupil, g.Id, Kinds[plans.GetValueOrDefault(pupil, "individual")], plan.Year.From, null, "118-у"));
        }
        List<PlannedCourse> courses = [.. plan.Courses, .. plan.Extracurricular];
        var beside = plan.Extracurricular.Select(c => c.Id).ToHashSet();
        foreach (var c in courses)
        {
            add(office.Deputy, August(25), new OpenCourse(
                SchoolSetUp.Command("course", c.Id.Value), c.Id, c.Group is null ? c.Class : null, c.Subject, c.Hours * 100, c.Group,
                beside.Contains(c.Id) ? Layers.Extracurricular : Layers.Core));
        }
        step();
        foreach (var c in courses)
        {
            add(office.Deputy, August(26), new AssignTeacher(SchoolSetUp.Command("teacher", c.Id.Value), c.Id, c.Teacher, plan.Year.From));
            var teacher = plan.Staff.First(t => t.Id == c.Teacher);
            if (c.Topics.Count > 0)
                add(office.Deputy with { Account = teacher.Account, Role = Role.Teacher, Session = $"plan-{c.Id}" }, August(27), new ImportPlan(SchoolSetUp.Command("plan", c.Id.Value), c.Id, c.Topics));
        }
        step();
        foreach (var unit in courses.GroupBy(c => c.Group?.Value ?? c.Class.Value).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var slots = unit.SelectMany(c => c.Slots.Select(s => new TimetableSlot(s.Weekday, s.Slot, c.Id, s.Room, null))).OrderBy(s => s.Weekday).ThenBy(s => s.Slot).ToList();
            add(office.Deputy, August(28), new SetTimetable(SchoolSetUp.Command("timetable", unit.Key), unit.Key, plan.Year.From, slots));
        }
        step();
    }

    /// <summary>Whoever comes later or changes class joins the groups of the new class on that day; the stream of a group takes one after another.</summary>
    private static void Later(SchoolPlan plan, Office office, Dictionary<PupilId, PlannedPupil> pupils, Action step, Action<Actor, DateOnly, ICommand> add)
    {
        foreach (var g in plan.Groups.Where(g => g.Kind != GroupKinds.Individual))
        {
            var days = g.Pupils.Select(p => Joins(pupils[p], g)).Where(day => day > plan.Year.From).Distinct().Order();
            foreach (var day in days)
            {
                var now = g.Pupils.Where(p => Joins(pupils[p], g) <= day && pupils[p].ClassOn(day) is { } c && g.Classes.Contains(c)).ToList();
                add(office.Deputy, day, new SetGroupMembers(SchoolSetUp.Command("members", g.Id.Value, $"{day:yyyyMMdd}"), g.Id, now, day));
                step();
            }
        }
    }

    private static DateOnly Joins(PlannedPupil pupil, PlannedGroup group) =>
        group.Classes.Contains(pupil.Class) ? pupil.From : pupil.Moves?.From ?? pupil.From;
}
