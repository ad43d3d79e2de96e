using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>
/// Регламент исправлений (D-13, Z-9): three zones, in force from <paramref name="From"/> until the next version. An entry is judged by
/// the version of the day on which it is made.
/// </summary>
/// <param name="OwnDayFree">Zone 1: on the day of the entry its author changes it without a reason.</param>
/// <param name="WindowDays">Zone 2: so many days after the lesson the author corrects with a reason, and a first entry needs nothing. Later there is zone 3: by permission alone.</param>
/// <param name="NeedsWords">In zone 2 words stand beside the code of the reason.</param>
/// <param name="GrantHours">How long a permission lasts where the deputy says nothing else.</param>
/// <param name="MostGrantHours">How long it may last at most.</param>
/// <param name="DocumentAfterYear">After the last day of study, when the annual grades stand, a permission names an order or the council's protocol.</param>
/// <param name="Act">Локальный акт: its name and date.</param>
/// <param name="FreeClause">Clause of zone 1, as the act numbers it; so the others.</param>
[Recorded("setup.correction_rules_set.v1")]
public sealed record CorrectionRulesSet(
    DateOnly From, bool OwnDayFree, int WindowDays, bool NeedsWords, int GrantHours, int MostGrantHours, bool DocumentAfterYear,
    string Act, string FreeClause, string WindowClause, string PermitClause) : IRuleSet;
