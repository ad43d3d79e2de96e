using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.Rights;

public sealed class GrantTable
{
    private static readonly StaffId Sokolova = new("sokolova");
    private static readonly StaffId Orlov = new("orlov");
    private static readonly DateOnly Taught = new(2026, 11, 24);

    private static readonly CourseCard Algebra = new(
        "course/algebra-7b", new CourseId("algebra-7b"), new YearId("2026-2027"), 7, [new ClassId("7b")], null, new SubjectId("algebra"), 300, Layers.Core,
        [new Assignment(Sokolova, new DateOnly(2026, 9, 1), new DateOnly(2026, 11, 30)), new Assignment(Orlov, new DateOnly(2026, 12, 1), null)]);

    /// <summary>The whole table: what a role may do anywhere in the school. Everything not in it is forbidden.</summary>
    private static readonly Dictionary<Role, Permission[]> Everywhere = new()
    {
        [Role.Teacher] = [Permission.ReadSchool],
        [Role.DeputyHead] =
        [
            Permission.ReadJournal, Permission.WriteJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ReadSchool, Permission.VerifyLog,
            Permission.ManageSubstitutions, Permission.ClosePages, Permission.GrantCorrections, Permission.ManageDebts, Permission.SetUpSchool, Permission.ManageContingent,
            Permission.PlanCourse, Permission.RecordCouncil,
            Permission.ManageAbsences, Permission.ReadAbsences, Permission.ReadControl, Permission.ManageControl, Permission.PlanControlWorks,
            Permission.IssueExtracts, Permission.SendStatistics,
        ],
        [Role.Director] =
        [
            Permission.ReadJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ReadSchool, Permission.VerifyLog, Permission.ReadAccessLog, Permission.EraseCard, Permission.ReadConsents, Permission.ReadUndertakings,
            Permission.ReadAccounts, Permission.ReadAbsences, Permission.GrantCorrections, Permission.ReadControl, Permission.ManageControl, Permission.PlanControlWorks,
            Permission.KeepLog, Permission.MakeArchive, Permission.IssueExtracts, Permission.SendStatistics,
        ],
        [Role.ClassTeacher] = [Permission.ReadSchool],
        [Role.Secretary] = [Permission.ReadSchool, Permission.ManageConsents, Permission.ManageContingent],
        [Role.Pupil] = [],
        [Role.Guardian] = [],
        [Role.Auditor] = [Permission.ReadJournal, Permission.ReadChanges, Permission.ReplayJournal, Permission.ReadSchool, Permission.VerifyLog, Permission.ReadControl],
        [Role.Administrator] =
        [
            Permission.SetUpSchool, Permission.ManageContingent, Permission.PlanCourse, Permission.ManageAccounts, Permission.ReadSchool,
            Permission.ReadUndertakings, Permission.ReadAccounts, Permission.VerifyLog, Permission.KeepLog, Permission.MakeArchive,
        ],
    };

    public static TheoryData<Role, Permission> Cells()
    {
        var cells = new TheoryData<Role, Permission>();
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var permission in Enum.GetValues<Permission>()) cells.Add(role, permission);
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_role_may_do_in_the_whole_school_exactly_what_the_table_says(Role role, Permission permission)
    {
        var grants = For(role, Sokolova, Taught);
        grants.Allow(permission, "course/somebody-elses", Taught).ShouldBe(Everywhere[role].Contains(permission));
    }

    [Theory]
    [InlineData("2026-08-31", false)]
    [InlineData("2026-09-01", true)]
    [InlineData("2026-11-30", true)]
    [InlineData("2026-12-01", false)]
    public void A_teacher_writes_in_the_course_on_the_days_of_the_assignment(string day, bool allowed)
    {
        var grants = For(Role.Teacher, Sokolova, Taught);
        grants.Allow(Permission.WriteJournal, "course/algebra-7b", DateOnly.Parse(day)).ShouldBe(allowed);
        grants.Allow(Permission.ReadJournal, "course/algebra-7b", DateOnly.Parse(day)).ShouldBe(allowed);
    }

    [Fact]
    public void A_successor_has_only_the_days_after()
    {
        var grants = For(Role.Teacher, Orlov, new DateOnly(2026, 12, 1));
        grants.Allow(Permission.WriteJournal, "course/algebra-7b", Taught).ShouldBeFalse();
        grants.Allow(Permission.WriteJournal, "course/algebra-7b", new DateOnly(2027, 5, 1)).ShouldBeTrue();
    }

    [Fact]
    public void A_teacher_without_a_staff_card_writes_nowhere() =>
        For(Role.Teacher, null, Taught).AllowSomewhere(Permission.WriteJournal, Taught).ShouldBeFalse();

    [Fact]
    public void An_assigned_person_in_another_role_does_not_write() =>
        For(Role.Auditor, Sokolova, Taught).AllowSomewhere(Permission.WriteJournal, Taught).ShouldBeFalse();

    [Fact]
    public void The_command_line_has_an_administrators_rights_and_its_own_name()
    {
        var actor = Actors.ForCommandLine(new SchoolId("school-7"), Channel.Import);
        actor.Account.ShouldBe(Actors.CommandLine);
        actor.Channel.ShouldBe(Channel.Import);
        actor.Grants.Allow(Permission.SetUpSchool, "*", Taught).ShouldBeTrue();
        actor.Grants.AllowSomewhere(Permission.WriteJournal, Taught).ShouldBeFalse();
    }

    [Fact]
    public void The_need_of_an_address_speaks_of_the_course_in_it()
    {
        var need = new NeedMetadata(Permission.ReadJournal, "course/{course}");
        var grants = For(Role.Teacher, Sokolova, Taught);
        need.IsMetBy(grants, new RouteValueDictionary { ["course"] = "algebra-7b" }, Taught).ShouldBeTrue();
        need.IsMetBy(grants, new RouteValueDictionary { ["course"] = "physics-7b" }, Taught).ShouldBeFalse();
        need.IsMetBy(grants, [], Taught).ShouldBeFalse();
        new NeedMetadata(Permission.ReadJournal).IsMetBy(grants, [], Taught).ShouldBeTrue();
        new NeedMetadata(Permission.ReadChanges).IsMetBy(grants, [], Taught).ShouldBeFalse();
    }

    private static Grants For(Role role, StaffId? staff, DateOnly today) => GrantRules.For(new GrantFacts(role, today)
    {
        Staff = staff,
        Courses = [Algebra],
        Years = new([new YearDays { Year = Algebra.Year, From = new DateOnly(2026, 9, 1), To = new DateOnly(2027, 5, 26) }]),
    });
}
