using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind YearPartIsRefused = Kind("year_part_is_refused");

    public static readonly RefusalKind LevelsAreMissing = Kind("levels_are_missing");
    public static readonly RefusalKind TermIsOfOthers = Kind("term_is_of_others");
    public static readonly RefusalKind HolidaysOverlap = Kind("holidays_overlap");
    public static readonly RefusalKind SpecialDayIsRepeated = Kind("special_day_is_repeated");
    public static readonly RefusalKind WeekdayIsOff = Kind("weekday_is_off");

    public static readonly RefusalKind ScheduleIsUnknown = Kind("schedule_is_unknown");
    public static readonly RefusalKind ScheduleNameIsTaken = Kind("schedule_name_is_taken");
    public static readonly RefusalKind SchoolWeekIsOff = Kind("school_week_is_off");
    public static readonly RefusalKind ShiftIsOff = Kind("shift_is_off");
    public static readonly RefusalKind BellNormsLackAct = Kind("bell_norms_lack_act");
    public static readonly RefusalKind BellNormIsOff = Kind("bell_norm_is_off");

    public static readonly RefusalKind DecisionIsUnknown = Kind("decision_is_unknown");
    public static readonly RefusalKind DecisionIsUnfit = Kind("decision_is_unfit");
    public static readonly RefusalKind PupilIsNotInYear = Kind("pupil_is_not_in_year");
    public static readonly RefusalKind PromotionIsEarly = Kind("promotion_is_early");
    public static readonly RefusalKind PromotionIsChanged = Kind("promotion_is_changed");
    public static readonly RefusalKind ClassTeacherIsChanged = Kind("class_teacher_is_changed");
    public static readonly RefusalKind PromotionClassIsWrong = Kind("promotion_class_is_wrong");
}
