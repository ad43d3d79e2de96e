using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Integrity.Watching;

/// <summary>Записать итог полной проверки журнала записей.</summary>
public sealed record RecordLogCheck(Guid CommandId, LogChecked Found) : ICommand
{
    public Need Need => new(Permission.VerifyLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => LogWatch.Stream;
}

public static class RecordLogCheckHandler
{
    public static (Outcome, Events) Handle(
        RecordLogCheck command, [WriteAggregate(nameof(RecordLogCheck.Stream), Required = false)] LogWatch? watch)
    {
        // Damage without a place, or a place without damage, is no result of a check.
        return command.Found.Places > 0 == command.Found.Damage is not null
            ? (Outcome.Accepted, [command.Found])
            : (Outcome.Refused(Refusals.CheckContradictsItself), []);
    }
}
