using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Living;

/// <summary>Пропуски of the year: spells of whole days, of geometric length, more of them in the two weeks of flu.</summary>
internal static class Absence
{
    private const double MeanDays = 3;

    /// <summary>How often somebody who is there stays away the next day.</summary>
    private const double Usual = 0.0178;
    private const double Flu = 0.05;

    public static IReadOnlyList<Spell> Spells(World world, PlannedPupil pupil)
    {
        var dice = world.Dice.For("absence", pupil.Id.Value);
        var prone = 0.5 + dice.Share();
        var spells = new List<Spell>();
        (DateOnly From, DateOnly Until, SpellKind Kind)? open = null;
        foreach (var day in world.SchoolDays(world.Classes[pupil.Class].Level))
        {
            if (pupil.ClassOn(day) is null) continue;
            if (open is { } running)
            {
                // Flu lasts through its week.
                if (!dice.Chance(1 / MeanDays) || (running.Kind is SpellKind.Ill && world.IsFlu(day) && dice.Chance(0.3)))
                {
                    open = running with { Until = day };
                    continue;
                }
                spells.Add(new Spell(running.From, running.Until, running.Kind));
                open = null;
                continue;
            }
            var flu = world.IsFlu(day);
            var truant = pupil.Truant && dice.Chance(0.09);
            if (truant) open = (day, day, SpellKind.Unexcused);
            else if (dice.Chance((flu ? Flu : Usual) * prone)) open = (day, day, Kind(dice, flu));
        }
        if (open is { } last) spells.Add(new Spell(last.From, last.Until, last.Kind));
        return spells;
    }

    private static SpellKind Kind(Dice dice, bool flu) => dice.Share() switch
    {
        var x when flu && x < 0.9 => SpellKind.Ill,
        < 0.635 => SpellKind.Ill,
        < 0.965 => SpellKind.Excused,
        _ => SpellKind.Unexcused,
    };
}
