using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Backups.Proving;

/// <summary>Записать итог пробного восстановления.</summary>
/// <param name="Year">Calendar year, whose stream it goes to.</param>
/// <param name="Proven">It held; exactly one of the two is there.</param>
/// <param name="Failed">It did not.</param>
/// <param name="Owed">Entries that the copy had to have: those under the newest checkpoint kept outside before it reached its end.</param>
public sealed record RecordTrial(Guid CommandId, int Year, RestoreProven? Proven, RestoreFailed? Failed, long Owed = 0) : ICommand
{
    public Need Need => new(Permission.KeepLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => SafetyBook.StreamOf(Year);
}

public static class RecordTrialHandler
{
    public static (Outcome, Events) Handle(RecordTrial command, [WriteAggregate(nameof(RecordTrial.Stream), Required = false)] SafetyBook? book)
    {
        if (command.Failed is { } failed) return (Outcome.Accepted, [failed]);
        if (command.Proven is not { } proven) return (Outcome.Refused(Refusals.CopyIsUnnamed), []);
        return proven.Size < command.Owed ? (Outcome.Refused(Refusals.ProofIsShort, proven.Size, command.Owed), []) : (Outcome.Accepted, [proven]);
    }
}
