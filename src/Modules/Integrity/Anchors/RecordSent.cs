using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Integrity.Anchors;

/// <summary>Записать, что контрольная точка отправлена.</summary>
public sealed record RecordCheckpointSent(Guid CommandId, CheckpointSent Sent) : ICommand
{
    public Need Need => new(Permission.VerifyLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AnchorBook.Stream;
}

public static class RecordCheckpointSentHandler
{
    public static (Outcome, Events) Handle(
        RecordCheckpointSent command, [WriteAggregate(nameof(RecordCheckpointSent.Stream), Required = false)] AnchorBook? book) =>
        command.Sent.Recipients.Any(staff => book?.Of(staff) is not null)
            ? (Outcome.Accepted, [command.Sent])
            : (Outcome.Refused(Refusals.RecipientIsUnknown), []);
}

/// <summary>Записать, что тревога отправлена.</summary>
public sealed record RecordAlarmSent(Guid CommandId, AlarmSent Sent) : ICommand
{
    public Need Need => new(Permission.VerifyLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AnchorBook.Stream;
}

public static class RecordAlarmSentHandler
{
    public static (Outcome, Events) Handle(
        RecordAlarmSent command, [WriteAggregate(nameof(RecordAlarmSent.Stream), Required = false)] AnchorBook? book) =>
        command.Sent.Recipients.Any(staff => book?.Of(staff) is not null)
            ? (Outcome.Accepted, [command.Sent])
            : (Outcome.Refused(Refusals.RecipientIsUnknown), []);
}
