using ElJournal.Setup.Load;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Plan;

/// <summary>What the load consists of: the curriculum of a class, split where the class is, and the courses there are.</summary>
public class LoadSheetTests
{
    private static readonly SubjectId English = SubjectId.From("english");
    private static readonly ClassRoster[] Classes = [Spec.GivenClass(A.Formed7A)!, Spec.GivenClass(A.Formed7B)!];

    private static readonly Curriculum Plan = Spec.Given<Curriculum>(new CurriculumSet(
        A.Year, 7, null, [], A.YearFrom,
        [
            new(A.Algebra, 200, CurriculumParts.Federal, Layers.Core), new(A.Algebra, 100, CurriculumParts.School, Layers.Core),
            new(English, 300, CurriculumParts.Federal, Layers.Core),
        ]))!;

    [Fact]
    public void Every_line_of_a_class_is_a_cell_with_the_hours_of_both_parts()
    {
        var cells = LoadSheet.Fold(Plan, A.YearFrom, Classes, [], []);
        cells.Select(c => (c.Key, c.Hours, c.Unassigned)).ShouldBe(
        [
            ("7a/algebra/core", 300, 300), ("7a/english/core", 300, 300), ("7b/algebra/core", 300, 300), ("7b/english/core", 300, 300),
        ]);
    }

    [Fact]
    public void A_split_subject_has_a_cell_for_each_group_with_the_whole_hours()
    {
        StudyGroupCard[] groups = [.. new[] { "1", "2" }.Select(n => StudyGroupCard.Create(
            new GroupFormed(new GroupId("e" + n), A.Year, GroupKinds.Subgroup, "Группа " + n, 7, [A.Class7A], English)))];
        var cells = LoadSheet.Fold(Plan, A.YearFrom, Classes, groups, []);
        cells.Where(c => c.Subject == English).Select(c => (c.Unit, c.Hours)).ShouldBe([("e1", 300), ("e2", 300), ("7b", 300)]);
    }

    [Fact]
    public void A_taught_course_takes_its_own_hours_and_leaves_none_unassigned_and_one_beyond_the_curriculum_is_shown()
    {
        var taught = Spec.Given<CourseCard>(A.CourseOpened with { Hours = 400 }, new TeacherAssigned(A.Course, A.Sokolova, A.YearFrom, null))!;
        var beyond = Spec.Given<CourseCard>(new CourseOpened(new CourseId("club"), A.Year, 7, [A.Class7B], null, A.Algebra, 100, Layers.Additional))!;
        var cells = LoadSheet.Fold(Plan, A.YearFrom, Classes, [], [taught, beyond]);
        var algebra = cells.First(c => c.Key == "7a/algebra/core");
        (algebra.Hours, algebra.Unassigned, algebra.Differs).ShouldBe((400, 0, true));
        cells[^1].Key.ShouldBe("7b/algebra/additional");
        cells[^1].Unassigned.ShouldBe(100);
        cells.Count.ShouldBe(5);
    }
}
