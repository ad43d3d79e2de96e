using ElJournal.Kernel;

namespace ElJournal.Reporting;

public static partial class Refusals
{
    public static readonly RefusalKind TemplateLacksName = Kind("template_lacks_name");
    public static readonly RefusalKind TemplateIsUnknown = Kind("template_is_unknown");
    public static readonly RefusalKind TemplatesAreMany = Kind("templates_are_many");
}
