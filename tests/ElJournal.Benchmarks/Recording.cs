using System.Diagnostics;
using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Benchmarks;

/// <summary>
/// A lesson of 31 events, opened and with thirty grades: by the desk, as the page sends a filled column; by the store alone, without
/// command and rules; and by one bare insert of the same rows into tables of the same shape. Eight clients; rounds of the three alternate.
/// </summary>
/// <param name="name">Of a run beside the program's followers, told without a goal.</param>
internal sealed class Recording(Ground ground, int rounds, int warmUp, int lessonsPerClient, string? name = null)
{
    private const int Clients = 8;
    private const int BarePerClient = 100;

    // What the rows of all lessons have in common is made once: the bare side is not to pay for its own making of it.
    private string[] storedNames = [], typeNames = [], sessions = [], people = [], headers = [];

    private const string HeadersOfDeputy = """{"role":"deputy_head","session":"bench","channel":"web"}""";

    private int bareLesson;

    /// <summary>Classes of one size, so that every lesson has as many events.</summary>
    private int pupils;

    private int EventsPerLesson => 1 + pupils;

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        var all = await ground.OtherLessons();
        pupils = all.GroupBy(l => l.Pupils.Count).MaxBy(size => size.Count())!.Key;
        var lessons = new Queue<(LessonId, IReadOnlyList<PupilId>)>(all.Where(l => l.Pupils.Count == pupils));
        storedNames = Rows(RecordedAttribute.NameOf(typeof(LessonOpened)), RecordedAttribute.NameOf(typeof(GradeRecorded)));
        typeNames = Rows(TypeName(typeof(LessonOpened)), TypeName(typeof(GradeRecorded)));
        sessions = Rows(Ground.Deputy.Session, Ground.Deputy.Session);
        people = Rows(Ground.Deputy.Account.Value, Ground.Deputy.Account.Value);
        headers = Rows(HeadersOfDeputy, HeadersOfDeputy);
        await using var bare = NpgsqlDataSource.Create(EventStore.InUtc(ground.Owner));
        await MakeBareTables(bare);

        var (cells, appends, inserts) = (new List<Speed>(), new List<Speed>(), new List<Speed>());
        for (var round = -warmUp; round < rounds; round++)
        {
            var work = Take(lessons);
            var byDesk = await Time(work, ByDesk);
            // The store alone asks no timetable: slots that no school has.
            var byStore = await Time([.. work.Select(client => client.Select(l => (l.Lesson with { Slot = l.Lesson.Slot + 10 }, l.Pupils)).ToArray())], ByStore);
            var byInsert = await Time(
                [.. Enumerable.Range(0, Clients).Select(_ => Enumerable.Range(0, BarePerClient).Select(_ => BareLesson()).ToArray())],
                lesson => Insert(bare, lesson, work[0][0].Pupils));
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

    private async Task<Speed> Time<T>(T[][] work, Func<T, Task> record)
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

    private LessonId BareLesson() => new(Ground.Course, new DateOnly(2030, 1, 1).AddDays(bareLesson++ / LessonId.LastSlot), 1 + (bareLesson % LessonId.LastSlot));

    /// <summary>Columns, indexes and the school's partition as the event table has them, without functions and guard.</summary>
    private static async Task MakeBareTables(NpgsqlDataSource source)
    {
        await using var make = source.CreateCommand($"""
            create schema bare;
            create table bare.events (like journal.mt_events including all) partition by list (tenant_id);
            create table bare.events_sample partition of bare.events for values in ('{SampleSchool.School}');
            create table bare.streams (like journal.mt_streams including all) partition by list (tenant_id);
            create table bare.streams_sample partition of bare.streams for values in ('{SampleSchool.School}');
            create sequence bare.seq;
            """);
        await make.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// The same rows: each brings every column that is its own, as the store's do. Names and headers written into the statement would make it
    /// an insert of other rows, for which the server reads them once.
    /// </summary>
    private async Task Insert(NpgsqlDataSource source, LessonId lesson, IReadOnlyList<PupilId> pupils)
    {
        var events = Events(lesson, pupils).ToArray();
        var ids = events.Select(_ => Guid.NewGuid()).ToArray();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("insert into bare.streams (id, type, version, tenant_id) values ($1, 'lesson', $2, $3)")
                {
                    Parameters = { Text(lesson.Stream), new() { Value = EventsPerLesson }, Text(SampleSchool.School.Value) },
                },
                new("""
                    insert into bare.events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
                    select nextval('bare.seq'), id, $1, n, body, type, now(), $2, dotnet, correlation, causation, headers, person
                    from unnest($3, $4, $5, $6, $7, $8, $9, $10) with ordinality as e (id, body, type, dotnet, correlation, causation, headers, person, n)
                    """)
                {
                    Parameters =
                    {
                        Text(lesson.Stream), Text(SampleSchool.School.Value),
                        Column(ids, NpgsqlDbType.Uuid),
                        Column(events.Select(e => JsonSerializer.Serialize(e, e.GetType(), JsonSerializerOptions.Web)), NpgsqlDbType.Jsonb),
                        Column(storedNames, NpgsqlDbType.Text),
                        Column(typeNames, NpgsqlDbType.Text),
                        Column(sessions, NpgsqlDbType.Text),
                        Column(ids.Select(id => id.ToString()), NpgsqlDbType.Text),
                        Column(headers, NpgsqlDbType.Jsonb),
                        Column(people, NpgsqlDbType.Text),
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter Column<T>(IEnumerable<T> values, NpgsqlDbType type) =>
        new() { Value = values as T[] ?? [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };

    private string[] Rows(string first, string others) => [first, .. Enumerable.Repeat(others, pupils)];

    private static string TypeName(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
