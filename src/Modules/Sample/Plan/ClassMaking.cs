using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Классы: forty of them, with the number of pupils of each at the year's beginning.</summary>
internal static class ClassMaking
{
    /// <summary>Pupils of each level at the year's beginning, 1,006 in all.</summary>
    public static readonly IReadOnlyList<int> Totals = [104, 102, 103, 100, 104, 102, 101, 99, 98, 48, 45];

    public const int Fewest = 20;
    public const int Most = 30;

    /// <summary>Класс, its profile and how many pupils it begins with.</summary>
    internal sealed record Sized(ClassId Id, int Level, string Letter, string? Profile, int Size);

    public static IReadOnlyList<Sized> Make(Dice dice)
    {
        var classes = new List<Sized>();
        for (var level = 1; level <= 11; level++)
        {
            string[] letters = level < 10 ? ["А", "Б", "В", "Г"] : ["А", "Б"];
            var own = dice.For("sizes", $"{level}");
            var sizes = letters.Select(_ => Math.Clamp((int)Math.Floor(own.Normal(25.4, 2.2) + 0.5), Fewest, Most)).ToArray();
            // The level's total stands: whoever is over goes to where there is room, one by one.
            while (sizes.Sum() != Totals[level - 1])
            {
                var step = Math.Sign(Totals[level - 1] - sizes.Sum());
                var i = own.Below(sizes.Length);
                if (sizes[i] + step is >= Fewest and <= Most) sizes[i] += step;
            }
            for (var i = 0; i < letters.Length; i++)
            {
                var profile = level < 10 ? null : i == 0 ? Curricula.Engineering : Curricula.Universal;
                classes.Add(new(ClassId.From($"{level}{"abvg"[i]}"), level, letters[i], profile, sizes[i]));
            }
        }
        return classes;
    }
}
