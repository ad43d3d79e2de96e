using ElJournal.Setup;

namespace ElJournal.Control.Works;

/// <summary>График контрольных работ года: by which orders it is approved, oldest first.</summary>
public sealed record ControlSchedule(string Id, YearId Year, IReadOnlyList<ControlScheduleApproved> Approvals)
{
    public static ControlSchedule Create(ControlScheduleApproved e) => new(ControlWorkStreams.Schedule(e.Year), e.Year, [e]);

    public static ControlSchedule Apply(ControlScheduleApproved e, ControlSchedule schedule) => schedule with { Approvals = [.. schedule.Approvals, e] };

    /// <summary>By which order a day's works are approved, the newest; null: they are not.</summary>
    public ControlScheduleApproved? On(DateOnly day) => Approvals.LastOrDefault(a => a.From <= day && day <= a.To);
}
