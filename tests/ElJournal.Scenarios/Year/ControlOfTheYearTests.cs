using ElJournal.Control;
using ElJournal.Control.Tests.Judged;
using ElJournal.Control.Tiles;
using ElJournal.Kernel;
using ElJournal.Sample;
using ElJournal.Sample.Living;
using ElJournal.Setup;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Year;

/// <summary>The eight checks (D-14, Z-10) over the whole sample year: what they find is what a plain fold of all its events finds. A campaign: <c>./year.sh</c>.</summary>
public sealed class ControlOfTheYearTests : IAsyncLifetime
{
    private static readonly Grants All = new([new Grant(Permission.ReadControl, Grant.WholeSchool)]);

    private TestSchool? _school;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("ELJ_YEAR") is not null) _school = await TestSchool.LivedYear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_school is not null) await _school.DisposeAsync();
    }

    [Fact]
    public async Task Every_check_of_the_year_comes_to_what_its_events_come_to()
    {
        Assert.SkipUnless(_school is not null, "The whole year has a command of its own: ./year.sh");
        var log = await Log();
        var (from, to) = (TestSchool.YearPlan.Year.From, TestSchool.YearPlan.Year.To);
        var pictures = _school!.Services.GetRequiredService<Pictures>();
        foreach (var at in (DateTimeOffset?[])[null, new DateTimeOffset(2026, 2, 10, 20, 59, 59, TimeSpan.Zero)])
        {
            var picture = (await pictures.Of(TestSchool.School, at, cancel: TestContext.Current.CancellationToken)).ShouldNotBeNull();
            var plain = new PlainFold(log, at ?? DateTimeOffset.UtcNow);
            foreach (var check in Checks.All)
            {
                var found = FindingNames.Of(check, EightChecks.Of(check, picture, new CheckArea(All, from, to)));
                var expected = plain.Of(check, from, to);
                found.Count.ShouldBeGreaterThan(30, check);
                found.Except(expected).Concat(expected.Except(found)).Take(20).ShouldBeEmpty($"{check} at {at:O}");
            }
        }
    }

    [Fact]
    public async Task The_days_on_which_too_much_homework_is_set_are_found_and_no_others()
    {
        Assert.SkipUnless(_school is not null, "The whole year has a command of its own: ./year.sh");
        var picture = (await _school!.Services.GetRequiredService<Pictures>().Of(TestSchool.School, cancel: TestContext.Current.CancellationToken)).ShouldNotBeNull();
        var area = new CheckArea(All, TestSchool.YearPlan.Year.From, TestSchool.YearPlan.Year.To);
        var found = EightChecks.Of(Checks.HomeworkLoad, picture, area).ToList();
        var living = new Dice(TestSchool.YearPlan.Seed).For("living");
        found.Where(f => f.Verdict == Verdict.Missing).Select(f => (f.Class!.Value, f.Day)).ShouldBe(
            found.Select(f => (f.Class!.Value, f.Day)).Where(d => Homeworks.IsOverload(living, d.Value, d.Day.DayNumber.ToString(System.Globalization.CultureInfo.InvariantCulture))), ignoreOrder: true);
    }

    private async Task<List<(string Stream, object Data, DateTimeOffset At)>> Log()
    {
        await using var session = _school!.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var log = new List<(string, object, DateTimeOffset)>();
        const int Page = 20_000;
        for (long last = 0; ;)
        {
            var after = last;
            var events = await session.Events.QueryAllRawEvents().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(Page).ToListAsync(TestContext.Current.CancellationToken);
            if (events.Count == 0) return log;
            log.AddRange(events.Select(e => (e.StreamKey!, e.Data, e.Timestamp)));
            last = events[^1].Sequence;
        }
    }
}
