using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>
/// Отметки последнего дня: in the evening of the last day of the third quarter a teacher raises the last grades of one pupil and adds some, and
/// the grade of the quarter follows. Found on the course's page (grades of one evening in lessons of several days) and in the register of changes.
/// </summary>
/// <param name="Date">The evening, from about 20:05.</param>
public sealed record LastDayRise(ClassId Class, CourseId Course, PupilId Pupil, StaffId Teacher, DateOnly Date)
{
    private const double FirstMinute = 1205;

    /// <summary>The teacher's own time to correct: so many days back.</summary>
    private const int DaysBack = Customs.WindowDays;

    internal static LastDayRise Of(SchoolPlan plan)
    {
        var subjects = plan.Subjects.ToDictionary(s => s.Id);
        var classes = plan.Classes.ToDictionary(c => c.Id);
        var course = plan.Courses.Where(c => c.Group is null && c.Hours >= 3 && classes[c.Class].Level > 1)
            .OrderByDescending(c => classes[c.Class].Level == 8).ThenByDescending(c => subjects[c.Subject].Name.Contains("лгебра", StringComparison.Ordinal))
            .FirstOrDefault() ?? plan.Courses[0];
        var pupil = plan.Pupils.Where(p => p.Class == course.Class && p is { Moves: null, Left: null, Truant: false, Plan: null } && p.From <= plan.Year.From)
            .OrderBy(p => Math.Abs(p.Ability + 0.6)).ThenBy(p => p.Id.Value, StringComparer.Ordinal).FirstOrDefault() ?? plan.Pupils[0];
        var terms = plan.Year.TermsOf(classes[course.Class].Level);
        var day = terms[Math.Min(2, terms.Count - 1)].To;
        while (!plan.Year.IsSchoolDay(day, classes[course.Class].Level)) day = day.AddDays(-1);
        return new LastDayRise(course.Class, course.Id, pupil.Id, course.Teacher, day);
    }

    /// <summary>The pupil is at school in the days that count.</summary>
    internal bool Keeps(PlannedPupil pupil, Spell spell) => pupil.Id != Pupil || spell.Until < Date.AddDays(-DaysBack - 3) || spell.From > Date;

    internal void Prepare(World world, Journal journal)
    {
        var (course, dice) = (world.CourseOf[Course], world.Dice.For("story", "rise"));
        var pupil = world.PupilOf[Pupil];
        course.Bends = (lesson, who) => who == pupil && lesson.Id.Date <= Date && lesson.Id.Date > Date.AddDays(-80) ? lesson.Number % 3 == 0 ? 4 : 3 : null;
        world.Agenda.Put(World.At(Date, FirstMinute), () =>
        {
            var at = world.Agenda.Now;
            foreach (var lesson in course.Lessons.Values.SelectMany(l => l).Where(l => l.Id.Date >= Date.AddDays(-DaysBack) && l is { WasHeld: true, Opened: true, Taught: null }))
            {
                if (lesson.CellOf(pupil).Attendance is Customs.Absent or Customs.Ill or Customs.Excused) continue;
                at = at.AddSeconds(20 + (dice.Share() * 40));
                world.Agenda.Put(at, () =>
                {
                    var by = world.Sessions.Teacher(course.Teacher, world.Agenda.Now);
                    if (lesson.CellOf(pupil).Grades.Count == 0) journal.Grade(lesson, pupil, by, "5");
                    else if (lesson.CellOf(pupil).Grades[^1] != "5") journal.Correct(lesson, pupil, by, "5", Customs.Retake, world.Record.Words("Пересдал"));
                });
            }
        });
    }
}
