using ElJournal.Kernel;
using ElJournal.Reporting.Failures;
using ElJournal.Reporting.Missed;
using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;
using ElJournal.Reporting.Tests.Judged;
using ElJournal.Reporting.Works;
using ElJournal.Setup;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Year;

/// <summary>The reports (Z-11–Z-13) over the whole sample year: each figure is what a plain fold of all its events comes to. A campaign: <c>./year.sh</c>.</summary>
public sealed class ReportsOfTheYearTests : IAsyncLifetime
{
    private static readonly Grants All = new([new Grant(Permission.ReadJournal, Grant.WholeSchool), new Grant(Permission.ReadControl, Grant.WholeSchool)]);

    private TestSchool? _school;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("ELJ_YEAR") is not null) _school = await TestSchool.LivedYear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_school is not null) await _school.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_report_of_the_year_comes_to_what_its_events_come_to()
    {
        Assert.SkipUnless(_school is not null, "The whole year has a command of its own: ./year.sh");
        var school = (await _school!.Services.GetRequiredService<ReportSchools>().Of(TestSchool.School, cancel: Cancel)).ShouldNotBeNull();
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var log = await Log(session);
        var (from, to) = (TestSchool.YearPlan.Year.From, TestSchool.YearPlan.Year.To);
        foreach (var now in (DateTimeOffset[])[DateTimeOffset.UtcNow, new(2026, 2, 10, 20, 59, 59, TimeSpan.Zero)])
        {
            var plain = new PlainReports(school.State, school.Rules.Journal!, school.Rules.Grading, school.Rules.Terms, school.Rules.Norms, log, now);
            foreach (var term in (string?[])[null, .. school.Year.Terms.Select(t => t.Id.Value), "annual"])
            {
                var results = Reported.Results(await ResultMarks.Of(session, Area(school, now, Permission.ReadJournal, new ReportQuery { Term = term }), Cancel));
                results.Count.ShouldBeGreaterThan(30);
                results.ShouldBe(plain.Results(term is null ? null : new TermId(term)), term);
            }
            var query = new ReportQuery { From = from, To = to };
            var area = Area(school, now, Permission.ReadJournal, query);
            var (first, last) = area.Days;
            Same(Reported.Missed(await MissedLessons.Of(session, area, Cancel)), plain.Missed(first, last));
            Same(Reported.Failures(await FailureMarks.Of(session, area, Cancel)), plain.Failures(first, last));
            Same(Reported.Works(await WrittenWorks.Of(session, area, Cancel)), plain.Works(first, last));
            Same(await Reported.RisksOf(session, Area(school, now, Permission.ReadJournal, new ReportQuery()), Cancel), plain.Risks(null));
            var (teachers, few) = await Reported.Keeping(session, Area(school, now, Permission.ReadControl, query), Cancel);
            teachers.ShouldBe(plain.Keeping(first, last));
            few.Except(plain.Few(last)).Concat(plain.Few(last).Except(few)).Take(20).ShouldBeEmpty();
        }
    }

    private static void Same(IEnumerable<string> reported, IEnumerable<string> plain)
    {
        var (found, expected) = (reported.ToHashSet(), plain.ToHashSet());
        found.Count.ShouldBeGreaterThan(10);
        found.Except(expected).Concat(expected.Except(found)).Take(20).ShouldBeEmpty();
    }

    private static ReportArea Area(ReportSchool school, DateTimeOffset now, Permission right, ReportQuery query) => new(school, All, right, query, now);

    private static async Task<List<(string Stream, object Data, DateTimeOffset At)>> Log(IQuerySession session)
    {
        var log = new List<(string, object, DateTimeOffset)>();
        const int Page = 20_000;
        for (long last = 0; ;)
        {
            var after = last;
            var events = await session.Events.QueryAllRawEvents().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(Page).ToListAsync(Cancel);
            if (events.Count == 0) return log;
            log.AddRange(events.Select(e => (e.StreamKey!, e.Data, e.Timestamp)));
            last = events[^1].Sequence;
        }
    }
}
