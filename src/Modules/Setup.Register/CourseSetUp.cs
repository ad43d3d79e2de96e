namespace ElJournal.Setup.Register;

/// <summary>What the register says about one course and those who sit in it: what every entry in one of its lessons is judged by.</summary>
public sealed record CourseSetUp(
    CourseCard Course, ClassRoster? Class, YearCalendar? Year, JournalRules? Rules, ClassTimetable? Timetable, SchoolCard? School);
