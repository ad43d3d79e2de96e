using ElJournal.Accounting;
using ElJournal.Accounting.DayBooks;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Living;

/// <summary>Заполненные дни: teachers who keep their journal well say so when the last entry of the day is made.</summary>
internal sealed class DayBooks(World world, Manners manners)
{
    private const double Share = 0.93;

    private static readonly string[] Words = ["Тему уточню у методиста", "Класс снят с урока на мероприятие", "Запишу после сверки с КТП", "Урок прошёл как консультация"];

    /// <param name="lessons">All that the teacher gives that day, by hour.</param>
    /// <param name="last">When the last of them is entered.</param>
    public void Expect(PlannedTeacher teacher, DateOnly day, IReadOnlyList<LivedLesson> lessons, DateTime last, Dice dice)
    {
        if (!manners.Of(teacher).Completes || !dice.Chance(Share)) return;
        world.Agenda.Put(world.Stories.Offline.Sent(last).AddMinutes(1 + (dice.Share() * 6)), () =>
        {
            // Without homework nothing needs to be said; what else is missing is explained, or the day waits.
            var left = new List<DayLessonLeft>(lessons.Count);
            Kernel.Opening? words = null;
            foreach (var lesson in lessons.Where(l => !l.Off))
            {
                var missing = lesson.Lacking;
                var explained = missing.Any(m => m != Lacks.Homework);
                if (explained && words is not null) return;
                if (explained) words = world.Record.Words(dice.One(Words));
                left.Add(new DayLessonLeft(lesson.Id, missing, explained ? words!.Sealed : null));
            }
            if (left.Count == 0) return;
            world.Record.Add(
                world.Record.Cause(), world.Sessions.Teacher(teacher, world.Agenda.Now), DayStreams.Of(teacher.Id, day), typeof(CompletedDay),
                new DayCompleted(teacher.Id, day, left), words: words);
            world.CompletedDays.Add((teacher.Id, day));
        });
    }
}
