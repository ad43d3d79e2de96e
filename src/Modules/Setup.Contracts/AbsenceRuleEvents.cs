using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Порядок учёта документов об отсутствии, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="Kinds">Which documents explain an absence, and how.</param>
/// <param name="Explained">Letters of attendance that say nothing of the reason yet: only these give way to a document.</param>
/// <param name="AttachDays">Calendar days after the last day of the absence in which a class teacher may attach one without a deputy.</param>
/// <param name="Act">Локальный акт: the clause the rules stand on.</param>
[Recorded("setup.absence_rules_set.v1")]
public sealed record AbsenceRulesSet(
    DateOnly From, IReadOnlyList<AbsenceKind> Kinds, IReadOnlyList<string> Explained, int AttachDays, string Act) : IRuleSet;

/// <summary>Вид документа: stable code, words, and the letter of attendance that it puts in the cell.</summary>
public sealed record AbsenceKind(string Code, string Name, string Letter);
