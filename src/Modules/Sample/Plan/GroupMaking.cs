using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Группы: halves of classes by the alphabet, sport in 10 and 11 by sex, and one for each individual plan.</summary>
internal static class GroupMaking
{
    public static IReadOnlyList<PlannedGroup> Make(Dice dice, IReadOnlyList<Block> blocks, IReadOnlyList<PlannedPupil> pupils)
    {
        var groups = new List<PlannedGroup>();
        foreach (var block in blocks.Where(b => b.IsSplit))
        {
            var own = pupils.Where(p => (p.Class == block.Class.Id || p.Moves?.To == block.Class.Id) && p.Plan != "home")
                .OrderBy(p => p.Card.ListName, Comparer<string>.Create((a, b) => string.CompareOrdinal(Sortable(a), Sortable(b)))).ThenBy(p => p.Id.Value, StringComparer.Ordinal).ToList();
            var bySex = block.Line.SplitAt(block.Class.Level) == Split.Sexes;
            for (var part = 0; part < 2; part++)
            {
                var members = bySex ? own.FindAll(p => p.Card.Sex == (part == 0 ? "М" : "Ж")) : own.Take(part == 0 ? (own.Count + 1) / 2 : own.Count).Skip(part == 0 ? 0 : (own.Count + 1) / 2).ToList();
                groups.Add(new(
                    block.Group(part), GroupKinds.Subgroup, bySex ? (part == 0 ? "Юноши" : "Девушки") : $"Группа {part + 1}", [block.Class.Id], block.Line.Id,
                    [.. members.Select(p => p.Id)]));
            }
        }
        foreach (var pupil in pupils.Where(p => p.Plan is not null))
            groups.Add(new(dice.For("plan", pupil.Id.Value).Id<GroupId>(), GroupKinds.Individual, NameOf(pupil.Plan!), [pupil.Class], null, [pupil.Id]));
        return groups;
    }

    private static string NameOf(string plan) => plan switch { "home" => "Обучение на дому", "sanatorium" => "Обучение в санатории", _ => "Индивидуальный учебный план" };

    /// <summary>Ё stands with Е; a comparison by culture differs between machines.</summary>
    private static string Sortable(string name) => name.Replace('Ё', 'Е').Replace('ё', 'е');
}
