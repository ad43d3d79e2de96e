namespace ElJournal.Setup.Register;

/// <summary>Where each topic of a КТП stands: its first hour and how many it takes.</summary>
/// <param name="plan">The plan hour by hour: an item of two hours stands in it twice.</param>
public sealed class PlanPlaces(IReadOnlyList<PlanItem> plan)
{
    private readonly Dictionary<int, (int First, int Hours)> places = plan.Index().GroupBy(hour => hour.Item.Number)
        .ToDictionary(item => item.Key, item => (item.First().Index, item.Count()));

    internal (int First, int Hours)? Of(int number) => places.TryGetValue(number, out var place) ? place : null;
}

/// <summary>Where a course stands in its КТП, lesson by lesson.</summary>
public sealed class PlanPosition(PlanPlaces places)
{
    private readonly Dictionary<int, int> taken = [];

    /// <param name="plan">The plan hour by hour.</param>
    public PlanPosition(IReadOnlyList<PlanItem> plan) : this(new PlanPlaces(plan))
    {
    }

    /// <summary>How many hours of the plan are gone through after a lesson on one of its topics; null where the plan has no such topic.</summary>
    /// <param name="number">Number of the topic in the plan.</param>
    /// <param name="part">The n-th lesson on it, where that is said.</param>
    public int? After(int number, int? part)
    {
        if (places.Of(number) is not { } place) return null;
        taken[number] = Math.Max(taken.GetValueOrDefault(number) + 1, part ?? 1);
        return place.First + Math.Min(taken[number], place.Hours);
    }
}
