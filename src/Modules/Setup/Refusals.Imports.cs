using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind ImportStepIsRefused = Kind("import_step_is_refused");
    public static readonly RefusalKind ImportIsUnknown = Kind("import_is_unknown");
    public static readonly RefusalKind ImportIsUndone = Kind("import_is_undone");
    public static readonly RefusalKind ImportIsBuiltOn = Kind("import_is_built_on");
}
