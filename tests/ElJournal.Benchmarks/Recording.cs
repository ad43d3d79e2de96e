using System.Diagnostics;
using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Benchmarks;

/// <summary>
/// A lesson of 31 events, opened and with thirty grades: by the desk, as the page sends a filled column; by the store alone, without
/// command and rules; and by one bare insert of the same rows into plain tables. Eight clients; rounds of the three alternate.
/// </summary>
/// <param name="name">Of a run beside the program's followers, told without a goal.</param>
internal sealed class Recording(Ground ground, int rounds, int warmUp, int lessonsPerClient, string? name = null)
{
    private const int Clients = 8;
    private const int EventsPerLesson = 1 + Ground.Pupils;
    private const int BarePerClient = 100;

    private int bareLesson;

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        var lessons = await ground.OtherLessons();
        await using var bare = NpgsqlDataSource.Create(EventStore.InUtc(ground.Owner));
        await MakePlainTables(bare);

        var (cells, appends, inserts) = (new List<Speed>(), new List<Speed>(), new List<Speed>());
        for (var round = -warmUp; round < rounds; round++)
        {
            var work = Take(lessons);
            var byDesk = await Time(work, ByDesk);
            // The store alone asks no timetable: slots that no school has.
            var byStore = await Time([.. work.Select(client => client.Select(l => (l.Lesson with { Slot = l.Lesson.Slot + 10 }, l.Pupils)).ToArray())], ByStore);
            var byInsert = await Time(
                [.. Enumerable.Range(0, Clients).Select(_ => Enumerable.Range(0, BarePerClient).Select(_ => $"lesson/bare/{++bareLesson}").ToArray())],
                stream => Insert(bare, stream));
            if (round < 0) continue;
            cells.Add(byDesk);
            appends.Add(byStore);
            inserts.Add(byInsert);
        }

        List<double> deskRatios = [.. cells.Zip(inserts, (a, b) => a.EventsPerSecond / b.EventsPerSecond)];
        List<double> storeRatios = [.. appends.Zip(inserts, (a, b) => a.EventsPerSecond / b.EventsPerSecond)];
        var yardstick = $"{Said(inserts)}, одна вставка на урок";
        if (name is not null) return [new Ratio($"{name} ({deskRatios.Spread()})", Said(cells), yardstick, deskRatios.Median(), null)];
        return
        [
            new Ratio($"Урок из {EventsPerLesson} событий: одна команда, как присылает страница ({deskRatios.Spread()})", Said(cells), yardstick,
                deskRatios.Median(), new Goal(0.50, AtLeast: true)),
            new Ratio($"  то же одной записью в хранилище, без команды ({storeRatios.Spread()})", Said(appends), yardstick, storeRatios.Median(), null),
        ];

        (LessonId Lesson, IReadOnlyList<PupilId> Pupils)[][] Take(Queue<(LessonId, IReadOnlyList<PupilId>)> from) =>
            [.. Enumerable.Range(0, Clients).Select(_ => Enumerable.Range(0, lessonsPerClient).Select(_ => from.Dequeue()).ToArray())];
    }

    private static async Task<Speed> Time<T>(T[][] work, Func<T, Task> record)
    {
        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.WhenAll(work.Select(lessons => Task.Run(async () =>
        {
            foreach (var lesson in lessons) await record(lesson);
        })));
        var events = work.Sum(lessons => lessons.Length) * EventsPerLesson;
        return new Speed(events / Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / events);
    }

    /// <param name="Processor">Milliseconds of this program's processor time for one event; PostgreSQL's own are not in it.</param>
    private sealed record Speed(double EventsPerSecond, double Processor);

    private static string Said(List<Speed> rounds) =>
        $"{rounds.Select(round => round.EventsPerSecond).Median():0} событий/с ({rounds.Select(round => round.Processor).Median():0.00} мс процессора)";

    private Task ByDesk((LessonId Lesson, IReadOnlyList<PupilId> Pupils) of) => ground.Send(
        new EnterCells([.. of.Pupils.Select((pupil, i) => new EnterCell(Guid.NewGuid(), of.Lesson, pupil, Grade(i), 0))]), Ground.Deputy);

    private async Task ByStore((LessonId Lesson, IReadOnlyList<PupilId> Pupils) of)
    {
        await using var session = ground.Store.LightweightSession(SampleSchool.School.Value);
        Provenance.Stamp(session, Ground.Deputy, Guid.NewGuid());
        var stream = await session.Events.FetchForWriting<Lesson>(of.Lesson.Stream);
        stream.AppendMany(Events(of.Lesson, of.Pupils));
        await session.SaveChangesAsync();
    }

    private static IEnumerable<object> Events(LessonId lesson, IEnumerable<PupilId> pupils) =>
        [new LessonOpened(lesson), .. pupils.Select((pupil, i) => new GradeRecorded(lesson, pupil, 0, Grade(i)))];

    private static string Grade(int i) => (2 + (i % 4)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The columns and indexes of the event table, without partitions, guard and functions.</summary>
    private static async Task MakePlainTables(NpgsqlDataSource source)
    {
        await using var make = source.CreateCommand("""
            create schema bare;
            create table bare.events (like journal.mt_events including all);
            create table bare.streams (like journal.mt_streams including all);
            create sequence bare.seq;
            """);
        await make.ExecuteNonQueryAsync();
    }

    private async Task Insert(NpgsqlDataSource source, string stream)
    {
        var lesson = new LessonId(Ground.Course, new DateOnly(2027, 5, 20), 1);
        var bodies = Events(lesson, Enumerable.Range(1, Ground.Pupils).Select(n => PupilId.From($"bare-pupil-{n}"))).Select(e => JsonSerializer.Serialize(e, e.GetType(), JsonSerializerOptions.Web)).ToArray();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("insert into bare.streams (id, type, version, tenant_id) values ($1, 'lesson', $2, $3)")
                {
                    Parameters = { Text(stream), new() { Value = EventsPerLesson }, Text(SampleSchool.School.Value) },
                },
                new("""
                    insert into bare.events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
                    select nextval('bare.seq'), id, $1, n, body::jsonb, type, now(), $2, 'ElJournal.Accounting.GradeRecorded, ElJournal.Accounting.Contracts',
                        'bench', $3, '{"role":"deputy_head","session":"bench","channel":"web"}', 'sample-deputy'
                    from unnest($4, $5, $6) with ordinality as e (id, body, type, n)
                    """)
                {
                    Parameters =
                    {
                        Text(stream), Text(SampleSchool.School.Value), Text(Guid.NewGuid().ToString()),
                        new() { Value = bodies.Select(_ => Guid.NewGuid()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                        new() { Value = bodies, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                        new() { Value = bodies.Select((_, i) => i == 0 ? "accounting.lesson_opened.v1" : "accounting.grade_recorded.v1").ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
