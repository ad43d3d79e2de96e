using System.Diagnostics;
using ElJournal.Access.Rights;
using ElJournal.Backups.Copying;
using ElJournal.Backups.Proving;
using ElJournal.Host;
using ElJournal.Integrity;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>
/// A trial of a copy, by the clock on the wall: restored beside, brought up, every entry hashed anew from its row, the root held against the checkpoint
/// put aside. A server of its own, which writes as a school's does.
/// </summary>
internal sealed class Restoring(int lessons)
{
    private const double Goal = 120;

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        var root = Directory.CreateTempSubdirectory("eljournal-bench-");
        // As /var/lib: the server's own user passes through.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root.FullName, (UnixFileMode)0b111_101_101);
        try
        {
            await using var installation = await Installation.Open(
                Path.Combine(root.FullName, "data"),
                ["--urls", "http://127.0.0.1:0", $"--ElJournal:Backups:Directory={Path.Combine(root.FullName, "copies")}", $"--ElJournal:Backups:Anchors={Path.Combine(root.FullName, "anchors")}"],
                builder => builder.Logging.ClearProviders(), InstallationUse.Commanding);
            await installation.AddSchool(Verifying.School);
            await installation.StartCommands();
            await using (var source = NpgsqlDataSource.Create(EventStore.InUtc(installation.Settings.OwnerConnection))) await Verifying.FillLog(source, lessons);
            var size = await (await installation.Services.GetRequiredService<SealedLogs>().Of(Verifying.School)).SealPending();
            await using var scope = installation.Services.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<Desk>();
            var clock = Stopwatch.StartNew();
            await installation.Services.GetRequiredService<Copier>().Make(desk, school => Actors.ForCommandLine(school), default);
            var copied = clock.Elapsed.TotalSeconds;
            clock.Restart();
            var trial = await installation.Services.GetRequiredService<Drill>().Run(desk, school => Actors.ForCommandLine(school), [], default);
            var took = clock.Elapsed.TotalSeconds;
            // The copy's own record is an entry too, and may stand behind the copy.
            if (!trial.IsProven || trial.Logs.Sum(log => log.Log.Size) < size) throw new InvalidOperationException("The copy was not proven whole.");
            await installation.App.StopAsync();
            return
            [
                new Ratio($"Пробное восстановление, {size} событий: развернуть, пересчитать корень, сверить", $"{took:0.0} с", $"{Goal:0} с", took / Goal, new Goal(1, AtLeast: false)),
                new Ratio("  сделать копию", $"{copied:0.0} с", $"{Goal:0} с", copied / Goal, null),
            ];
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            root.Delete(recursive: true);
        }
    }
}
