using ElJournal.Kernel;

namespace ElJournal.Control;

public static partial class Refusals
{
    public static readonly RefusalKind WorkCourseIsUnknown = Kind("work_course_is_unknown");
    public static readonly RefusalKind WorkIsUnknown = Kind("work_is_unknown");
    public static readonly RefusalKind WorkIsPlanned = Kind("work_is_planned");
    public static readonly RefusalKind WorkIsCancelled = Kind("work_is_cancelled");
    public static readonly RefusalKind WorkOutsideYear = Kind("work_outside_year");
    public static readonly RefusalKind WorkCourseIsClosed = Kind("work_course_is_closed");
    public static readonly RefusalKind WorkDayIsFree = Kind("work_day_is_free");
    public static readonly RefusalKind WorkHasNoLesson = Kind("work_has_no_lesson");
    public static readonly RefusalKind WorkSlotIsOther = Kind("work_slot_is_other");
    public static readonly RefusalKind WorkIsNoDouble = Kind("work_is_no_double");
    public static readonly RefusalKind WorkLessonIsTaken = Kind("work_lesson_is_taken");
    public static readonly RefusalKind WorkLengthIsOff = Kind("work_length_is_off");
    public static readonly RefusalKind WorkFormIsUnknown = Kind("work_form_is_unknown");
    public static readonly RefusalKind WorkLevelIsUnknown = Kind("work_level_is_unknown");
    public static readonly RefusalKind WorkLacksTopic = Kind("work_lacks_topic");
    public static readonly RefusalKind WorkNeedsPaper = Kind("work_needs_paper");
    public static readonly RefusalKind PaperIsIncomplete = Kind("paper_is_incomplete");
    public static readonly RefusalKind ExplanationIsIncomplete = Kind("explanation_is_incomplete");
    public static readonly RefusalKind NothingToExplain = Kind("nothing_to_explain");
    public static readonly RefusalKind WorkBreaksDay = Kind("work_breaks_day");
    public static readonly RefusalKind WorkBreaksApart = Kind("work_breaks_apart");
    public static readonly RefusalKind WorkBreaksShare = Kind("work_breaks_share");
    public static readonly RefusalKind WorkBreaksEdge = Kind("work_breaks_edge");
    public static readonly RefusalKind WorkBreaksLength = Kind("work_breaks_length");
    public static readonly RefusalKind WorkBreaksMinutes = Kind("work_breaks_minutes");
    public static readonly RefusalKind WorkBreaksNotice = Kind("work_breaks_notice");
    public static readonly RefusalKind ApprovalIsOutsideYear = Kind("approval_is_outside_year");
    public static readonly RefusalKind WorkRulesLackAct = Kind("work_rules_lack_act");
    public static readonly RefusalKind WorkRulesReachBack = Kind("work_rules_reach_back");
    public static readonly RefusalKind WorkRulesLackLimits = Kind("work_rules_lack_limits");
    public static readonly RefusalKind WorkRulesLackClause = Kind("work_rules_lack_clause");
    public static readonly RefusalKind WorkLimitIsOff = Kind("work_limit_is_off");
}
