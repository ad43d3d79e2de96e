using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>Splitting classes into groups, and who is in which group when.</summary>
public class GroupTests
{
    private static readonly GroupId One = GroupId.From("one");
    private static readonly GroupId Two = GroupId.From("two");
    private static readonly PupilId Other = PupilId.From("other");
    private static readonly ClassRoster Class = Spec.GivenClass(
        A.Formed7A, new PupilPlaced(A.Pupil, A.Class7A, A.YearFrom, null, null), new PupilPlaced(Other, A.Class7A, A.YearFrom, null, null))!;
    private static readonly GroupFormed Formed = new(One, A.Year, GroupKinds.Subgroup, "Группа 1", 7, [A.Class7A], A.Algebra);
    private static readonly FormGroup Form = new(A.Command, One, GroupKinds.Subgroup, " Группа 1 ", [A.Class7A], A.Algebra);
    private static readonly FormGroupFacts Facts = new([Class], true, []);
    private static readonly StudyGroupCard Standing = Spec.Given<StudyGroupCard>(Formed)!;
    private static readonly SetGroupMembersFacts In7A = new([Class], A.Calendar, []);

    [Fact]
    public void A_group_is_formed_once_in_the_year_and_level_of_its_classes()
    {
        FormGroupHandler.Handle(Form, null, Facts).ThenEvents(Formed);
        FormGroupHandler.Handle(Form, Standing, Facts with { Others = [Standing] }).ThenNothing();
        FormGroupHandler.Handle(Form with { Group = Two, Name = "группа 1" }, null, Facts with { Others = [Standing] }).ThenRefused(Refusals.GroupIsFormed);
        FormGroupHandler.Handle(Form with { Name = "Группа 2" }, Standing, Facts).ThenRefused(Refusals.GroupIsFormed);
    }

    [Fact]
    public void A_group_draws_from_several_classes_and_takes_the_lowest_level()
    {
        var eighth = Spec.GivenClass(new ClassFormed(ClassId.From("8a"), A.Year, 8, "А"))!;
        var both = Form with { Kind = GroupKinds.Interclass, Classes = [ClassId.From("8a"), A.Class7A], Name = "Сборная" };
        FormGroupHandler.Handle(both, null, Facts with { Classes = [eighth, Class] })
            .ThenEvents(new GroupFormed(One, A.Year, GroupKinds.Interclass, "Сборная", 7, [ClassId.From("8a"), A.Class7A], A.Algebra));
        FormGroupHandler.Handle(both, null, Facts with { Classes = [eighth with { Year = YearId.From("other") }, Class] }).ThenRefused(Refusals.GroupSpansYears);
        FormGroupHandler.Handle(both with { Kind = GroupKinds.Subgroup }, null, Facts with { Classes = [eighth, Class] }).ThenRefused(Refusals.GroupIsOfOneClass);
    }

    [Fact]
    public void A_group_that_cannot_be_is_refused_by_name()
    {
        FormGroupHandler.Handle(Form with { Kind = "crowd" }, null, Facts).ThenRefused(Refusals.GroupKindIsUnknown);
        FormGroupHandler.Handle(Form with { Name = " " }, null, Facts).ThenRefused(Refusals.GroupNameIsEmptyOrLong);
        FormGroupHandler.Handle(Form with { Classes = [] }, null, Facts).ThenRefused(Refusals.GroupLacksClasses);
        FormGroupHandler.Handle(Form, null, Facts with { Classes = [] }).ThenRefused(Refusals.ClassIsUnknown);
        FormGroupHandler.Handle(Form, null, Facts with { SubjectIsKnown = false }).ThenRefused(Refusals.SubjectIsUnknown);
        FormGroupHandler.Handle(Form with { Subject = null }, null, Facts).ThenRefused(Refusals.SubjectIsUnknown);
    }

    [Fact]
    public void The_list_of_a_group_changes_by_its_difference_from_a_day_on()
    {
        var first = new SetGroupMembers(A.Command, One, [A.Pupil], A.YearFrom);
        SetGroupMembersHandler.Handle(first, Standing, In7A).ThenEvents(new PupilJoinedGroup(One, A.Pupil, A.YearFrom));
        var one = Spec.Given<StudyGroupCard>(Formed, new PupilJoinedGroup(One, A.Pupil, A.YearFrom))!;
        SetGroupMembersHandler.Handle(first, one, In7A).ThenNothing();
        SetGroupMembersHandler.Handle(first with { Pupils = [Other], From = A.Day(10, 1) }, one, In7A)
            .ThenEvents(new PupilLeftGroup(One, A.Pupil, A.Day(10, 1)), new PupilJoinedGroup(One, Other, A.Day(10, 1)));
    }

    [Fact]
    public void Who_leaves_on_the_day_of_joining_was_never_in_the_group() =>
        Spec.Given<StudyGroupCard>(Formed, new PupilJoinedGroup(One, A.Pupil, A.YearFrom), new PupilLeftGroup(One, A.Pupil, A.YearFrom))!.Pupils.ShouldBeEmpty();

    [Fact]
    public void Nobody_is_in_two_groups_of_one_subject_or_in_a_group_of_another_class()
    {
        var taken = Spec.Given<StudyGroupCard>(Formed with { Group = Two, Name = "Группа 2" }, new PupilJoinedGroup(Two, A.Pupil, A.YearFrom))!;
        var both = new SetGroupMembers(A.Command, One, [A.Pupil, Other], A.YearFrom);
        SetGroupMembersHandler.Handle(both, Standing, In7A with { Others = [taken] }).ThenRefused(Refusals.PupilsAreInOtherGroup);
        var left = Spec.Given<StudyGroupCard>(
            Formed with { Group = Two }, new PupilJoinedGroup(Two, A.Pupil, A.YearFrom), new PupilLeftGroup(Two, A.Pupil, A.Day(10, 1)))!;
        SetGroupMembersHandler.Handle(both with { Pupils = [A.Pupil], From = A.Day(10, 1) }, Standing, In7A with { Others = [left] })
            .ThenEvents(new PupilJoinedGroup(One, A.Pupil, A.Day(10, 1)));
        SetGroupMembersHandler.Handle(both with { Pupils = [PupilId.From("stranger")] }, Standing, In7A).ThenRefused(Refusals.PupilsAreOfOtherClasses);
        SetGroupMembersHandler.Handle(both, Standing with { Kind = GroupKinds.Individual }, In7A).ThenRefused(Refusals.PlanIsOfOnePupil);
    }

    [Fact]
    public void A_group_of_a_class_that_the_pupil_has_left_leaves_room_for_another()
    {
        var moved = new PupilPlaced(A.Pupil, A.Class7B, A.Day(10, 1), A.Class7A, null);
        var left = Spec.GivenClass(A.Formed7A, new PupilPlaced(A.Pupil, A.Class7A, A.YearFrom, null, null), moved)!;
        var here = Spec.GivenClass(A.Formed7B, moved)!;
        // Nobody took the pupil off the list of the subgroup of 7А.
        var former = Spec.Given<StudyGroupCard>(Formed with { Group = Two, Name = "Группа 2" }, new PupilJoinedGroup(Two, A.Pupil, A.YearFrom))!;
        var both = Spec.Given<StudyGroupCard>(Formed with { Kind = GroupKinds.Interclass, Classes = [A.Class7A, A.Class7B] })!;
        var facts = new SetGroupMembersFacts([left, here], A.Calendar, [former]);
        var join = new SetGroupMembers(A.Command, One, [A.Pupil], A.Day(11, 2));
        SetGroupMembersHandler.Handle(join, both, facts).ThenEvents(new PupilJoinedGroup(One, A.Pupil, A.Day(11, 2)));
        SetGroupMembersHandler.Handle(join with { From = A.Day(9, 10) }, both, facts).ThenRefused(Refusals.PupilsAreInOtherGroup);
        former.Sitting([left, here]).ShouldHaveSingleItem().Left.ShouldBe(A.Day(10, 1));
    }

    [Fact]
    public void Who_looked_at_a_list_that_is_another_now_is_refused()
    {
        var one = Spec.Given<StudyGroupCard>(Formed, new PupilJoinedGroup(One, Other, A.YearFrom))!;
        var set = new SetGroupMembers(A.Command, One, [A.Pupil], A.Day(10, 1), []);
        var answer = SetGroupMembersHandler.Handle(set, one, In7A);
        answer.ThenRefused(Refusals.GroupIsChanged);
        answer.Item1.Refusal!.Current.ShouldBe(one);
        SetGroupMembersHandler.Handle(set with { Seen = [Other, A.Pupil] }, one, In7A).ThenRefused(Refusals.GroupIsChanged);
        SetGroupMembersHandler.Handle(set with { Seen = [Other] }, one, In7A)
            .ThenEvents(new PupilLeftGroup(One, Other, A.Day(10, 1)), new PupilJoinedGroup(One, A.Pupil, A.Day(10, 1)));
        // Two people who want the same do not stand in each other's way.
        SetGroupMembersHandler.Handle(set with { Pupils = [Other] }, one, In7A).ThenNothing();
    }

    [Fact]
    public void A_group_is_called_otherwise_from_now_on_and_not_as_another_is()
    {
        var two = Spec.Given<StudyGroupCard>(Formed with { Group = Two, Name = "Группа 2" })!;
        var facts = new RenameGroupFacts([Standing, two]);
        var rename = new RenameGroup(A.Command, One, " Начинающие ", "Группа 1");
        var renamed = new GroupRenamed(One, "Начинающие");
        RenameGroupHandler.Handle(rename, Standing, facts).ThenEvents(renamed);
        var now = Spec.Given<StudyGroupCard>(Formed, renamed)!;
        now.Name.ShouldBe("Начинающие");
        RenameGroupHandler.Handle(rename, now, facts).ThenNothing();
        RenameGroupHandler.Handle(rename with { Name = "Другие" }, now, facts).ThenRefused(Refusals.GroupIsRenamed);
        RenameGroupHandler.Handle(rename with { Name = "группа 2" }, Standing, facts).ThenRefused(Refusals.GroupIsFormed);
        RenameGroupHandler.Handle(rename with { Name = "группа 1" }, Standing, facts).ThenEvents(new GroupRenamed(One, "группа 1"));
        RenameGroupHandler.Handle(rename with { Name = " " }, Standing, facts).ThenRefused(Refusals.GroupNameIsEmptyOrLong);
        RenameGroupHandler.Handle(rename, null, facts).ThenRefused(Refusals.GroupIsUnknown);
        RenameGroupHandler.Handle(rename, Standing with { Closed = A.Day(10, 1) }, facts).ThenRefused(Refusals.GroupIsClosed);
    }

    [Fact]
    public void The_list_of_a_group_goes_forward_within_the_year()
    {
        var one = Spec.Given<StudyGroupCard>(Formed, new PupilJoinedGroup(One, A.Pupil, A.Day(10, 1)))!;
        var empty = new SetGroupMembers(A.Command, One, [], A.Day(9, 30));
        SetGroupMembersHandler.Handle(empty, one, In7A).ThenRefused(Refusals.GroupChangesForward);
        SetGroupMembersHandler.Handle(empty with { From = A.YearTo.AddDays(1) }, one, In7A).ThenRefused(Refusals.DateIsOutsideYear);
        SetGroupMembersHandler.Handle(empty, null, In7A).ThenRefused(Refusals.GroupIsUnknown);
        SetGroupMembersHandler.Handle(empty, Spec.Given<StudyGroupCard>(Formed, new GroupClosed(One, A.Day(9, 2))), In7A).ThenRefused(Refusals.GroupIsClosed);
    }

    [Fact]
    public void A_group_is_closed_once_and_its_list_ends_with_it()
    {
        var one = Spec.Given<StudyGroupCard>(Formed, new PupilJoinedGroup(One, A.Pupil, A.Day(10, 1)))!;
        var close = new CloseGroup(A.Command, One, A.Day(11, 1));
        CloseGroupHandler.Handle(close, one).ThenEvents(new GroupClosed(One, A.Day(11, 1)));
        var closed = Spec.Given<StudyGroupCard>(Formed, new PupilJoinedGroup(One, A.Pupil, A.Day(10, 1)), new GroupClosed(One, A.Day(11, 1)))!;
        closed.Pupils.ShouldHaveSingleItem().Left.ShouldBe(A.Day(11, 1));
        CloseGroupHandler.Handle(close, closed).ThenNothing();
        CloseGroupHandler.Handle(close with { From = A.Day(11, 2) }, closed).ThenRefused(Refusals.GroupIsClosed);
        CloseGroupHandler.Handle(close with { From = A.Day(9, 2) }, one).ThenRefused(Refusals.GroupChangesForward);
        CloseGroupHandler.Handle(close, null).ThenRefused(Refusals.GroupIsUnknown);
    }
}
