using CsCheck;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Shouldly;
using Wolverine.Marten;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>Движение: enrolment, transfer, departure, return, a repeated year, and what holds through any of them.</summary>
public class MovementTests
{
    private static readonly EnrolPupil Enrol = new(A.Command, A.Pupil, A.Card, A.Class7A, A.YearFrom, "12-к от 01.09.2026");
    private static readonly PupilEnrolled Enrolled = new(A.Pupil, Enrol.Words.Sealed, A.YearFrom, "12-к от 01.09.2026");
    private static readonly PupilPlaced Placed = new(A.Pupil, A.Class7A, A.YearFrom, null, "12-к от 01.09.2026");
    private static readonly PupilDeparted Departed = new(A.Pupil, A.Class7A, A.Day(11, 2), "40-к от 01.11.2026");

    [Fact]
    public void A_departure_says_why_and_where_to_without_words_in_the_event()
    {
        var where = new Opening("Казань, школа № 5");
        var depart = new DepartPupil(A.Command, A.Pupil, A.Day(11, 2), "40-к от 01.11.2026", DepartureReasons.OtherSchool, where);
        var standing = Spec.Given<PupilCard>(Enrolled, Placed);
        DepartPupilHandler.Handle(depart, standing).ThenEvents(
            Departed, new PupilDepartureExplained(A.Pupil, A.Day(11, 2), DepartureReasons.OtherSchool, where.Sealed));
        depart.ToString().ShouldNotContain("Казань");
        depart.Openings.ShouldBe([where]);
        DepartPupilHandler.Handle(depart with { Reason = "bored" }, standing).ThenRefused(Refusals.DepartureReasonIsUnknown);
        DepartPupilHandler.Handle(depart with { Where = new Opening(new string('о', 201)) }, standing).ThenRefused(Refusals.DeparturePlaceIsLong);
    }

    [Fact]
    public void The_card_remembers_every_step_with_its_order()
    {
        var card = Spec.Given<PupilCard>(
            Enrolled, Placed, new PupilPlaced(A.Pupil, A.Class7B, A.Day(10, 1), A.Class7A, "31-к от 30.09.2026"),
            Departed with { Class = A.Class7B }, new PupilDepartureExplained(A.Pupil, A.Day(11, 2), DepartureReasons.Moved, null),
            new PupilPlaced(A.Pupil, A.Class7B, A.Day(12, 1), null, null))!;
        card.Movements.Select(m => m.Kind).ShouldBe([MovementKinds.Enrolled, MovementKinds.Transferred, MovementKinds.Departed, MovementKinds.Returned]);
        card.Movements[1].ShouldBe(new Movement(MovementKinds.Transferred, A.Day(10, 1), A.Class7B, A.Class7A, "31-к от 30.09.2026"));
        card.Movements[2].Reason.ShouldBe(DepartureReasons.Moved);
    }

    [Fact]
    public void A_year_is_repeated_in_the_same_level_of_another_year()
    {
        var next = new ClassFormed(ClassId.From("7a-next"), YearId.From("2027-2028"), 7, "А");
        var year = Spec.Given<YearCalendar>(new SchoolYearOpened(next.Year, new(2027, 9, 1), new(2028, 5, 26)));
        var facts = new RepeatYearFacts(Spec.GivenClass(A.Formed7A), new Placing(Spec.GivenClass(next), year));
        var repeat = new RepeatYear(A.Command, A.Pupil, next.Class, new(2027, 9, 1), "50-к от 31.08.2027");
        var placed = new PupilPlaced(A.Pupil, next.Class, repeat.From, A.Class7A, repeat.Order);
        var repeats = new PupilRepeatsYear(A.Pupil, A.Year, 7, repeat.From, repeat.Order);
        RepeatYearHandler.Handle(repeat, Spec.Given<PupilCard>(Enrolled, Placed), facts).ThenEvents(placed, repeats);
        var done = Spec.Given<PupilCard>(Enrolled, Placed, placed, repeats)!;
        done.Movements[^1].Kind.ShouldBe(MovementKinds.Repeats);
        RepeatYearHandler.Handle(repeat, done, facts).ThenNothing();
        RepeatYearHandler.Handle(repeat, Spec.Given<PupilCard>(Enrolled, Placed, Departed), facts).ThenRefused(Refusals.PupilHasDeparted);
        RepeatYearHandler.Handle(repeat, null, facts).ThenRefused(Refusals.PupilIsUnknown);
        var same = facts with { Placing = new Placing(Spec.GivenClass(A.Formed7B), A.Calendar) };
        RepeatYearHandler.Handle(repeat with { From = A.Day(10, 1) }, Spec.Given<PupilCard>(Enrolled, Placed), same).ThenRefused(Refusals.YearIsNotRepeated);
    }

    [Fact]
    public void An_individual_plan_stands_on_a_group_with_the_pupil_alone_and_on_no_other_plan()
    {
        var group = GroupId.From("plan");
        var formed = new GroupFormed(group, A.Year, GroupKinds.Individual, "Индивидуальный план", 7, [A.Class7A], null);
        var facts = new SetIndividualPlanFacts(Spec.Given<StudyGroupCard>(formed, new PupilJoinedGroup(group, A.Pupil, A.YearFrom)));
        var set = new SetIndividualPlan(A.Command, A.Pupil, group, PlanKinds.Home, A.Day(10, 1), A.Day(12, 30), "33-у от 29.09.2026");
        var planned = new IndividualPlanSet(A.Pupil, group, PlanKinds.Home, A.Day(10, 1), A.Day(12, 30), "33-у от 29.09.2026");
        var pupil = Spec.Given<PupilCard>(Enrolled, Placed)!;
        SetIndividualPlanHandler.Handle(set, pupil, facts).ThenEvents(planned);
        var home = Spec.Given<PupilCard>(Enrolled, Placed, planned)!;
        home.PlanOn(A.Day(12, 30))!.Kind.ShouldBe(PlanKinds.Home);
        home.PlanOn(A.Day(12, 31)).ShouldBeNull();
        SetIndividualPlanHandler.Handle(set, home, facts).ThenNothing();
        SetIndividualPlanHandler.Handle(set with { Group = GroupId.From("other"), From = A.Day(12, 1), To = null }, home, facts).ThenRefused(Refusals.PlanIsOn);
        SetIndividualPlanHandler.Handle(set with { Kind = "space" }, pupil, facts).ThenRefused(Refusals.PlanKindIsUnknown);
        SetIndividualPlanHandler.Handle(set, pupil, new(Spec.Given<StudyGroupCard>(formed))).ThenRefused(Refusals.PlanGroupIsWrong);
        SetIndividualPlanHandler.Handle(set with { To = A.Day(9, 2) }, pupil, facts).ThenRefused(Refusals.DatesAreBackwards);

        var end = new EndIndividualPlan(A.Command, A.Pupil, group, A.Day(11, 1), null);
        var ended = new IndividualPlanEnded(A.Pupil, group, A.Day(11, 1), null);
        EndIndividualPlanHandler.Handle(end, home).ThenEvents(ended);
        var over = Spec.Given<PupilCard>(Enrolled, Placed, planned, ended)!;
        over.PlanOn(A.Day(11, 1)).ShouldBeNull();
        EndIndividualPlanHandler.Handle(end, over).ThenNothing();
        EndIndividualPlanHandler.Handle(end with { From = A.YearFrom }, home).ThenRefused(Refusals.DatesAreBackwards);
        EndIndividualPlanHandler.Handle(end, pupil).ThenRefused(Refusals.PlanIsUnknown);
    }

    /// <summary>What somebody tries with one of three pupils; the rules decide whether it is done.</summary>
    private sealed record Try(int Act, int Pupil, int Class, int Day);

    private static readonly ClassFormed[] Formed = [A.Formed7A, A.Formed7B, new(ClassId.From("7v"), A.Year, 7, "В")];

    private static readonly Gen<Try[]> Tries =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 12]).Select((act, pupil, place, day) => new Try(act, pupil, place, day)).Array[0, 40];

    /// <summary>
    /// Any interleaving of enrolments, transfers, departures and returns keeps every pupil in at most one class a day, and in exactly one
    /// while enrolled: the lists of the classes and the orders tell the same.
    /// </summary>
    [Fact]
    public void Through_any_movement_a_pupil_is_in_one_class_a_day_while_enrolled_and_in_none_otherwise() => Tries.Sample(tries =>
    {
        var events = new List<object>();
        foreach (var one in tries) events.AddRange(Do(one, events));
        var rosters = Formed.Select(formed => Spec.GivenClass([formed, .. events.Where(e => Concerns(e, formed.Class))])!).ToList();
        for (var pupil = 0; pupil < 3; pupil++)
        {
            var id = IdOf(pupil);
            for (var day = A.YearFrom.AddDays(-1); day < A.YearFrom.AddDays(15); day = day.AddDays(1))
                rosters.Count(roster => roster.On(id, day) is not null).ShouldBe(IsEnrolled(events, id, day) ? 1 : 0);
        }
        return true;
    }, writeLine: Console.Error.WriteLine, iter: 2000);

    private static PupilId IdOf(int pupil) => PupilId.From($"pupil-{pupil}");

    private static IEnumerable<object> Do(Try one, List<object> past)
    {
        var id = IdOf(one.Pupil);
        var card = Spec.Given<PupilCard>([.. past.Where(e => Of(e) == id)]);
        var placing = new Placing(Spec.GivenClass(Formed[one.Class]), A.Calendar);
        var (into, day) = (Formed[one.Class].Class, A.YearFrom.AddDays(one.Day));
        (Outcome _, Events done) = one.Act switch
        {
            0 => EnrolPupilHandler.Handle(new EnrolPupil(A.Command, id, A.Card, into, day), card, placing),
            1 or 2 => PlacePupilHandler.Handle(new PlacePupil(A.Command, id, into, day), card, placing),
            _ => DepartPupilHandler.Handle(new DepartPupil(A.Command, id, day), card),
        };
        return done;
    }

    private static PupilId? Of(object e) => e switch
    {
        PupilEnrolled enrolled => enrolled.Pupil,
        PupilPlaced placed => placed.Pupil,
        PupilDeparted departed => departed.Pupil,
        _ => null,
    };

    private static bool Concerns(object e, ClassId schoolClass) => e switch
    {
        PupilPlaced placed => placed.Class == schoolClass || placed.Left == schoolClass,
        PupilDeparted departed => departed.Class == schoolClass,
        _ => false,
    };

    /// <summary>By the orders alone: the last one that is in force on the day decides.</summary>
    private static bool IsEnrolled(IEnumerable<object> events, PupilId pupil, DateOnly day) => events.Where(e => Of(e) == pupil).LastOrDefault(e => e switch
    {
        PupilPlaced placed => placed.From <= day,
        PupilDeparted departed => departed.From <= day,
        _ => false,
    }) is PupilPlaced;
}
