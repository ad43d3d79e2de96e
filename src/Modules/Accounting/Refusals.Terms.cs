using ElJournal.Kernel;

namespace ElJournal.Accounting;

public static partial class Refusals
{
    public static readonly RefusalKind TermRulesAreMissing = Kind("term_rules_are_missing");
    public static readonly RefusalKind TermIsNotGraded = Kind("term_is_not_graded");
    public static readonly RefusalKind TermPageIsClosed = Kind("term_page_is_closed");
    public static readonly RefusalKind TermNeedsPermit = Kind("term_needs_permit");
    public static readonly RefusalKind OrderIsUnread = Kind("order_is_unread");
    public static readonly RefusalKind PupilIsNotOnPage = Kind("pupil_is_not_on_page");
    public static readonly RefusalKind TermGradeIsOffScale = Kind("term_grade_is_off_scale");
    public static readonly RefusalKind TermGradeIsChanged = Kind("term_grade_is_changed");
    public static readonly RefusalKind TermReasonIsMissing = Kind("term_reason_is_missing");
    public static readonly RefusalKind SourceIsUnknown = Kind("source_is_unknown");
    public static readonly RefusalKind ExemptionIsBackwards = Kind("exemption_is_backwards");
    public static readonly RefusalKind GapsAreOthers = Kind("gaps_are_others");
    public static readonly RefusalKind TermsAreOpen = Kind("terms_are_open");
}
