using ElJournal.Kernel;

namespace ElJournal.Accounting;

/// <summary>Refusals about a lesson's life, homework, words to a pupil and a teacher's day.</summary>
public static partial class Refusals
{
    public static readonly RefusalKind LessonIsNotHeld = Kind("lesson_is_not_held");
    public static readonly RefusalKind LessonIsHeld = Kind("lesson_is_held");
    public static readonly RefusalKind NotHeldIsAnothers = Kind("not_held_is_anothers");
    public static readonly RefusalKind NotHeldReasonIsUnknown = Kind("not_held_reason_is_unknown");
    public static readonly RefusalKind LessonHasEntries = Kind("lesson_has_entries");
    public static readonly RefusalKind LessonLifeIsMissing = Kind("lesson_life_is_missing");
    public static readonly RefusalKind ExtraKindIsUnknown = Kind("extra_kind_is_unknown");
    public static readonly RefusalKind ExtraKindIsDeputys = Kind("extra_kind_is_deputys");
    public static readonly RefusalKind LessonIsThereAlready = Kind("lesson_is_there_already");
    public static readonly RefusalKind ClassIsTaughtThen = Kind("class_is_taught_then");
    public static readonly RefusalKind TopicPartIsOff = Kind("topic_part_is_off");
    public static readonly RefusalKind HomeworkIsMissing = Kind("homework_is_missing");
    public static readonly RefusalKind DueIsNoLesson = Kind("due_is_no_lesson");
    public static readonly RefusalKind DueIsChanged = Kind("due_is_changed");
    public static readonly RefusalKind FileIsUnfit = Kind("file_is_unfit");
    public static readonly RefusalKind FileIsUnknown = Kind("file_is_unknown");
    public static readonly RefusalKind FilesAreMany = Kind("files_are_many");
    public static readonly RefusalKind WordsAreEmptyOrLong = Kind("words_are_empty_or_long");
    public static readonly RefusalKind WordsAreChanged = Kind("words_are_changed");
    public static readonly RefusalKind DayHasNoLessons = Kind("day_has_no_lessons");
    public static readonly RefusalKind DayIsToCome = Kind("day_is_to_come");
    public static readonly RefusalKind DayIsNotFilled = Kind("day_is_not_filled");
}
