namespace ElJournal.Setup.Register;

/// <summary>What the register says about one course and those who sit in it: what every entry in one of its lessons is judged by.</summary>
/// <param name="Classes">Those of the course.</param>
public sealed record CourseSetUp(
    CourseCard Course, IReadOnlyList<ClassRoster>? Classes, StudyGroupCard? Group, YearCalendar? Year, JournalRules? Rules, UnitTimetable? Timetable,
    SchoolCard? School)
{
    /// <summary>Системы оценивания; null where the school has set none.</summary>
    public GradingRules? Grading { get; init; }

    /// <summary>Регламент исправлений; null where the school has set none.</summary>
    public CorrectionRules? Corrections { get; init; }

    /// <summary>By what a correction made on a day is judged; null before the first regulation.</summary>
    public CorrectionRulesSet? CorrectionsOn(DateOnly date) => Corrections?.On(date);

    /// <summary>By what an entry of a day is judged: the journal's rules with the marks of the course's own system; null before the first rules.</summary>
    public JournalRulesSet? RulesOn(DateOnly date) => GradingRules.Entry(Rules?.On(date), Grading, Course.Subject, Roster?.Level ?? Course.Level, date);

    /// <summary>Null where the class or group is not there.</summary>
    public CourseRoster? Roster { get; } = CourseRoster.Of(Course, Classes ?? [], Group);

    /// <summary>The timetable has the course at that number of the day.</summary>
    public bool InTimetable(DateOnly date, int slot) => Year is not null && Roster is not null && Course.IsTaughtOn(date)
        && Timetable?.On(date, Roster.Level, Year).Any(s => s.Slot == slot && s.Course == Course.Course) == true;
}
