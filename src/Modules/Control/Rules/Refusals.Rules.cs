using ElJournal.Kernel;

namespace ElJournal.Control;

public static partial class Refusals
{
    public static readonly RefusalKind RulesLackAct = Kind("rules_lack_act");
    public static readonly RefusalKind RulesReachBack = Kind("rules_reach_back");
    public static readonly RefusalKind RulesLackEntries = Kind("rules_lack_entries");
    public static readonly RefusalKind RulesLackClause = Kind("rules_lack_clause");
    public static readonly RefusalKind DeadlineIsOff = Kind("deadline_is_off");
    public static readonly RefusalKind GradesLackRest = Kind("grades_lack_rest");
    public static readonly RefusalKind LagIsOff = Kind("lag_is_off");
}
