using System.Diagnostics;
using ElJournal.Kernel;
using ElJournal.Reporting.Exports;
using ElJournal.Sample.Plan;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Benchmarks;

/// <summary>Grades of the sample year as a file: what is alive in memory while a month and while the whole year goes out.</summary>
internal sealed class Exporting(string owner)
{
    private static readonly Actor Deputy = new(
        new AccountId("deputy"), Role.DeputyHead, SampleSchools.First, Channel.Web, "bench", new Grants([new Grant(Permission.ReadJournal, Grant.WholeSchool)]));

    public async Task<Ratio> Measure()
    {
        await using var app = await Ground.Compose(owner, TimeProvider.System, Wolverine.DurabilityMode.MediatorOnly);
        var desk = app.Services.GetRequiredService<ExportDesk>();
        await Write(desk, new(2026, 2, 1), new(2026, 2, 28));
        var month = await Write(desk, new(2026, 2, 1), new(2026, 2, 28));
        var year = await Write(desk, null, null);
        return new Ratio(
            "Выгрузка отметок: память за год к месяцу",
            $"год: {year.Bytes / 1_000_000.0:0.0} МБ файла, {year.Seconds:0.0} с, живых {year.Alive / 1_000_000.0:0} МБ", $"месяц: {month.Bytes / 1_000_000.0:0.0} МБ файла, живых {month.Alive / 1_000_000.0:0} МБ",
            (double)year.Alive / month.Alive, new Goal(1.2, AtLeast: false));
    }

    private static async Task<(long Bytes, long Alive, double Seconds)> Write(ExportDesk desk, DateOnly? from, DateOnly? to)
    {
        await using var file = new Watched();
        var started = Stopwatch.GetTimestamp();
        if (!await desk.Write(Deputy, ExportWish.Read(_ => default) with { From = from, To = to }, file, default)) throw new InvalidOperationException("There is no year.");
        return (file.Bytes, file.Alive, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Counts what goes out, keeps nothing of it, and now and then what is alive.</summary>
    private sealed class Watched : Stream
    {
        private const int Every = 40;

        private int writes;

        public long Bytes { get; private set; }

        public long Alive { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Bytes;

        public override long Position { get => Bytes; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Bytes += count;
            if (writes++ % Every == 0) Alive = Math.Max(Alive, GC.GetTotalMemory(forceFullCollection: true));
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write([], 0, buffer.Length);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
