using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Порядок оплаты замен утверждён, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="CombinedShare">What an объединённый урок is paid, in hundredths of an hour; 0: nothing.</param>
/// <param name="Act">Локальный акт on which it stands.</param>
[Recorded("setup.substitution_rules_set.v1")]
public sealed record SubstitutionRulesSet(DateOnly From, int CombinedShare, string Act) : IRuleSet;
