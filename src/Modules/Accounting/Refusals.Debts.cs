using ElJournal.Kernel;

namespace ElJournal.Accounting;

public static partial class Refusals
{
    public static readonly RefusalKind DebtIsNone = Kind("debt_is_none");
    public static readonly RefusalKind DebtIsOver = Kind("debt_is_over");
    public static readonly RefusalKind RetakesAreSpent = Kind("retakes_are_spent");
    public static readonly RefusalKind RetakeIsAppointed = Kind("retake_is_appointed");
    public static readonly RefusalKind RetakeIsNotAppointed = Kind("retake_is_not_appointed");
    public static readonly RefusalKind RetakeIsLate = Kind("retake_is_late");
    public static readonly RefusalKind RetakeIsEarly = Kind("retake_is_early");
    public static readonly RefusalKind RetakeIsToCome = Kind("retake_is_to_come");
    public static readonly RefusalKind RetakeFormIsUnknown = Kind("retake_form_is_unknown");
    public static readonly RefusalKind ExaminersAreFew = Kind("examiners_are_few");
    public static readonly RefusalKind ProtocolIsMissing = Kind("protocol_is_missing");
    public static readonly RefusalKind ProtocolIsInFuture = Kind("protocol_is_in_future");
    public static readonly RefusalKind GradeOrderIsMissing = Kind("grade_order_is_missing");

    public static readonly RefusalKind ClassIsUnknown = Kind("class_is_unknown");
    public static readonly RefusalKind CouncilChoosesNobody = Kind("council_chooses_nobody");
    public static readonly RefusalKind CouncilKindIsUnknown = Kind("council_kind_is_unknown");
    public static readonly RefusalKind CouncilKindIsUnfit = Kind("council_kind_is_unfit");
    public static readonly RefusalKind PupilsHaveDebts = Kind("pupils_have_debts");
    public static readonly RefusalKind PupilsHaveNoDebts = Kind("pupils_have_no_debts");
    public static readonly RefusalKind CouncilHasDecided = Kind("council_has_decided");
    public static readonly RefusalKind DecisionIsUnknown = Kind("decision_is_unknown");
    public static readonly RefusalKind RevocationLacksReason = Kind("revocation_lacks_reason");
}
