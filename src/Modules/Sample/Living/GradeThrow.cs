using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>
/// How grades fall: by the pupil, the subject, the class, the teacher and the day. Where the levels of the subjects and the borders between
/// grades lie is found beforehand, so that subjects have their means and the school its shares of 5, 4, 3 and 2.
/// </summary>
internal sealed class GradeThrow
{
    /// <summary>Shares of 2, of 2 and 3, and of all but 5.</summary>
    private static readonly double[] Below = [0.04, 0.28, 0.66];

    /// <summary>What a unit of ability is worth, in grades.</summary>
    private const double Worth = 0.52;
    private const double Luck = 0.55;

    /// <summary>Контрольные are so much harder.</summary>
    private const double Harder = 0.36;
    private const double ShareOfControls = 0.1;

    /// <summary>Luck is reckoned with at so many places of its distribution, each the middle of many throws.</summary>
    private const int Places = 16;
    private const int Throws = 101;
    private const int Rounds = 8;

    private readonly Dictionary<SubjectId, double> levels = [];
    private readonly double[] borders = [2.5, 3.5, 4.5];

    public GradeThrow(World world)
    {
        var luck = Quantiles(world.Dice.For("grading"));
        var subjects = world.Courses.Where(c => c.Graded).GroupBy(c => c.Subject.Id).OrderBy(g => g.Key.Value, StringComparer.Ordinal)
            .Select(g => (Subject: g.First().Subject, Members: g.SelectMany(c => c.Members.Select(m => (Base: Base(world, c, m), Weight: c.Plan.Hours + 1.0))).ToArray()))
            .Where(s => s.Members.Length > 0).ToArray();
        var targets = Targets([.. subjects.Select(s => (s.Subject.Mean, s.Members.Sum(m => m.Weight)))]);
        for (var round = 0; round < Rounds && subjects.Length > 0; round++)
        {
            foreach (var ((subject, members), target) in subjects.Zip(targets)) levels[subject.Id] = LevelFor(target, members, luck);
            Move(subjects.SelectMany(s => s.Members.Select(m => (X: levels[s.Subject.Id] + m.Base, m.Weight))).ToArray(), luck);
        }
    }

    /// <summary>The grade of a pupil who does so well in the course.</summary>
    /// <param name="through">How much of the year is gone, 0 to 1.</param>
    public int Throw(CourseLife course, Member member, Dice dice, bool control, double through) => GradeOf(
        levels[course.Subject.Id] + member.Level + (member.Drift * (through - 0.5)) + dice.Normal(0, Luck) - (control ? Harder : 0));

    /// <summary>Puts together what the pupil brings to the course and keeps it.</summary>
    private static double Base(World world, CourseLife course, Member member) => member.Level =
        (Worth * (member.Pupil.Plan.Ability + member.Level + course.Class.Ability)) - (course.Teacher.Strict * 0.5) + ByLevel(course.Level);

    /// <summary>Easier in the first years, hardest in the eighth.</summary>
    private static double ByLevel(int level) => level switch { 2 => 0.3, 3 => 0.22, 4 => 0.12, 5 => 0.02, 6 => -0.06, 7 => -0.13, 8 => -0.2, 9 => -0.12, 10 => -0.02, _ => 0.06 };

    /// <summary>The subjects' own means; those in the middle give way so that the school's shares can be had.</summary>
    private static double[] Targets((double Mean, double Weight)[] subjects)
    {
        const double whole = 4.02;
        var fixedOnes = subjects.Where(s => s.Mean is <= 3.72 or >= 4.65).ToList();
        var free = subjects.Where(s => s.Mean is > 3.72 and < 4.65).ToList();
        if (free.Count == 0) return [.. subjects.Select(s => s.Mean)];
        var shift = ((whole * subjects.Sum(s => s.Weight)) - fixedOnes.Sum(s => s.Mean * s.Weight) - free.Sum(s => s.Mean * s.Weight)) / free.Sum(s => s.Weight);
        return [.. subjects.Select(s => s.Mean is > 3.72 and < 4.65 ? Math.Clamp(s.Mean + shift, 3.4, 4.75) : s.Mean)];
    }

    /// <summary>The luck of a lesson and of a control work, with the shares of both.</summary>
    private static (double X, double Weight)[] Quantiles(Dice dice)
    {
        var thrown = Enumerable.Range(0, Places * Throws).Select(_ => dice.Normal(0, Luck)).Order().ToArray();
        var middles = Enumerable.Range(0, Places).Select(i => thrown[(i * Throws) + (Throws / 2)]).ToArray();
        var mean = middles.Sum() / Places;
        return [.. middles.Select(x => (x - mean, (1 - ShareOfControls) / Places)), .. middles.Select(x => (x - mean - Harder, ShareOfControls / Places))];
    }

    private double LevelFor(double mean, (double Base, double Weight)[] members, (double X, double Weight)[] luck)
    {
        var (low, high) = (1.0, 7.0);
        for (var i = 0; i < 14; i++)
        {
            var middle = (low + high) / 2;
            double sum = 0, weights = 0;
            foreach (var (x, weight) in members)
            {
                foreach (var l in luck) sum += GradeOf(middle + x + l.X) * weight * l.Weight;
                weights += weight;
            }
            if (sum / weights < mean) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    private void Move((double X, double Weight)[] all, (double X, double Weight)[] luck)
    {
        var thrown = all.SelectMany(a => luck.Select(l => (X: a.X + l.X, Weight: a.Weight * l.Weight))).ToArray();
        Array.Sort(thrown, (a, b) => a.X.CompareTo(b.X));
        var (whole, sum, next) = (thrown.Sum(t => t.Weight), 0.0, 0);
        foreach (var (x, weight) in thrown)
        {
            sum += weight;
            while (next < Below.Length && sum >= Below[next] * whole) borders[next++] = x;
        }
    }

    private int GradeOf(double x) => x < borders[0] ? 2 : x < borders[1] ? 3 : x < borders[2] ? 4 : 5;
}
