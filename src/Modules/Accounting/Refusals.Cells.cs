using ElJournal.Kernel;

namespace ElJournal.Accounting;

public static partial class Refusals
{
    public static readonly RefusalKind PupilIsAbsent = Kind("pupil_is_absent");
    public static readonly RefusalKind PointLacksDue = Kind("point_lacks_due");
    public static readonly RefusalKind PointIsDueOff = Kind("point_is_due_off");
    public static readonly RefusalKind CommentIsLong = Kind("comment_is_long");
    public static readonly RefusalKind CommentIsChanged = Kind("comment_is_changed");
}
