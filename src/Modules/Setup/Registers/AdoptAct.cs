using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить локальный акт или его новую редакцию (D-4, Z-2); what everybody signs is the newest.</summary>
/// <param name="Protocol">Протокол or приказ: number and date.</param>
/// <param name="Clauses">The whole text, clause by clause.</param>
public sealed record AdoptAct(Guid CommandId, ActId Act, string Title, DateOnly From, string Protocol, IReadOnlyList<ActClause> Clauses) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Act(Act);
}

public static class AdoptActHandler
{
    public const int LongestTitle = 200;
    public const int LongestProtocol = 120;
    public const int MostClauses = 500;
    public const int LongestClause = 4000;

    public static (Outcome, Events) Handle(AdoptAct command, [WriteAggregate(nameof(AdoptAct.Stream), Required = false)] LocalActCard? act)
    {
        var title = command.Title.Trim();
        var protocol = command.Protocol.Trim();
        if (title.Length is 0 or > LongestTitle) return (Outcome.Refused(Refusals.ActTitleIsEmptyOrLong, LongestTitle), []);
        if (protocol.Length is 0 or > LongestProtocol) return (Outcome.Refused(Refusals.ActLacksProtocol, LongestProtocol), []);
        if (command.Clauses.Count is 0 or > MostClauses || command.Clauses.Any(c => c.Text.Length is 0 or > LongestClause || c.Number.Length > 20))
            return (Outcome.Refused(Refusals.ActTextIsOff, MostClauses, LongestClause), []);
        if (act is null) return (Outcome.Accepted, [new LocalActAdopted(command.Act, 1, title, command.From, protocol, command.Clauses)]);
        var newest = act.Newest;
        if (newest.Title == title && newest.From == command.From && newest.Protocol == protocol && newest.Clauses.SequenceEqual(command.Clauses)) return (Outcome.Accepted, []);
        return command.From <= newest.From
            ? (Outcome.Refused(Refusals.ActGoesForward, newest.From), [])
            : (Outcome.Accepted, [new LocalActAdopted(command.Act, newest.Version + 1, title, command.From, protocol, command.Clauses)]);
    }
}
