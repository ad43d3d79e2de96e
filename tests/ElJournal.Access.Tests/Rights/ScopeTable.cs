using ElJournal.Access.Rights;
using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.Rights;

/// <summary>Where a role's rights reach, as the facts of the register say: by class, charge, substitution, child, and no longer than they last.</summary>
public sealed class ScopeTable
{
    private static readonly StaffId Sokolova = new("sokolova");
    private static readonly StaffId Kim = new("kim");
    private static readonly DateOnly September = new(2026, 9, 1);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateOnly Tomorrow = Today.AddDays(1);

    private static readonly YearDays Year = new() { Year = new YearId("2026-2027"), From = September, To = new DateOnly(2027, 5, 26) };

    private static readonly CourseCard Algebra = Course("algebra-8b", "8b", "algebra", new Assignment(Sokolova, September, null));
    private static readonly CourseCard English = Course("english-8b", "8b", "english", new Assignment(Kim, September, null));
    private static readonly CourseCard History = Course("history-11a", "11a", "history");

    private static readonly LessonId Lesson = new(new CourseId("algebra-8b"), Today, 2);

    public static TheoryData<Permission, string, bool> ClassTeachers => new()
    {
        { Permission.ReadJournal, "course/algebra-8b", true },
        { Permission.WriteJournal, "course/algebra-8b", false },
        { Permission.ReadJournal, "course/english-8b", true },
        { Permission.WriteJournal, "course/english-8b", true },
        { Permission.ReadJournal, "course/history-11a", false },
        { Permission.ReportLoss, "class/8b", true },
        { Permission.ReportLoss, "class/11a", false },
        { Permission.ManageConsents, "class/8b", true },
        { Permission.ManageConsents, "class/11a", false },
        { Permission.ReadChanges, "course/algebra-8b", false },
        { Permission.ReplayJournal, "course/algebra-8b", false },
    };

    [Theory]
    [MemberData(nameof(ClassTeachers))]
    public void A_class_teacher_reads_the_class_and_writes_the_own_course(Permission permission, string resource, bool allowed) =>
        Lead(Kim, new Assignment(Kim, September, null)).Allow(permission, resource, Today).ShouldBe(allowed);

    [Theory]
    [InlineData("2026-11-24", true)]
    [InlineData("2026-11-23", false)]
    public void Leading_ends_on_its_last_day(string last, bool allowed)
    {
        var grants = Lead(Kim, new Assignment(Kim, September, DateOnly.Parse(last)));
        grants.AllowEver(Permission.ReadJournal, "course/algebra-8b").ShouldBe(allowed);
        grants.AllowEver(Permission.ReportLoss, "class/8b").ShouldBe(allowed);
        grants.AllowEver(Permission.WriteJournal, "course/english-8b").ShouldBeTrue("the own course is another matter");
    }

    [Fact]
    public void Of_two_who_lead_on_a_day_the_later_appointment_counts()
    {
        Assignment[] leads = [new(Kim, September, Tomorrow), new(Sokolova, Today, null)];
        Lead(Kim, leads).AllowEver(Permission.ReportLoss, "class/8b").ShouldBeFalse();
        Lead(Sokolova, leads).AllowEver(Permission.ReportLoss, "class/8b").ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-11-23", false)]
    [InlineData("2026-11-24", true)]
    public void An_assignment_that_has_ended_gives_nothing_not_even_the_past(string last, bool allowed)
    {
        var course = Course("algebra-8b", "8b", "algebra", new Assignment(Sokolova, September, DateOnly.Parse(last)));
        var grants = GrantRules.For(Facts(Role.Teacher) with { Staff = Sokolova, Courses = [course] });
        grants.AllowEver(Permission.ReadJournal, "course/algebra-8b").ShouldBe(allowed);
        grants.Allow(Permission.WriteJournal, "course/algebra-8b/2026-11-20/2", new DateOnly(2026, 11, 20)).ShouldBe(allowed);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("2026-11-23", false)]
    public void Whoever_is_to_teach_plans_beforehand_and_no_longer_than_the_assignment_lasts(string? last, bool allowed)
    {
        var course = Course("algebra-8b", "8b", "algebra", new Assignment(Sokolova, last is null ? Tomorrow : September, last is null ? null : DateOnly.Parse(last)));
        var grants = GrantRules.For(Facts(Role.Teacher) with { Staff = Sokolova, Courses = [course] });
        grants.Allow(Permission.PlanCourse, "course/algebra-8b", Today).ShouldBe(allowed);
        grants.Allow(Permission.PlanCourse, "course/english-8b", Today).ShouldBeFalse();
        grants.Allow(Permission.WriteJournal, "course/algebra-8b", Today).ShouldBeFalse();
    }

    [Fact]
    public void A_substitute_reads_the_page_that_day_and_writes_one_lesson()
    {
        var grants = Substitute(Today);
        grants.Allow(Permission.WriteJournal, Lesson.Resource, Today).ShouldBeTrue();
        grants.Allow(Permission.WriteJournal, "course/algebra-8b/2026-11-24/3", Today).ShouldBeFalse();
        grants.Allow(Permission.WriteJournal, "course/algebra-8b", Today).ShouldBeFalse();
        grants.AllowEver(Permission.ReadJournal, "course/algebra-8b").ShouldBeTrue();

        var after = Substitute(Tomorrow);
        after.AllowEver(Permission.ReadJournal, "course/algebra-8b").ShouldBeFalse();
        after.Allow(Permission.WriteJournal, Lesson.Resource, Today).ShouldBeTrue("what was left out is entered later");
        after.AllowEver(Permission.ReadJournal, Lesson.Resource).ShouldBeTrue();
    }

    public static TheoryData<string, Supervision[], bool, bool> Charges => new()
    {
        { "none: the whole school", [], true, true },
        { "level 8", [new Supervision([8], [], September, null)], true, false },
        { "history", [new Supervision([], [new SubjectId("history")], September, null)], false, true },
        { "level 11 and algebra", [new Supervision([11], [new SubjectId("algebra")], September, null)], false, false },
        { "two at once", [new Supervision([8], [], September, null), new Supervision([11], [], September, null)], true, true },
        { "one to come: still the whole school", [new Supervision([8], [], Tomorrow, null)], true, true },
        { "one that has run out: nothing", [new Supervision([8], [], September, Today.AddDays(-1))], false, false },
    };

    [Theory]
    [MemberData(nameof(Charges))]
    public void A_deputy_has_what_is_in_charge(string charge, Supervision[] supervisions, bool algebra, bool history)
    {
        var grants = GrantRules.For(Facts(Role.DeputyHead) with
        {
            Staff = Kim,
            Supervisions = supervisions,
            Courses = [Algebra, English, History],
            Classes = [new ClassFacts { Id = "8b", Year = Year.Year, Level = 8 }, new ClassFacts { Id = "11a", Year = Year.Year, Level = 11 }],
        });
        foreach (var permission in (Permission[])
            [Permission.ReadJournal, Permission.WriteJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ManageSubstitutions, Permission.ClosePages, Permission.GrantCorrections,
                Permission.ManageDebts, Permission.ReadControl, Permission.ManageControl, Permission.PlanControlWorks])
        {
            grants.Allow(permission, "course/algebra-8b", Today).ShouldBe(algebra, $"{charge}: {permission}");
            grants.Allow(permission, "course/history-11a", Today).ShouldBe(history, $"{charge}: {permission}");
        }
        grants.Allow(Permission.ReadSchool, Grant.WholeSchool, Today).ShouldBeTrue();
        // A document about a pupil speaks of every subject: who is in charge of one of them alone attaches none.
        var subjects = supervisions.Any(s => s.Subjects.Count > 0);
        foreach (var permission in (Permission[])[Permission.ManageAbsences, Permission.ReadAbsences, Permission.IssueExtracts])
        {
            grants.Allow(permission, "class/8b", Today).ShouldBe(algebra && !subjects, $"{charge}: {permission}");
            grants.Allow(permission, "class/11a", Today).ShouldBe(history && !subjects, $"{charge}: {permission}");
        }
    }

    [Fact]
    public void A_guardian_sees_the_own_children_while_representing_them()
    {
        var grants = GrantRules.For(new GrantFacts(Role.Guardian, Today)
        {
            Wards = [new Ward(new PupilId("anna"), "mother", September, null), new Ward(new PupilId("pavel"), "mother", September, Today), new Ward(new PupilId("vera"), "mother", Tomorrow, null)],
        });
        grants.All.ShouldBe([new Grant(Permission.ReadPupil, "pupil/anna")]);
    }

    [Fact]
    public void A_pupil_sees_the_own_record_and_nothing_else() =>
        GrantRules.For(new GrantFacts(Role.Pupil, Today) { Pupil = new PupilId("anna") }).All.ShouldBe([new Grant(Permission.ReadPupil, "pupil/anna")]);

    [Fact]
    public void Who_is_dismissed_has_nothing_of_the_staff_but_the_own_children()
    {
        foreach (var role in Enum.GetValues<Role>().Except([Role.Guardian, Role.Pupil]))
        {
            GrantRules.For(Dismissed(role, Today)).All.ShouldBeEmpty($"{role}");
            GrantRules.For(Dismissed(role, Tomorrow)).All.ShouldNotBeEmpty($"{role} on the last day");
        }
        GrantRules.For(Dismissed(Role.Guardian, Today)).All.ShouldHaveSingleItem();

        static GrantFacts Dismissed(Role role, DateOnly from) => new(role, Today)
        {
            Staff = Sokolova,
            Dismissed = from,
            Courses = [Algebra],
            Wards = [new Ward(new PupilId("anna"), "father", September, null)],
        };
    }

    [Fact]
    public void A_role_without_facts_that_its_rights_need_gives_nothing()
    {
        foreach (var role in (Role[])[Role.Guardian, Role.Pupil]) GrantRules.For(new GrantFacts(role, Today)).All.ShouldBeEmpty();
        GrantRules.For(new GrantFacts((Role)99, Today)).All.ShouldBeEmpty();
    }

    private static Grants Lead(StaffId staff, params Assignment[] leads) => GrantRules.For(Facts(Role.ClassTeacher) with
    {
        Staff = staff,
        Courses = [Algebra, English],
        Classes = [new ClassFacts { Id = "8b", Year = Year.Year, Level = 8, Leads = leads }],
    });

    private static Grants Substitute(DateOnly today) =>
        GrantRules.For(Facts(Role.Teacher, today) with { Staff = Kim, Courses = [English], Substituted = [Lesson] });

    private static GrantFacts Facts(Role role, DateOnly? today = null) => new(role, today ?? Today) { Years = new([Year]) };

    private static CourseCard Course(string id, string schoolClass, string subject, params Assignment[] teachers) =>
        new("course/" + id, new CourseId(id), Year.Year, int.Parse(schoolClass[..^1], System.Globalization.CultureInfo.InvariantCulture),
            [new ClassId(schoolClass)], null, new SubjectId(subject), 300, Layers.Core, teachers);
}
