using System.Collections.Concurrent;
using ElJournal.Accounting.Register;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Control.Tiles;

/// <summary>
/// Gives the picture of a school. That of now is kept and brought up to the last folded event: only lessons touched since are read again, and the
/// set-up only when one of its rows is another. Nothing is ever judged by an old fact that the tables do not have any more.
/// </summary>
public sealed class Pictures(IDocumentStore store, TimeProvider clock)
{
    /// <summary>A school's picture takes some tens of megabytes.</summary>
    private const int MostKept = 4;

    private static readonly string[] Documents = ["controlrules"];

    private readonly ConcurrentDictionary<SchoolId, Kept> kept = new();
    private readonly ConcurrentDictionary<SchoolId, SemaphoreSlim> turns = new();

    /// <summary>Null: no school year is open.</summary>
    /// <param name="at">Null: now.</param>
    /// <param name="gradesFrom">The first day whose grades a look at the past asks for.</param>
    public async Task<Picture?> Of(SchoolId school, DateTimeOffset? at = null, DateOnly? gradesFrom = null, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(school.Value);
        var now = clock.GetUtcNow();
        if (at is { } moment && moment < now) return await Then(session, school, moment, gradesFrom, cancel);
        var turn = turns.GetOrAdd(school, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancel);
        try
        {
            return (await Fresh(session, school, cancel))?.At(now);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Picture?> Then(IQuerySession session, SchoolId school, DateTimeOffset at, DateOnly? gradesFrom, CancellationToken cancel) =>
        await Whole(session, school, "", 0, at, gradesFrom, cancel) is { } whole ? whole.At(at) : null;

    /// <summary>With nothing from before: register, lessons and grades side by side.</summary>
    private async Task<Kept?> Whole(IQuerySession session, SchoolId school, string versions, long last, DateTimeOffset? at, DateOnly? gradesFrom, CancellationToken cancel)
    {
        var zone = Zone(await session.LoadAsync<SchoolCard>(Streams.School(school), cancel));
        if ((await SchoolYears.Load(session, cancel)).All.MaxBy(y => y.From) is not { } days) return null;
        var recorded = PictureReading.Recorded(store, school, days, zone, at, null, gradesFrom ?? days.From, cancel);
        var setUp = await PictureReading.SetUpOf(session, at, cancel);
        var exemptions = await PictureReading.Exemptions(session, at, cancel);
        return setUp is null ? null : new Kept(versions, last, days, setUp, zone, await recorded, exemptions);
    }

    private async Task<Kept?> Fresh(IQuerySession session, SchoolId school, CancellationToken cancel)
    {
        var versions = await SetUpVersions.Of(session, Documents, [FactTables.Exemptions], cancel);
        var known = kept.GetValueOrDefault(school);
        // Asked for before the rows are read: what is folded meanwhile is read twice rather than never.
        var last = await Last(session, cancel);
        if (known is not null && known.Versions != versions) known = await Renewed(session, school, known, versions, cancel);
        known ??= await Whole(session, school, versions, last, null, null, cancel);
        if (known is null) return null;
        if (known.Last < last) known = await Caught(session, school, known, last, cancel);
        if (kept.Count >= MostKept && !kept.ContainsKey(school)) kept.Clear();
        return kept[school] = known;
    }

    /// <summary>The facts stay, the set-up is another; null where the facts are of another year or clock.</summary>
    private static async Task<Kept?> Renewed(IQuerySession session, SchoolId school, Kept known, string versions, CancellationToken cancel)
    {
        var zone = Zone(await session.LoadAsync<SchoolCard>(Streams.School(school), cancel));
        if ((await SchoolYears.Load(session, cancel)).All.MaxBy(y => y.From) != known.Days || zone.Id != known.Zone.Id) return null;
        return await PictureReading.SetUpOf(session, null, cancel) is { } setUp
            ? new Kept(versions, known.Last, known.Days, setUp, zone, known.Recorded, await PictureReading.Exemptions(session, null, cancel))
            : null;
    }

    private async Task<Kept> Caught(IQuerySession session, SchoolId school, Kept known, long last, CancellationToken cancel)
    {
        var touched = new List<string>();
        await using (var ask = FactReading.Ask($"select lesson from {FactTables.Notes} where tenant_id = $1 and seq > $2", session.TenantId, known.Last))
        await using (var reader = await session.ExecuteReaderAsync(ask, cancel))
        {
            while (await reader.ReadAsync(cancel)) touched.Add(reader.GetString(0));
        }
        var exemptions = await PictureReading.Exemptions(session, null, cancel);
        var read = await PictureReading.Recorded(store, school, known.Days, known.Zone, null, [.. touched], known.Days.From, cancel);
        // Those who look at the former picture go on looking at it: what changes is written into copies.
        var recorded = new Dictionary<CourseId, Dictionary<(DateOnly Date, int Slot), RecordedLesson>>(known.Recorded);
        foreach (var (course, lessons) in read)
        {
            var copy = new Dictionary<(DateOnly Date, int Slot), RecordedLesson>(recorded.GetValueOrDefault(course) ?? []);
            foreach (var (place, lesson) in lessons) copy[place] = lesson;
            recorded[course] = copy;
        }
        return known.Next(last, recorded, exemptions, read.Keys);
    }

    private static async Task<long> Last(IQuerySession session, CancellationToken cancel)
    {
        await using var ask = FactReading.Ask($"select coalesce(max(seq), 0) from {FactTables.Notes} where tenant_id = $1", session.TenantId);
        await using var reader = await session.ExecuteReaderAsync(ask, cancel);
        await reader.ReadAsync(cancel);
        return reader.GetInt64(0);
    }

    private static TimeZoneInfo Zone(SchoolCard? card) => card is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(card.TimeZone);

    private sealed record Kept(
        string Versions, long Last, YearDays Days, SetUp SetUp, TimeZoneInfo Zone, Dictionary<CourseId, Dictionary<(DateOnly Date, int Slot), RecordedLesson>> Recorded, ILookup<CourseId, Exemption> Exemptions)
    {
        private IReadOnlyList<CourseView> Courses { get; init; } = SetUp.Courses(Recorded, Exemptions);

        private IReadOnlyDictionary<StaffId, StaffCard> Staff { get; } = SetUp.School.Staff.ToDictionary(s => s.Staff);

        public Picture At(DateTimeOffset at) => new(at, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime), Zone, SetUp.Year, SetUp.Rules, Courses)
        {
            School = SetUp.School,
            Staff = Staff,
        };

        public Kept Next(
            long last, Dictionary<CourseId, Dictionary<(DateOnly Date, int Slot), RecordedLesson>> recorded, ILookup<CourseId, Exemption> exemptions, IEnumerable<CourseId> changed)
        {
            var touched = changed.ToHashSet();
            return this with
            {
                Last = last,
                Recorded = recorded,
                Exemptions = exemptions,
                Courses = [.. Courses.Select(c => touched.Contains(c.Id)
                    ? c with { Lessons = Lessons.Of(SetUp.Scheduled[c.Id], recorded[c.Id]) }
                    : c)],
            };
        }
    }
}
