using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Backups.Copying;

/// <summary>Записать, что резервная копия сделана.</summary>
/// <param name="Year">Calendar year, whose stream it goes to.</param>
public sealed record RecordCopy(Guid CommandId, int Year, CopyMade Copy) : ICommand
{
    public Need Need => new(Permission.KeepLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => SafetyBook.StreamOf(Year);
}

public static class RecordCopyHandler
{
    public static (Outcome, Events) Handle(RecordCopy command, [WriteAggregate(nameof(RecordCopy.Stream), Required = false)] SafetyBook? book)
    {
        if (command.Copy.Label.Length == 0) return (Outcome.Refused(Refusals.CopyIsUnnamed), []);
        return book?.Copy?.Label == command.Copy.Label ? (Outcome.Accepted, []) : (Outcome.Accepted, [command.Copy]);
    }
}
