using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind ShortNameIsLong = Kind("short_name_is_long");
    public static readonly RefusalKind PartIsUnknown = Kind("part_is_unknown");
    public static readonly RefusalKind PlaceIsOff = Kind("place_is_off");

    public static readonly RefusalKind CurriculumLineIsRepeated = Kind("curriculum_line_is_repeated");
    public static readonly RefusalKind CurriculumHoursAreOff = Kind("curriculum_hours_are_off");
    public static readonly RefusalKind CurriculumIsEmpty = Kind("curriculum_is_empty");
    public static readonly RefusalKind ProfileLacksClasses = Kind("profile_lacks_classes");
    public static readonly RefusalKind ClassIsOfOtherLevel = Kind("class_is_of_other_level");
    public static readonly RefusalKind ClassHasProfile = Kind("class_has_profile");

    public static readonly RefusalKind NormsLackLevels = Kind("norms_lack_levels");
    public static readonly RefusalKind NormIsOff = Kind("norm_is_off");
    public static readonly RefusalKind NormsLackAct = Kind("norms_lack_act");

    public static readonly RefusalKind RateIsOff = Kind("rate_is_off");

    public static readonly RefusalKind CourseIsClosed = Kind("course_is_closed");
    public static readonly RefusalKind TeacherIsNotOfCourse = Kind("teacher_is_not_of_course");
    public static readonly RefusalKind TeacherTeachesCourse = Kind("teacher_teaches_course");

    public static readonly RefusalKind GradingLacksSystems = Kind("grading_lacks_systems");
    public static readonly RefusalKind GradingLacksAct = Kind("grading_lacks_act");
    public static readonly RefusalKind GradingLacksClause = Kind("grading_lacks_clause");
    public static readonly RefusalKind GradingRepeatsCode = Kind("grading_repeats_code");
    public static readonly RefusalKind GradingRepeatsSymbol = Kind("grading_repeats_symbol");
    public static readonly RefusalKind GradingSystemIsUnknown = Kind("grading_system_is_unknown");
    public static readonly RefusalKind ThresholdIsOff = Kind("threshold_is_off");
    public static readonly RefusalKind WorkCategoryIsUnknown = Kind("work_category_is_unknown");
}
