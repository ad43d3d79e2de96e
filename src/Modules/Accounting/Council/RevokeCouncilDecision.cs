using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Accounting.Council;

/// <summary>Отменить решение педагогического совета: it stays in the history with the reason.</summary>
public sealed record RevokeCouncilDecision(Guid CommandId, ClassId Class, Guid Decision, Opening? Reason) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.RecordCouncil, Streams.Class(Class));

    public IEnumerable<Opening> Openings => Reason is null ? [] : [Reason];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Council(Class);

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(RevokeCouncilDecision)} {Stream} {Decision}";
}

public static class RevokeCouncilDecisionHandler
{
    public const int LongestReason = 500;

    public static (Outcome, Events) Handle(
        RevokeCouncilDecision command, [WriteAggregate(nameof(RevokeCouncilDecision.Stream), Required = false)] ClassCouncil? council)
    {
        if (council?.Decisions.FirstOrDefault(d => d.Decision == command.Decision) is not { } decision) return (Outcome.Refused(Refusals.DecisionIsUnknown), []);
        if (decision.Revoked) return (Outcome.Accepted, []);
        return command.Reason is not { } reason || reason.Value.Trim().Length is 0 or > LongestReason
            ? (Outcome.Refused(Refusals.RevocationLacksReason, LongestReason), [])
            : (Outcome.Accepted, [new CouncilDecisionRevoked(command.Class, command.Decision, reason.Sealed)]);
    }
}
