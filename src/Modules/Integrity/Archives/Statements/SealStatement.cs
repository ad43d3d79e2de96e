using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Integrity.Archives.Statements;

/// <summary>Опечатать сводную ведомость класса.</summary>
/// <param name="Csv">SHA-256 of the table, hex.</param>
/// <param name="Pdf">SHA-256 of the printed form, hex; null: there is none.</param>
public sealed record SealStatement(Guid CommandId, string Year, string Class, string Csv, string? Pdf) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => SealedStatement.StreamOf(Year, Class);
}

public static class SealStatementHandler
{
    public static (Outcome, Events) Handle(
        SealStatement command, [WriteAggregate(nameof(SealStatement.Stream), Required = false)] SealedStatement? statement)
    {
        if (!YearLog.IsYear(command.Year) || !Id.IsValid(command.Class)) return (Outcome.Refused(Refusals.YearIsMisnamed, command.Year), []);
        return statement is not null && statement.Csv == command.Csv && statement.Pdf == command.Pdf
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new StatementSealed(command.Year, command.Class, command.Csv, command.Pdf)]);
    }
}
