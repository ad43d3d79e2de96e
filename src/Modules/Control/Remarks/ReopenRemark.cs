using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Remarks;

/// <summary>Открыть замечание снова: what was done is not enough. From now on only a later entry mends it.</summary>
/// <param name="Target">As the remark has it: the right is asked for on it.</param>
public sealed record ReopenRemark(Guid CommandId, RemarkId Remark, RemarkTarget Target, DateOnly Due, Opening Words) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageControl, Target.Resource);

    public IEnumerable<Opening> Openings => [Words];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Remark.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ReopenRemark)} {Remark}";
}

public static class ReopenRemarkHandler
{
    public static Task<RemarkFacts> LoadAsync(ReopenRemark command, CourseSetUps setUps, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        RemarkFacts.Load(command.Target, setUps, session, clock, cancel);

    public static (Outcome, Events) Handle(ReopenRemark command, [WriteAggregate(nameof(ReopenRemark.Stream), Required = false)] Remark? remark, RemarkFacts facts)
    {
        if (RemarkRules.ForbidUnknown(remark, command.Target) is { } unknown) return (unknown, []);
        if (remark!.State is not (RemarkState.Mended or RemarkState.Closed)) return (Outcome.Refused(Refusals.RemarkIsNotOver), []);
        return (RemarkRules.ForbidWords(command.Words, true) ?? RemarkRules.ForbidDue(command.Due, facts.Today)) is { } forbidden
            ? (forbidden, []) : (Outcome.Accepted, [new RemarkReopened(command.Remark, command.Words.Sealed, command.Due, facts.Seen)]);
    }
}
