using ElJournal.Kernel;

namespace ElJournal.Integrity.Years;

/// <summary>Закрыть журнал записей учебного года.</summary>
public sealed record CloseYear(Guid CommandId, string Year) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);
}

public static class CloseYearHandler
{
    public static (Outcome, IEnumerable<object>) Handle(CloseYear command, YearLog? log) => log switch
    {
        null => (Outcome.Refused(Refusals.LogIsUnknown, command.Year), []),
        { IsClosed: true } => (Outcome.Refused(Refusals.YearIsClosed, command.Year), []),
        _ => (Outcome.Accepted, [new YearClosed(command.Year)]),
    };
}
