using ElJournal.Control.Tests.Judged;
using ElJournal.Kernel;
using ElJournal.Reporting.Failures;
using ElJournal.Reporting.Missed;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;
using ElJournal.Reporting.Works;
using ElJournal.Sample.Loading;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Reporting.Tests.Judged;

/// <summary>R1–R5 (Z-11, Z-13), the analysis and groups of risk by the tables of facts and by a plain fold of the same events, in a school of edge cases.</summary>
public sealed class ReportsTests : IAsyncLifetime
{
    private static readonly SchoolId School = SampleSchool.School;

    private static readonly Grants All = new([new Grant(Permission.ReadJournal, Grant.WholeSchool), new Grant(Permission.ReadControl, Grant.WholeSchool)]);

    private EmptyDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await EmptyDatabase.Make();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_figure_comes_to_what_a_plain_fold_of_the_events_comes_to(long seed)
    {
        var life = EdgeGrades.Live(seed);
        var store = database.Services.GetRequiredService<IDocumentStore>();
        await using var owner = NpgsqlDataSource.Create(EventStore.InUtc(database.Settings.OwnerConnection));
        await new BulkLoad(owner, School).Run(new LivedRows(store).Of(life), cancel: Cancel);
        await new ReadModels(store, owner, School).Fold(cancel: Cancel);
        var school = (await database.Services.GetRequiredService<ReportSchools>().Of(School, cancel: Cancel)).ShouldNotBeNull();
        await using var session = store.QuerySession(School.Value);
        var seen = new HashSet<string>();
        foreach (var now in (DateTimeOffset[])[DateTimeOffset.UtcNow, Moscow(2025, 10, 24), Moscow(2025, 11, 12)])
        {
            var plain = new PlainReports(
                school.State, school.Rules.Journal!, school.Rules.Grading, school.Rules.Terms, school.Rules.Norms, [.. life.Select(e => (e.Stream, e.Event, new DateTimeOffset(e.At)))], now);
            foreach (var term in (string?[])[null, "q1", "q2", "annual"])
            {
                var results = Reported.Results(await ResultMarks.Of(session, Area(school, now, Permission.ReadJournal, new ReportQuery { Term = term }), Cancel));
                results.Count.ShouldBeGreaterThan(3);
                if (term != "annual")
                {
                    var risks = (await Reported.RisksOf(session, Area(school, now, Permission.ReadJournal, new ReportQuery { Term = term }), Cancel)).ToList();
                    risks.ShouldBe(plain.Risks(term is null ? null : new TermId(term)), ignoreOrder: true, $"{term} at {now:O}");
                    seen.UnionWith(risks.Select(r => r.Split(' ')[0]));
                }
                results.ShouldBe(plain.Results(term is null ? null : new TermId(term)), $"{term} at {now:O}");
            }
            foreach (var (by, group) in (IEnumerable<(string, Func<ClassRoster, SubjectId, string>)>)
                [("school", (_, _) => ReportWords.All["whole-school"]), ("level", (c, _) => ReportWords.All.With("level", c.Level)), ("class", (c, _) => c.Name), ("subject", (_, s) => school.State.Subjects.First(x => x.Subject == s).Name)])
            {
                var analysis = await database.Services.GetServices<IReport>().First(r => r.Name == ReportKinds.Analysis).Of(Area(school, now, Permission.ReadJournal, new ReportQuery { By = by }), Cancel);
                var rows = Reported.AnalysisOf(analysis).ToList();
                rows.Count.ShouldBeGreaterThan(1);
                rows.ShouldBe(plain.Analysis(group).Select(line => Named(line, school)), ignoreOrder: true, $"{by} at {now:O}");
            }
            foreach (var (from, to) in ((DateOnly, DateOnly)[])[(EdgeSchool.First, EdgeSchool.Last), (new(2025, 10, 6), new(2025, 10, 24)), (new(2025, 11, 5), new(2025, 11, 20))])
            {
                var query = new ReportQuery { From = from, To = to };
                var area = Area(school, now, Permission.ReadJournal, query);
                var (first, last) = area.Days;
                var missed = Reported.Missed(await MissedLessons.Of(session, area, Cancel)).ToList();
                missed.ShouldBe(plain.Missed(first, last), ignoreOrder: true);
                var failures = Reported.Failures(await FailureMarks.Of(session, area, Cancel)).ToList();
                failures.ShouldBe(plain.Failures(first, last), ignoreOrder: true);
                var works = Reported.Works(await WrittenWorks.Of(session, area, Cancel)).ToList();
                works.ShouldBe(plain.Works(first, last), ignoreOrder: true);
                if (works.Count > 3) seen.Add("works");
                var (teachers, few) = await Reported.Keeping(session, Area(school, now, Permission.ReadControl, query), Cancel);
                teachers.ShouldBe(plain.Keeping(first, last), $"{from:O}–{to:O} at {now:O}");
                few.ShouldBe(plain.Few(last), ignoreOrder: true);
                seen.UnionWith(missed.SelectMany(m => m.Split(' ').Skip(2).Take(2)).Concat(failures.Select(f => f.Split(' ')[^1])));
                if (few.Any()) seen.Add("few");
            }
        }
        ((string[])["excused", "not", "good", "lost", "Stands", "Retaken", "Corrected", "Withdrawn", "few", "works", "failing", "one_three"]).Except(seen).ShouldBeEmpty("what never happens proves nothing");
    }

    /// <summary>The same line with the period's name in place of its id.</summary>
    private static string Named(string line, ReportSchool school)
    {
        var (head, figures) = (line[..line.LastIndexOf(": ", StringComparison.Ordinal)], line[line.LastIndexOf(": ", StringComparison.Ordinal)..]);
        var at = head.LastIndexOf(' ');
        return $"{head[..at]} {ReportWords.TermName(school.Year, new TermId(head[(at + 1)..]))}{figures}";
    }

    private static ReportArea Area(ReportSchool school, DateTimeOffset now, Permission right, ReportQuery query) => new(school, All, right, query, now);

    private static DateTimeOffset Moscow(int year, int month, int day) => new DateTimeOffset(year, month, day, 23, 59, 59, TimeSpan.FromHours(3)).ToUniversalTime();
}
