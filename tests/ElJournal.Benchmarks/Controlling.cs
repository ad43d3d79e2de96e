using System.Diagnostics;
using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Accounting.Register;
using ElJournal.Control.Tiles;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>
/// The eight checks over the sample year: the tiles and each list as a deputy asks for them, of now and of a past day; and all eight reckoned from the
/// facts beside a bare count over the same rows.
/// </summary>
internal sealed class Controlling(string owner, int times)
{
    private static readonly Actor Deputy = new(
        new AccountId("deputy"), Role.DeputyHead, SampleSchools.First, Channel.Web, "bench",
        new Grants([new Grant(Permission.ReadControl, Grant.WholeSchool), new Grant(Permission.ManageControl, Grant.WholeSchool)]));

    private static readonly DateOnly Middle = new(2026, 2, 10);

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        await using var app = await Ground.Compose(owner, TimeProvider.System, Wolverine.DurabilityMode.MediatorOnly);
        var board = app.Services.GetRequiredService<ControlBoard>();
        var now = new BoardQuery { From = new(2026, 1, 12), To = new(2026, 3, 27) };
        var first = await Once(async () => await board.Of(Deputy, now));
        var tiles = await Many(async () => await board.Of(Deputy, now));
        var lists = new List<double>();
        foreach (var check in Checks.All) lists.AddRange(await Many(async () => await board.Of(Deputy, check, now)));
        var year = await Many(async () => await board.Of(Deputy, new BoardQuery { From = new(2025, 9, 1), To = new(2026, 5, 31) }));
        var past = await Many(async () => await board.Of(Deputy, new BoardQuery { At = new PastMoment(Middle, null) }));

        await using var database = NpgsqlDataSource.Create(EventStore.InUtc(owner));
        var counts = await Many(() => Count(database));
        var reckoned = await Many(() => Reckon(app.Services));
        return
        [
            Within("Восемь плиток за четверть, p95", tiles, 200),
            Within("  список одного направления, p95", lists, 200),
            Within("  плитки за весь год, p95", year, 200),
            Within("  состояние на 10 февраля, p95", past, 1000),
            new Ratio("  первый показ после запуска", $"{first:0} мс", "—", first / 1000, null),
            new Ratio("Все восемь проверок школы из фактов", $"{Median(reckoned):0} мс", $"{Median(counts):0} мс, count(*) тех же строк", Median(reckoned) / Median(counts), new Goal(10, AtLeast: false)),
        ];
    }

    private static Ratio Within(string what, List<double> taken, double most) =>
        new(what, $"{Percentile(taken, 0.95):0} мс, медиана {Median(taken):0}", $"{most:0} мс", Percentile(taken, 0.95) / most, new Goal(1, AtLeast: false));

    /// <summary>From the rows of facts to all findings of the school and the year, with nothing kept from before.</summary>
    private static async Task Reckon(IServiceProvider services)
    {
        var picture = (await new Pictures(services.GetRequiredService<IDocumentStore>(), TimeProvider.System).Of(SampleSchools.First))!;
        var area = new CheckArea(Deputy.Grants, new(2025, 9, 1), new(2026, 5, 31));
        Checks.All.AsParallel().ForAll(check => Tallies.Sum(EightChecks.Of(check, picture, area)));
    }

    private static async Task Count(NpgsqlDataSource database)
    {
        foreach (var table in FactTables.All)
        {
            await using var ask = database.CreateCommand($"select count(*) from {table} where tenant_id = $1");
            ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SampleSchools.First.Value });
            await ask.ExecuteScalarAsync();
        }
    }

    private async Task<List<double>> Many(Func<Task> work)
    {
        await work();
        var taken = new List<double>(times);
        for (var i = 0; i < times; i++) taken.Add(await Once(work));
        return taken;
    }

    private static async Task<double> Once(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> taken) => Percentile(taken, 0.5);

    private static double Percentile(List<double> taken, double share) => taken.Order().ElementAt((int)(share * (taken.Count - 1)));
}
