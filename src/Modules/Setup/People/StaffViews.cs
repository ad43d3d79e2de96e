using ElJournal.Setup.Register;

namespace ElJournal.Setup.People;

/// <summary>Сотрудник in the list.</summary>
/// <param name="Hours">Hundredths of an hour a week, as the one who signs.</param>
public sealed record StaffLine(StaffCard Staff, string Name, IReadOnlyList<string> Positions, int Hours, bool IsAway);

/// <summary>Что за сотрудником: courses, classes led, charges; what a dismissal leaves without anybody.</summary>
/// <param name="Courses">Names of courses with their weekly hours in hundredths.</param>
/// <param name="Leads">Names of classes.</param>
public sealed record StaffDuties(IReadOnlyList<(string Name, int Hours)> Courses, IReadOnlyList<string> Leads, IReadOnlyList<Supervision> Charges)
{
    public bool Any => Courses.Count + Leads.Count + Charges.Count > 0;
}

/// <summary>Карточка сотрудника.</summary>
public sealed record StaffView(
    StaffCard Staff, PersonCard? Person, string Name, StaffDuties Duties, IReadOnlyList<SubjectCard> Subjects, YearCalendar? Year, DateOnly Day, DateOnly Today);
