using ElJournal.Kernel;

namespace ElJournal.Accounting;

public static partial class Refusals
{
    public static readonly RefusalKind AbsenceRulesAreMissing = Kind("absence_rules_are_missing");
    public static readonly RefusalKind AbsenceKindIsUnknown = Kind("absence_kind_is_unknown");
    public static readonly RefusalKind AbsenceEndsBefore = Kind("absence_ends_before");
    public static readonly RefusalKind AbsenceIsOutsideYear = Kind("absence_is_outside_year");
    public static readonly RefusalKind AbsenceOfAnotherClass = Kind("absence_of_another_class");
    public static readonly RefusalKind AbsenceLetterIsUnknown = Kind("absence_letter_is_unknown");
    public static readonly RefusalKind AbsenceDocumentIsAhead = Kind("absence_document_is_ahead");
    public static readonly RefusalKind AbsenceNumberIsLong = Kind("absence_number_is_long");
    public static readonly RefusalKind AbsenceDocumentIsLate = Kind("absence_document_is_late");
    public static readonly RefusalKind AbsenceDocumentIsThere = Kind("absence_document_is_there");
    public static readonly RefusalKind AbsenceDocumentIsUnknown = Kind("absence_document_is_unknown");
    public static readonly RefusalKind AbsenceDocumentIsWithdrawn = Kind("absence_document_is_withdrawn");
    public static readonly RefusalKind AbsenceMeetsClosed = Kind("absence_meets_closed");
    public static readonly RefusalKind WithdrawalLacksReason = Kind("withdrawal_lacks_reason");
    public static readonly RefusalKind AbsencePeriodIsUnread = Kind("absence_period_is_unread");
    public static readonly RefusalKind AbsencePupilIsUnchosen = Kind("absence_pupil_is_unchosen");
}
