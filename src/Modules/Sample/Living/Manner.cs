using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>When a teacher enters a lesson.</summary>
internal enum Entry
{
    /// <summary>In the lesson itself.</summary>
    InLesson,

    /// <summary>The same day, after the lessons.</summary>
    Evening,

    /// <summary>The next day.</summary>
    NextDay,

    /// <summary>Within the week.</summary>
    Week,
}

/// <summary>A teacher's manner of keeping the journal: how late, how completely.</summary>
internal sealed class Manner(World world, PlannedTeacher teacher)
{
    private readonly Dice dice = world.Dice.For("manner", teacher.Id.Value);

    public bool IsLaggard { get; } = teacher.Delay >= 4;

    /// <summary>Says each evening that the day is filled in.</summary>
    public bool Completes { get; } = teacher.Delay < 4 && world.Dice.For("completes", teacher.Id.Value).Chance(0.85);

    /// <summary>How the day as a whole goes; single lessons may go otherwise.</summary>
    public Entry On(DateOnly day) => Choose(dice.For("day", world.Key(day)));

    public Entry Of(Dice lesson, Entry day) => lesson.Chance(0.12) ? Choose(lesson) : day;

    /// <summary>The moment from which the entries of a lesson come, minutes of the day after <paramref name="day"/>.</summary>
    public (DateOnly Day, double Minutes) Begin(Entry entry, DateOnly day, int slot, Dice lesson)
    {
        var evening = dice.For("evening", world.Key(day));
        // All that is left over is typed in one go: lesson after lesson.
        return entry switch
        {
            Entry.InLesson => (day, world.Begins(slot) + 2 + (lesson.Share() * 4)),
            Entry.Evening => (day, 905 + (evening.Share() * 240) + (slot * 5) + lesson.Share()),
            Entry.NextDay => (day.AddDays(1), 445 + (evening.Share() * 600) + (slot * 5) + lesson.Share()),
            _ => (day.AddDays(2 + evening.Below(5)), 900 + (evening.Share() * 300) + (slot * 5) + lesson.Share()),
        };
    }

    private Entry Choose(Dice thrown)
    {
        var x = thrown.Share();
        return IsLaggard
            ? x < 0.1 ? Entry.InLesson : x < 0.2 ? Entry.Evening : x < 0.5 ? Entry.NextDay : Entry.Week
            : x < 0.57 ? Entry.InLesson : x < 0.725 ? Entry.Evening : x < 0.94 ? Entry.NextDay : Entry.Week;
    }
}

/// <summary>The manners of all teachers.</summary>
internal sealed class Manners(World world)
{
    private readonly Dictionary<StaffId, Manner> known = [];

    public Manner Of(PlannedTeacher teacher) => known.TryGetValue(teacher.Id, out var manner) ? manner : known[teacher.Id] = new Manner(world, teacher);
}
