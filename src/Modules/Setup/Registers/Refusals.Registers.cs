using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind RoomNumberIsEmptyOrLong = Kind("room_number_is_empty_or_long");
    public static readonly RefusalKind RoomKindIsUnknown = Kind("room_kind_is_unknown");
    public static readonly RefusalKind RoomIsListed = Kind("room_is_listed");
    public static readonly RefusalKind RoomIsUnknown = Kind("room_is_unknown");
    public static readonly RefusalKind SeatsAreOff = Kind("seats_are_off");

    public static readonly RefusalKind DutyAreaIsUnknown = Kind("duty_area_is_unknown");
    public static readonly RefusalKind DutyIsUnknown = Kind("duty_is_unknown");

    public static readonly RefusalKind ActIsUnknown = Kind("act_is_unknown");
    public static readonly RefusalKind ActTitleIsEmptyOrLong = Kind("act_title_is_empty_or_long");
    public static readonly RefusalKind ActLacksProtocol = Kind("act_lacks_protocol");
    public static readonly RefusalKind ActTextIsOff = Kind("act_text_is_off");
    public static readonly RefusalKind ActGoesForward = Kind("act_goes_forward");
    public static readonly RefusalKind ActHasNewVersion = Kind("act_has_new_version");
    public static readonly RefusalKind NobodyIsTicked = Kind("nobody_is_ticked");

    public static readonly RefusalKind ContractIsIncomplete = Kind("contract_is_incomplete");

    public static readonly RefusalKind PaperIsStillNeeded = Kind("paper_is_still_needed");
    public static readonly RefusalKind BackupIsUnproven = Kind("backup_is_unproven");
}
