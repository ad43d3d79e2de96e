using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Why a change in the school's register is refused.</summary>
public static partial class Refusals
{
    public static ResourceManager Texts => Sentences.All;

    public static readonly RefusalKind NameIsEmptyOrLong = Kind("name_is_empty_or_long");
    public static readonly RefusalKind DatesAreBackwards = Kind("dates_are_backwards");

    public static readonly RefusalKind SchoolIsOther = Kind("school_is_other");
    public static readonly RefusalKind SchoolIsFounded = Kind("school_is_founded");
    public static readonly RefusalKind TimeZoneIsUnknown = Kind("time_zone_is_unknown");

    public static readonly RefusalKind YearIsUnknown = Kind("year_is_unknown");
    public static readonly RefusalKind YearIsOpen = Kind("year_is_open");
    public static readonly RefusalKind YearIsTooLong = Kind("year_is_too_long");
    public static readonly RefusalKind YearsOverlap = Kind("years_overlap");
    public static readonly RefusalKind DateIsOutsideYear = Kind("date_is_outside_year");

    public static readonly RefusalKind TermsAreMissing = Kind("terms_are_missing");
    public static readonly RefusalKind TermKindIsUnknown = Kind("term_kind_is_unknown");
    public static readonly RefusalKind TermKindsDiffer = Kind("term_kinds_differ");
    public static readonly RefusalKind TermIsRepeated = Kind("term_is_repeated");
    public static readonly RefusalKind TermIsBackwards = Kind("term_is_backwards");
    public static readonly RefusalKind TermIsOutsideYear = Kind("term_is_outside_year");
    public static readonly RefusalKind TermsAreOutOfOrder = Kind("terms_are_out_of_order");
    public static readonly RefusalKind TermsOverlap = Kind("terms_overlap");

    public static readonly RefusalKind BellsAreMissing = Kind("bells_are_missing");
    public static readonly RefusalKind BellTimeIsWrong = Kind("bell_time_is_wrong");
    public static readonly RefusalKind BellsAreOutOfOrder = Kind("bells_are_out_of_order");

    public static readonly RefusalKind SubjectIsUnknown = Kind("subject_is_unknown");
    public static readonly RefusalKind SubjectIsListed = Kind("subject_is_listed");

    public static readonly RefusalKind ClassIsUnknown = Kind("class_is_unknown");
    public static readonly RefusalKind ClassIsFormed = Kind("class_is_formed");
    public static readonly RefusalKind ClassNameIsWrong = Kind("class_name_is_wrong");

    public static readonly RefusalKind PupilIsUnknown = Kind("pupil_is_unknown");
    public static readonly RefusalKind PupilIsEnrolled = Kind("pupil_is_enrolled");
    public static readonly RefusalKind PupilHasDeparted = Kind("pupil_has_departed");
    public static readonly RefusalKind DateIsBeforePlacing = Kind("date_is_before_placing");
    public static readonly RefusalKind DateIsBeforeDeparture = Kind("date_is_before_departure");
    public static readonly RefusalKind CardIsIncomplete = Kind("card_is_incomplete");
    public static readonly RefusalKind StaffIsUnknown = Kind("staff_is_unknown");
    public static readonly RefusalKind StaffIsHired = Kind("staff_is_hired");
    public static readonly RefusalKind StaffIsNotYetHired = Kind("staff_is_not_yet_hired");

    public static readonly RefusalKind StaffIsDismissed = Kind("staff_is_dismissed");
    public static readonly RefusalKind YearLevelIsOff = Kind("year_level_is_off");

    public static readonly RefusalKind GuardianIsUnknown = Kind("guardian_is_unknown");
    public static readonly RefusalKind GuardianIsRegistered = Kind("guardian_is_registered");
    public static readonly RefusalKind GuardianIsLinked = Kind("guardian_is_linked");
    public static readonly RefusalKind GuardianIsNotLinked = Kind("guardian_is_not_linked");
    public static readonly RefusalKind RelationIsUnknown = Kind("relation_is_unknown");

    public static readonly RefusalKind CourseIsUnknown = Kind("course_is_unknown");
    public static readonly RefusalKind CourseIsOpen = Kind("course_is_open");
    public static readonly RefusalKind GroupIsUnknown = Kind("group_is_unknown");
    public static readonly RefusalKind LayerIsUnknown = Kind("layer_is_unknown");
    public static readonly RefusalKind ClassHasCourse = Kind("class_has_course");
    public static readonly RefusalKind HoursAreOff = Kind("hours_are_off");

    public static readonly RefusalKind SlotIsOff = Kind("slot_is_off");
    public static readonly RefusalKind SlotIsTaken = Kind("slot_is_taken");
    public static readonly RefusalKind CourseIsOfOtherClass = Kind("course_is_of_other_class");

    public static readonly RefusalKind PlanIsEmpty = Kind("plan_is_empty");
    public static readonly RefusalKind PlanIsTooLong = Kind("plan_is_too_long");
    public static readonly RefusalKind PlanNumbersAreOutOfOrder = Kind("plan_numbers_are_out_of_order");
    public static readonly RefusalKind PlanTopicIsEmptyOrLong = Kind("plan_topic_is_empty_or_long");
    public static readonly RefusalKind PlanHoursAreOff = Kind("plan_hours_are_off");

    public static readonly RefusalKind RulesLackScale = Kind("rules_lack_scale");
    public static readonly RefusalKind RulesLackReasons = Kind("rules_lack_reasons");
    public static readonly RefusalKind RulesLackAct = Kind("rules_lack_act");
    public static readonly RefusalKind RulesRepeatSymbol = Kind("rules_repeat_symbol");
    public static readonly RefusalKind RulesRepeatCode = Kind("rules_repeat_code");
    public static readonly RefusalKind FreeMinutesAreOff = Kind("free_minutes_are_off");
    public static readonly RefusalKind WeightIsOff = Kind("weight_is_off");

    private static RefusalKind Kind(string name) => new("setup." + name, Texts);

    /// <summary>Apart, because the parts of this class are filled in an order that nobody promises.</summary>
    private static class Sentences
    {
        public static readonly ResourceManager All = new("ElJournal.Setup.Texts", typeof(Refusals).Assembly);
    }
}
