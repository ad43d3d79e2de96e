namespace ElJournal.Control.Tiles;

/// <summary>Восемь проверок (D-14, Z-10) by their codes.</summary>
public static class EightChecks
{
    private static readonly Dictionary<string, Func<Picture, CheckArea, IEnumerable<Finding>>> All = new()
    {
        [Checks.Lessons] = EntryChecks.OfLessons,
        [Checks.Grades] = GradeCheck.Of,
        [Checks.Accumulation] = AccumulationCheck.Of,
        [Checks.Attendance] = EntryChecks.OfAttendance,
        [Checks.Programme] = ProgrammeCheck.Of,
        [Checks.Homework] = EntryChecks.OfHomework,
        [Checks.HomeworkLoad] = HomeworkLoadCheck.Of,
        [Checks.Substitutions] = SubstitutionCheck.Of,
    };

    public static IEnumerable<Finding> Of(string check, Picture picture, CheckArea area) => All[check](picture, area);
}
