using ElJournal.Control;
using ElJournal.Control.Remarks;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Living;

/// <summary>
/// Еженедельный контроль (D-11): on Fridays each deputy looks through the first days of the week in the classes of his levels and remarks on lessons
/// without a topic. Most are entered in the days after, and the program sees it; some teachers need the remark, and a few leave it.
/// </summary>
internal sealed class Remarks(World world)
{
    private const int MostAtOnce = 2;
    private const double ShareHeeded = 0.75;

    /// <summary>Of the week that is looked at: Monday to Wednesday; later ones are still being entered.</summary>
    private const int First = -4, Last = -2;

    private static readonly Grants None = new([]);

    public void Expect()
    {
        foreach (var day in World.Days(world.Year.From, world.Year.To).Where(d => world.Year.WeekdayOf(d) == 5))
        {
            foreach (var (n, deputy) in world.Deputies.Index())
            {
                var dice = world.Dice.For("remarks", deputy.Id.Value, world.Key(day));
                world.Agenda.Put(World.At(day, 905 + (n * 12) + (dice.Share() * 10)), () => Look(deputy, day, dice));
            }
        }
    }

    private void Look(PlannedTeacher deputy, DateOnly day, Dice dice)
    {
        var empty = world.Courses.Where(c => world.DeputyOf(c.Level) == deputy && world.IsSchoolDay(day, c.Level)).SelectMany(c => c.Lessons.Values).SelectMany(lessons => lessons)
            .Where(l => l.Id.Date >= day.AddDays(First) && l.Id.Date <= day.AddDays(Last) && l is { Opened: true, WasHeld: true, HasTopic: false, Remark: null })
            .OrderBy(l => l.Stream, StringComparer.Ordinal).ToList();
        for (var made = 0; made < MostAtOnce && empty.Count > 0; made++)
        {
            var lesson = empty[dice.Below(empty.Count)];
            empty.Remove(lesson);
            Issue(deputy, lesson, day, dice);
        }
    }

    private void Issue(PlannedTeacher deputy, LivedLesson lesson, DateOnly day, Dice dice)
    {
        var remark = world.Record.Id<RemarkId>();
        world.Record.Add(
            world.Record.Cause(), world.Sessions.Of(deputy.Account, deputy.Role, world.Agenda.Now), remark.Stream, typeof(Remark),
            new RemarkIssued(
                remark, RemarkTarget.Of(lesson.Id), Checks.Lessons, RemarkLacks.Topic, null, day, Due(lesson, day), lesson.Giver!.Id, null, world.Record.VersionOf(lesson.Stream)));
        lesson.Remark = remark;
        // Who would never have entered it is reminded; the others were going to anyway.
        if (lesson.Forgotten is not { } enter || !dice.Chance(ShareHeeded)) return;
        var monday = dice.Chance(0.4);
        world.Enter(World.At(monday ? day.AddDays(3) : day, (monday ? 800 : 1000) + (dice.Share() * 200)), lesson, false, by =>
        {
            if (!lesson.Course.Closed.Contains(lesson.Term.Id)) enter(by);
        });
    }

    /// <summary>The program closes a remark by the entry that mended it, some seconds after.</summary>
    public static void Mended(World world, LivedLesson lesson, Guid entry, string kind)
    {
        if (lesson.Remark is not { } remark) return;
        lesson.Remark = null;
        var on = DateOnly.FromDateTime(world.Agenda.Now + Customs.Offset);
        world.Agenda.Put(world.Agenda.Now.AddSeconds(1.5), () => world.Record.Add(
            world.Record.Cause(), new Actor(new AccountId("program"), Role.Administrator, world.School, Channel.Program, "program", None), remark.Stream, typeof(Remark),
            new RemarkMended(remark, entry, kind, on)));
    }

    private DateOnly Due(LivedLesson lesson, DateOnly day) =>
        world.SchoolDays(lesson.Course.Level).Where(d => d > day).Take(SchoolDays.Usual).LastOrDefault(day.AddDays(SchoolDays.Usual));
}
