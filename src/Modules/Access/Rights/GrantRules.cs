using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Access.Rights;

/// <summary>
/// Кому что можно (regulation 1.3, D-9, A-2, A-7): the rights that a role gives, as a table over facts of the register (docs/adr/0010).
/// A right that a duty gives is there while the duty lasts: an assignment, a class or a ward that has ended gives nothing, not even
/// the past. A duty that names no last day ends with its school year (<see cref="Setup.Register.SchoolYears"/>). What is written is judged by the lesson's
/// day as well, so nobody writes in the days of a predecessor.
/// </summary>
public static class GrantRules
{
    /// <summary>What a deputy does with the courses in charge. Writing serves to correct a teacher's entry.</summary>
    private static readonly Permission[] Supervising =
        [Permission.ReadJournal, Permission.WriteJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ManageSubstitutions, Permission.ClosePages,
        Permission.GrantCorrections, Permission.ManageDebts, Permission.ReadControl, Permission.ManageControl, Permission.PlanControlWorks];

    /// <summary>What a deputy does with the classes in charge: a document speaks of all subjects, so the charge has to.</summary>
    private static readonly Permission[] OverClasses = [Permission.ManageAbsences, Permission.ReadAbsences, Permission.IssueExtracts];

    public static Grants For(GrantFacts facts) => new(IsDismissed(facts) ? [] : facts.Role switch
    {
        Role.Teacher => [Everywhere(Permission.ReadSchool), .. Teaching(facts)],
        Role.ClassTeacher => [Everywhere(Permission.ReadSchool), .. Teaching(facts), .. Leading(facts)],
        Role.DeputyHead => [.. Everywhere(Permission.ReadSchool, Permission.VerifyLog, Permission.SetUpSchool, Permission.ManageContingent, Permission.PlanCourse, Permission.RecordCouncil), .. Supervision(facts)],
        Role.Director => Everywhere(
            Permission.ReadJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ReadSchool, Permission.VerifyLog,
            Permission.ReadControl, Permission.ManageControl, Permission.PlanControlWorks, Permission.GrantCorrections, Permission.ReadAccessLog, Permission.EraseCard, Permission.ReadConsents, Permission.ReadUndertakings, Permission.ReadAccounts, Permission.ReadAbsences, Permission.KeepLog, Permission.MakeArchive, Permission.IssueExtracts, Permission.SendStatistics),
        Role.Auditor => Everywhere(
            Permission.ReadJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ReadSchool, Permission.VerifyLog, Permission.ReadControl),
        Role.Administrator => Everywhere(
            Permission.SetUpSchool, Permission.ManageContingent, Permission.PlanCourse, Permission.ManageAccounts, Permission.ReadSchool,
            Permission.ReadUndertakings, Permission.ReadAccounts, Permission.VerifyLog, Permission.KeepLog, Permission.MakeArchive),
        Role.Secretary => Everywhere(Permission.ReadSchool, Permission.ManageConsents, Permission.ManageContingent),
        Role.Guardian => [.. from ward in facts.Wards where ward.From <= facts.Today && !(facts.Today >= ward.Until) select Child(ward.Pupil)],
        Role.Pupil => facts.Pupil is { } self ? [Child(self)] : [],
        _ => [],
    });

    /// <summary>Уволенный has no right of the staff; children of one's own are another matter.</summary>
    private static bool IsDismissed(GrantFacts facts) => facts.Dismissed <= facts.Today && facts.Role is not (Role.Guardian or Role.Pupil);

    /// <summary>Own courses by assignment, and single lessons given for another: the page on that day, to know what was done, the lesson until its year is over.</summary>
    private static IEnumerable<Grant> Teaching(GrantFacts facts)
    {
        if (facts.Staff is null) return [];
        var own =
            from course in facts.Courses
            from assignment in course.Teachers
            where assignment.Teacher == facts.Staff && facts.Years.IsOn(facts.Today, course.Year, assignment.From, assignment.To)
            from permission in (Permission[])[Permission.ReadJournal, Permission.WriteJournal, Permission.ReadControl]
            select new Grant(permission, Streams.Course(course.Course), assignment.From, facts.Years.LastDay(course.Year, assignment.To));
        // A plan is made before the first lesson: whoever is to teach from September plans in August.
        var planned =
            from course in facts.Courses
            from assignment in course.Teachers
            let last = facts.Years.LastDay(course.Year, assignment.To)
            where assignment.Teacher == facts.Staff && facts.Today <= last
            select new Grant(Permission.PlanCourse, Streams.Course(course.Course), null, last);
        var substituted = facts.Substituted.Where(lesson => facts.Years.On(lesson.Date) is { } year && year == facts.Years.On(facts.Today)).ToList();
        return
        [
            .. own,
            .. planned,
            .. substituted.SelectMany(lesson => (Grant[])[new(Permission.ReadJournal, lesson.Resource), new(Permission.WriteJournal, lesson.Resource)]),
            .. substituted.Where(lesson => lesson.Date == facts.Today)
                .Select(lesson => new Grant(Permission.ReadJournal, Streams.Course(lesson.Course), lesson.Date, lesson.Date)),
        ];
    }

    /// <summary>Классный руководитель reads every subject of the class and writes in none for its sake (copying paper: one signs one's own lessons).</summary>
    private static IEnumerable<Grant> Leading(GrantFacts facts)
    {
        foreach (var led in facts.Classes)
        {
            // The last appointment of a day is the one that counts, as in the register.
            if (led.Leads.LastOrDefault(lead => facts.Years.IsOn(facts.Today, led.Year, lead.From, lead.To)) is not { } lead || lead.Teacher != facts.Staff) continue;
            var (schoolClass, last) = (new ClassId(led.Id), facts.Years.LastDay(led.Year, lead.To));
            yield return new Grant(Permission.ReportLoss, Streams.Class(schoolClass), lead.From, last);
            yield return new Grant(Permission.ManageConsents, Streams.Class(schoolClass), lead.From, last);
            yield return new Grant(Permission.ManageAbsences, Streams.Class(schoolClass), lead.From, last);
            yield return new Grant(Permission.ReadAbsences, Streams.Class(schoolClass), lead.From, last);
            yield return new Grant(Permission.IssueExtracts, Streams.Class(schoolClass), lead.From, last);
            foreach (var course in facts.Courses.Where(course => course.Classes.Contains(schoolClass)))
                yield return new Grant(Permission.ReadJournal, Streams.Course(course.Course), lead.From, last);
        }
    }

    /// <summary>
    /// A school that has divided nothing between its deputies has one for all: without any charge the deputy's scope is the whole school.
    /// Once a charge has begun, its scope is what is in charge today, and nothing when it has run out.
    /// </summary>
    private static IEnumerable<Grant> Supervision(GrantFacts facts)
    {
        if (!facts.Supervisions.Any(charge => charge.From <= facts.Today)) return Everywhere([.. Supervising, .. OverClasses, Permission.SendStatistics]);
        var charges = facts.Supervisions.Where(charge => charge.From <= facts.Today && !(facts.Today > charge.To)).ToList();
        var courses =
            from course in facts.Courses
            where charges.Exists(charge => charge.Covers(course.Level, course.Subject))
            from permission in Supervising
            select new Grant(permission, Streams.Course(course.Course));
        var classes =
            from schoolClass in facts.Courses.Where(course => charges.Exists(charge => charge.Subjects.Count == 0 && charge.Covers(course.Level, course.Subject)))
                .SelectMany(course => course.Classes).Distinct()
            from permission in OverClasses
            select new Grant(permission, Streams.Class(schoolClass));
        return courses.Concat(classes);
    }

    private static Grant Child(PupilId pupil) => new(Permission.ReadPupil, Streams.Pupil(pupil));

    private static Grant Everywhere(Permission permission) => new(permission, Grant.WholeSchool);

    private static Grant[] Everywhere(params Permission[] permissions) => [.. permissions.Select(Everywhere)];
}
