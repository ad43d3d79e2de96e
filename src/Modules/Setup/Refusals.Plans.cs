using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind PlanIsChanged = Kind("plan_is_changed");
    public static readonly RefusalKind PlanWorkIsUnknown = Kind("plan_work_is_unknown");
}
