using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Integrity;

/// <summary>Why the sealed log refuses a command.</summary>
public static class Refusals
{
    internal static readonly ResourceManager Texts = new("ElJournal.Integrity.Texts", typeof(Refusals).Assembly);

    public static RefusalKind YearIsMisnamed { get; } = new("integrity.year_is_misnamed", Texts);

    public static RefusalKind LogIsOpen { get; } = new("integrity.log_is_open", Texts);

    public static RefusalKind LogIsUnknown { get; } = new("integrity.log_is_unknown", Texts);

    public static RefusalKind YearIsClosed { get; } = new("integrity.year_is_closed", Texts);

    public static RefusalKind ArchiveIsOfNoKind { get; } = new("integrity.archive_is_of_no_kind", Texts);

    public static RefusalKind ArchiveIsUnknown { get; } = new("integrity.archive_is_unknown", Texts);

    public static RefusalKind CheckpointIsUnreadable { get; } = new("integrity.checkpoint_is_unreadable", Texts);

    public static RefusalKind CheckContradictsItself { get; } = new("integrity.check_contradicts_itself", Texts);

    public static RefusalKind RecipientIsUnknown { get; } = new("integrity.recipient_is_unknown", Texts);

    public static RefusalKind AddressIsMalformed { get; } = new("integrity.address_is_malformed", Texts);

    public static RefusalKind TooManyRecipients { get; } = new("integrity.too_many_recipients", Texts);
}
