using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind DayIsMissing = Kind("day_is_missing");
    public static readonly RefusalKind OrderIsMissing = Kind("order_is_missing");
}
