using ElJournal.Kernel;

namespace ElJournal.Control;

public static partial class Refusals
{
    public static readonly RefusalKind RemarkIsUnknown = Kind("remark_is_unknown");
    public static readonly RefusalKind RemarkIsUnclear = Kind("remark_is_unclear");
    public static readonly RefusalKind RemarkHasNoPlace = Kind("remark_has_no_place");
    public static readonly RefusalKind RemarkNeedsLesson = Kind("remark_needs_lesson");
    public static readonly RefusalKind RemarkNeedsPupil = Kind("remark_needs_pupil");
    public static readonly RefusalKind RemarkLacksWords = Kind("remark_lacks_words");
    public static readonly RefusalKind RemarkDueIsOff = Kind("remark_due_is_off");
    public static readonly RefusalKind RemarkIsMade = Kind("remark_is_made");
    public static readonly RefusalKind NothingIsLacking = Kind("nothing_is_lacking");
    public static readonly RefusalKind LessonIsAhead = Kind("lesson_is_ahead");
    public static readonly RefusalKind RemarkIsOver = Kind("remark_is_over");
    public static readonly RefusalKind RemarkIsNotOver = Kind("remark_is_not_over");
}
