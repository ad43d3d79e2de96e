using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>
/// Ночь пятидесяти одной отметки: in one hour of the night somebody signed in as the administrator raises 51 grades of one class. Found in the
/// register of changes by session, hour and author: no other correction of the year is entered at night, nor by an administrator.
/// </summary>
/// <param name="Date">The first change is at about 02:40 of this day, by the school's clock.</param>
public sealed record NightChanges(ClassId Class, DateOnly Date, AccountId Account, string Session)
{
    public const int Count = 51;
    private const double FirstMinute = 160;
    private const int DaysBack = 6;

    internal static NightChanges Of(SchoolPlan plan)
    {
        var schoolClass = plan.Classes.FirstOrDefault(c => c.Level == 9) ?? plan.Classes[^1];
        var administrator = plan.Staff.FirstOrDefault(t => t.Role is Role.Administrator) ?? plan.Staff[0];
        var dice = new Dice(plan.Seed).For("story", "night");
        var session = string.Create(16, dice, (text, d) =>
        {
            foreach (ref var c in text) c = "0123456789abcdefghjkmnpqrstvwxyz"[d.Below(32)];
        });
        return new NightChanges(schoolClass.Id, Stories.SchoolDay(plan, plan.Year.Day(3, 12), schoolClass.Level), administrator.Account, session);
    }

    internal void Prepare(World world, Journal journal)
    {
        var dice = world.Dice.For("story", "night");
        world.Agenda.Put(World.At(Date, FirstMinute), () =>
        {
            var cells = world.Courses.Where(c => c.Class.Id == Class).SelectMany(c => c.Lessons.Values.SelectMany(l => l))
                .Where(l => l.Id.Date >= Date.AddDays(-DaysBack) && l.Id.Date < Date)
                .SelectMany(l => l.Course.Members.Where(m => l.Cells.TryGetValue(m.Pupil, out var cell) && cell.Grades.Count > 0 && cell.Grades[^1] != "5").Select(m => (Lesson: l, m.Pupil)));
            var at = world.Agenda.Now.AddSeconds(12);
            foreach (var (lesson, pupil) in dice.Shuffled(cells).Take(Count))
            {
                world.Agenda.Put(at, () =>
                {
                    var better = Math.Min(5, lesson.CellOf(pupil).Grades[^1][0] - '0' + (dice.Chance(0.4) ? 2 : 1));
                    journal.Correct(
                        lesson, pupil, world.Sessions.In(Session, Account, Role.Administrator), better.ToString(CultureInfo.InvariantCulture), Customs.Typo, world.Record.Words("Исправление"));
                });
                at = at.AddSeconds(40 + (dice.Share() * 25));
            }
        });
    }
}
