using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Sample.Tests.Living;

/// <summary>A planned school as the product's rules see it: cards, lists and calendar, without a database.</summary>
internal sealed class PlannedSchool(SchoolPlan plan)
{
    public static SchoolCard Card { get; } = new("school", "Школа", "Europe/Moscow");

    public JournalRulesSet Rules { get; } = SampleRules.Rules(plan.Year.From);

    public MarkingRulesSet Marking { get; } = SampleRules.Marking(plan.Year.From);

    public CorrectionRulesSet Corrections { get; } = Setup.Grading.CorrectionDraft.Usual(plan.Year.From, "Регламент", "п. 1", "п. 2", "п. 3");

    public LessonLifeSet Life { get; } = Setup.Grading.LessonLifeDraft.Usual(plan.Year.From, "Положение");

    public int LevelOf(PlannedCourse course) => plan.Classes.First(c => c.Id == course.Class).Level;

    public YearCalendar Year(int level) => new("year", plan.Year.Year, plan.Year.From, plan.Year.To, plan.Year.TermsOf(level), plan.Year.Bells)
    {
        HolidaySets = [new HolidaysSet(plan.Year.Year, [], [.. plan.Year.Holidays, .. level == 1 ? plan.Year.FirstGrade : []])],
    };

    public CourseCard Course(PlannedCourse course) => new(
        Streams.Course(course.Id), course.Id, plan.Year.Year, LevelOf(course), [course.Class], course.Group, course.Subject, course.Hours * 100, Layers.Core,
        [new Assignment(course.Teacher, plan.Year.From, null)]);

    public CourseRoster Roster(PlannedCourse course)
    {
        var group = course.Group is { } id ? plan.Groups.First(g => g.Id == id) : null;
        var classes = group?.Classes ?? [course.Class];
        return new CourseRoster("", LevelOf(course), [.. plan.Pupils.Where(p => group is null || group.Pupils.Contains(p.Id)).SelectMany(p => Stays(p).Where(s => classes.Contains(s.Class)).Select(s => s.Row))]);
    }

    public UnitTimetable Timetable(PlannedCourse course) => new(
        "", "", [new TimetableSet(course.Class.Value, plan.Year.From, [.. course.Slots.Select(s => new TimetableSlot(s.Weekday, s.Slot, course.Id, s.Room, null))])]);

    private static IEnumerable<(ClassId Class, Enrolment Row)> Stays(PlannedPupil p) => p.Moves is { } move
        ? [(p.Class, new Enrolment(p.Id, p.From, move.From, null)), (move.To, new Enrolment(p.Id, move.From, p.Left?.From, null))]
        : [(p.Class, new Enrolment(p.Id, p.From, p.Left?.From, null))];
}
