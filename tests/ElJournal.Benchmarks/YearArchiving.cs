using System.Diagnostics;
using ElJournal.Access.Rights;
using ElJournal.Integrity;
using ElJournal.Integrity.Archives;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;
using Wolverine.Runtime;

namespace ElJournal.Benchmarks;

/// <summary>The three archives of the sample year – events, tables, journals and statements as PDF/A, signed and checked – by the clock on the wall.</summary>
internal sealed class YearArchiving(string owner)
{
    private const double Goal = 180;

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        var copy = new NpgsqlConnectionStringBuilder(owner) { Database = "bench_bags" }.ConnectionString;
        await Run(new NpgsqlConnectionStringBuilder(owner) { Database = "postgres", Pooling = false }.ConnectionString,
            "drop database if exists bench_bags with (force)", $"create database bench_bags template \"{new NpgsqlConnectionStringBuilder(owner).Database}\"");
        // Sealed by a key that is not here: the same entries are sealed again by ours.
        await Run(copy, "set session_replication_role = replica", "truncate integrity.leaves, integrity.checkpoints, integrity.logs, integrity.ranges, integrity.marks");
        await using var app = await Ground.Compose(copy, TimeProvider.System, DurabilityMode.MediatorOnly);
        await ((Microsoft.Extensions.Hosting.IHostedService)app.Services.GetRequiredService<IWolverineRuntime>()).StartAsync(default);
        await (await app.Services.GetRequiredService<SealedLogs>().Of(SampleSchools.First)).SealPending();
        var archivist = app.Services.GetRequiredService<Archivist>();
        var year = (await archivist.Years(SampleSchools.First))[^1];
        await using var scope = app.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        var gaps = await Gaps(archivist, year);
        var (parts, clock) = (new List<(string Kind, double At)>(), Stopwatch.StartNew());
        IReadOnlyList<MadeArchive> made = [];
        var cost = await (await Processor.Beside(copy)).Of(1, async _ =>
            made = await archivist.Make(desk, Actors.ForCommandLine(SampleSchools.First), year, ArchiveKinds.All, kind => parts.Add((kind, clock.Elapsed.TotalSeconds)), null, default));
        var took = clock.Elapsed.TotalSeconds;
        var ends = parts.Skip(1).Select(part => part.At).Append(took);
        return
        [
            new Ratio($"Архивы учебного года, {made[0].Size} событий", $"{took:0} с, {cost.Whole / 1000:0} с процессора", $"{Goal:0} с", took / Goal, new Goal(1, AtLeast: false)),
            .. parts.Zip(ends, (part, end) => new Ratio(
                $"  {part.Kind}, {made.Single(m => m.Kind == part.Kind).Bytes >> 20} МиБ", $"{end - part.At:0} с", $"{Goal:0} с", (end - part.At) / Goal, null)),
            gaps,
        ];
    }

    /// <summary>What is told before an archive is made: asked for at every look at the page.</summary>
    private static async Task<Ratio> Gaps(Archivist archivist, string year)
    {
        var taken = new List<double>();
        for (var i = -2; i < 10; i++)
        {
            var clock = Stopwatch.StartNew();
            await archivist.GapsOf(SampleSchools.First, year, default);
            if (i >= 0) taken.Add(clock.Elapsed.TotalMilliseconds);
        }
        return new Ratio("  что не закончено перед архивом", $"{taken.Median():0} мс, самое долгое {taken.Max():0}", "300 мс", taken.Median() / 300, null);
    }

    private static async Task Run(string connection, params string[] statements)
    {
        await using var one = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await one.OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, one) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }
}
