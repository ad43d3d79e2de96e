using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Setup.Registers;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>Rooms, responsible persons, local acts with their signatures, the contract, the end of paper.</summary>
public class RegisterTests
{
    private static readonly RoomId Room = RoomId.From("r21");
    private static readonly DutyId Duty = DutyId.From("d1");
    private static readonly ActId Act = ActId.From("regulation");
    private static readonly StaffCard Sokolova = Spec.Given<StaffCard>(
        new StaffHired(A.Sokolova, new HireStaff(A.Command, A.Sokolova, A.Card, A.YearFrom).Words.Sealed, A.YearFrom))!;

    private static readonly ActClause[] Text = [new("4.2", "Отметки выставляются в день урока.")];
    private static readonly LocalActAdopted First = new(Act, 1, "Регламент", A.YearFrom, "протокол № 9 от 31.08.2026", Text);

    [Fact]
    public void A_room_is_listed_changed_and_closed_and_no_two_have_one_number()
    {
        var list = new ListRoom(A.Command, Room, " 21 ", "", RoomKinds.Classroom, 30);
        var listed = new RoomListed(Room, "21", null, RoomKinds.Classroom, 30);
        var none = new ListRoomFacts([]);
        ListRoomHandler.Handle(list, null, none).ThenEvents(listed);
        var room = Spec.Given<RoomCard>(listed)!;
        ListRoomHandler.Handle(list, room, none).ThenNothing();
        ListRoomHandler.Handle(list with { Seats = 28 }, room, none).ThenEvents(listed with { Seats = 28 });
        ListRoomHandler.Handle(list with { Room = RoomId.From("other") }, null, new([room])).ThenRefused(Refusals.RoomIsListed);
        ListRoomHandler.Handle(list with { Number = "" }, null, none).ThenRefused(Refusals.RoomNumberIsEmptyOrLong);
        ListRoomHandler.Handle(list with { Kind = "attic" }, null, none).ThenRefused(Refusals.RoomKindIsUnknown);
        ListRoomHandler.Handle(list with { Seats = -1 }, null, none).ThenRefused(Refusals.SeatsAreOff);
        CloseRoomHandler.Handle(new CloseRoom(A.Command, Room, A.Day(11, 1)), room).ThenEvents(new RoomClosed(Room, A.Day(11, 1)));
        CloseRoomHandler.Handle(new CloseRoom(A.Command, Room, A.Day(11, 1)), null).ThenRefused(Refusals.RoomIsUnknown);
    }

    [Fact]
    public void Somebody_answers_for_an_area_by_an_order_until_released()
    {
        var assign = new AssignDuty(A.Command, Duty, DutyAreas.Journal, A.Sokolova, [8, 7, 8], A.YearFrom, null, "14-од от 01.09.2026");
        var assigned = new DutyAssigned(Duty, DutyAreas.Journal, A.Sokolova, [7, 8], A.YearFrom, null, "14-од от 01.09.2026");
        AssignDutyHandler.Handle(assign, null, new(Sokolova)).ThenEvents(assigned);
        var duty = Spec.Given<DutyCard>(assigned)!;
        duty.Covers(7).ShouldBeTrue();
        duty.Covers(9).ShouldBeFalse();
        AssignDutyHandler.Handle(assign, duty, new(Sokolova)).ThenNothing();
        AssignDutyHandler.Handle(assign with { Area = "tea" }, null, new(Sokolova)).ThenRefused(Refusals.DutyAreaIsUnknown);
        AssignDutyHandler.Handle(assign, null, new(null)).ThenRefused(Refusals.StaffIsUnknown);
        AssignDutyHandler.Handle(assign with { Order = " " }, null, new(Sokolova)).ThenRefused(Refusals.OrderIsMissing);
        AssignDutyHandler.Handle(assign with { Levels = [12] }, null, new(Sokolova)).ThenRefused(Refusals.YearLevelIsOff);
        AssignDutyHandler.Handle(assign, null, new(Sokolova with { Dismissed = A.YearFrom })).ThenRefused(Refusals.StaffIsDismissed);
        var end = new EndDuty(A.Command, Duty, A.Day(11, 1), "20-од от 31.10.2026");
        EndDutyHandler.Handle(end, duty).ThenEvents(new DutyEnded(Duty, A.Day(11, 1), "20-од от 31.10.2026"));
        Spec.Given<DutyCard>(assigned, new DutyEnded(Duty, A.Day(11, 1), null))!.IsOn(A.Day(11, 1)).ShouldBeFalse();
        EndDutyHandler.Handle(end, null).ThenRefused(Refusals.DutyIsUnknown);
    }

    [Fact]
    public void An_act_has_versions_that_go_forward()
    {
        var adopt = new AdoptAct(A.Command, Act, "Регламент", A.YearFrom, "протокол № 9 от 31.08.2026", Text);
        AdoptActHandler.Handle(adopt, null).ThenEvents(First);
        var act = Spec.Given<LocalActCard>(First)!;
        AdoptActHandler.Handle(adopt, act).ThenNothing();
        AdoptActHandler.Handle(adopt with { From = A.Day(11, 1), Protocol = "протокол № 12" }, act)
            .ThenEvents(First with { Version = 2, From = A.Day(11, 1), Protocol = "протокол № 12" });
        AdoptActHandler.Handle(adopt with { Protocol = "протокол № 12" }, act).ThenRefused(Refusals.ActGoesForward);
        AdoptActHandler.Handle(adopt with { Title = "" }, null).ThenRefused(Refusals.ActTitleIsEmptyOrLong);
        AdoptActHandler.Handle(adopt with { Protocol = "" }, null).ThenRefused(Refusals.ActLacksProtocol);
        AdoptActHandler.Handle(adopt with { Clauses = [] }, null).ThenRefused(Refusals.ActTextIsOff);
    }

    [Fact]
    public void Everybody_signs_the_newest_version_once_by_oneself_or_on_paper()
    {
        var sign = new SignAct(A.Command, Act, 1, new AccountId("sokolova"), A.Day(9, 3));
        var signed = new LocalActAcknowledged(Act, 1, A.Sokolova, A.Day(9, 3), false);
        var act = Spec.Given<LocalActCard>(First)!;
        SignActHandler.Handle(sign, act, new(A.Sokolova)).ThenEvents(signed);
        sign.Need.ShouldBe(new Need(Permission.OwnAccount, "account/sokolova"));
        SignActHandler.Handle(sign, Spec.Given<LocalActCard>(First, signed), new(A.Sokolova)).ThenNothing();
        SignActHandler.Handle(sign, act, new(null)).ThenRefused(Refusals.StaffIsUnknown);
        SignActHandler.Handle(sign, null, new(A.Sokolova)).ThenRefused(Refusals.ActIsUnknown);
        SignActHandler.Handle(sign, Spec.Given<LocalActCard>(First, First with { Version = 2, From = A.Day(11, 1) }), new(A.Sokolova)).ThenRefused(Refusals.ActHasNewVersion);
        var paper = new RecordActSignatures(A.Command, Act, 1, [A.Sokolova, A.Mironov], A.Day(9, 5));
        RecordActSignaturesHandler.Handle(paper, Spec.Given<LocalActCard>(First, signed), new([A.Sokolova, A.Mironov]))
            .ThenEvents(new LocalActAcknowledged(Act, 1, A.Mironov, A.Day(9, 5), true));
        RecordActSignaturesHandler.Handle(paper with { Staff = [] }, act, new([])).ThenRefused(Refusals.NobodyIsTicked);
        RecordActSignaturesHandler.Handle(paper, act, new([A.Sokolova])).ThenRefused(Refusals.StaffIsUnknown);
    }

    [Fact]
    public void A_pasted_text_becomes_clauses() => ActEndpoints.Clauses("4. Ведение\r\n4.2. Отметки\nв день урока.\n\n5 Контроль").ShouldBe(
        [new("4", "Ведение"), new("4.2", "Отметки в день урока."), new("5", "Контроль")]);

    [Fact]
    public void A_contract_is_kept_once_with_its_term()
    {
        var conclude = new ConcludeContract(A.Command, ContractId.From("c1"), "ООО «Журнал»", "17/26", A.YearFrom, A.YearFrom, A.YearTo);
        var concluded = new ContractConcluded(ContractId.From("c1"), "ООО «Журнал»", "17/26", A.YearFrom, A.YearFrom, A.YearTo);
        ConcludeContractHandler.Handle(conclude, null).ThenEvents(concluded);
        ConcludeContractHandler.Handle(conclude, Spec.Given<ContractCard>(concluded)).ThenNothing();
        ConcludeContractHandler.Handle(conclude with { Number = "" }, null).ThenRefused(Refusals.ContractIsIncomplete);
        ConcludeContractHandler.Handle(conclude with { To = A.YearFrom.AddDays(-1) }, null).ThenRefused(Refusals.DatesAreBackwards);
    }

    [Fact]
    public void Paper_is_given_up_only_while_all_three_conditions_are_met()
    {
        var decide = new DecidePaperless(A.Command, A.Day(11, 1), "60-од от 30.10.2026", A.Day(10, 20), "акт № 3");
        var met = new DecidePaperlessFacts(A.Day(10, 30), new PaperlessIndicators(40, 0, 0, 0, 1200));
        var decided = new PaperlessDecided(A.Day(11, 1), "60-од от 30.10.2026",
            [new("full", true, "40"), new("backup", true, "20.10.2026, акт № 3"), new("control", true, "1200")]);
        DecidePaperlessHandler.Handle(decide, null, met).ThenEvents(decided);
        DecidePaperlessHandler.Handle(decide, Spec.Given<PaperlessDecisions>(decided), met).ThenNothing();
        DecidePaperlessHandler.Handle(decide, null, met with { Indicators = new(40, 0, 1, 0, 1200) }).ThenRefused(Refusals.PaperIsStillNeeded);
        DecidePaperlessHandler.Handle(decide, null, met with { Indicators = new(40, 0, 0, 0, null) }).ThenRefused(Refusals.PaperIsStillNeeded);
        DecidePaperlessHandler.Handle(decide with { RestoredOn = A.Day(10, 31) }, null, met).ThenRefused(Refusals.BackupIsUnproven);
        DecidePaperlessHandler.Handle(decide with { Backup = " " }, null, met).ThenRefused(Refusals.BackupIsUnproven);
        DecidePaperlessHandler.Handle(decide with { Order = "" }, null, met).ThenRefused(Refusals.OrderIsMissing);
    }
}
