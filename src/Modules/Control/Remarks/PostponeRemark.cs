using ElJournal.Control.Pages;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Remarks;

/// <summary>Перенести срок замечания.</summary>
/// <param name="Target">As the remark has it: the right is asked for on it.</param>
public sealed record PostponeRemark(Guid CommandId, RemarkId Remark, RemarkTarget Target, DateOnly Due, Opening? Words = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageControl, Target.Resource);

    public IEnumerable<Opening> Openings => Words is null ? [] : [Words];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Remark.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(PostponeRemark)} {Remark}";
}

public static class PostponeRemarkHandler
{
    /// <summary>The school's day.</summary>
    public static Task<DateOnly> LoadAsync(PostponeRemark command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ControlFrame.Today(session, clock.GetUtcNow(), cancel);

    public static (Outcome, Events) Handle(PostponeRemark command, [WriteAggregate(nameof(PostponeRemark.Stream), Required = false)] Remark? remark, DateOnly today)
    {
        if (RemarkRules.ForbidUnknown(remark, command.Target) is { } unknown) return (unknown, []);
        if (!remark!.IsOpen) return (Outcome.Refused(Refusals.RemarkIsOver), []);
        if (remark.Due == command.Due) return (Outcome.Accepted, []);
        return (RemarkRules.ForbidDue(command.Due, today) ?? RemarkRules.ForbidWords(command.Words, false)) is { } forbidden
            ? (forbidden, []) : (Outcome.Accepted, [new RemarkPostponed(command.Remark, command.Due, RemarkRules.Sealed(command.Words))]);
    }
}
