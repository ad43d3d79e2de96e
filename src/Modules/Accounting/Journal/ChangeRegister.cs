using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Npgsql;

namespace ElJournal.Accounting.Journal;

/// <summary>What to look for in the register of changes; everything null shows all.</summary>
/// <param name="Before">Key of paging: only changes older than this place in the log.</param>
/// <param name="From">First day, by the school's calendar; both days inclusive.</param>
public sealed record ChangeFilter(
    AccountId? Person = null, IReadOnlyCollection<PupilId>? Pupils = null, ClassId? Class = null, SubjectId? Subject = null, ChangeKind? Kind = null,
    DateOnly? From = null, DateOnly? To = null, bool CorrectionsOnly = false, long? Before = null)
{
    /// <summary>Only what was changed in the same sign-in as this change (an event's id).</summary>
    public Guid? Beside { get; init; }

    /// <summary>Only what came this way, such as without a network.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Whose changes are asked for, as the log of reads names them: the pupils, or the class; of everybody none.</summary>
    public IReadOnlyCollection<string> Subjects() =>
        Pupils is { Count: > 0 } pupils ? [.. pupils.Select(Streams.Pupil)] : Class is { } schoolClass ? [Streams.Class(schoolClass)] : [];
}

/// <summary>Изменения (D-13, Z-9): every change of grades, attendance, topics, homework and of the rules they are kept by, newest first; for a deputy with a charge, of the courses in charge.</summary>
public sealed class ChangeRegister(IDocumentStore store, NpgsqlDataSource database, Names names, Openings openings)
{
    public const int PageSize = 50;

    /// <summary>Who has recorded anything at all: a few of the thousands who have accounts. Found by walking along the index, from one to the next.</summary>
    public async Task<IReadOnlyList<AccountId>> Authors(SchoolId school, CancellationToken cancel = default)
    {
        await using var ask = database.CreateCommand(
            $"""
            with recursive author as (
              (select account from {ChangeProjection.Table} where tenant_id = $1 order by account limit 1)
              union all
              select (select c.account from {ChangeProjection.Table} c where c.tenant_id = $1 and c.account > a.account order by c.account limit 1) from author a where a.account is not null)
            select account from author where account is not null
            """);
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        List<AccountId> found = [];
        while (await reader.ReadAsync(cancel)) found.Add(new AccountId(reader.GetString(0)));
        return found;
    }

    /// <summary>One page; null when this reader may not see the register.</summary>
    public async Task<IReadOnlyList<Change>?> Find(Actor reader, ChangeFilter filter, int limit = PageSize, CancellationToken cancel = default)
    {
        var whole = reader.Grants.AllowEver(Permission.ReadChanges, Grant.WholeSchool);
        if (!whole && !reader.Grants.All.Any(grant => grant.Permission == Permission.ReadChanges)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        var school = await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel);
        var rows = await Read(reader.School, filter, await CoursesOf(session, filter, whole ? null : reader.Grants, cancel), whole && filter.Subject is null ? filter.Class : null, school?.TimeZone ?? "UTC", limit, cancel);

        var pupils = await names.Pupils(session, reader.School, rows.Select(r => r.Fact.Pupil).OfType<PupilId>(), cancel);
        var people = await names.Accounts(reader.School, rows.SelectMany(r => r.OnBehalfOf is { } other ? new[] { r.By, new AccountId(other) } : [r.By]), cancel);
        var permits = await ChangePermit.Of(session, names, reader.School, rows.Select(r => r.Permit), cancel);
        var periods = await History.Periods(session, rows.Select(r => r.Fact), cancel);
        var notes = await names.Notes(reader.School, rows.Select(r => r.Fact.Note), cancel);
        var places = await History.Places(session, rows.Select(r => r.Fact), cancel);
        var values = await ChangeValues.Of(session, names, reader.School, rows.SelectMany(r => (ChangeFact[])[r.Fact, r.Fact with { New = r.Old }]), cancel);
        return await ShiftChanges.Named(session, openings, reader.School, [.. rows.Select(r => new Change(
            r.Seq, r.Event, r.At, r.By, people.GetValueOrDefault(r.By, r.By.Value), r.Role, r.Channel, r.Fact.Kind, r.Fact.Lesson,
            places(r.Fact).Class, places(r.Fact).Subject,
            r.Fact.Pupil, r.Fact.Pupil is { } p ? pupils.GetValueOrDefault(p, "—") : null,
            values.Shown(r.Fact.Kind, r.Old, r.Fact.Lesson), values.Shown(r.Fact.Kind, r.Fact.New, r.Fact.Lesson),
            r.Fact.Correction, values.Reason(r.Fact), r.Fact.Note is { } note ? notes.GetValueOrDefault(note) : null)
        {
            Course = r.Fact.Course,
            Period = r.Fact.Term is { } term ? periods.GetValueOrDefault(term) : null,
            Permit = permits.GetValueOrDefault(r.Permit ?? ""),
            OnBehalfOf = r.OnBehalfOf is { } other ? people.GetValueOrDefault(new AccountId(other), other) : null,
            ClientTime = History.TypedAt(r.ClientTime),
        })], cancel);
    }

    private sealed record Row(long Seq, Guid Event, DateTimeOffset At, AccountId By, Role Role, Channel Channel, ChangeFact Fact, string? Old, string? OnBehalfOf, string? ClientTime, string? Permit);

    /// <param name="within">Of one who sees a part of the school: only the courses in charge. Null: the whole school.</param>
    private static async Task<string[]?> CoursesOf(IQuerySession session, ChangeFilter filter, Grants? within, CancellationToken cancel)
    {
        if (filter.Class is null && filter.Subject is null && within is null) return null;
        var courses = await session.Query<CourseCard>().ToListAsync(cancel);
        return [.. courses.Where(c => (filter.Class is not { } wanted || c.Classes.Contains(wanted)) && (filter.Subject is null || c.Subject == filter.Subject)
                && within?.AllowEver(Permission.ReadChanges, Streams.Course(c.Course)) != false)
            .Select(c => c.Course.Value)];
    }

    private async Task<List<Row>> Read(
        SchoolId school, ChangeFilter filter, string[]? courses, ClassId? councils, string timeZone, int limit, CancellationToken cancel)
    {
        await using var command = database.CreateCommand();
        var where = new List<string> { "c.tenant_id = $1" };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        void And<T>(string condition, T value)
        {
            command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
            where.Add(condition.Replace("@", "$" + command.Parameters.Count, StringComparison.Ordinal));
        }
        if (filter.Before is { } before) And("c.seq < @", before);
        if (filter.Person is { } person) And("c.account = @", person.Value);
        // A council decides about several pupils at once, and revokes the whole decision: its places are found by those whom it was about.
        if (filter.Pupils is { } pupils)
            And($"""
                (c.pupil = any(@) or (c.course = '' and c.spot in (select d.spot from {ChangeProjection.Table} d
                  where d.tenant_id = $1 and d.course = '' and string_to_array(split_part(d.value, E'\n', 2), ' ') && @)))
                """, pupils.Select(p => p.Value).ToArray());
        // A class's council is of the class as its courses are, but of no subject, and for nobody who sees only courses.
        if (courses is not null && councils is { } decided)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ChangeFact.CouncilOf(decided) });
            And($"(c.course = any(@) or (c.course = '' and starts_with(c.spot, ${command.Parameters.Count})))", courses);
        }
        else if (courses is not null) And("c.course = any(@)", courses);
        if (filter.Kind is { } kind) And("c.kind = @", Provenance.Headers.Name(kind));
        if (filter.Channel is { } channel) And("c.channel = @", Provenance.Headers.Name(channel));
        if (filter.Beside is { } beside) And($"c.session = (select b.session from {ChangeProjection.Table} b where b.tenant_id = c.tenant_id and b.event_id = @)", beside);
        if (filter.CorrectionsOnly) where.Add("c.correction");
        if (filter.From is { } from) And("c.at >= @", Midnight(from, timeZone));
        if (filter.To is { } to) And("c.at < @", Midnight(to.AddDays(1), timeZone));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.CommandText = $"""
            select c.seq, c.event_id, c.at, c.account, c.role, c.channel, c.kind, c.lesson, c.pupil, c.place, c.value, c.correction, c.reason, c.note,
              (select o.value from {ChangeProjection.Table} o
                where o.tenant_id = c.tenant_id and o.spot = c.spot and o.kind = c.kind and o.pupil is not distinct from c.pupil
                  and o.place = c.place and o.seq < c.seq order by o.seq desc limit 1),
              c.course, c.term, c.on_behalf_of, c.client_time, c.permit, c.spot
            from {ChangeProjection.Table} c where {string.Join(" and ", where)} order by c.seq desc limit ${command.Parameters.Count}
            """;
        var rows = new List<Row>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) rows.Add(RowOf(reader));
        return rows;
    }

    private static Row RowOf(NpgsqlDataReader row)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        var fact = new ChangeFact(
            Provenance.Headers.Parse<ChangeKind>(row.GetString(6)), Text(7) is { } lesson ? LessonId.Parse(lesson) : null,
            Text(8) is { } pupil ? new PupilId(pupil) : null, row.GetInt32(9), Text(10), row.GetBoolean(11), Text(12),
            row.IsDBNull(13) ? null : row.GetGuid(13))
        {
            Term = Text(16) is { } term ? new TermId(term) : null,
        };
        return new Row(
            row.GetInt64(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), new AccountId(row.GetString(3)),
            Provenance.Headers.Parse<Role>(row.GetString(4)), Provenance.Headers.Parse<Channel>(row.GetString(5)),
            ChangeFact.At(fact, row.GetString(15), row.GetString(20)), Text(14), Text(17), Text(18), Text(19));
    }

    private static DateTimeOffset Midnight(DateOnly day, string timeZone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(timeZone).GetUtcOffset(local)).ToUniversalTime();
    }
}
