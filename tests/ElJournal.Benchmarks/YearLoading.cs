using System.Diagnostics;
using ElJournal.Access.SigningIn;
using ElJournal.Host;
using ElJournal.Host.Cli;
using ElJournal.Host.SampleYear;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>The sample year from its seed to the last seal; and its events — made, written as JSON, numbered — beside a bare COPY of the same rows.</summary>
internal sealed class YearLoading(TestCluster cluster, bool quick)
{
    private const int Rounds = 3;

    private static readonly string[] Tables = ["openings.opening", "journal.mt_streams", "journal.mt_events"];

    /// <summary>Connection to the loaded database, as its owner.</summary>
    public string Owner { get; private set; } = "";

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        var owner = Owner = await cluster.Databases.CreateAsync("bench_year");
        await using var app = await Open(owner);
        var plan = new SampleWish(IsYear: true).Plan(default);
        var lived = Year.Live(plan, SampleSchool.School, extracurricular: true);
        var watch = new Watch();
        var started = Stopwatch.GetTimestamp();
        var (events, _) = await new YearLoader(app.Services, app.Services.GetRequiredService<HostSettings>())
            .Load(plan, quick ? lived.Take(60_000) : lived, SampleLogins.Of(plan, () => new PasswordHash("hash", "stamp")), watch, default);
        var whole = Stopwatch.GetElapsedTime(started);
        using var process = Process.GetCurrentProcess();
        var memory = process.PeakWorkingSet64 / 1e9;

        var bare = await Bare(owner);
        var share = quick ? "" : " за минуты";
        return
        [
            new Ratio($"События года-образца, {events}", $"{events / watch.Events.TotalSeconds:0} в секунду", $"{events / bare.TotalSeconds:0}, COPY тех же строк", bare / watch.Events, new Goal(0.5, AtLeast: true)),
            new Ratio($"  весь год: школа {watch.SetUp.TotalSeconds:0} с, события {watch.Events.TotalSeconds:0}, свёртка {watch.Folding.TotalSeconds:0}, печать{share}", $"{whole.TotalMinutes:0.0} мин", "10 мин", whole.TotalMinutes / 10, quick ? null : new Goal(1, AtLeast: false)),
            new Ratio("  памяти программы в пике", $"{memory:0.00} ГБ", "1,5 ГБ", memory / 1.5, quick ? null : new Goal(1, AtLeast: false)),
        ];
    }

    private static async Task<WebApplication> Open(string owner)
    {
        var app = await Ground.Compose(owner, TimeProvider.System, Wolverine.DurabilityMode.MediatorOnly);
        await Migration.AddSchool(app.Services, owner, SampleSchool.School);
        return app;
    }

    /// <summary>The rows of the three tables out to files and by COPY into other databases of the same shape; the median, since one round says little.</summary>
    private async Task<TimeSpan> Bare(string owner)
    {
        var folder = Directory.CreateTempSubdirectory("eljournal-copy-");
        await using var from = NpgsqlDataSource.Create(EventStore.InUtc(owner));
        var taken = new List<double>();
        try
        {
            foreach (var table in Tables) await Move($"copy (select * from {table}) to stdout (format binary)", from, folder, table, outwards: true);
            for (var round = 0; round < Rounds; round++)
            {
                var other = await cluster.Databases.CreateAsync($"bench_year_bare_{round}");
                await using var app = await Open(other);
                await using var into = NpgsqlDataSource.Create(EventStore.InUtc(other));
                var started = Stopwatch.GetTimestamp();
                foreach (var table in Tables) await Move($"copy {table} from stdin (format binary)", into, folder, table, outwards: false);
                taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            return TimeSpan.FromMilliseconds(taken.Median());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Move(string copy, NpgsqlDataSource database, DirectoryInfo folder, string table, bool outwards)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var rows = await connection.BeginRawBinaryCopyAsync(copy);
        await using var file = new FileStream(Path.Combine(folder.FullName, table), outwards ? FileMode.CreateNew : FileMode.Open);
        await (outwards ? rows.CopyToAsync(file) : file.CopyToAsync(rows));
    }

    /// <summary>When one part of the work gave way to the next.</summary>
    private sealed class Watch : IProgress<LoadStep>
    {
        private readonly long begun = Stopwatch.GetTimestamp();
        private TimeSpan events, folding, sealing;

        public TimeSpan SetUp { get; private set; }

        public TimeSpan Events => folding - SetUp;

        public TimeSpan Folding => sealing - folding;

        public void Report(LoadStep step)
        {
            var now = Stopwatch.GetElapsedTime(begun);
            if (step.What == "setup") SetUp = now;
            else if (step.What == "events") events = now;
            else if (step.What == "seal") sealing = now;
            else if (folding == default) folding = events;
        }
    }
}
