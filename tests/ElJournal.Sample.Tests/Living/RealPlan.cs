using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Tests.Living;

/// <summary>The school of the sample and its year, made once for all tests that measure it.</summary>
internal static class RealPlan
{
    private static readonly Lazy<SchoolPlan> Made = new(() => SchoolPlans.Make(1));
    private static readonly Lazy<IReadOnlyList<YearEvent>> Lived = new(() => [.. Year.Live(Made.Value)]);

    public static SchoolPlan Plan => Made.Value;

    public static IReadOnlyList<YearEvent> Events => Lived.Value;
}
