using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind TimetableIsChanged = Kind("timetable_is_changed");
    public static readonly RefusalKind TimetableIsPast = Kind("timetable_is_past");
    public static readonly RefusalKind RoomNameIsOff = Kind("room_name_is_off");
}
