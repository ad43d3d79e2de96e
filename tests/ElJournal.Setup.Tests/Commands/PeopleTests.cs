using System.Text.Encodings.Web;
using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class PeopleTests
{
    private static readonly Placing In7A = new(Spec.GivenClass(A.Formed7A), A.Calendar);
    private static readonly Placing In7B = new(Spec.GivenClass(A.Formed7B), A.Calendar);
    private static readonly EnrolPupil Enrol = new(A.Command, A.Pupil, A.Card, A.Class7A, A.YearFrom, "12-у");
    private static readonly PupilEnrolled Enrolled = new(A.Pupil, Enrol.Words.Sealed, A.YearFrom, "12-у");
    private static readonly PupilPlaced Placed = new(A.Pupil, A.Class7A, A.YearFrom, null, "12-у");
    private static readonly PupilDeparted Departed = new(A.Pupil, A.Class7A, A.Day(11, 2), "40-у");
    private static readonly PupilCard Standing = Spec.Given<PupilCard>(Enrolled, Placed)!;

    [Fact]
    public void A_pupil_is_enrolled_and_placed_at_once() =>
        EnrolPupilHandler.Handle(Enrol, null, In7A).ThenEvents(Enrolled, Placed);

    [Fact]
    public void Names_go_to_the_openings_and_never_into_an_event_or_a_log()
    {
        JsonSerializer.Deserialize<PersonCard>(Enrol.Openings.ShouldHaveSingleItem().Value).ShouldBe(A.Card);
        Enrol.ToString().ShouldNotContain("Абрамова");
        var stored = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        JsonSerializer.Serialize(A.Card, stored).ShouldContain("Абрамова");
        JsonSerializer.Serialize(Enrolled, stored).ShouldNotContain("Абрамова");
    }

    [Fact]
    public void A_pupil_is_enrolled_once() =>
        EnrolPupilHandler.Handle(Enrol, Standing, In7A).ThenRefused(Refusals.PupilIsEnrolled);

    [Fact]
    public void A_pupil_is_not_enrolled_into_a_class_that_is_not_there() =>
        EnrolPupilHandler.Handle(Enrol, null, new Placing(null, null)).ThenRefused(Refusals.ClassIsUnknown);

    [Fact]
    public void A_pupil_is_not_enrolled_on_a_day_outside_the_year() =>
        EnrolPupilHandler.Handle(Enrol with { From = A.YearTo.AddDays(1) }, null, In7A).ThenRefused(Refusals.DateIsOutsideYear);

    [Theory]
    [InlineData("", "Дарья", "Ж")]
    [InlineData("Абрамова", " ", "Ж")]
    [InlineData("Абрамова", "Дарья", "F")]
    public void A_card_without_a_name_is_refused(string family, string given, string sex) =>
        EnrolPupilHandler.Handle(new EnrolPupil(A.Command, A.Pupil, A.Card with { Family = family, Given = given, Sex = sex }, A.Class7A, A.YearFrom), null, In7A)
            .ThenRefused(Refusals.CardIsIncomplete);

    [Fact]
    public void A_card_is_changed_for_a_pupil_who_is_there()
    {
        var change = new ChangePupilCard(A.Command, A.Pupil, A.Card with { Family = "Белова" });
        ChangePupilCardHandler.Handle(change, Standing).ThenEvents(new PupilCardChanged(A.Pupil, change.Words.Sealed));
        ChangePupilCardHandler.Handle(change, null).ThenRefused(Refusals.PupilIsUnknown);
    }

    [Fact]
    public void A_guardians_card_is_changed_and_the_wards_stay()
    {
        var guardian = new GuardianId("g");
        var (registered, linked) = (new GuardianRegistered(guardian, new Opening("{}").Sealed), new GuardianLinked(guardian, A.Pupil, "mother", A.Day(9, 1)));
        var standing = Store.Fold.Of<GuardianCard>(typeof(GuardianCard), Store.Fold.Of<GuardianCard>(typeof(GuardianCard), null, registered), linked);
        var change = new ChangeGuardianCard(A.Command, guardian, A.Card with { Family = "Белова" });
        var changed = new GuardianCardChanged(guardian, change.Words.Sealed);
        ChangeGuardianCardHandler.Handle(change, standing).ThenEvents(changed);
        ChangeGuardianCardHandler.Handle(change, null).ThenRefused(Refusals.GuardianIsUnknown);
        var now = Store.Fold.Of<GuardianCard>(typeof(GuardianCard), standing, changed)!;
        now.Card.ShouldBe(change.Words.Id);
        now.Wards.ShouldBe(standing!.Wards);
    }

    [Fact]
    public void A_pupil_moves_to_another_class_and_leaves_the_first()
    {
        var moved = new PupilPlaced(A.Pupil, A.Class7B, A.Day(10, 1), A.Class7A, "31-у");
        PlacePupilHandler.Handle(new PlacePupil(A.Command, A.Pupil, A.Class7B, A.Day(10, 1), "31-у"), Standing, In7B).ThenEvents(moved);

        var left = Spec.GivenClass(A.Formed7A, Placed, moved)!;
        left.On(A.Pupil, A.Day(9, 30)).ShouldNotBeNull();
        left.On(A.Pupil, A.Day(10, 1)).ShouldBeNull();
        Spec.GivenClass(A.Formed7B, moved)!.On(A.Pupil, A.Day(10, 1)).ShouldNotBeNull();
    }

    [Fact]
    public void A_pupil_placed_where_the_pupil_is_stays() =>
        PlacePupilHandler.Handle(new PlacePupil(A.Command, A.Pupil, A.Class7A, A.Day(10, 1)), Standing, In7A).ThenNothing();

    [Fact]
    public void A_pupil_does_not_move_before_having_come()
    {
        var standing = Spec.Given<PupilCard>(Enrolled, Placed with { From = A.Day(10, 1) });
        PlacePupilHandler.Handle(new PlacePupil(A.Command, A.Pupil, A.Class7B, A.Day(9, 30)), standing, In7B).ThenRefused(Refusals.DateIsBeforePlacing);
        PlacePupilHandler.Handle(new PlacePupil(A.Command, A.Pupil, A.Class7B, A.Day(9, 30)), null, In7B).ThenRefused(Refusals.PupilIsUnknown);
    }

    [Fact]
    public void A_pupil_departs_once()
    {
        DepartPupilHandler.Handle(new DepartPupil(A.Command, A.Pupil, A.Day(11, 2), "40-у"), Standing).ThenEvents(Departed);
        var gone = Spec.Given<PupilCard>(Enrolled, Placed, Departed);
        DepartPupilHandler.Handle(new DepartPupil(A.Command, A.Pupil, A.Day(11, 2), "40-у"), gone).ThenNothing();
        DepartPupilHandler.Handle(new DepartPupil(A.Command, A.Pupil, A.Day(11, 3)), gone).ThenRefused(Refusals.PupilHasDeparted);
        DepartPupilHandler.Handle(new DepartPupil(A.Command, A.Pupil, A.YearFrom.AddDays(-1)), Standing).ThenRefused(Refusals.DateIsBeforePlacing);
        // In summer the class of the next year is decided on, and nobody has come to it yet.
        var decided = Standing with { Promotions = [new PromotionDecided(A.Pupil, YearId.From("2025-2026"), ClassId.From("6a"), PromotionDecisions.Promoted, A.Class7A, "9-к")] };
        DepartPupilHandler.Handle(new DepartPupil(A.Command, A.Pupil, A.YearFrom.AddDays(-70), "40-у"), decided)
            .ThenEvents(new PupilDeparted(A.Pupil, A.Class7A, A.YearFrom.AddDays(-70), "40-у"));
        DepartPupilHandler.Handle(new DepartPupil(A.Command, A.Pupil, A.Day(11, 2)), null).ThenRefused(Refusals.PupilIsUnknown);
    }

    [Fact]
    public void A_pupil_who_has_departed_comes_back_and_leaves_no_class_by_it()
    {
        var gone = Spec.Given<PupilCard>(Enrolled, Placed, Departed);
        PlacePupilHandler.Handle(new PlacePupil(A.Command, A.Pupil, A.Class7A, A.Day(12, 1)), gone, In7A)
            .ThenEvents(new PupilPlaced(A.Pupil, A.Class7A, A.Day(12, 1), null, null));
        PlacePupilHandler.Handle(new PlacePupil(A.Command, A.Pupil, A.Class7A, A.Day(11, 1)), gone, In7A).ThenRefused(Refusals.DateIsBeforeDeparture);
    }

    [Fact]
    public void A_row_of_a_list_changes_card_and_class_together_or_neither()
    {
        var both = new ReconcilePupil(A.Command, A.Pupil, A.Card with { Family = "Белова" }, A.Class7B, A.Day(10, 1));
        ReconcilePupilHandler.Handle(both, Standing, In7B).ThenEvents(
            new PupilCardChanged(A.Pupil, both.Words!.Sealed), new PupilPlaced(A.Pupil, A.Class7B, A.Day(10, 1), A.Class7A, null));
        ReconcilePupilHandler.Handle(both with { From = A.YearTo.AddDays(1) }, Standing, In7B).ThenRefused(Refusals.DateIsOutsideYear);
        ReconcilePupilHandler.Handle(new ReconcilePupil(A.Command, A.Pupil, null, A.Class7A, A.Day(10, 1)), Standing, In7A).ThenNothing();
    }

    [Fact]
    public void Staff_is_hired_once()
    {
        var hire = new HireStaff(A.Command, A.Sokolova, A.Card, A.YearFrom);
        var hired = new StaffHired(A.Sokolova, hire.Words.Sealed, A.YearFrom);
        HireStaffHandler.Handle(hire, null).ThenEvents(hired);
        HireStaffHandler.Handle(hire, Spec.Given<StaffCard>(hired)).ThenRefused(Refusals.StaffIsHired);
    }
}
