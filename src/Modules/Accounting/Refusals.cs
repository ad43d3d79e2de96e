using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Accounting;

/// <summary>Why an entry in the journal is refused.</summary>
public static partial class Refusals
{
    public static ResourceManager Texts => Sentences.All;

    public static readonly RefusalKind CourseIsUnknown = Kind("course_is_unknown");
    public static readonly RefusalKind RulesAreMissing = Kind("rules_are_missing");
    public static readonly RefusalKind DateIsOutsideTerms = Kind("date_is_outside_terms");
    public static readonly RefusalKind LessonIsInFuture = Kind("lesson_is_in_future");
    public static readonly RefusalKind LessonIsNotInTimetable = Kind("lesson_is_not_in_timetable");
    public static readonly RefusalKind PupilIsNotInClass = Kind("pupil_is_not_in_class");
    public static readonly RefusalKind ValueIsOffScale = Kind("value_is_off_scale");
    public static readonly RefusalKind CellIsChanged = Kind("cell_is_changed");
    public static readonly RefusalKind TextIsChanged = Kind("text_is_changed");
    public static readonly RefusalKind ReasonIsMissing = Kind("reason_is_missing");
    public static readonly RefusalKind ReasonIsUnknown = Kind("reason_is_unknown");
    public static readonly RefusalKind TopicIsEmptyOrLong = Kind("topic_is_empty_or_long");
    public static readonly RefusalKind HomeworkIsLong = Kind("homework_is_long");
    public static readonly RefusalKind MinutesAreOff = Kind("minutes_are_off");
    public static readonly RefusalKind WorkTypeIsUnknown = Kind("work_type_is_unknown");

    public static readonly RefusalKind StaffIsUnknown = Kind("staff_is_unknown");
    public static readonly RefusalKind StaffIsNotAtWork = Kind("staff_is_not_at_work");
    public static readonly RefusalKind SubstituteIsTheTeacher = Kind("substitute_is_the_teacher");
    public static readonly RefusalKind SubstituteIsNotAssigned = Kind("substitute_is_not_assigned");
    public static readonly RefusalKind SubstitutionReasonIsUnknown = Kind("substitution_reason_is_unknown");

    private static RefusalKind Kind(string name) => new("accounting." + name, Texts);

    /// <summary>Apart, because which file of this class is initialised first is nobody's choice.</summary>
    private static class Sentences
    {
        public static readonly ResourceManager All = new("ElJournal.Accounting.Texts", typeof(Refusals).Assembly);
    }
}
