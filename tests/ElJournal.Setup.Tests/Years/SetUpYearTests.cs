using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Imports.School;
using ElJournal.Setup.Years;
using Marten;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Years;

/// <summary>A year with its parts is opened whole or not at all, on a real database.</summary>
public sealed class SetUpYearTests(ImportSchool school) : IClassFixture<ImportSchool>
{
    private static readonly Holiday[] Autumn = [new("Осенние", new DateOnly(2041, 10, 26), new DateOnly(2041, 11, 3))];

    [Fact]
    public async Task A_refusal_in_the_middle_leaves_nothing_and_the_year_is_opened_without_that_part()
    {
        var year = YearId.From("2041-2042");
        var (from, to) = (new DateOnly(2041, 9, 2), new DateOnly(2042, 5, 26));
        SetTerms good = new(Guid.NewGuid(), year, YearPattern.Terms("quarter", year, [], from, to)), bad = good with { Terms = [.. good.Terms.Reverse()] };
        var formed = new FormClass(Guid.NewGuid(), ClassId.From("first-2041"), year, 1, "А");
        ICommand[] With(SetTerms? terms) =>
        [
            new OpenSchoolYear(Guid.NewGuid(), year, from, to), .. terms is null ? (SetTerms[])[] : [terms], new SetHolidays(Guid.NewGuid(), year, [], Autumn),
            new SetBellSchedule(Guid.NewGuid(), year, "first", "Первый класс", [new Bell(1, "08:30", "09:05")]), formed,
            new SetRegime(Guid.NewGuid(), formed.Class, from, 5, 1, [new RegimeBells(1, "first")]),
        ];
        var before = await school.Events();

        var refused = await school.Send(new SetUpYear(Guid.NewGuid(), year, With(bad)));
        refused.Refusal!.Kind.ShouldBe(Refusals.YearPartIsRefused);
        refused.Refusal.Text().ShouldContain("Учебные периоды");
        (await school.Events()).ShouldBe(before);

        (await school.Send(new SetUpYear(Guid.NewGuid(), year, With(null)))).Refusal?.Text().ShouldBeNull();
        (await school.Send(new SetUpYear(Guid.NewGuid(), year, With(good)))).Refusal?.Text().ShouldBeNull("what is done already is passed over, the rest is done");
        (await school.Events()).ShouldBe(before + 6);
        await using var session = school.Store.QuerySession(ImportSchool.School.Value);
        var open = (await session.LoadAsync<YearCalendar>(Streams.Year(year)))!;
        open.Terms.ShouldBe(good.Terms);
        open.HolidaySets.ShouldHaveSingleItem().Holidays.ShouldBe(Autumn);
        (await session.LoadAsync<ClassRoster>(formed.Class.Value))!.Regimes.ShouldHaveSingleItem().Bells.ShouldHaveSingleItem().Schedule.ShouldBe("first");
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_done_once_and_with_other_dates_it_is_refused()
    {
        var year = YearId.From("2043-2044");
        var (from, to) = (new DateOnly(2043, 9, 1), new DateOnly(2044, 5, 26));
        var command = new SetUpYear(Guid.NewGuid(), year, [new OpenSchoolYear(Guid.NewGuid(), year, from, to), new SetHolidays(Guid.NewGuid(), year, [], [])]);
        var outcomes = await Task.WhenAll(school.Send(command), school.Send(command));
        outcomes.ShouldAllBe(outcome => outcome.IsAccepted);
        var before = await school.Events();
        (await school.Send(command)).IsAccepted.ShouldBeTrue();
        var other = await school.Send(new SetUpYear(Guid.NewGuid(), year, [new OpenSchoolYear(Guid.NewGuid(), year, from, to.AddDays(3))]));
        other.Refusal!.Kind.ShouldBe(Refusals.YearIsOpen);
        (await school.Events()).ShouldBe(before);
    }
}
