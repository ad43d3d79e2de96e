using CsCheck;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class YearTests
{
    private static readonly OpenSchoolYear Open = new(A.Command, A.Year, A.YearFrom, A.YearTo);
    private static readonly OpenSchoolYearFacts NoYears = new([]);

    [Fact]
    public void A_year_is_opened() => OpenSchoolYearHandler.Handle(Open, null, NoYears).ThenEvents(A.YearOpened);

    [Fact]
    public void A_year_is_opened_once()
    {
        OpenSchoolYearHandler.Handle(Open, A.Calendar, NoYears).ThenNothing();
        OpenSchoolYearHandler.Handle(Open with { To = A.YearTo.AddDays(1) }, A.Calendar, NoYears).ThenRefused(Refusals.YearIsOpen);
    }

    [Fact]
    public void A_year_ends_after_it_begins_and_before_the_next() =>
        OpenSchoolYearHandler.Handle(Open with { To = A.YearFrom }, null, NoYears).ThenRefused(Refusals.DatesAreBackwards);

    [Fact]
    public void A_year_of_two_years_is_refused() =>
        OpenSchoolYearHandler.Handle(Open with { To = A.YearTo.AddYears(1) }, null, NoYears).ThenRefused(Refusals.YearIsTooLong);

    [Fact]
    public void A_year_inside_another_is_refused()
    {
        var other = Spec.Given<YearCalendar>(new SchoolYearOpened(YearId.From("2025-2026"), new DateOnly(2025, 9, 1), A.YearFrom))!;
        OpenSchoolYearHandler.Handle(Open, null, new OpenSchoolYearFacts([other])).ThenRefused(Refusals.YearsOverlap);
    }

    [Fact]
    public void Terms_of_a_year_are_set_as_one()
    {
        Term[] terms = [A.Quarter(1, A.Day(9, 1), A.Day(10, 24)), A.Quarter(2, A.Day(11, 5), A.Day(12, 29))];
        var (outcome, events) = SetTermsHandler.Handle(new SetTerms(A.Command, A.Year, terms), A.Calendar);
        outcome.IsAccepted.ShouldBeTrue();
        events.ShouldHaveSingleItem().ShouldBeOfType<TermsSet>().Terms.ShouldBe(terms);
    }

    [Fact]
    public void The_same_terms_again_change_nothing()
    {
        Term[] terms = [A.Quarter(1, A.Day(9, 1), A.Day(10, 24))];
        var year = Spec.Given<YearCalendar>(A.YearOpened, new TermsSet(A.Year, terms));
        SetTermsHandler.Handle(new SetTerms(A.Command, A.Year, [.. terms]), year).ThenNothing();
    }

    [Fact]
    public void Terms_without_a_year_are_refused() =>
        SetTermsHandler.Handle(new SetTerms(A.Command, A.Year, []), null).ThenRefused(Refusals.YearIsUnknown);

    public static TheoryData<string, Term[]> WrongTerms => new()
    {
        { "setup.terms_are_missing", [] },
        { "setup.term_kind_is_unknown", [A.Quarter(1, A.Day(9, 1), A.Day(10, 24)) with { Kind = "week" }] },
        { "setup.term_kinds_differ", [A.Quarter(1, A.Day(9, 1), A.Day(10, 24)), A.Quarter(2, A.Day(11, 5), A.Day(12, 29)) with { Kind = "module" }] },
        { "setup.term_is_repeated", [A.Quarter(1, A.Day(9, 1), A.Day(10, 24)), A.Quarter(1, A.Day(11, 5), A.Day(12, 29))] },
        { "setup.term_is_backwards", [A.Quarter(1, A.Day(10, 24), A.Day(9, 1))] },
        { "setup.term_is_outside_year", [A.Quarter(1, A.Day(9, 1).AddDays(-1), A.Day(10, 24))] },
        { "setup.term_is_outside_year", [A.Quarter(1, A.Day(9, 1), A.YearTo.AddDays(1))] },
        { "setup.terms_are_out_of_order", [A.Quarter(2, A.Day(9, 1), A.Day(10, 24)), A.Quarter(1, A.Day(11, 5), A.Day(12, 29))] },
        { "setup.terms_are_out_of_order", [A.Quarter(1, A.Day(11, 5), A.Day(12, 29)), A.Quarter(2, A.Day(9, 1), A.Day(10, 24))] },
        { "setup.terms_overlap", [A.Quarter(1, A.Day(9, 1), A.Day(10, 24)), A.Quarter(2, A.Day(10, 24), A.Day(12, 29))] },
    };

    [Theory]
    [MemberData(nameof(WrongTerms))]
    public void Wrong_terms_are_refused_by_name(string code, Term[] terms)
    {
        var answer = SetTermsHandler.Handle(new SetTerms(A.Command, A.Year, terms), A.Calendar);
        answer.ThenRefused(answer.Item1.Refusal!.Kind);
        answer.Item1.Refusal!.Kind.Code.ShouldBe(code);
    }

    /// <summary>Whatever days are given: accepted terms put each day of the year into one term at most, and refused ones would not have, or leave the year.</summary>
    [Fact]
    public void Terms_are_accepted_exactly_when_no_day_has_two_and_none_leaves_the_year()
    {
        var days = A.YearTo.DayNumber - A.YearFrom.DayNumber;
        var term = Gen.Select(Gen.Int[-3, days + 3], Gen.Int[-2, 90], (from, length) => (From: from, To: from + length));
        // Sorted starts often make a good set, unsorted ones seldom do: both are tried.
        Gen.Select(term.Array[1, 4], Gen.Bool, (terms, sorted) => sorted ? [.. terms.OrderBy(t => t.From)] : terms).Sample(
            drawn =>
            {
                Term[] terms = [.. drawn.Select((t, i) => A.Quarter(i + 1, A.YearFrom.AddDays(t.From), A.YearFrom.AddDays(t.To)))];
                var (outcome, events) = SetTermsHandler.Handle(new SetTerms(A.Command, A.Year, terms), A.Calendar);

                var covered = drawn.SelectMany(t => Enumerable.Range(t.From, Math.Max(0, t.To - t.From + 1))).ToList();
                var good = drawn.All(t => t.From <= t.To && t.From >= 0 && t.To <= days)
                    && covered.Distinct().Count() == covered.Count
                    && drawn.Zip(drawn.Skip(1)).All(pair => pair.First.To < pair.Second.From);
                return outcome.IsAccepted == good && events.Count == (good ? 1 : 0);
            },
            iter: 5_000, seed: "0N0XIzNsQ0O2");
    }

    [Fact]
    public void Bells_are_set_and_the_same_bells_again_change_nothing()
    {
        Bell[] bells = [new(1, "08:30", "09:15"), new(2, "09:25", "10:10")];
        SetBellsHandler.Handle(new SetBells(A.Command, A.Year, bells), A.Calendar).Item2.ShouldHaveSingleItem().ShouldBeOfType<BellsSet>().Bells.ShouldBe(bells);
        var year = Spec.Given<YearCalendar>(A.YearOpened, new BellsSet(A.Year, bells));
        SetBellsHandler.Handle(new SetBells(A.Command, A.Year, [.. bells]), year).ThenNothing();
    }

    public static TheoryData<string, Bell[]> WrongBells => new()
    {
        { "setup.bells_are_missing", [] },
        { "setup.bell_time_is_wrong", [new(1, "8:30", "09:15")] },
        { "setup.bell_time_is_wrong", [new(1, "09:15", "08:30")] },
        { "setup.bell_time_is_wrong", [new(1, "08:30", "24:15")] },
        { "setup.bells_are_out_of_order", [new(1, "08:30", "09:15"), new(1, "09:25", "10:10")] },
        { "setup.bells_are_out_of_order", [new(1, "08:30", "09:15"), new(2, "09:10", "10:10")] },
    };

    [Theory]
    [MemberData(nameof(WrongBells))]
    public void Wrong_bells_are_refused_by_name(string code, Bell[] bells)
    {
        var answer = SetBellsHandler.Handle(new SetBells(A.Command, A.Year, bells), A.Calendar);
        answer.ThenRefused(answer.Item1.Refusal!.Kind);
        answer.Item1.Refusal!.Kind.Code.ShouldBe(code);
    }
}
