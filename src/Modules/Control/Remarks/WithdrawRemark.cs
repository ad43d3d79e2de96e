using ElJournal.Control.Pages;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Remarks;

/// <summary>Отозвать замечание: it was made by mistake.</summary>
/// <param name="Target">As the remark has it: the right is asked for on it.</param>
public sealed record WithdrawRemark(Guid CommandId, RemarkId Remark, RemarkTarget Target, Opening? Words = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageControl, Target.Resource);

    public IEnumerable<Opening> Openings => Words is null ? [] : [Words];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Remark.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(WithdrawRemark)} {Remark}";
}

public static class WithdrawRemarkHandler
{
    /// <summary>The school's day.</summary>
    public static Task<DateOnly> LoadAsync(WithdrawRemark command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ControlFrame.Today(session, clock.GetUtcNow(), cancel);

    public static (Outcome, Events) Handle(WithdrawRemark command, [WriteAggregate(nameof(WithdrawRemark.Stream), Required = false)] Remark? remark, DateOnly today)
    {
        if (RemarkRules.ForbidUnknown(remark, command.Target) is { } unknown) return (unknown, []);
        if (remark!.State is RemarkState.Withdrawn) return (Outcome.Accepted, []);
        if (!remark.IsOpen) return (Outcome.Refused(Refusals.RemarkIsOver), []);
        return RemarkRules.ForbidWords(command.Words, false) is { } wordy
            ? (wordy, []) : (Outcome.Accepted, [new RemarkWithdrawn(command.Remark, RemarkRules.Sealed(command.Words), today)]);
    }
}
