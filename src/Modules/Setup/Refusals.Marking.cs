using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind RulesComeFirst = Kind("rules_come_first");
    public static readonly RefusalKind PointDaysAreOff = Kind("point_days_are_off");
    public static readonly RefusalKind AbsentGradeIsUnknown = Kind("absent_grade_is_unknown");
}
