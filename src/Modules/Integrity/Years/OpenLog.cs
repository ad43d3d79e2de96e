using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Integrity.Years;

/// <summary>Открыть журнал записей учебного года.</summary>
/// <param name="PreviousCheckpoint">The latest signed checkpoint of the log in use; null when nothing has been sealed yet.</param>
public sealed record OpenLog(Guid CommandId, string Year, string? PreviousCheckpoint) : ICommand
{
    public Need Need => new(Permission.KeepLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => YearLog.StreamOf(Year);
}

public static class OpenLogHandler
{
    public static (Outcome, Events) Handle(
        OpenLog command, [WriteAggregate(nameof(OpenLog.Stream), Required = false)] YearLog? log)
    {
        if (!YearLog.IsYear(command.Year))
        {
            return (Outcome.Refused(Refusals.YearIsMisnamed, command.Year), []);
        }

        if (log is not null)
        {
            return (Outcome.Refused(Refusals.LogIsOpen, command.Year), []);
        }

        return command.PreviousCheckpoint is { } previous && !IsCheckpoint(previous)
            ? (Outcome.Refused(Refusals.CheckpointIsUnreadable), [])
            : (Outcome.Accepted, [new LogOpened(command.Year, command.PreviousCheckpoint)]);
    }

    private static bool IsCheckpoint(string note)
    {
        try
        {
            Checkpoint.Parse(SignedNote.Parse(note).Text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
