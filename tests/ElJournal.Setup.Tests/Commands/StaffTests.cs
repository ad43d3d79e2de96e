using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>Positions, second jobs and absences of the staff.</summary>
public class StaffTests
{
    private static readonly StaffHired Hired = new(A.Sokolova, new HireStaff(A.Command, A.Sokolova, A.Card, A.YearFrom).Words.Sealed, A.YearFrom);
    private static readonly StaffCard Sokolova = Spec.Given<StaffCard>(Hired)!;
    private static readonly AssignPosition Assign = new(A.Command, A.Sokolova, " Учитель математики ", false, A.YearFrom, "5-к от 01.09.2026");
    private static readonly PositionAssigned Assigned = new(A.Sokolova, "Учитель математики", false, A.YearFrom, "5-к от 01.09.2026");
    private static readonly RecordStaffAbsence Away = new(A.Command, A.Sokolova, A.Day(10, 5), A.Day(10, 9), AbsenceCauses.Courses);
    private static readonly StaffAbsenceRecorded WasAway = new(A.Sokolova, A.Day(10, 5), A.Day(10, 9), AbsenceCauses.Courses);

    [Fact]
    public void A_main_position_ends_the_one_before_and_a_second_job_does_not()
    {
        AssignPositionHandler.Handle(Assign, Sokolova).ThenEvents(Assigned);
        var teacher = Spec.Given<StaffCard>(Hired, Assigned)!;
        AssignPositionHandler.Handle(Assign, teacher).ThenNothing();
        var deputy = Assign with { Position = "Заместитель директора", From = A.Day(11, 1), Order = "9-к от 30.10.2026" };
        AssignPositionHandler.Handle(deputy, teacher).ThenEvents(
            new PositionEnded(A.Sokolova, "Учитель математики", A.Day(11, 1), "9-к от 30.10.2026"),
            new PositionAssigned(A.Sokolova, "Заместитель директора", false, A.Day(11, 1), "9-к от 30.10.2026"));
        AssignPositionHandler.Handle(deputy with { Second = true }, teacher)
            .ThenEvents(new PositionAssigned(A.Sokolova, "Заместитель директора", true, A.Day(11, 1), "9-к от 30.10.2026"));
        var both = Spec.Given<StaffCard>(Hired, Assigned, new PositionAssigned(A.Sokolova, "Библиотекарь", true, A.Day(10, 1), null))!;
        both.PositionsOn(A.Day(10, 1)).Select(p => p.Name).ShouldBe(["Учитель математики", "Библиотекарь"]);
    }

    [Fact]
    public void A_position_that_cannot_be_is_refused_by_name()
    {
        AssignPositionHandler.Handle(Assign, null).ThenRefused(Refusals.StaffIsUnknown);
        AssignPositionHandler.Handle(Assign with { Position = " " }, Sokolova).ThenRefused(Refusals.PositionIsEmptyOrLong);
        AssignPositionHandler.Handle(Assign with { From = A.YearFrom.AddDays(-1) }, Sokolova).ThenRefused(Refusals.StaffIsNotYetHired);
        AssignPositionHandler.Handle(Assign, Sokolova with { Dismissed = A.YearFrom }).ThenRefused(Refusals.StaffIsDismissed);
        AssignPositionHandler.Handle(Assign with { From = A.Day(10, 1) }, Spec.Given<StaffCard>(Hired, Assigned)).ThenRefused(Refusals.PositionIsHeld);
    }

    [Fact]
    public void A_position_ends_once()
    {
        var end = new EndPosition(A.Command, A.Sokolova, "Учитель математики", A.Day(11, 1), null);
        var ended = new PositionEnded(A.Sokolova, "Учитель математики", A.Day(11, 1), null);
        var teacher = Spec.Given<StaffCard>(Hired, Assigned);
        EndPositionHandler.Handle(end, teacher).ThenEvents(ended);
        EndPositionHandler.Handle(end, Spec.Given<StaffCard>(Hired, Assigned, ended)).ThenNothing();
        EndPositionHandler.Handle(end with { Position = "Директор" }, teacher).ThenRefused(Refusals.PositionIsNotHeld);
        EndPositionHandler.Handle(end with { From = A.YearFrom.AddDays(-1) }, teacher).ThenRefused(Refusals.DatesAreBackwards);
    }

    [Fact]
    public void An_absence_is_recorded_prolonged_and_cancelled()
    {
        RecordStaffAbsenceHandler.Handle(Away, Sokolova).ThenEvents(WasAway);
        var away = Spec.Given<StaffCard>(Hired, WasAway)!;
        away.IsAway(A.Day(10, 9)).ShouldBeTrue();
        away.IsAway(A.Day(10, 10)).ShouldBeFalse();
        RecordStaffAbsenceHandler.Handle(Away, away).ThenNothing();
        RecordStaffAbsenceHandler.Handle(Away with { To = A.Day(10, 16) }, away).ThenEvents(WasAway with { To = A.Day(10, 16) });
        RecordStaffAbsenceHandler.Handle(Away with { From = A.Day(10, 9) }, away).ThenRefused(Refusals.AbsencesOverlap);
        CancelStaffAbsenceHandler.Handle(new CancelStaffAbsence(A.Command, A.Sokolova, A.Day(10, 5)), away).ThenEvents(new StaffAbsenceCancelled(A.Sokolova, A.Day(10, 5)));
        CancelStaffAbsenceHandler.Handle(new CancelStaffAbsence(A.Command, A.Sokolova, A.Day(10, 6)), away).ThenNothing();
    }

    [Fact]
    public void An_absence_that_cannot_be_is_refused_by_name()
    {
        RecordStaffAbsenceHandler.Handle(Away, null).ThenRefused(Refusals.StaffIsUnknown);
        RecordStaffAbsenceHandler.Handle(Away with { To = A.Day(10, 4) }, Sokolova).ThenRefused(Refusals.DatesAreBackwards);
        RecordStaffAbsenceHandler.Handle(Away with { Cause = "tired" }, Sokolova).ThenRefused(Refusals.AbsenceCauseIsUnknown);
        RecordStaffAbsenceHandler.Handle(Away, Sokolova with { Dismissed = A.Day(10, 7) }).ThenRefused(Refusals.StaffIsDismissed);
        RecordStaffAbsenceHandler.Handle(Away, Sokolova with { From = A.Day(10, 6) }).ThenRefused(Refusals.StaffIsNotYetHired);
    }

    [Fact]
    public void A_card_is_changed_without_its_words_in_the_event()
    {
        var change = new ChangeStaffCard(A.Command, A.Sokolova, A.Card with { Family = "Белова" });
        ChangeStaffCardHandler.Handle(change, Sokolova).ThenEvents(new StaffCardChanged(A.Sokolova, change.Words.Sealed));
        ChangeStaffCardHandler.Handle(change, null).ThenRefused(Refusals.StaffIsUnknown);
        change.ToString().ShouldNotContain("Белова");
    }
}
