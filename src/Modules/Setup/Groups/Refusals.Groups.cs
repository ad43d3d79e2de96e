using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind GroupKindIsUnknown = Kind("group_kind_is_unknown");
    public static readonly RefusalKind GroupNameIsEmptyOrLong = Kind("group_name_is_empty_or_long");
    public static readonly RefusalKind GroupLacksClasses = Kind("group_lacks_classes");
    public static readonly RefusalKind GroupSpansYears = Kind("group_spans_years");
    public static readonly RefusalKind GroupIsOfOneClass = Kind("group_is_of_one_class");
    public static readonly RefusalKind GroupIsFormed = Kind("group_is_formed");
    public static readonly RefusalKind GroupIsClosed = Kind("group_is_closed");
    public static readonly RefusalKind GroupIsChanged = Kind("group_is_changed");
    public static readonly RefusalKind GroupIsRenamed = Kind("group_is_renamed");
    public static readonly RefusalKind GroupChangesForward = Kind("group_changes_forward");
    public static readonly RefusalKind PlanIsOfOnePupil = Kind("plan_is_of_one_pupil");
    public static readonly RefusalKind PupilsAreOfOtherClasses = Kind("pupils_are_of_other_classes");
    public static readonly RefusalKind PupilsAreInOtherGroup = Kind("pupils_are_in_other_group");
}
