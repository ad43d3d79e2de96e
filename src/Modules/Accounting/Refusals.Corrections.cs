using ElJournal.Kernel;

namespace ElJournal.Accounting;

public static partial class Refusals
{
    public static readonly RefusalKind ReasonIsMissingInWindow = Kind("reason_is_missing_in_window");
    public static readonly RefusalKind WordsAreMissing = Kind("words_are_missing");
    public static readonly RefusalKind WindowIsOver = Kind("window_is_over");
    public static readonly RefusalKind ClosedNeedsPermit = Kind("closed_needs_permit");
    public static readonly RefusalKind PermitHasEnded = Kind("permit_has_ended");
    public static readonly RefusalKind PermitIsNotNeeded = Kind("permit_is_not_needed");
    public static readonly RefusalKind CorrectionRulesAreMissing = Kind("correction_rules_are_missing");
    public static readonly RefusalKind CorrectionIsWaiting = Kind("correction_is_waiting");
    public static readonly RefusalKind CorrectionIsUnknown = Kind("correction_is_unknown");
    public static readonly RefusalKind CorrectionIsDecided = Kind("correction_is_decided");
    public static readonly RefusalKind NothingToCorrect = Kind("nothing_to_correct");
    public static readonly RefusalKind NothingIsWanted = Kind("nothing_is_wanted");
    public static readonly RefusalKind WantedIsLong = Kind("wanted_is_long");
    public static readonly RefusalKind MemoIsMissing = Kind("memo_is_missing");
    public static readonly RefusalKind RefusalLacksReason = Kind("refusal_lacks_reason");
    public static readonly RefusalKind GrantIsOff = Kind("grant_is_off");
    public static readonly RefusalKind OrderIsMissing = Kind("order_is_missing");
    public static readonly RefusalKind OwnRequest = Kind("own_request");
}
