using ElJournal.Kernel;

namespace ElJournal.Setup.V1;

/// <summary>КТП загружено, as it was recorded when a practical and a control work were one and the same mark.</summary>
[Recorded("setup.plan_imported.v1")]
public sealed record PlanImported(CourseId Course, int Version, IReadOnlyList<PlanItem> Items) : IRetired<Setup.PlanImported>
{
    public Setup.PlanImported Now() => new(
        Course, Version, [.. Items.Select(i => new Setup.PlanItem(i.Number, i.Topic, i.Hours, i.Homework, i.Practice ? PlanWorks.Practice : null))]);
}

/// <summary>Строка КТП.</summary>
public sealed record PlanItem(int Number, string Topic, int Hours, string? Homework, bool Practice);
