namespace ElJournal.Sample.Plan;

/// <summary>
/// Расстановка: puts the lessons of the week into the school's timetable. Each class has exactly as many places as lessons, from the first of the day on
/// (on Monday from the second: the first is the class hour), so there are no holes and nothing is left over; what remains is to exchange lessons within
/// classes until nobody is needed twice at once. That is a tabu search: of a lesson in conflict the best exchange is made, also a worse one, and what was
/// just left is closed for a while. Halves of a class are one block and so always side by side. Counted as conflicts: a teacher in two rooms, more classes
/// in sport than there are halls, a subject oftener in a day than its hours make necessary. In grade 1 the day with five lessons has sport.
/// Then exchanges that bring no conflict make the days bearable (<see cref="Polish"/>). If a search comes to no end, the next sub-seed is tried: deterministic all the same, because steps are counted and not time.
/// </summary>
internal sealed partial class Placement
{
    public const int Days = 5;
    public const int Slots = 7;
    private const int Places = Days * Slots;
    private const int Tries = 12;
    private const int Steps = 40_000;
    private const int Hard = 10;

    private readonly IReadOnlyList<Block> blocks;
    private readonly int[][] teachers;
    private readonly int[] halls;
    private readonly int[] oftenest;
    private readonly int[] blockOf;
    private readonly int[] classOf;
    private readonly int[] placeOf;
    private readonly bool[] pinned;
    private readonly int[][] at;
    private readonly int[][] places;
    private readonly int[] busy;
    private readonly int[] sport = new int[Places];
    private readonly int[] daily;
    private readonly Dice dice;
    private int cost;

    /// <summary>Places of the week of every block, as day·7 + slot, both from 0.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Place(IReadOnlyList<Block> blocks, Dice dice)
    {
        for (var i = 0; i < Tries; i++)
        {
            var placement = new Placement(blocks, dice.For("placement", $"{i}"));
            if (!placement.Search()) continue;
            placement.Polish();
            return placement.Result();
        }
        throw new InvalidOperationException($"No timetable was found in {Tries} searches.");
    }

    private Placement(IReadOnlyList<Block> blocks, Dice dice)
    {
        this.blocks = blocks;
        this.dice = dice;
        var staff = blocks.SelectMany(b => b.Teachers).Distinct().ToList();
        var index = staff.Select((m, i) => (m.Teacher.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var classes = blocks.Select(b => b.Class).Distinct().ToList();
        teachers = [.. blocks.Select(b => b.Teachers.Select(t => index[t.Teacher.Id]).ToArray())];
        halls = [.. blocks.Select(b => b.Line.Chair == Chair.Sport ? b.Teachers.Count : 0)];
        oftenest = [.. blocks.Select(b => (b.Hours + Days - 1) / Days)];
        blockOf = [.. blocks.SelectMany((b, i) => Enumerable.Repeat(i, b.Hours))];
        classOf = [.. blockOf.Select(b => classes.IndexOf(blocks[b].Class))];
        placeOf = new int[blockOf.Length];
        pinned = new bool[blockOf.Length];
        busy = new int[staff.Count * Places];
        daily = new int[blocks.Count * Days];
        at = [.. classes.Select(_ => Enumerable.Repeat(-1, Places).ToArray())];
        places = [.. classes.Select(c => PlacesOf(c.Level, Curricula.WeekOf(c.Level, c.Profile)))];
        for (var c = 0; c < classes.Count; c++) Scatter(c, classes[c].Level);
    }

    /// <summary>Places of a class: the day's first so many, on Monday from the second on.</summary>
    private int[] PlacesOf(int level, int hours)
    {
        var most = level switch { 1 => 4, <= 4 => 5, <= 6 => 6, _ => 7 };
        int[] lengths = level <= 6 ? [most, most, most, most, most] : [6, 7, 7, 7, 7];
        if (level == 1) lengths[1 + dice.Below(3)]++;
        // What is less than full falls first on Monday and Friday.
        int[] shorter = level <= 6 ? [0, 4, 2, 1, 3] : [4, 0, 2, 1, 3];
        for (var i = 0; lengths.Sum() > hours; i++) lengths[shorter[i % Days]]--;
        return [.. Enumerable.Range(0, Days).SelectMany(day => Enumerable.Range(day == 0 ? 1 : 0, lengths[day]).Select(slot => (day * Slots) + slot))];
    }

    private void Scatter(int c, int level)
    {
        var lessons = dice.Shuffled(Enumerable.Range(0, blockOf.Length).Where(l => classOf[l] == c)).ToList();
        if (level == 1)
        {
            var fifth = Array.Find(places[c], p => p >= Slots && p % Slots == 4);
            var own = lessons.First(l => halls[blockOf[l]] > 0);
            lessons.Remove(own);
            lessons.Insert(Array.IndexOf(places[c], fifth), own);
            pinned[own] = true;
        }
        for (var i = 0; i < lessons.Count; i++) Put(lessons[i], places[c][i]);
    }

    private void Put(int lesson, int place)
    {
        var block = blockOf[lesson];
        foreach (var t in teachers[block])
        {
            if (busy[(t * Places) + place]++ > 0) cost += Hard;
        }
        for (var i = 0; i < halls[block]; i++)
        {
            if (++sport[place] > StaffMaking.Halls.Count) cost += Hard;
        }
        if (daily[(block * Days) + (place / Slots)]++ >= oftenest[block]) cost += Hard / 2;
        at[classOf[lesson]][place] = lesson;
        placeOf[lesson] = place;
    }

    private void Take(int lesson)
    {
        var (block, place) = (blockOf[lesson], placeOf[lesson]);
        foreach (var t in teachers[block])
        {
            if (--busy[(t * Places) + place] > 0) cost -= Hard;
        }
        for (var i = 0; i < halls[block]; i++)
        {
            if (sport[place]-- > StaffMaking.Halls.Count) cost -= Hard;
        }
        if (--daily[(block * Days) + (place / Slots)] >= oftenest[block]) cost -= Hard / 2;
    }

    private void Exchange(int one, int other)
    {
        var (a, b) = (placeOf[one], placeOf[other]);
        Take(one);
        Take(other);
        Put(one, b);
        Put(other, a);
    }

    private bool InConflict(int lesson)
    {
        var (block, place) = (blockOf[lesson], placeOf[lesson]);
        foreach (var t in teachers[block])
        {
            if (busy[(t * Places) + place] > 1) return true;
        }
        return (halls[block] > 0 && sport[place] > StaffMaking.Halls.Count) || daily[(block * Days) + (place / Slots)] > oftenest[block];
    }

    private bool Search()
    {
        var closed = new int[blockOf.Length * Places];
        var conflicts = new List<int>();
        var best = cost;
        for (var step = 1; step <= Steps && cost > 0; step++)
        {
            conflicts.Clear();
            for (var l = 0; l < blockOf.Length; l++)
            {
                if (!pinned[l] && InConflict(l)) conflicts.Add(l);
            }
            if (conflicts.Count == 0) return false;
            var lesson = conflicts[dice.Below(conflicts.Count)];
            var (from, before, chosen, least, same) = (placeOf[lesson], cost, -1, int.MaxValue, 0);
            foreach (var place in places[classOf[lesson]])
            {
                var other = at[classOf[lesson]][place];
                if (place == from || pinned[other] || blockOf[other] == blockOf[lesson]) continue;
                Exchange(lesson, other);
                var then = cost;
                Exchange(lesson, other);
                var isClosed = closed[(lesson * Places) + place] > step || closed[(other * Places) + from] > step;
                if (isClosed && then >= best) continue;
                if (then < least) (least, chosen, same) = (then, other, 1);
                else if (then == least && dice.Below(++same) == 0) chosen = other;
            }
            if (chosen < 0) continue;
            closed[(lesson * Places) + from] = step + 8 + dice.Below(12);
            closed[(chosen * Places) + placeOf[chosen]] = step + 8 + dice.Below(12);
            Exchange(lesson, chosen);
            best = Math.Min(best, cost);
        }
        return cost == 0;
    }

    private List<IReadOnlyList<int>> Result()
    {
        var result = blocks.Select(_ => new List<int>()).ToList();
        for (var l = 0; l < blockOf.Length; l++) result[blockOf[l]].Add(placeOf[l]);
        foreach (var own in result) own.Sort();
        return [.. result];
    }
}
