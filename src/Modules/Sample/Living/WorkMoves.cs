using ElJournal.Control;
using ElJournal.Control.Works;

namespace ElJournal.Sample.Living;

/// <summary>Переносы контрольных работ: the deputy moves a work of the approved schedule by an order, two weeks and more before.</summary>
internal sealed class WorkMoves(World world)
{
    private const int Ahead = 14;
    private const int FirstOrder = 31;

    public void Expect()
    {
        foreach (var (n, work) in world.Plan.Works.Where(w => w.Before is not null).Index())
        {
            var day = (work.Before!.Value.Date < work.Date ? work.Before.Value.Date : work.Date).AddDays(-Ahead);
            while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(-1);
            var level = world.CourseOf[work.Course].Level;
            world.Agenda.Put(World.At(day, 660 + (world.Dice.For("work", work.Id.Value).Share() * 200)), () =>
            {
                var deputy = world.DeputyOf(level);
                world.Record.Add(
                    world.Record.Cause(), world.Sessions.Of(deputy.Account, deputy.Role, world.Agenda.Now), work.Id.Stream, typeof(ControlWork),
                    new ControlWorkMoved(work.Id, work.Date, work.Slot, 1, new WorkPaper($"Приказ № {FirstOrder + n}-у", day)));
            });
        }
    }
}
