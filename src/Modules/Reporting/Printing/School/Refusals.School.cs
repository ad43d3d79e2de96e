using ElJournal.Kernel;

namespace ElJournal.Reporting;

public static partial class Refusals
{
    public static readonly RefusalKind PrintLacksDisk = Kind("print_lacks_disk");
    public static readonly RefusalKind PrintLacksTemplate = Kind("print_lacks_template");
}
