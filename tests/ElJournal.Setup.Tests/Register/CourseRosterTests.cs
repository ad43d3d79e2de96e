using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Register;

/// <summary>Who sits in a course: a whole class, or a group while its members are in their class.</summary>
public class CourseRosterTests
{
    private static readonly GroupId First = GroupId.From("english-1");
    private static readonly PupilId Other = PupilId.From("bobrov");
    private static readonly GroupFormed Formed = new(First, A.Year, GroupKinds.Subgroup, "Группа 1", 7, [A.Class7A], SubjectId.From("english"));

    private static readonly CourseCard OfGroup = Spec.Given<CourseCard>(
        new CourseOpened(CourseId.From("english-7a-1"), A.Year, 7, [A.Class7A], First, SubjectId.From("english"), 300, Layers.Core))!;

    [Fact]
    public void A_course_of_a_class_is_called_as_the_class_and_has_its_list()
    {
        var roster = CourseRoster.Of(Spec.Given<CourseCard>(A.CourseOpened)!, [Placed(A.Formed7A)], null)!;
        roster.Name.ShouldBe("7 «А»");
        roster.Pupils.Select(p => p.Pupil).ShouldBe([A.Pupil, Other]);
    }

    [Fact]
    public void A_group_has_its_members_only_and_no_longer_than_they_are_in_the_class()
    {
        var group = Spec.Given<StudyGroupCard>(Formed, new PupilJoinedGroup(First, A.Pupil, A.Day(9, 10)));
        var left = Placed(A.Formed7A, new PupilDeparted(A.Pupil, A.Class7A, A.Day(12, 1), "12-к"));
        var roster = CourseRoster.Of(OfGroup, [left], group)!;
        roster.Name.ShouldBe("7 «А», группа 1");
        roster.Pupils.ShouldBe([new Enrolment(A.Pupil, A.Day(9, 10), A.Day(12, 1), "12-к")]);
        roster.On(A.Pupil, A.Day(9, 9)).ShouldBeNull();
        roster.On(Other, A.Day(10, 1)).ShouldBeNull();
    }

    [Fact]
    public void Who_has_left_the_group_before_the_class_left_it_without_that_order()
    {
        var group = Spec.Given<StudyGroupCard>(Formed, new PupilJoinedGroup(First, A.Pupil, A.YearFrom), new PupilLeftGroup(First, A.Pupil, A.Day(10, 1)));
        var left = Placed(A.Formed7A, new PupilDeparted(A.Pupil, A.Class7A, A.Day(12, 1), "12-к"));
        CourseRoster.Of(OfGroup, [left], group)!.Pupils.ShouldBe([new Enrolment(A.Pupil, A.YearFrom, A.Day(10, 1), null)]);
    }

    [Fact]
    public void A_group_that_is_not_there_is_nobody() => CourseRoster.Of(OfGroup, [Placed(A.Formed7A)], null).ShouldBeNull();

    private static ClassRoster Placed(params object[] events) => Spec.GivenClass(
        [events[0], new PupilPlaced(A.Pupil, A.Class7A, A.YearFrom, null, null), new PupilPlaced(Other, A.Class7A, A.YearFrom, null, null), .. events[1..]])!;
}
