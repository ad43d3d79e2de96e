using ElJournal.Control;

namespace ElJournal.Sample.Plan;

/// <summary>
/// Преднамеренные отступления: six works of the year that break a limit each, and no other; and works that were first put on another day and
/// moved by an order. All the rest is as <see cref="WorkDays"/> has chosen it.
/// </summary>
internal sealed class WorkSlips
{
    private const int Apart = 17;
    private const int Moves = 10;

    /// <summary>In which order they are made; each in a class of its own.</summary>
    private static readonly string[] Kinds = [First, Last, WorkLimits.Day, WorkLimits.Apart, WorkLimits.Share, WorkLimits.Day];

    private const string First = "first";
    private const string Last = "last";

    private readonly IReadOnlyList<Block> blocks;
    private readonly List<List<int>> works;
    private readonly IReadOnlyList<(DateOnly Day, int Slot)>[] lessons;
    private readonly ILookup<string, int> ofClass;
    private readonly Dictionary<string, HashSet<int>> weeks;

    private WorkSlips(PlannedYear year, IReadOnlyList<Block> blocks, IReadOnlyList<IReadOnlyList<int>> places, IReadOnlyList<IReadOnlyList<int>> chosen)
    {
        this.blocks = blocks;
        works = [.. chosen.Select(w => w.ToList())];
        lessons = [.. blocks.Select((b, i) => WorkDays.LessonsOf(year, b.Class.Level, places[i]))];
        ofClass = Enumerable.Range(0, blocks.Count).ToLookup(b => blocks[b].Class.Id.Value);
        weeks = ofClass.ToDictionary(c => c.Key, c => c.SelectMany(b => places[b]).ToHashSet());
    }

    /// <summary>Lessons of control works, by block.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Works => works;

    /// <summary>Block, lesson and the limit that the work there breaks.</summary>
    public List<(int Block, int Lesson, string Limit)> Broken { get; } = [];

    /// <summary>Block, lesson, and the lesson on which the work stood before.</summary>
    public List<(int Block, int Lesson, int Before)> Moved { get; } = [];

    public static WorkSlips Make(
        Dice dice, PlannedYear year, IReadOnlyList<Block> blocks, IReadOnlyList<IReadOnlyList<int>> places, IReadOnlyList<IReadOnlyList<int>> chosen)
    {
        var made = new WorkSlips(year, blocks, places, chosen);
        // A work of both halves of a class would be two.
        var order = dice.For("slips").Shuffled(Enumerable.Range(0, blocks.Count).Where(b => blocks[b] is { IsSplit: false, Class.Level: >= 5 } && chosen[b].Count > 0));
        var taken = new HashSet<string>();
        foreach (var kind in Kinds)
        {
            foreach (var b in order.Where(b => !taken.Contains(blocks[b].Class.Id.Value)))
            {
                if (!made.Slip(b, kind)) continue;
                taken.Add(blocks[b].Class.Id.Value);
                break;
            }
        }
        foreach (var b in order.Where(b => !taken.Contains(blocks[b].Class.Id.Value)))
        {
            if (made.Moved.Count < Moves && made.Move(b)) taken.Add(blocks[b].Class.Id.Value);
        }
        return made;
    }

    private bool Slip(int b, string kind)
    {
        if (kind == WorkLimits.Share) return Crowd(b);
        var work = works[b][works[b].Count / 2];
        if (blocks[b].Hours == 1) return false;
        var found = Free(b).FirstOrDefault(at => At(b, at, work) == kind switch
        {
            First => (0, 0, true, false),
            Last => (0, 0, false, true),
            WorkLimits.Day => (1, 0, false, false),
            _ => (0, 1, false, false),
        }, -1);
        if (found < 0) return false;
        works[b].Remove(work);
        works[b].Add(found);
        works[b].Sort();
        // Of two too near to each other the later one is told of.
        var told = kind == WorkLimits.Apart ? works[b].Where(o => Days(b, o, found) < Apart).Max() : found;
        // Of two on one day, that of the later lesson.
        var same = ofClass[blocks[b].Class.Id.Value].SelectMany(o => works[o].Select(w => (Block: o, Lesson: w))).Where(o => lessons[o.Block][o.Lesson].Day == lessons[b][found].Day)
            .OrderBy(o => lessons[o.Block][o.Lesson].Slot).Last();
        if (kind == WorkLimits.Day && (blocks[same.Block].IsSplit || lessons[same.Block][same.Lesson].Slot == lessons[b][found].Slot))
        {
            works[b].Remove(found);
            works[b].Add(work);
            works[b].Sort();
            return false;
        }
        Broken.Add(kind == WorkLimits.Day ? (same.Block, same.Lesson, kind) : (b, told, kind is First or Last ? WorkLimits.Edge : kind));
        return true;
    }

    /// <summary>A subject of one hour a week gets more works than a tenth of its lessons.</summary>
    private bool Crowd(int b)
    {
        var most = lessons[b].Count / 10;
        if (blocks[b].Hours != 1 || works[b].Count > most) return false;
        var before = works[b].ToList();
        foreach (var at in Free(b))
        {
            if (works[b].Count > most) break;
            if (At(b, at, -1) is (0, 0, _, _)) works[b].Add(at);
        }
        works[b].Sort();
        if (works[b].Count > most)
        {
            Broken.Add((b, works[b][^1], WorkLimits.Share));
            return true;
        }
        works[b].Clear();
        works[b].AddRange(before);
        return false;
    }

    /// <summary>A work that stood a week or two away and could have stayed there.</summary>
    private bool Move(int b)
    {
        if (blocks[b].Hours == 1) return false;
        var work = works[b][^1];
        var before = Free(b).FirstOrDefault(at => at != work && At(b, at, work) == (0, 0, false, false) && Math.Abs(Days(b, at, work)) is >= 3 and <= 14, -1);
        if (before < 0) return false;
        Moved.Add((b, work, before));
        return true;
    }

    private IEnumerable<int> Free(int b) => Enumerable.Range(4, Math.Max(0, lessons[b].Count - 5)).Where(at => !works[b].Contains(at));

    private int Days(int b, int one, int other) => Math.Abs(lessons[b][one].Day.DayNumber - lessons[b][other].Day.DayNumber);

    /// <summary>How a work of the block would stand there: works of the class on the day, own works too near, first or last lesson.</summary>
    /// <param name="except">The work that is moved; -1: none.</param>
    private (int SameDay, int Near, bool First, bool Last) At(int b, int at, int except)
    {
        var (day, slot) = lessons[b][at];
        var schoolClass = blocks[b].Class.Id.Value;
        var place = (((int)day.DayOfWeek - 1) * Placement.Slots) + slot;
        return (
            ofClass[schoolClass].Sum(o => works[o].Count(w => (o != b || w != except) && lessons[o][w].Day == day)),
            works[b].Count(w => w != except && Days(b, w, at) < Apart), !Has(place - 1), !Has(place + 1));

        bool Has(int other) => other >= 0 && other / Placement.Slots == place / Placement.Slots && weeks[schoolClass].Contains(other);
    }
}
