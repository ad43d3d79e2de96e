using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Integrity.Years;

/// <summary>Закрыть журнал записей учебного года.</summary>
public sealed record CloseYear(Guid CommandId, string Year) : ICommand
{
    public Need Need => new(Permission.KeepLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => YearLog.StreamOf(Year);
}

public static class CloseYearHandler
{
    public static (Outcome, Events) Handle(
        CloseYear command, [WriteAggregate(nameof(CloseYear.Stream), Required = false)] YearLog? log) => log switch
        {
            null => (Outcome.Refused(Refusals.LogIsUnknown, command.Year), []),
            { IsClosed: true } => (Outcome.Refused(Refusals.YearIsClosed, command.Year), []),
            _ => (Outcome.Accepted, [new YearClosed(command.Year)]),
        };
}
