using System.Diagnostics;
using System.Globalization;
using System.Text;
using ElJournal.Integrity;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Verifying;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>
/// The processor time this program takes to verify a school's sealed log, beside the processor time of <c>sha256sum</c> over the very
/// bytes the log seals. The server is not running, so the program's time is the verifier's.
/// </summary>
internal sealed class Verifying(TestCluster cluster, int lessons, int times)
{
    private const int EventsPerLesson = 32;

    internal static readonly SchoolId School = SchoolId.From("bench");

    public async Task<Ratio> Measure()
    {
        var owner = await cluster.Databases.CreateAsync("bench_verify");
        await using var app = await Ground.Compose(owner, TimeProvider.System);
        await Migration.AddSchool(app.Services, owner, School);
        await using var source = NpgsqlDataSource.Create(EventStore.InUtc(owner));
        await FillLog(source, lessons);
        var isSealed = await (await app.Services.GetRequiredService<SealedLogs>().Of(School)).SealPending();

        var file = Path.GetTempFileName();
        try
        {
            var bytes = await WriteEntries(source, file);
            var key = app.Services.GetRequiredService<Lazy<SigningKey>>().Value.PublicKey;
            var host = app.Services.GetRequiredService<IntegrityOptions>().Host;
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var i = -1; i < times; i++)
            {
                var before = Environment.CpuUsage.TotalTime;
                var found = await LogVerifier.Verify(EventStore.InUtc(owner), School, key, host);
                var took = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
                if (!found.IsIntact || found.Size != isSealed || found.Bytes != bytes) throw new InvalidOperationException("The log was not verified whole.");
                var yardstick = await Sha256Sum(file);
                if (i < 0) continue;
                ours.Add(took);
                theirs.Add(yardstick);
            }
            List<double> ratios = [.. ours.Zip(theirs, (a, b) => a / b)];
            return new Ratio(
                $"Проверка {isSealed} событий, {bytes / 1024 / 1024} МиБ ({ratios.Spread()})", $"{ours.Median():0} мс процессора",
                $"{theirs.Median():0} мс процессора, sha256sum", ratios.Median(), new Goal(4, AtLeast: false));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Lessons as the journal records them, straight into the tables: nobody waits for a hundred thousand commands here.</summary>
    internal static async Task FillLog(NpgsqlDataSource source, int lessons)
    {
        await using var fill = source.CreateCommand($$$"""
            insert into journal.mt_streams (id, type, version, tenant_id)
            select 'lesson/algebra-8b/2027-05-20/' || l, 'lesson', {{{EventsPerLesson}}}, '{{{School}}}' from generate_series(1, {{{lessons}}}) l;

            insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
            select (l - 1) * {{{EventsPerLesson}}} + n, gen_random_uuid(), 'lesson/algebra-8b/2027-05-20/' || l, n,
                case n
                    when 1 then jsonb_build_object('lesson', 'algebra-8b/2027-05-20/' || l)
                    when 2 then jsonb_build_object('lesson', 'algebra-8b/2027-05-20/' || l, 'topic', 'Решение квадратных уравнений по формуле', 'planItem', l)
                    else jsonb_build_object('lesson', 'algebra-8b/2027-05-20/' || l, 'pupil', 'p-' || md5(n::text), 'place', 0, 'grade', (2 + (l + n) % 4)::text)
                end,
                case n when 1 then 'accounting.lesson_opened.v1' when 2 then 'accounting.topic_recorded.v1' else 'accounting.grade_recorded.v1' end,
                timestamptz '2027-05-20 06:00:00Z' + l * interval '1 second' + n * interval '1 millisecond', '{{{School}}}', 'x', 's-' || l, gen_random_uuid()::text,
                jsonb_build_object('role', 'teacher', 'session', md5(l::text), 'channel', 'web'), 'sample-teacher'
            from generate_series(1, {{{lessons}}}) l, generate_series(1, {{{EventsPerLesson}}}) n;
            select setval('journal.mt_events_sequence_{{{School}}}', {{{lessons * EventsPerLesson}}});
            analyze;
            """);
        fill.CommandTimeout = 300;
        await fill.ExecuteNonQueryAsync();
    }

    private static async Task<long> WriteEntries(NpgsqlDataSource source, string file)
    {
        await using var output = File.Create(file);
        await using var rows = source.CreateCommand($"""
            select seq_id, id, stream_id, version, data::text, type, (extract(epoch from timestamp) * 1000000)::bigint - 946684800000000, user_name, headers::text
            from journal.mt_events where tenant_id = '{School}' order by seq_id
            """);
        await using var reader = await rows.ExecuteReaderAsync();
        var envelope = new Envelope(School);
        while (await reader.ReadAsync())
        {
            output.Write(envelope.Entry(new EventRow
            {
                Seq = reader.GetInt64(0),
                Id = reader.GetGuid(1),
                Stream = Utf8(2),
                Version = Convert.ToInt64(reader.GetValue(3), CultureInfo.InvariantCulture),
                Data = Utf8(4),
                Type = Utf8(5),
                Microseconds = reader.GetInt64(6),
                Actor = Utf8(7),
                HasActor = true,
                Headers = Utf8(8),
            }));
        }
        return output.Length;

        byte[] Utf8(int column) => Encoding.UTF8.GetBytes(reader.GetString(column));
    }

    internal static async Task<double> Sha256Sum(string file)
    {
        var start = new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%3U %3S'; time sha256sum \"$0\" > /dev/null", file]) { RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? said.Split(' ').Sum(part => double.Parse(part, CultureInfo.InvariantCulture)) * 1000
            : throw new InvalidOperationException($"sha256sum: {said}");
    }
}
