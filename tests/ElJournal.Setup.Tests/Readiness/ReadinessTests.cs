using ElJournal.Setup.Readiness;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Readiness;

/// <summary>Ten sections, and for each what is lacking, of whom, and where it is mended.</summary>
public class ReadinessTests
{
    private static readonly TimetableSlot[] Three = [new(1, 1, A.Course, "12", null), new(2, 1, A.Course, "12", null), new(3, 1, A.Course, "12", null)];

    private static readonly SchoolState Ready = new(
        Spec.Given<YearCalendar>(
            A.YearOpened, new TermsSet(A.Year, [A.Quarter(1, A.YearFrom, A.Day(10, 24))]), new BellsSet(A.Year, [new Bell(1, "08:30", "09:15")]),
            new HolidaysSet(A.Year, [], [new Holiday("Осенние", A.Day(10, 26), A.Day(11, 1))])),
        [Spec.GivenClass(A.Formed7A, new PupilPlaced(A.Pupil, A.Class7A, A.YearFrom, null, null), new ClassTeacherAppointed(A.Class7A, A.Sokolova, A.YearFrom, null, null))!],
        [Spec.Given<CourseCard>(A.CourseOpened, new TeacherAssigned(A.Course, A.Sokolova, A.YearFrom, null))!], [],
        [Spec.Given<CoursePlan>(new PlanImported(A.Course, 1, [new PlanItem(1, "Числа", 102, null, null)]))!],
        [Spec.Given<UnitTimetable>(new TimetableSet("7a", A.YearFrom, Three))!],
        [Spec.Given<SubjectCard>(A.AlgebraAdded)!], [new StaffCard("staff/sokolova", A.Sokolova, A.Command, A.YearFrom)])
    {
        Curriculum = Spec.Given<Curriculum>(new CurriculumSet(A.Year, 7, null, [], A.YearFrom, [new CurriculumLine(A.Algebra, 300, CurriculumParts.Federal, Layers.Core)])),
        Rooms = [Spec.Given<RoomCard>(new RoomListed(RoomId.From("12"), "12", null, RoomKinds.Classroom, 30))!],
    };

    [Fact]
    public void A_school_with_everything_is_ready_in_all_ten()
    {
        var sections = ReadinessRules.Of(Ready);
        sections.Count.ShouldBe(10);
        sections.Where(s => !s.IsReady).Select(s => s.Name).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_school_is_ready_in_nothing_that_it_must_have() =>
        ReadinessRules.Of(new SchoolState(null, [], [], [], [], [], [], [])).Where(s => s.IsReady).Select(s => s.Name)
            // A school may have no split classes and nobody on an individual plan.
            .ShouldBe(["groups", "individual"]);

    [Fact]
    public void A_lack_names_the_class_or_course_and_leads_to_the_screen_that_mends_it()
    {
        Lack(Ready with { Plans = [] }, "plans").ShouldBe(("lack.plan", "/school/plans/algebra-7a", "7 «А», Алгебра"));
        Lack(Ready with { Courses = [Spec.Given<CourseCard>(A.CourseOpened)!] }, "staff").ShouldBe(("lack.teacher", "/school/load", "7 «А», Алгебра"));
        Lack(Ready with { Classes = [Spec.GivenClass(A.Formed7A, new ClassTeacherAppointed(A.Class7A, A.Sokolova, A.YearFrom, null, null))!] }, "classes")
            .ShouldBe(("lack.pupils", "/school/pupils", "7 «А»"));
    }

    [Fact]
    public void Hours_in_the_timetable_are_those_of_the_course_and_a_lesson_every_other_week_is_half_a_one()
    {
        SchoolState With(params TimetableSlot[] slots) => Ready with { Timetables = [Spec.Given<UnitTimetable>(new TimetableSet("7a", A.YearFrom, slots))!] };
        Lack(With(Three[..2]), "timetable").Key.ShouldBe("lack.hours");
        var halves = With([.. Three[..2], Three[2] with { Week = "a" }, new TimetableSlot(4, 1, A.Course, "12", "b")]);
        ReadinessRules.Of(halves).Single(s => s.Name == "timetable").IsReady.ShouldBeTrue();
        Lack(With([.. Three[..2], Three[2] with { Room = null }]), "rooms").Key.ShouldBe("lack.room");
    }

    [Fact]
    public void What_the_curriculum_has_is_taught_and_a_group_teaches_its_class()
    {
        Lack(Ready with { Curriculum = null }, "curriculum").Key.ShouldBe("lack.curriculum");
        Lack(Ready with { Courses = [] }, "curriculum").ShouldBe(("lack.untaught", "/school/load", "7 «А»"));
        var half = Spec.Given<CourseCard>(A.CourseOpened with { Group = GroupId.From("g1") })!;
        ReadinessRules.Of(Ready with { Courses = [half] }).Single(s => s.Name == "curriculum").IsReady.ShouldBeTrue();
        Lack(Ready with { Rooms = [] }, "rooms").Key.ShouldBe("lack.rooms");
    }

    [Fact]
    public void Short_holidays_and_pupils_outside_all_groups_are_seen()
    {
        var hasty = Spec.Given<YearCalendar>(A.YearOpened, new HolidaysSet(A.Year, [], [new Holiday("Осенние", A.Day(10, 26), A.Day(10, 31))]))!;
        Lack(Ready with { Year = hasty }, "holidays").Key.ShouldBe("lack.holidays-short");
        var group = Spec.Given<StudyGroupCard>(new GroupFormed(GroupId.From("g1"), A.Year, GroupKinds.Subgroup, "Группа 1", 7, [A.Class7A], A.Algebra))!;
        var section = ReadinessRules.Of(Ready with { Groups = [group] }).Single(s => s.Name == "groups");
        section.Lacks.Single().Arguments.ShouldBe(["Алгебра", 1]);
        section.Of(A.Class7A).Count().ShouldBe(1);
        section.Percent.ShouldBe(0);
    }

    private static (string? Key, string Href, object? First) Lack(SchoolState school, string section)
    {
        var lack = ReadinessRules.Of(school).Single(s => s.Name == section).Lacks.ShouldHaveSingleItem();
        return (lack.Lack, lack.Href, lack.Arguments.ElementAtOrDefault(0));
    }
}
