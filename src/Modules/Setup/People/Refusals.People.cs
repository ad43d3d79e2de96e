using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind DayIsMissing = Kind("day_is_missing");
    public static readonly RefusalKind OrderIsLong = Kind("order_is_long");
    public static readonly RefusalKind OrderIsMissing = Kind("order_is_missing");

    public static readonly RefusalKind DepartureReasonIsUnknown = Kind("departure_reason_is_unknown");
    public static readonly RefusalKind DeparturePlaceIsLong = Kind("departure_place_is_long");
    public static readonly RefusalKind YearIsNotRepeated = Kind("year_is_not_repeated");

    public static readonly RefusalKind PlanKindIsUnknown = Kind("plan_kind_is_unknown");
    public static readonly RefusalKind PlanGroupIsWrong = Kind("plan_group_is_wrong");
    public static readonly RefusalKind PlanIsOn = Kind("plan_is_on");
    public static readonly RefusalKind PlanIsUnknown = Kind("plan_is_unknown");

    public static readonly RefusalKind PositionIsEmptyOrLong = Kind("position_is_empty_or_long");
    public static readonly RefusalKind PositionIsHeld = Kind("position_is_held");
    public static readonly RefusalKind PositionIsNotHeld = Kind("position_is_not_held");
    public static readonly RefusalKind AbsenceCauseIsUnknown = Kind("absence_cause_is_unknown");
    public static readonly RefusalKind AbsencesOverlap = Kind("absences_overlap");
}
