using ElJournal.Kernel;

namespace ElJournal.Reporting;

public static partial class Refusals
{
    public static readonly RefusalKind SendingIsUnknown = Kind("sending_is_unknown");
    public static readonly RefusalKind SendingLacksRecipient = Kind("sending_lacks_recipient");
    public static readonly RefusalKind SendingLacksNumber = Kind("sending_lacks_number");
    public static readonly RefusalKind SendingDayIsOff = Kind("sending_day_is_off");
    public static readonly RefusalKind SendingIsEmpty = Kind("sending_is_empty");
    public static readonly RefusalKind SendingIsReceived = Kind("sending_is_received");
    public static readonly RefusalKind ReceiptOfSendingIsOff = Kind("receipt_of_sending_is_off");
}
