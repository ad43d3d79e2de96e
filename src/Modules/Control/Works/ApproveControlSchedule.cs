using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Works;

/// <summary>Утвердить график контрольных работ приказом, for days of the year.</summary>
public sealed record ApproveControlSchedule(Guid CommandId, YearId Year, DateOnly From, DateOnly To, WorkPaper Order) : ICommand
{
    /// <summary>Of the whole school: the schedule is one for all.</summary>
    public Need Need => new(Permission.PlanControlWorks);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ControlWorkStreams.Schedule(Year);
}

public static class ApproveControlScheduleHandler
{
    public static Task<YearCalendar?> LoadAsync(ApproveControlSchedule command, IDocumentSession session, CancellationToken cancel) =>
        session.LoadAsync<YearCalendar>(Streams.Year(command.Year), cancel);

    public static (Outcome, Events) Handle(
        ApproveControlSchedule command, [WriteAggregate(nameof(ApproveControlSchedule.Stream), Required = false)] ControlSchedule? schedule, YearCalendar? year)
    {
        if (year is null || command.From < year.From || command.To > year.To || command.To < command.From)
            return (Outcome.Refused(Refusals.ApprovalIsOutsideYear, year?.From, year?.To), []);
        if (WorkChecks.ForbidPaper(command.Order) is { } unfit) return (unfit, []);
        var approved = new ControlScheduleApproved(command.Year, command.From, command.To, command.Order with { Title = command.Order.Title.Trim() });
        return schedule?.Approvals.Contains(approved) == true ? (Outcome.Accepted, []) : (Outcome.Accepted, [approved]);
    }
}
