namespace ElJournal.Setup.Plans;

/// <summary>Правка строк КТП: one row at a time; the numbers follow the order.</summary>
public static class PlanEdit
{
    public static IReadOnlyList<PlanItem> Save(IReadOnlyList<PlanItem> items, int number, PlanItem row) =>
        Numbered(items.Select(i => i.Number == number ? row : i));

    /// <summary>After the row with that number; after none, at the beginning.</summary>
    public static IReadOnlyList<PlanItem> Insert(IReadOnlyList<PlanItem> items, int after, PlanItem row)
    {
        var place = items.TakeWhile(i => i.Number <= after).Count();
        return Numbered([.. items.Take(place), row, .. items.Skip(place)]);
    }

    public static IReadOnlyList<PlanItem> Delete(IReadOnlyList<PlanItem> items, int number) => Numbered(items.Where(i => i.Number != number));

    /// <param name="by">−1 up, 1 down; beyond the ends nothing moves.</param>
    public static IReadOnlyList<PlanItem> Move(IReadOnlyList<PlanItem> items, int number, int by)
    {
        var list = items.ToList();
        var from = list.FindIndex(i => i.Number == number);
        var to = from + by;
        if (from < 0 || to < 0 || to >= list.Count) return items;
        (list[from], list[to]) = (list[to], list[from]);
        return Numbered(list);
    }

    /// <summary>1, 2, 3: as they stand.</summary>
    public static IReadOnlyList<PlanItem> Numbered(IEnumerable<PlanItem> items) => [.. items.Select((item, i) => item with { Number = i + 1 })];
}
