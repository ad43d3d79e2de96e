using ElJournal.Kernel;

namespace ElJournal.Accounting;

public static partial class Refusals
{
    public static readonly RefusalKind PageIsClosed = Kind("page_is_closed");
    public static readonly RefusalKind PageIsNotClosed = Kind("page_is_not_closed");
    public static readonly RefusalKind TermIsUnknown = Kind("term_is_unknown");
    public static readonly RefusalKind TermHasNotBegun = Kind("term_has_not_begun");
    public static readonly RefusalKind DocumentIsMissing = Kind("document_is_missing");
}
