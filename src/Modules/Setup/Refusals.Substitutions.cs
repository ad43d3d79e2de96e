using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind CombinedShareIsOff = Kind("combined_share_is_off");
    public static readonly RefusalKind SubstitutionRulesLackAct = Kind("substitution_rules_lack_act");
}
