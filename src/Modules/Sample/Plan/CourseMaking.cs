using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>What a class has at one time in one subject: the course of the whole class, or those of its groups side by side.</summary>
internal sealed record Block(ClassMaking.Sized Class, SubjectLine Line, int Hours, IReadOnlyList<StaffMaking.Member> Teachers)
{
    public bool IsSplit => Teachers.Count > 1;

    public CourseId Course(int part) => CourseId.From(IsSplit ? $"{Line.Key}-{Class.Id}-{part + 1}" : $"{Line.Key}-{Class.Id}");

    public GroupId Group(int part) => GroupId.From($"{Line.Key}-{Class.Id}-{part + 1}");
}

/// <summary>
/// Нагрузка: who teaches what. All that a chair has to teach in one class goes to one teacher (Russian with literature, algebra with geometry), the
/// largest share first to whoever has least; halves of a class have two teachers, so that they can be taught at the same time.
/// </summary>
internal static class CourseMaking
{
    public static IReadOnlyList<Block> Make(Dice dice, IReadOnlyList<ClassMaking.Sized> classes, IReadOnlyList<StaffMaking.Member> staff)
    {
        var load = staff.ToDictionary(m => m.Teacher.Id, _ => 0);
        var chairs = staff.GroupBy(m => m.Chair).ToDictionary(g => g.Key, g => g.ToList());
        var shares = classes
            .SelectMany(c => Curricula.Lines.Where(l => l.HoursOf(c.Level, c.Profile) > 0).Select(l => (Class: c, Line: l)))
            .GroupBy(x => (x.Class, Chair: Curricula.ChairAt(x.Line, x.Class.Level), Split: x.Line.SplitAt(x.Class.Level)))
            .Select(g => (g.Key.Class, g.Key.Chair, g.Key.Split, Lines: g.Select(x => x.Line).ToList(), Hours: g.Sum(x => x.Line.HoursOf(x.Class.Level, x.Class.Profile))))
            .ToList();
        var primary = classes.Where(c => c.Level <= 4).Select((c, i) => (c.Id, i)).ToDictionary(x => x.Id, x => chairs[Chair.Primary][x.i]);
        var blocks = new List<Block>();
        var labours = 0;
        foreach (var (c, chair, split, lines, hours) in dice.For("load").Shuffled(shares).OrderByDescending(s => s.Hours))
        {
            IReadOnlyList<StaffMaking.Member> teachers = chair switch
            {
                Chair.Primary => [primary[c.Id]],
                Chair.Labour => Labour(c.Level, chairs, ref labours),
                _ => [.. chairs[chair].OrderBy(m => load[m.Teacher.Id]).Take(split == Split.None ? 1 : 2)],
            };
            foreach (var teacher in teachers) load[teacher.Teacher.Id] += hours;
            blocks.AddRange(lines.Select(l => new Block(c, l, l.HoursOf(c.Level, c.Profile), teachers)));
        }
        return [.. blocks.OrderBy(b => Index(classes, b.Class)).ThenBy(b => IndexOf(b.Line))];
    }

    /// <summary>
    /// Three teachers could hold only one pair of workshops at a time: in 8 and 9 the teacher of ОБЗР takes one half, so that two classes have labour at once.
    /// </summary>
    private static IReadOnlyList<StaffMaking.Member> Labour(int level, Dictionary<Chair, List<StaffMaking.Member>> chairs, ref int taken)
    {
        var (a, b, c) = (chairs[Chair.Labour][0], chairs[Chair.Labour][1], chairs[Chair.Labour][2]);
        if (level >= 8) return [c, chairs[Chair.Safety][0]];
        return (taken++ % 6) switch { 4 => [a, c], 5 => [b, c], _ => [a, b] };
    }

    private static int Index(IReadOnlyList<ClassMaking.Sized> classes, ClassMaking.Sized c) => classes.ToList().IndexOf(c);

    private static int IndexOf(SubjectLine line) => Curricula.Lines.ToList().IndexOf(line);

    /// <summary>Классные руководители: a primary class has its own teacher, others one who has much with them and a room to meet in.</summary>
    public static IReadOnlyDictionary<ClassId, StaffMaking.Member> Leads(IReadOnlyList<ClassMaking.Sized> classes, IReadOnlyList<Block> blocks)
    {
        var leads = new Dictionary<ClassId, StaffMaking.Member>();
        foreach (var c in classes)
        {
            var own = blocks.Where(b => b.Class == c).SelectMany(b => b.Teachers.Select(t => (Teacher: t, b.Hours, b.IsSplit))).GroupBy(x => x.Teacher)
                .Where(g => !leads.ContainsValue(g.Key) && g.Key.Teacher.Room is not null)
                .OrderByDescending(g => g.Sum(x => x.IsSplit ? 1 : x.Hours));
            leads[c.Id] = own.First().Key;
        }
        return leads;
    }
}
