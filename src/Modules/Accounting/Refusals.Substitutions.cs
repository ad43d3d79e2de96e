using ElJournal.Kernel;

namespace ElJournal.Accounting;

public static partial class Refusals
{
    public static readonly RefusalKind LessonIsCancelled = Kind("lesson_is_cancelled");
    public static readonly RefusalKind LessonIsNotCancelled = Kind("lesson_is_not_cancelled");
    public static readonly RefusalKind LessonIsTransferred = Kind("lesson_is_transferred");
    public static readonly RefusalKind LessonIsNotTransferred = Kind("lesson_is_not_transferred");
    public static readonly RefusalKind LessonCameByTransfer = Kind("lesson_came_by_transfer");
    public static readonly RefusalKind LessonIsBegun = Kind("lesson_is_begun");
    public static readonly RefusalKind LessonHasJoined = Kind("lesson_has_joined");
    public static readonly RefusalKind LessonCannotReceive = Kind("lesson_cannot_receive");
    public static readonly RefusalKind TransferGoesNowhere = Kind("transfer_goes_nowhere");
    public static readonly RefusalKind TransferNeedsPermit = Kind("transfer_needs_permit");
    public static readonly RefusalKind DayIsFree = Kind("day_is_free");
    public static readonly RefusalKind SlotIsTaken = Kind("slot_is_taken");
    public static readonly RefusalKind ClassIsBusy = Kind("class_is_busy");
    public static readonly RefusalKind StaffIsBusy = Kind("staff_is_busy");
    public static readonly RefusalKind StaffIsAway = Kind("staff_is_away");
    public static readonly RefusalKind SubjectIsUnknown = Kind("subject_is_unknown");
    public static readonly RefusalKind PayMonthIsClosed = Kind("pay_month_is_closed");
    public static readonly RefusalKind PayMonthIsNotClosed = Kind("pay_month_is_not_closed");
    public static readonly RefusalKind PayMonthHasNotBegun = Kind("pay_month_has_not_begun");
    public static readonly RefusalKind PayMonthNeedsPermit = Kind("pay_month_needs_permit");
    public static readonly RefusalKind PayMonthIsUnread = Kind("pay_month_is_unread");
    public static readonly RefusalKind PayMonthIsNotOver = Kind("pay_month_is_not_over");
    public static readonly RefusalKind PayRulesAreMissing = Kind("pay_rules_are_missing");
}
