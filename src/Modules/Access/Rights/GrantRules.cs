using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Access.Rights;

/// <summary>
/// Кому что можно (regulation 1.3): the rights that a role gives, as a table. A teacher's follow from the assignments to courses
/// and end with them.
/// </summary>
public static class GrantRules
{
    /// <param name="staff">Who; a teacher without a staff card has no courses.</param>
    /// <param name="courses">Courses of the school, or only those of this person.</param>
    public static Grants For(Role role, StaffId? staff, IEnumerable<CourseCard> courses) => new(role switch
    {
        Role.Teacher => [Everywhere(Permission.ReadSchool), .. courses.SelectMany(course => OfTeacher(course, staff))],
        // Writing serves to correct a teacher's entry; the whole school is more than that needs and will narrow to what is asked for.
        Role.DeputyHead => Everywhere(
            Permission.ReadJournal, Permission.WriteJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ReadSchool, Permission.VerifyLog),
        Role.Director => Everywhere(
            Permission.ReadJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ReadSchool, Permission.VerifyLog,
            Permission.ReadAccessLog, Permission.EraseCard, Permission.ReadUndertakings),
        Role.Auditor => Everywhere(
            Permission.ReadJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ReadSchool, Permission.VerifyLog),
        Role.Administrator => Everywhere(
            Permission.SetUpSchool, Permission.ManageAccounts, Permission.ReadSchool, Permission.ReadUndertakings),
        Role.ClassTeacher => [Everywhere(Permission.ReadSchool)],
        Role.Secretary => Everywhere(Permission.ReadSchool, Permission.ManageConsents),
        _ => [],
    });

    private static IEnumerable<Grant> OfTeacher(CourseCard course, StaffId? staff) =>
        from assignment in course.Teachers
        where assignment.Teacher == staff
        from permission in (Permission[])[Permission.ReadJournal, Permission.WriteJournal]
        select new Grant(permission, Streams.Course(course.Course), assignment.From, assignment.To);

    private static Grant Everywhere(Permission permission) => new(permission, Grant.WholeSchool);

    private static Grant[] Everywhere(params Permission[] permissions) => [.. permissions.Select(Everywhere)];
}
