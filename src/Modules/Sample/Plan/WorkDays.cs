namespace ElJournal.Sample.Plan;

/// <summary>
/// Контрольные работы in the year's plans, within the limits: one a day for a class, no sooner than 17 days after the last in the subject, at most a tenth of
/// its lessons, neither the first nor the last lesson of the day unless the subject has one a week, and where it can be not beside sport.
/// </summary>
internal static class WorkDays
{
    private const int Apart = 17;

    /// <summary>Уроки of the year at these places of the week: day and slot from 0.</summary>
    public static IReadOnlyList<(DateOnly Day, int Slot)> LessonsOf(PlannedYear year, int level, IReadOnlyList<int> places) =>
    [
        .. year.DaysOf(level).SelectMany(day => places.Where(p => p / Placement.Slots == (int)day.DayOfWeek - 1).Select(p => (day, p % Placement.Slots))),
    ];

    private static int CountOf(Block block) => block.Class.Level == 1 || !block.Line.Works ? 0 : block.Hours switch { 1 => 1, 2 => 3, 3 => 4, _ => 6 };

    /// <summary>Which lessons of each block, from 0, are control works.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Choose(PlannedYear year, IReadOnlyList<Block> blocks, IReadOnlyList<IReadOnlyList<int>> places)
    {
        var result = blocks.Select(_ => new List<int>()).ToList();
        foreach (var c in blocks.Select((b, i) => (Block: b, Index: i)).GroupBy(x => x.Block.Class.Id))
        {
            var taken = new HashSet<DateOnly>();
            var sport = c.Where(x => x.Block.Line.Chair == Chair.Sport).SelectMany(x => places[x.Index]).ToHashSet();
            var week = c.SelectMany(x => places[x.Index]).ToHashSet();
            // Who has few lessons has little choice of days.
            foreach (var (block, index) in c.OrderBy(x => x.Block.Hours).ThenBy(x => x.Index))
            {
                var lessons = LessonsOf(year, block.Class.Level, places[index]);
                var count = CountOf(block);
                for (var i = 0; i < count; i++)
                {
                    var target = (int)((i + 0.88) / count * (lessons.Count - 2));
                    if ((Nearest(target, true) ?? Nearest(target, false)) is not { } chosen) continue;
                    taken.Add(lessons[chosen].Day);
                    result[index].Add(chosen);
                }
                result[index].Sort();

                int? Nearest(int target, bool strict)
                {
                    for (var off = 0; off < 20; off++)
                    {
                        foreach (var at in new[] { target - off, target + off })
                        {
                            if (at >= 4 && at < lessons.Count - 1 && IsFit(lessons[at].Day, lessons[at].Slot, strict)) return at;
                        }
                    }
                    return null;
                }

                bool IsFit(DateOnly day, int slot, bool strict)
                {
                    var place = (((int)day.DayOfWeek - 1) * Placement.Slots) + slot;
                    var (isFirst, isLast) = (!Has(place - 1), !Has(place + 1));
                    if (taken.Contains(day) || result[index].Exists(o => Math.Abs(lessons[o].Day.DayNumber - day.DayNumber) < Apart)) return false;
                    if (block.Hours > 1 && (isFirst || isLast)) return false;
                    return !strict || (!isFirst && !isLast && !sport.Contains(place - 1) && !sport.Contains(place + 1));

                    bool Has(int other) => other >= 0 && other / Placement.Slots == place / Placement.Slots && week.Contains(other);
                }
            }
        }
        return [.. result];
    }
}
