using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Refusals of rules about academic debts.</summary>
public static partial class Refusals
{
    public static readonly RefusalKind DebtRulesLackAct = Kind("debt_rules_lack_act");
    public static readonly RefusalKind DebtRulesLackGrades = Kind("debt_rules_lack_grades");
    public static readonly RefusalKind DebtRulesLackRetakes = Kind("debt_rules_lack_retakes");
    public static readonly RefusalKind DebtRulesMembers = Kind("debt_rules_members");
}
