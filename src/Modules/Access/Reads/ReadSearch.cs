using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Npgsql;

namespace ElJournal.Access.Reads;

/// <summary>What to look for in the log of reads; everything null shows all.</summary>
/// <param name="Reader">Account that looked.</param>
/// <param name="Pupil">Whose data, also where they stood in a list of their class.</param>
/// <param name="From">First day, by the school's calendar; both days inclusive.</param>
/// <param name="StaffOr">For a family: reads of the staff and of this account; a parent is not told what the other parent looks at.</param>
/// <param name="Before">Key of paging: only entries older than this place in the chain.</param>
public sealed record ReadFilter(
    AccountId? Reader = null, PupilId? Pupil = null, ClassId? Class = null, string? Kind = null, DateOnly? From = null, DateOnly? To = null, long? Before = null,
    AccountId? StaffOr = null);

/// <summary>An entry with its place in the chain.</summary>
public sealed record FoundRead(long N, ReadEntry Entry);

/// <summary>Searches the log of reads, newest first. Rights are asked by whoever calls.</summary>
public sealed class ReadSearch(IDocumentStore store, NpgsqlDataSource database, ReadLog log)
{
    public const int PageSize = 50;

    public async Task<IReadOnlyList<FoundRead>> Find(SchoolId school, ReadFilter filter, int limit = PageSize, CancellationToken cancel = default)
    {
        // What was looked at a moment ago is on its way: the page shows it too.
        await log.Flush(cancel);
        await using var session = store.QuerySession(school.Value);
        var card = await session.LoadAsync<SchoolCard>(Streams.School(school), cancel);
        await using var command = database.CreateCommand();
        var where = new List<string> { "r.tenant_id = $1" };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        void And<T>(string condition, T value)
        {
            command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
            where.Add(condition.Replace("@", "$" + command.Parameters.Count, StringComparison.Ordinal));
        }
        if (filter.Before is { } before) And("r.n < @", before);
        if (filter.Reader is { } reader) And("r.account = @", reader.Value);
        if (filter.Kind is { } kind) And("r.kind = @", kind);
        if (filter.Pupil is { } pupil) await About(pupil, session, card, command, where, cancel);
        if (filter.Class is { } c) And("r.subject = any(@)", (await CoursesOf(session, [c], cancel)).Select(x => Streams.Course(x.Course)).Append(Streams.Class(c)).ToArray());
        if (filter.StaffOr is { } own) And("(r.role not in ('pupil', 'guardian') or r.account = @)", own.Value);
        if (filter.From is { } from) And("r.at >= @", Midnight(from, card));
        if (filter.To is { } to) And("r.at < @", Midnight(to.AddDays(1), card));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.CommandText = $"""
            select r.n, r.at, r.account, r.role, r.on_behalf_of, r.session, r.kind, r.purpose, r.subject
            from {ReadSchema.Table} r where {string.Join(" and ", where)} order by r.n desc limit ${command.Parameters.Count}
            """;
        var found = new List<FoundRead>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) found.Add(new FoundRead(rows.GetInt64(0), EntryOf(rows, school)));
        return found;
    }

    /// <summary>Own pages; lists and journals of the class while the pupil was in it; and the whole register.</summary>
    private static async Task About(
        PupilId pupil, IQuerySession session, SchoolCard? card, NpgsqlCommand command, List<string> where, CancellationToken cancel)
    {
        var times = (await session.Query<ClassRoster>().ToListAsync(cancel))
            .SelectMany(c => c.Pupils.Where(p => p.Pupil == pupil).Select(p => (Class: new ClassId(c.Id), p.From, p.Left))).ToList();
        var courses = await CoursesOf(session, times.Select(t => t.Class), cancel);
        var spans = times.SelectMany(t => courses.Where(c => c.Classes.Contains(t.Class)).Select(c => Streams.Course(c.Course)).Append(Streams.Class(t.Class))
            .Select(subject => (Subject: subject, From: Midnight(t.From, card), Till: t.Left is { } left ? Midnight(left, card) : DateTimeOffset.MaxValue))).ToList();
        var first = command.Parameters.Count + 1;
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [Streams.Pupil(pupil), ReadMark.Everybody] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. spans.Select(s => s.Subject)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. spans.Select(s => s.From)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. spans.Select(s => s.Till)] });
        where.Add($"""
            (r.subject = any(${first}) or exists (select from unnest(${first + 1}, ${first + 2}, ${first + 3}) as s (subject, since, till)
              where s.subject = r.subject and r.at >= s.since and r.at < s.till))
            """);
    }

    private static async Task<IReadOnlyList<CourseCard>> CoursesOf(IQuerySession session, IEnumerable<ClassId> classes, CancellationToken cancel)
    {
        var wanted = classes.ToHashSet();
        return [.. (await session.Query<CourseCard>().ToListAsync(cancel)).Where(course => course.Classes.Any(wanted.Contains))];
    }

    private static DateTimeOffset Midnight(DateOnly day, SchoolCard? school)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(school?.TimeZone ?? "UTC").GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Columns: n, at, account, role, on_behalf_of, session, kind, purpose, subject.</summary>
    internal static ReadEntry EntryOf(NpgsqlDataReader row, SchoolId school) => new(
        school, row.GetFieldValue<DateTimeOffset>(1), new AccountId(row.GetString(2)), Provenance.Headers.Parse<Role>(row.GetString(3)),
        row.IsDBNull(4) ? null : new AccountId(row.GetString(4)), row.GetString(5), row.GetString(6),
        Provenance.Headers.Parse<Purpose>(row.GetString(7)), row.GetString(8));
}
