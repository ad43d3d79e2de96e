using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Living;

/// <summary>Истории, заложенные в год: what a look at the school's journal can find, and where. They follow from the plan alone.</summary>
public sealed record Stories(NightChanges Night, LastDayRise Rise, ChemistryLag Lag, OfflineDay Offline, LostPassword? Password)
{
    public static Stories Of(SchoolPlan plan) => new(NightChanges.Of(plan), LastDayRise.Of(plan), ChemistryLag.Of(plan), OfflineDay.Of(plan), LostPassword.Of(plan));

    internal void Prepare(World world, Journal journal)
    {
        Night.Prepare(world, journal);
        Rise.Prepare(world, journal);
        Lag.Prepare(world);
    }

    /// <summary>The first day of lessons from a day on.</summary>
    internal static DateOnly SchoolDay(SchoolPlan plan, DateOnly from, int level)
    {
        for (var day = from; day <= plan.Year.To; day = day.AddDays(1))
            if (plan.Year.IsSchoolDay(day, level)) return day;
        return plan.Year.To;
    }
}
