using System.Globalization;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Движение (D-22.8): who comes, leaves, changes the class within the year, each by an order, numbered through as they were signed.</summary>
internal static class MovementMaking
{
    public const int Arrivals = 25;
    public const int Departures = 22;
    public const int Transfers = 8;
    private const int Truants = 6;

    private static readonly IReadOnlyList<(string Reason, double Weight)> Reasons =
    [
        (DepartureReasons.OtherSchool, 9), (DepartureReasons.Moved, 9), (DepartureReasons.FamilyEducation, 2), (DepartureReasons.Other, 1),
    ];

    /// <summary>Classes with room for one more, a class once or twice.</summary>
    public static IReadOnlyList<ClassMaking.Sized> Newcomers(Dice dice, IReadOnlyList<ClassMaking.Sized> classes)
    {
        var own = dice.For("newcomers");
        var chosen = new List<ClassMaking.Sized>();
        while (chosen.Count < Arrivals)
        {
            var c = own.One(classes);
            if (c.Level < 11 && c.Size + chosen.Count(x => x == c) < ClassMaking.Most && chosen.Count(x => x == c) < 2) chosen.Add(c);
        }
        return chosen;
    }

    public static IReadOnlyList<PlannedPupil> Move(Dice dice, PlannedYear year, IReadOnlyList<ClassMaking.Sized> classes, IReadOnlyList<PlannedPupil> before)
    {
        var pupils = before.ToList();
        var first = pupils.Count - Arrivals;
        var orders = new List<(DateOnly Day, Action<string> Sign)>();
        var own = dice.For("movement");
        var days = year.DaysOf(5);
        for (var i = first; i < pupils.Count; i++)
        {
            var at = i;
            // The class may not be of a level that rests on that day, as the first does in February.
            var level = classes.First(c => c.Id == pupils[at].Class).Level;
            var day = own.One(days.Where(d => d >= new DateOnly(2025, 9, 8) && d <= new DateOnly(2026, 4, 30) && year.IsSchoolDay(d, level)).ToList());
            orders.Add((day, order => pupils[at] = pupils[at] with { From = day, Order = order }));
        }
        var free = new Queue<int>(own.Shuffled(Enumerable.Range(0, first)));
        for (var i = 0; i < Departures; i++)
        {
            var at = free.Dequeue();
            var level = classes.First(c => c.Id == pupils[at].Class).Level;
            var day = own.One(days.Where(d => d >= new DateOnly(2025, 9, 15) && d <= new DateOnly(2026, 5, 5) && year.IsSchoolDay(d, level)).ToList());
            var reason = level == 11 && own.Chance(0.5) ? DepartureReasons.College : own.One(Reasons, r => r.Weight).Reason;
            orders.Add((day, order => pupils[at] = pupils[at] with { Left = new(day, order, reason) }));
        }
        var sizes = classes.ToDictionary(c => c.Id, c => c.Size + pupils.Skip(first).Count(p => p.Class == c.Id));
        for (var i = 0; i < Transfers;)
        {
            var at = free.Dequeue();
            var from = classes.First(c => c.Id == pupils[at].Class);
            var to = classes.Where(c => c.Level == from.Level && c != from && c.Level < 10 && sizes[c.Id] < ClassMaking.Most).ToList();
            if (to.Count == 0) continue;
            var target = own.One(to);
            sizes[target.Id]++;
            // Into another class one goes with a new week.
            var day = own.One(days.Where(d => d.DayOfWeek == DayOfWeek.Monday && d > year.From && d < new DateOnly(2026, 4, 20) && year.IsSchoolDay(d, from.Level)).ToList());
            orders.Add((day, order => pupils[at] = pupils[at] with { Moves = new(target.Id, day, order) }));
            i++;
        }
        // Letters of an order's number say of what: «к» of the pupils.
        var number = 212;
        foreach (var (day, sign) in orders.OrderBy(o => o.Day))
            sign(string.Create(CultureInfo.InvariantCulture, $"№ {number += 1 + own.Below(3)}-к от {days.Last(d => d < day):dd.MM.yyyy}"));
        Special(own, classes, pupils, free);
        return pupils;
    }

    /// <summary>Обучение на дому, ИУП, санаторий and the six who stay away: nobody twice, nobody who moves.</summary>
    private static void Special(Dice dice, IReadOnlyList<ClassMaking.Sized> classes, List<PlannedPupil> pupils, Queue<int> free)
    {
        var rest = dice.Shuffled(free).ToList();
        int Take(Func<ClassMaking.Sized, bool> of)
        {
            var at = rest.First(i => of(classes.First(c => c.Id == pupils[i].Class)));
            rest.Remove(at);
            return at;
        }
        foreach (var (plan, of) in new (string, Func<ClassMaking.Sized, bool>)[]
        {
            ("home", c => c.Level is 2 or 3 or 4), ("home", c => c.Level is 7), ("home", c => c.Profile == Curricula.Universal),
            ("individual", c => c.Level is 8 or 9), ("individual", c => c.Level == 11), ("sanatorium", c => c.Level is 5 or 6),
        })
        {
            var at = Take(of);
            pupils[at] = pupils[at] with { Plan = plan };
        }
        for (var i = 0; i < Truants; i++)
        {
            var at = Take(c => c.Level is >= 7 and <= 10);
            pupils[at] = pupils[at] with { Truant = true, Ability = Math.Min(pupils[at].Ability, -0.8) };
        }
    }
}
