using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Refusals of rules about absence documents.</summary>
public static partial class Refusals
{
    public static readonly RefusalKind AbsenceRulesLackAct = Kind("absence_rules_lack_act");
    public static readonly RefusalKind AbsenceRulesNeedJournal = Kind("absence_rules_need_journal");
    public static readonly RefusalKind AbsenceRulesLackKinds = Kind("absence_rules_lack_kinds");
    public static readonly RefusalKind AbsenceRulesExplainNothing = Kind("absence_rules_explain_nothing");
    public static readonly RefusalKind AbsenceKindRepeats = Kind("absence_kind_repeats");
    public static readonly RefusalKind AbsenceLetterIsOff = Kind("absence_letter_is_off");
    public static readonly RefusalKind AttachDaysAreOff = Kind("attach_days_are_off");
}
