using ElJournal.Kernel;

namespace ElJournal.Reporting;

public static partial class Refusals
{
    public static readonly RefusalKind ExtractOfNobody = Kind("extract_of_nobody");
    public static readonly RefusalKind ExtractTermIsUnknown = Kind("extract_term_is_unknown");
    public static readonly RefusalKind ExtractOfStranger = Kind("extract_of_stranger");
    public static readonly RefusalKind ExtractIsUnknown = Kind("extract_is_unknown");
    public static readonly RefusalKind ExtractIsReceived = Kind("extract_is_received");
    public static readonly RefusalKind ReceiptOfNothing = Kind("receipt_of_nothing");
    public static readonly RefusalKind ReceiptDayIsOff = Kind("receipt_day_is_off");
    public static readonly RefusalKind ReceiptByStranger = Kind("receipt_by_stranger");
}
