using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>Who leads a class, what a deputy is in charge of, whom a guardian represents, and when each ends.</summary>
public class DutyTests
{
    private static readonly StaffHired SokolovaHired = new(A.Sokolova, new HireStaff(A.Command, A.Sokolova, A.Card, A.YearFrom).Words.Sealed, A.YearFrom);
    private static readonly StaffCard Sokolova = Spec.Given<StaffCard>(SokolovaHired)!;
    private static readonly ClassCard Formed = Spec.Given<ClassCard>(A.Formed7A)!;
    private static readonly AppointClassTeacher Appoint = new(A.Command, A.Class7A, A.Sokolova, A.YearFrom, Order: "3");
    private static readonly GuardianId Mother = GuardianId.From("mother");
    private static readonly RegisterGuardian Register = new(A.Command, Mother, A.Card with { PersonalFile = null });
    private static readonly GuardianRegistered Registered = new(Mother, Register.Words.Sealed);
    private static readonly GuardianLinked Linked = new(Mother, A.Pupil, "mother", A.YearFrom);
    private static readonly LinkGuardianFacts PupilIsThere = new(new PupilCard("", A.Pupil, Guid.Empty, A.Class7A, A.YearFrom, null));

    [Fact]
    public void A_class_teacher_is_appointed_and_followed_by_another()
    {
        var first = new ClassTeacherAppointed(A.Class7A, A.Sokolova, A.YearFrom, null, "3");
        AppointClassTeacherHandler.Handle(Appoint, Formed, new(Sokolova, new(Spec.GivenClass(A.Formed7A), A.Calendar))).ThenEvents(first);

        var led = Spec.GivenClass(A.Formed7A, first, new ClassTeacherAppointed(A.Class7A, A.Mironov, A.Day(11, 10), null, null))!;
        led.LeadOn(A.Day(11, 9))!.Teacher.ShouldBe(A.Sokolova);
        led.LeadOn(A.Day(11, 10))!.Teacher.ShouldBe(A.Mironov);
        led.LeadOn(A.YearFrom.AddDays(-1)).ShouldBeNull();
        AppointClassTeacherHandler.Handle(Appoint, Formed, new(Sokolova, new(Spec.GivenClass(A.Formed7A, first), A.Calendar))).ThenNothing();
    }

    [Fact]
    public void Who_saw_another_appointment_is_refused()
    {
        var other = new ClassTeacherAppointed(A.Class7A, A.Mironov, A.YearFrom, null, null);
        var led = new Placing(Spec.GivenClass(A.Formed7A, other), A.Calendar);
        AppointClassTeacherHandler.Handle(Appoint with { Seen = "" }, Formed, new(Sokolova, led)).ThenRefused(Refusals.ClassTeacherIsChanged);
        AppointClassTeacherHandler.Handle(Appoint with { Seen = $"{A.Mironov}/2026-09-01/" }, Formed, new(Sokolova, led))
            .ThenEvents(new ClassTeacherAppointed(A.Class7A, A.Sokolova, A.YearFrom, null, "3"));
        AppointClassTeacherHandler.Handle(Appoint with { Seen = "x" }, Formed, new(Sokolova, new(Spec.GivenClass(A.Formed7A), A.Calendar))).ThenRefused(Refusals.ClassTeacherIsChanged);
    }

    [Fact]
    public void A_class_is_led_by_somebody_at_work_within_its_year()
    {
        var of7A = new Placing(Spec.GivenClass(A.Formed7A), A.Calendar);
        AppointClassTeacherHandler.Handle(Appoint, null, new(Sokolova, of7A)).ThenRefused(Refusals.ClassIsUnknown);
        AppointClassTeacherHandler.Handle(Appoint, Formed, new(null, of7A)).ThenRefused(Refusals.StaffIsUnknown);
        AppointClassTeacherHandler.Handle(Appoint with { From = A.YearTo.AddDays(1) }, Formed, new(Sokolova, of7A)).ThenRefused(Refusals.DateIsOutsideYear);
        AppointClassTeacherHandler.Handle(Appoint with { To = A.YearTo.AddDays(1) }, Formed, new(Sokolova, of7A)).ThenRefused(Refusals.DateIsOutsideYear);
        AppointClassTeacherHandler.Handle(Appoint with { From = A.Day(10, 2), To = A.Day(10, 1) }, Formed, new(Sokolova, of7A)).ThenRefused(Refusals.DatesAreBackwards);
        AppointClassTeacherHandler.Handle(Appoint, Formed, new(Sokolova with { From = A.Day(10, 1) }, of7A)).ThenRefused(Refusals.StaffIsNotYetHired);
        AppointClassTeacherHandler.Handle(Appoint, Formed, new(Sokolova with { Dismissed = A.YearFrom }, of7A)).ThenRefused(Refusals.StaffIsDismissed);
    }

    [Fact]
    public void What_a_deputy_is_charged_with_next_ends_what_was_open()
    {
        var command = new AssignSupervision(A.Command, A.Sokolova, [5, 6], [], A.Day(10, 1), null, "7");
        var assigned = new SupervisionAssigned(A.Sokolova, command.Levels, command.Subjects, A.Day(10, 1), null, "7");
        AssignSupervisionHandler.Handle(command, Sokolova).ThenEvents(assigned);

        var card = Spec.Given<StaffCard>(SokolovaHired, new SupervisionAssigned(A.Sokolova, [], [A.Algebra], A.YearFrom, null, null), assigned)!;
        card.Supervisions.Select(s => (s.From, s.To)).ShouldBe([(A.YearFrom, A.Day(9, 30)), (A.Day(10, 1), null)]);
        card.Supervisions[0].Covers(11, A.Algebra).ShouldBeTrue("no levels named means all");
        card.Supervisions[0].Covers(11, SubjectId.From("istoriya")).ShouldBeFalse();
        card.Supervisions[1].Covers(6, SubjectId.From("istoriya")).ShouldBeTrue();
        card.Supervisions[1].Covers(7, A.Algebra).ShouldBeFalse();
        AssignSupervisionHandler.Handle(command, card).ThenNothing();
    }

    [Fact]
    public void A_charge_names_real_levels_and_a_time_at_work()
    {
        var command = new AssignSupervision(A.Command, A.Sokolova, [5], [], A.Day(10, 1));
        AssignSupervisionHandler.Handle(command, null).ThenRefused(Refusals.StaffIsUnknown);
        AssignSupervisionHandler.Handle(command with { Levels = [5, 12] }, Sokolova).ThenRefused(Refusals.YearLevelIsOff);
        AssignSupervisionHandler.Handle(command with { To = A.YearFrom }, Sokolova).ThenRefused(Refusals.DatesAreBackwards);
        AssignSupervisionHandler.Handle(command with { From = A.YearFrom.AddDays(-1) }, Sokolova).ThenRefused(Refusals.StaffIsNotYetHired);
        AssignSupervisionHandler.Handle(command, Sokolova with { Dismissed = A.Day(10, 1) }).ThenRefused(Refusals.StaffIsDismissed);
    }

    [Fact]
    public void Somebody_is_dismissed_once_and_not_before_coming()
    {
        var dismiss = new DismissStaff(A.Command, A.Sokolova, A.Day(11, 2), "40-к");
        DismissStaffHandler.Handle(dismiss, null).ThenRefused(Refusals.StaffIsUnknown);
        DismissStaffHandler.Handle(dismiss, Sokolova).ThenEvents(new StaffDismissed(A.Sokolova, A.Day(11, 2), "40-к"));
        DismissStaffHandler.Handle(dismiss, Sokolova with { Dismissed = A.Day(11, 2) }).ThenNothing();
        DismissStaffHandler.Handle(dismiss, Sokolova with { Dismissed = A.Day(11, 1) }).ThenRefused(Refusals.StaffIsDismissed);
        DismissStaffHandler.Handle(dismiss with { From = A.YearFrom.AddDays(-1) }, Sokolova).ThenRefused(Refusals.StaffIsNotYetHired);
    }

    [Fact]
    public void A_guardian_is_registered_once_and_by_name()
    {
        RegisterGuardianHandler.Handle(Register, null).ThenEvents(Registered);
        RegisterGuardianHandler.Handle(Register, Spec.Given<GuardianCard>(Registered)).ThenRefused(Refusals.GuardianIsRegistered);
        RegisterGuardianHandler.Handle(new RegisterGuardian(A.Command, Mother, A.Card with { Family = " " }), null).ThenRefused(Refusals.CardIsIncomplete);
        Register.ToString().ShouldNotContain("Абрамова");
    }

    [Fact]
    public void A_guardian_represents_a_pupil_from_a_day_until_another()
    {
        var link = new LinkGuardian(A.Command, Mother, A.Pupil, "mother", A.YearFrom);
        LinkGuardianHandler.Handle(link, Spec.Given<GuardianCard>(Registered), PupilIsThere).ThenEvents(Linked);
        var mother = Spec.Given<GuardianCard>(Registered, Linked)!;
        LinkGuardianHandler.Handle(link, mother, PupilIsThere).ThenNothing();
        LinkGuardianHandler.Handle(link with { Relation = "father" }, mother, PupilIsThere).ThenRefused(Refusals.GuardianIsLinked);
        LinkGuardianHandler.Handle(link with { Relation = "aunt" }, mother, PupilIsThere).ThenRefused(Refusals.RelationIsUnknown);
        LinkGuardianHandler.Handle(link, mother, new(null)).ThenRefused(Refusals.PupilIsUnknown);
        LinkGuardianHandler.Handle(link, null, PupilIsThere).ThenRefused(Refusals.GuardianIsUnknown);

        var unlink = new UnlinkGuardian(A.Command, Mother, A.Pupil, A.Day(12, 1));
        var unlinked = new GuardianUnlinked(Mother, A.Pupil, A.Day(12, 1));
        UnlinkGuardianHandler.Handle(unlink, mother).ThenEvents(unlinked);
        UnlinkGuardianHandler.Handle(unlink with { Pupil = PupilId.From("other") }, mother).ThenRefused(Refusals.GuardianIsNotLinked);
        UnlinkGuardianHandler.Handle(unlink with { From = A.YearFrom.AddDays(-1) }, mother).ThenRefused(Refusals.DatesAreBackwards);

        var parted = Spec.Given<GuardianCard>(Registered, Linked, unlinked)!;
        UnlinkGuardianHandler.Handle(unlink, parted).ThenNothing();
        parted.On(A.Day(11, 30)).ShouldHaveSingleItem();
        parted.On(A.Day(12, 1)).ShouldBeEmpty();
        LinkGuardianHandler.Handle(link with { From = A.Day(12, 20) }, parted, PupilIsThere).ThenEvents(Linked with { From = A.Day(12, 20) });
    }
}
