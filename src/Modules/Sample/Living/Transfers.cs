using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;

namespace ElJournal.Sample.Living;

/// <summary>Переносы: now and then a lesson of a class is given on one of the next days, after its other lessons.</summary>
internal sealed class Transfers(World world, Cover cover)
{
    private const double Share = 0.09;
    private const int LastSlot = 7;

    private readonly Dictionary<DateOnly, List<LivedLesson>> coming = [];

    /// <summary>Lessons that were moved to the day.</summary>
    public IReadOnlyList<LivedLesson> On(DateOnly day) => coming.TryGetValue(day, out var lessons) ? lessons : [];

    public void Decide(DateOnly day, IReadOnlyList<LivedLesson> lessons)
    {
        var dice = world.Dice.For("transfer", world.Key(day));
        if (!dice.Chance(Share)) return;
        var lesson = dice.One(lessons);
        var course = lesson.Course;
        if (course.Plan.Group is not null || course.Level < 5 || lesson.Shifted || lessons.Count(l => l.Course == course) > 1) return;
        for (var to = day.AddDays(1); to <= day.AddDays(6) && to <= lesson.Term.To; to = to.AddDays(1))
        {
            if (!world.IsSchoolDay(to, course.Level) || cover.IsAway(course.Teacher.Id, to) || coming.ContainsKey(to)) continue;
            var slot = 1 + world.LessonsOn(to).Where(l => l.Course.Class == course.Class).Select(l => l.Slot).DefaultIfEmpty(0).Max();
            if (slot > LastSlot || world.LessonsOn(to).Any(l => l.Slot == slot && l.Course.Teacher.Id == course.Teacher.Id)) continue;
            Move(lesson, new LessonId(course.Plan.Id, to, slot), dice);
            return;
        }
    }

    private void Move(LivedLesson lesson, LessonId to, Dice dice)
    {
        var there = new LivedLesson(to, lesson.Course, lesson.Term, lesson.Number) { Giver = lesson.Course.Teacher, Shifted = true };
        (lesson.Off, lesson.Giver) = (true, null);
        coming[to.Date] = [there];
        lesson.Course.Lessons[lesson.Term.Id].Add(there);
        world.Agenda.Put(World.At(lesson.Id.Date, 440 + (dice.Share() * 30)), () =>
        {
            var (deputy, cause) = (world.DeputyOf(lesson.Course.Level), world.Record.Cause());
            var by = world.Sessions.Of(deputy.Account, deputy.Role, world.Agenda.Now);
            world.Record.Add(cause, by, lesson.Stream, typeof(Lesson), new LessonTransferred(lesson.Id, to, SubstitutionReasons.Other));
            world.Record.Add(cause, by, there.Stream, typeof(Lesson), new LessonReceived(to, lesson.Id));
        });
    }
}
