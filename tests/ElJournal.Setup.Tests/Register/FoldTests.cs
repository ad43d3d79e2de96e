using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using ElJournal.Store;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Register;

/// <summary>Folding by hand comes to what the projection keeps.</summary>
public class FoldTests
{
    private static readonly EntryAnnulled Annulled = new("course/algebra-7a");

    [Fact]
    public void What_was_annulled_is_gone_and_what_begins_anew_has_nothing_of_before()
    {
        var opened = Step(null, A.CourseOpened, new TeacherAssigned(A.Course, A.Sokolova, A.YearFrom, null));
        opened!.Teachers.Count.ShouldBe(1);
        Step(opened, Annulled).ShouldBeNull();
        var again = Step(opened, Annulled, A.CourseOpened with { Hours = 500 })!;
        (again.Hours, again.Teachers.Count).ShouldBe((500, 0));
    }

    [Fact]
    public void What_the_model_does_not_know_changes_nothing() => Step(null, A.YearOpened).ShouldBeNull();

    private static CourseCard? Step(CourseCard? from, params object[] events) => events.Aggregate(from, (state, e) => Fold.Of(typeof(CourseCard), state, e));
}
