using ElJournal.Kernel;

namespace ElJournal.Control;

public static partial class Refusals
{
    public static readonly RefusalKind RoundIsUnknown = Kind("round_is_unknown");
    public static readonly RefusalKind RoundIsEmpty = Kind("round_is_empty");
    public static readonly RefusalKind RoundLacksChecks = Kind("round_lacks_checks");
    public static readonly RefusalKind RoundDaysAreOff = Kind("round_days_are_off");
    public static readonly RefusalKind RoundIsOver = Kind("round_is_over");
    public static readonly RefusalKind RoundLacksResult = Kind("round_lacks_result");
    public static readonly RefusalKind VerdictIsUnknown = Kind("verdict_is_unknown");
    public static readonly RefusalKind HomeworkIsAbsent = Kind("homework_is_absent");
    public static readonly RefusalKind HomeworkIsChanged = Kind("homework_is_changed");
}
