using System.Diagnostics;
using System.IO.Compression;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Merkle;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>
/// Processor time of checking an archive's log – every line hashed, the tree built, each leaf compared – and of checking the whole archive, beside
/// <c>sha256sum</c> over the same lines; and the making of it.
/// </summary>
internal sealed class Archiving(TestCluster cluster, int lessons, int times)
{
    private const string Year = "setup";

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        var owner = await cluster.Databases.CreateAsync("bench_archive");
        await using var app = await Ground.Compose(owner, TimeProvider.System);
        await Migration.AddSchool(app.Services, owner, Verifying.School);
        await using var source = NpgsqlDataSource.Create(EventStore.InUtc(owner));
        await Verifying.FillLog(source, lessons);
        await (await app.Services.GetRequiredService<Integrity.SealedLogs>().Of(Verifying.School)).SealPending();
        var archivist = app.Services.GetRequiredService<Archivist>();
        var (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var made = await (await archivist.MakerOf(Verifying.School, Year)).Make(Year, ArchiveKinds.Journals);
        var making = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        var took = clock.Elapsed.TotalSeconds;
        var zip = Path.Combine(archivist.Directory, made.File);
        var lines = Path.GetTempFileName();
        try
        {
            var leaves = await Unpack(zip, lines);
            var (log, portable, whole, theirs) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var i = -1; i < times; i++)
            {
                var own = Log(lines, leaves, made);
                Sha256.IsPortable = true;
                var ported = Log(lines, leaves, made);
                Sha256.IsPortable = false;
                var all = await Whole(zip);
                var yardstick = await Verifying.Sha256Sum(lines);
                if (i < 0) continue;
                log.Add(own);
                portable.Add(ported);
                whole.Add(all);
                theirs.Add(yardstick);
            }
            var stick = $"{theirs.Median():0} мс процессора, sha256sum";
            return
            [
                Of($"Журнал в архиве, {made.Size} событий, {new FileInfo(lines).Length >> 20} МиБ", log, new Goal(0.8, AtLeast: false)),
                Of("  переносимым путём, без функций OpenSSL", portable, new Goal(1.8, AtLeast: false)),
                Of($"  архив целиком, {made.Bytes >> 20} МиБ: распаковать, SHA-256, SHA-512, журнал", whole, null),
                new Ratio($"  сделать его, {took:0.0} с", $"{making:0} мс процессора", stick, making / theirs.Median(), null),
            ];

            Ratio Of(string what, List<double> ours, Goal? goal)
            {
                List<double> ratios = [.. ours.Zip(theirs, (a, b) => a / b)];
                return new Ratio($"{what} ({ratios.Spread()})", $"{ours.Median():0} мс процессора", stick, ratios.Median(), goal);
            }
        }
        finally
        {
            File.Delete(lines);
        }
    }

    private static double Log(string lines, byte[] leaves, MadeArchive made)
    {
        var before = Environment.CpuUsage.TotalTime;
        var faults = new List<ArchiveFault>();
        var check = new LogCheck(new MemoryStream(leaves), faults);
        using (var stream = File.OpenRead(lines)) check.Read("lines", stream, _ => { }, default);
        var took = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        return faults.Count == 0 && check.Root() == Digest.FromHex(made.Root) ? took : throw new InvalidOperationException("The log was not checked whole.");
    }

    private static async Task<double> Whole(string zip)
    {
        var before = Environment.CpuUsage.TotalTime;
        var verdict = await new ArchiveVerifier().Verify(zip);
        return verdict.IsIntact ? (Environment.CpuUsage.TotalTime - before).TotalMilliseconds : throw new InvalidOperationException(verdict.Faults[0].ToString());
    }

    private static async Task<byte[]> Unpack(string zip, string lines)
    {
        using var archive = ZipFile.OpenRead(zip);
        await using (var output = File.Create(lines))
        {
            foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".ndjson", StringComparison.Ordinal)))
            {
                await using var part = entry.Open();
                await part.CopyToAsync(output);
            }
        }
        await using var hashes = archive.Entries.Single(entry => entry.FullName.EndsWith("leafhashes.bin", StringComparison.Ordinal)).Open();
        using var bytes = new MemoryStream();
        await hashes.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
