using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Control.Remarks;

/// <summary>Ответить на замечание: what was done, or why not. It stays open until it is mended or closed.</summary>
/// <param name="Target">As the remark has it: the right is asked for on it.</param>
public sealed record AnswerRemark(Guid CommandId, RemarkId Remark, RemarkTarget Target, Opening Words) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Target.Resource, Target.Lesson?.Date);

    public IEnumerable<Opening> Openings => [Words];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Remark.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(AnswerRemark)} {Remark}";
}

public static class AnswerRemarkHandler
{
    public static (Outcome, Events) Handle(AnswerRemark command, [WriteAggregate(nameof(AnswerRemark.Stream), Required = false)] Remark? remark)
    {
        if (RemarkRules.ForbidUnknown(remark, command.Target) is { } unknown) return (unknown, []);
        if (!remark!.IsOpen) return (Outcome.Refused(Refusals.RemarkIsOver), []);
        return RemarkRules.ForbidWords(command.Words, true) is { } wordless ? (wordless, []) : (Outcome.Accepted, [new RemarkAnswered(command.Remark, command.Words.Sealed)]);
    }
}
