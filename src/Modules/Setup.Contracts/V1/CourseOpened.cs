using ElJournal.Kernel;

namespace ElJournal.Setup.V1;

/// <summary>Курс открыт, as it was recorded before groups, layers and parts of an hour: for one class, its year level unknown (0).</summary>
[Recorded("setup.course_opened.v1")]
public sealed record CourseOpened(CourseId Course, YearId Year, ClassId Class, SubjectId Subject, int HoursPerWeek) : IRetired<Setup.CourseOpened>
{
    public Setup.CourseOpened Now() => new(Course, Year, 0, [Class], null, Subject, HoursPerWeek * 100, Layers.Core);
}
