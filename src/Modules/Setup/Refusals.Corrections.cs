using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Refusals of the regulation of corrections.</summary>
public static partial class Refusals
{
    public static readonly RefusalKind CorrectionWindowIsOff = Kind("correction_window_is_off");
    public static readonly RefusalKind GrantHoursAreOff = Kind("grant_hours_are_off");
    public static readonly RefusalKind CorrectionRulesLackAct = Kind("correction_rules_lack_act");
    public static readonly RefusalKind CorrectionRulesLackClause = Kind("correction_rules_lack_clause");
}
