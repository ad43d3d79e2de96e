using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Backups.Streaming;

/// <summary>Записать, что поток копий включился или прервался.</summary>
/// <param name="Year">Calendar year, whose stream it goes to.</param>
public sealed record RecordStream(Guid CommandId, int Year, StreamChanged Change) : ICommand
{
    public Need Need => new(Permission.KeepLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => SafetyBook.StreamOf(Year);
}

public static class RecordStreamHandler
{
    /// <summary>Said twice, by two nodes or after a restart, it is recorded once.</summary>
    public static (Outcome, Events) Handle(RecordStream command, [WriteAggregate(nameof(RecordStream.Stream), Required = false)] SafetyBook? book) =>
        book?.Stream is { } last && last.State == command.Change.State && last.Mode == command.Change.Mode ? (Outcome.Accepted, []) : (Outcome.Accepted, [command.Change]);
}
