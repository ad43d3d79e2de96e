using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить порядок учёта документов об отсутствии, in force from a day until the next version.</summary>
public sealed record SetAbsenceRules(Guid CommandId, AbsenceRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Absences;
}

/// <param name="Journal">The rules of entry on the first day; null where the school has none.</param>
public sealed record AbsenceRuleFacts(JournalRulesSet? Journal);

public static class SetAbsenceRulesHandler
{
    public const int MostDays = 365;

    public static async Task<AbsenceRuleFacts> LoadAsync(SetAbsenceRules command, IDocumentSession session, CancellationToken cancel) =>
        new((await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.On(command.Rules.From));

    public static (Outcome, Events) Handle(
        SetAbsenceRules command, [WriteAggregate(nameof(SetAbsenceRules.Stream), Required = false)] AbsenceRules? standing, AbsenceRuleFacts facts)
    {
        var set = command.Rules;
        if (!Naming.IsFit(set.Act)) return (Outcome.Refused(Refusals.AbsenceRulesLackAct), []);
        if (facts.Journal is not { } journal) return (Outcome.Refused(Refusals.AbsenceRulesNeedJournal, set.From), []);
        if (set.Kinds.Count == 0) return (Outcome.Refused(Refusals.AbsenceRulesLackKinds), []);
        if (set.AttachDays is < 0 or > MostDays) return (Outcome.Refused(Refusals.AttachDaysAreOff, MostDays), []);
        var (codes, names) = (new HashSet<string>(), new HashSet<string>(StringComparer.CurrentCultureIgnoreCase));
        foreach (var kind in set.Kinds)
        {
            if (string.IsNullOrWhiteSpace(kind.Code) || !Naming.IsFit(kind.Name) || !codes.Add(kind.Code) || !names.Add(kind.Name))
                return (Outcome.Refused(Refusals.AbsenceKindRepeats, kind.Name), []);
            if (!IsAbsence(kind.Letter)) return (Outcome.Refused(Refusals.AbsenceLetterIsOff, kind.Letter), []);
        }
        if (set.Explained.Count == 0) return (Outcome.Refused(Refusals.AbsenceRulesExplainNothing), []);
        // A document that turned its own letter would never have done.
        if (set.Explained.FirstOrDefault(letter => !IsAbsence(letter) || set.Kinds.Any(k => k.Letter == letter)) is { } off)
            return (Outcome.Refused(Refusals.AbsenceLetterIsOff, off), []);
        return standing?.Versions.FirstOrDefault(v => v.From == set.From) is { } version && Same(version, set) ? (Outcome.Accepted, []) : (Outcome.Accepted, [set]);

        bool IsAbsence(string letter) => journal.Attendance.Any(a => a.Letter == letter && a.Missed);
    }

    private static bool Same(AbsenceRulesSet one, AbsenceRulesSet other) =>
        one.Act == other.Act && one.AttachDays == other.AttachDays && one.Kinds.SequenceEqual(other.Kinds) && one.Explained.SequenceEqual(other.Explained);
}
