using System.Diagnostics;
using ElJournal.Kernel;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Sample.Plan;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>Each report over the sample year as a deputy asks for it, beside a bare count over the same rows.</summary>
internal sealed class ReportsMeasured(string owner, int times)
{
    private static readonly Actor Deputy = new(
        new AccountId("deputy"), Role.DeputyHead, SampleSchools.First, Channel.Web, "bench",
        new Grants([new Grant(Permission.ReadJournal, Grant.WholeSchool), new Grant(Permission.ReadControl, Grant.WholeSchool)]));

    private static readonly IReadOnlyDictionary<string, string[]> Rows = new Dictionary<string, string[]>
    {
        [ReportKinds.Results] = ["facts.term_grade where tenant_id = $1 and term = 'q3' and until is null"],
        [ReportKinds.Works] = ["facts.grade where tenant_id = $1 and day between '2026-01-12' and '2026-03-27' and until is null"],
        [ReportKinds.Missed] = ["facts.absence where tenant_id = $1 and day between '2026-01-12' and '2026-03-27' and until is null"],
        [ReportKinds.Failures] = ["facts.grade where tenant_id = $1 and day between '2026-01-12' and '2026-03-27'"],
        [ReportKinds.Keeping] = ["facts.lesson where tenant_id = $1 and day between '2026-01-12' and '2026-03-27' and until is null", "facts.grade where tenant_id = $1 and day between '2026-01-12' and '2026-03-27' and until is null"],
        [ReportKinds.Analysis] = ["facts.term_grade where tenant_id = $1 and until is null"],
        [ReportKinds.Risks] = ["facts.term_grade where tenant_id = $1 and term = 'q3' and until is null"],
    };

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        await using var app = await Ground.Compose(owner, TimeProvider.System, Wolverine.DurabilityMode.MediatorOnly);
        var desk = app.Services.GetRequiredService<ReportDesk>();
        await using var database = NpgsqlDataSource.Create(EventStore.InUtc(owner));
        var found = new List<Ratio>();
        foreach (var report in ReportKinds.All)
        {
            var query = report is ReportKinds.Results or ReportKinds.Risks ? new ReportQuery { Term = "q3" } : new ReportQuery { From = new(2026, 1, 12), To = new(2026, 3, 27) };
            var taken = await Many(async () => (await desk.Of(Deputy, report, query))!.Report.Details?.Rows.Take(100).Count());
            var counted = await Many(() => Count(database, Rows[report]));
            found.Add(new Ratio(
                $"Отчёт {report} за четверть, p95", $"{Percentile(taken, 0.95):0} мс, медиана {Median(taken):0}", $"300 мс; count(*) {Median(counted):0.0} мс, ×{Median(taken) / Median(counted):0}",
                Percentile(taken, 0.95) / 300, new Goal(1, AtLeast: false)));
        }
        return found;
    }

    private static async Task Count(NpgsqlDataSource database, string[] questions)
    {
        foreach (var question in questions)
        {
            await using var ask = database.CreateCommand("select count(*) from " + question);
            ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SampleSchools.First.Value });
            await ask.ExecuteScalarAsync();
        }
    }

    private async Task<List<double>> Many(Func<Task> work)
    {
        await work();
        var taken = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return taken;
    }

    private static double Median(List<double> taken) => Percentile(taken, 0.5);

    private static double Percentile(List<double> taken, double share) => taken.Order().ElementAt((int)(share * (taken.Count - 1)));
}
