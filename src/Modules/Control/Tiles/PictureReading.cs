using ElJournal.Accounting.Register;
using ElJournal.Control.Rules;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Control.Tiles;

/// <summary>Reads a picture from the tables of facts: as it stands, or as it stood.</summary>
internal static class PictureReading
{
    private static readonly string[] RuleStreams = [ControlStreams.Rules, Streams.Regulation, Streams.TermGrading, Streams.Grading, Streams.Norms];

    /// <summary>The register and the rules, with the timetable spread over the year.</summary>
    public static async Task<SetUp?> SetUpOf(IQuerySession session, DateTimeOffset? at, CancellationToken cancel)
    {
        var state = at is { } moment ? await SchoolState.Then(session, moment, cancel) : await SchoolState.Now(session, cancel);
        if (state.Year is not { } year) return null;
        return new SetUp(state, year, await RulesOf(session, at, cancel), Lessons.Scheduled(state, year));
    }

    /// <summary>What is recorded of lessons, by course. Lessons and grades are read side by side, each on a connection of its own.</summary>
    /// <param name="at">Null: now.</param>
    /// <param name="only">Only of these lessons; null: of all.</param>
    /// <param name="from">The first day whose grades are asked for.</param>
    public static async Task<Dictionary<CourseId, Dictionary<(DateOnly Date, int Slot), RecordedLesson>>> Recorded(
        IDocumentStore store, SchoolId school, YearDays year, TimeZoneInfo zone, DateTimeOffset? at, string[]? only, DateOnly from, CancellationToken cancel)
    {
        await using var one = store.QuerySession(school.Value);
        await using var other = store.QuerySession(school.Value);
        var reading = Grades(one, year, zone, at, only, from, cancel);
        var facts = await Facts(other, year, at, only, cancel);
        var grades = await reading;
        var found = new Dictionary<CourseId, Dictionary<(DateOnly, int), RecordedLesson>>();
        foreach (var (course, day, slot, lesson, fact) in facts)
        {
            if (!found.TryGetValue(course, out var lessons)) found[course] = lessons = [];
            lessons[(day, slot)] = new RecordedLesson(fact, grades.GetValueOrDefault(lesson) ?? Lessons.NoGrades);
        }
        return found;
    }

    private static async Task<List<(CourseId Course, DateOnly Day, int Slot, string Lesson, LessonFact Fact)>> Facts(
        IQuerySession session, YearDays year, DateTimeOffset? at, string[]? only, CancellationToken cancel)
    {
        var found = new List<(CourseId, DateOnly, int, string, LessonFact)>();
        await using var ask = Question($"select course, day, slot, lesson, {FactReading.Columns} from {FactTables.Lessons}", session.TenantId, year.From, year.To, at, only);
        await using var reader = (NpgsqlDataReader)await session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel))
            found.Add((new CourseId(reader.GetString(0)), reader.GetFieldValue<DateOnly>(1), reader.GetInt16(2), reader.GetString(3), FactReading.Fact(reader, 4)));
        return found;
    }

    public static async Task<ILookup<CourseId, Exemption>> Exemptions(IQuerySession session, DateTimeOffset? at, CancellationToken cancel)
    {
        var found = new List<(CourseId Course, Exemption Exemption)>();
        // Said again from the same day, the later word holds.
        await using var ask = FactReading.Ask(
            """
            select distinct on (course, pupil, from_day) course, pupil, from_day, to_day from facts.exemption
            where tenant_id = $1 and ($2 is null or since <= $2) order by course, pupil, from_day, since desc
            """, session.TenantId);
        ask.Parameters.Add(new NpgsqlParameter { Value = (object?)at?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var reader = (NpgsqlDataReader)await session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add((new CourseId(reader.GetString(0)), new Exemption(
                new PupilId(reader.GetString(1)), reader.GetFieldValue<DateOnly>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3))));
        }
        return found.ToLookup(f => f.Course, f => f.Exemption);
    }

    private static async Task<Dictionary<string, IReadOnlyList<GradeMark>>> Grades(
        IQuerySession session, YearDays year, TimeZoneInfo zone, DateTimeOffset? at, string[]? only, DateOnly from, CancellationToken cancel)
    {
        var found = new Dictionary<string, IReadOnlyList<GradeMark>>();
        var pupils = new Dictionary<string, PupilId>();
        await using var ask = Question(
            $"select lesson, pupil, (first_at at time zone $4)::date - day, excuse from {FactTables.Grades}", session.TenantId, from, year.To, at, only, zone.Id);
        await using var reader = (NpgsqlDataReader)await session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (lesson, name) = (reader.GetString(0), reader.GetString(1));
            if (!pupils.TryGetValue(name, out var pupil)) pupils[name] = pupil = new PupilId(name);
            if (!found.TryGetValue(lesson, out var marks)) found[lesson] = marks = new List<GradeMark>();
            ((List<GradeMark>)marks).Add(new GradeMark(pupil, reader.GetInt32(2), FactReading.Text(reader, 3)));
        }
        return found;
    }

    private static NpgsqlCommand Question(string select, string school, DateOnly from, DateOnly to, DateTimeOffset? at, string[]? only, params object[] more)
    {
        var command = FactReading.Ask("", school, [from, to, .. more]);
        var sql = select + " where tenant_id = $1 and day between $2 and $3";
        sql += at is { } moment ? $" and since <= {Add(moment.ToUniversalTime())} and (until is null or until > {Add(moment.ToUniversalTime())})" : " and until is null";
        if (only is not null) sql += $" and lesson = any({Add(only)})";
        command.CommandText = sql;
        return command;

        string Add(object value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            return $"${command.Parameters.Count}";
        }
    }

    private static async Task<Regulations> RulesOf(IQuerySession session, DateTimeOffset? at, CancellationToken cancel)
    {
        if (at is { } moment)
        {
            var events = await session.Events.QueryAllRawEvents().Where(e => e.StreamKey!.IsOneOf(RuleStreams) && e.Timestamp <= moment).OrderBy(e => e.Sequence).ToListAsync(cancel);
            var streams = events.ToLookup(e => e.StreamKey!);
            return new Regulations(
                Fold.Of<ControlRules>(streams[ControlStreams.Rules]), Fold.Of<JournalRules>(streams[Streams.Regulation]), Fold.Of<TermGradeRules>(streams[Streams.TermGrading]),
                Fold.Of<GradingRules>(streams[Streams.Grading]), Fold.Of<LoadNorms>(streams[Streams.Norms]));
        }
        var batch = session.CreateBatchQuery();
        var control = batch.Load<ControlRules>(ControlStreams.Rules);
        var journal = batch.Load<JournalRules>(Streams.Regulation);
        var terms = batch.Load<TermGradeRules>(Streams.TermGrading);
        var grading = batch.Load<GradingRules>(Streams.Grading);
        var norms = batch.Load<LoadNorms>(Streams.Norms);
        await batch.Execute(cancel);
        return new Regulations(await control, await journal, await terms, await grading, await norms);
    }
}

/// <summary>The set-up of a year as the checks need it.</summary>
internal sealed record SetUp(SchoolState School, YearCalendar Year, Regulations Rules, ILookup<CourseId, (DateOnly Date, int Slot)> Scheduled)
{
    public IReadOnlyList<CourseView> Courses(
        IReadOnlyDictionary<CourseId, Dictionary<(DateOnly Date, int Slot), RecordedLesson>> recorded, ILookup<CourseId, Exemption> exemptions)
    {
        var classes = School.Classes.ToDictionary(c => new ClassId(c.Id));
        var groups = School.EverFormed.ToDictionary(g => g.Group);
        var subjects = School.Subjects.ToDictionary(s => s.Subject, s => s.Name);
        var plans = School.Plans.ToDictionary(p => p.Course);
        return [.. School.EverTaught.Select(card =>
        {
            var group = card.Group is { } g ? groups.GetValueOrDefault(g) : null;
            var roster = CourseRoster.Of(card, [.. card.Classes.Select(c => classes.GetValueOrDefault(c)).OfType<ClassRoster>()], group);
            return new CourseView(
                card, roster, roster?.Level ?? card.Level, subjects.GetValueOrDefault(card.Subject, ""), group,
                [.. (plans.GetValueOrDefault(card.Course)?.Items ?? []).SelectMany(item => Enumerable.Repeat(item, Math.Max(1, item.Hours)))],
                Lessons.Of(Scheduled[card.Course], recorded.GetValueOrDefault(card.Course) ?? []), [.. exemptions[card.Course]]);
        })];
    }
}
