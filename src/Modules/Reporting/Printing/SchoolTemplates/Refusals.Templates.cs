using ElJournal.Kernel;

namespace ElJournal.Reporting;

public static partial class Refusals
{
    public static readonly RefusalKind FormIsUnknown = Kind("form_is_unknown");
    public static readonly RefusalKind TemplateIsBroken = Kind("template_is_broken");
    public static readonly RefusalKind TemplateIsTooLong = Kind("template_is_too_long");
    public static readonly RefusalKind TemplateWasChanged = Kind("template_was_changed");
    public static readonly RefusalKind TemplateIsTheProgramsOwn = Kind("template_is_the_programs_own");
}
