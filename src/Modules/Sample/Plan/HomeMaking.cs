using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Обучение на дому: thirty hours a week with the teachers of the class, at hours when those are free.</summary>
internal static class HomeMaking
{
    public const int Hours = 30;
    private const int MostADay = 3;

    /// <summary>Rooms of lessons at home: one for each of the three, so that no two stand in the same.</summary>
    public static readonly IReadOnlyList<string> Rooms = ["На дому 1", "На дому 2", "На дому 3"];

    /// <summary>Hours by subject: 8 in primary classes, 10 in 5 to 8, 12 in 10 and 11.</summary>
    private static IReadOnlyList<(string Subject, int Hours)> HoursOf(int level) => level switch
    {
        <= 4 => [("russkij-yazyk", 3), ("matematika", 3), ("chtenie", 1), ("okruzhayushchij-mir", 1)],
        <= 9 => [("russkij-yazyk", 2), ("literatura", 1), ("algebra", 2), ("geometriya", 1), ("anglijskij", 1), ("istoriya", 1), ("fizika", 1), ("biologiya", 1)],
        _ =>
        [
            ("russkij-yazyk", 1), ("literatura", 2), ("algebra", 2), ("geometriya", 1), ("anglijskij", 1), ("istoriya", 1), ("obshchestvoznanie", 1),
            ("fizika", 1), ("himiya", 1), ("biologiya", 1),
        ],
    };

    internal sealed record Lessons(Block Block, PlannedPupil Pupil, GroupId Group, int Hours, CourseId Course, IReadOnlyList<int> Places, string Room);

    public static IReadOnlyList<Lessons> Make(
        Dice dice, IReadOnlyList<Block> blocks, IReadOnlyList<IReadOnlyList<int>> places, IReadOnlyList<PlannedPupil> pupils, IReadOnlyList<PlannedGroup> groups)
    {
        var busy = new HashSet<(StaffId, int)>();
        for (var b = 0; b < blocks.Count; b++)
        {
            foreach (var place in places[b]) busy.UnionWith(blocks[b].Teachers.Select(t => (t.Teacher.Id, place)));
        }
        // The first hour of Monday is the class hour of every class.
        var result = new List<Lessons>();
        foreach (var (pupil, room) in pupils.Where(p => p.Plan == "home").Zip(Rooms))
        {
            var group = groups.First(g => g.Kind == GroupKinds.Individual && g.Pupils[0] == pupil.Id);
            var level = blocks.First(b => b.Class.Id == pupil.Class).Class.Level;
            var own = dice.For("home", pupil.Id.Value);
            var taken = new HashSet<int>();
            foreach (var (subject, hours) in HoursOf(level))
            {
                var block = blocks.First(b => b.Class.Id == pupil.Class && b.Line.Key == subject);
                var teacher = block.Teachers[0].Teacher.Id;
                var chosen = new List<int>();
                for (var hour = 0; hour < hours; hour++)
                {
                    // A day with little so far, and late: the teacher comes when the classes have gone.
                    var place = Enumerable.Range(1, (Placement.Days * Placement.Slots) - 1)
                        .Where(p => !busy.Contains((teacher, p)) && !taken.Contains(p) && taken.Count(t => t / Placement.Slots == p / Placement.Slots) < MostADay)
                        .OrderBy(p => chosen.Count(t => t / Placement.Slots == p / Placement.Slots))
                        .ThenBy(p => taken.Count(t => t / Placement.Slots == p / Placement.Slots))
                        .ThenByDescending(p => p % Placement.Slots).First();
                    chosen.Add(place);
                    taken.Add(place);
                    busy.Add((teacher, place));
                }
                chosen.Sort();
                result.Add(new(block, pupil, group.Id, hours, own.Id<CourseId>(), chosen, room));
            }
        }
        return result;
    }
}
