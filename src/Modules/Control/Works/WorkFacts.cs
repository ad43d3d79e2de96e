using ElJournal.Control.Pages;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;
using Npgsql;

namespace ElJournal.Control.Works;

/// <summary>What control works are judged by: the year, who has which lessons when, the works that stand, the limits and the approvals.</summary>
/// <param name="Year">Null: there is none that the question could mean.</param>
/// <param name="Courses">All of the classes concerned.</param>
/// <param name="Alone">Groups of individual plans, whose pupils do not sit in the class.</param>
/// <param name="Tables">Timetables of the courses' classes and groups.</param>
/// <param name="Works">Those of these courses that stand.</param>
public sealed record WorkFacts(
    YearCalendar? Year, IReadOnlyDictionary<CourseId, CourseCard> Courses, IReadOnlySet<GroupId> Alone, IReadOnlyDictionary<string, UnitTimetable> Tables,
    ILookup<ClassId, RegimeSet> Regimes, ControlWorkRules? Rules, IReadOnlyList<ControlWork> Works, ControlSchedule? Schedule, DateOnly Today)
{
    /// <summary>What a change of a course's works is judged by; whoever else changes works of the school waits, since its limits span streams.</summary>
    public static async Task<WorkFacts> Holding(CourseId course, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        await session.BeginTransactionAsync(cancel);
        await using var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('eljournal.controlworks/' || $1, 0))");
        hold.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.TenantId });
        await session.ExecuteAsync(hold, cancel);
        return await Of(course, session, clock, cancel);
    }

    public static async Task<WorkFacts> Of(CourseId course, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        if (await session.LoadAsync<CourseCard>(Streams.Course(course), cancel) is not { } card)
            return await Make(null, [], session, clock, cancel);
        var beside = card.Classes.Select(c => $$"""{"classes":["{{c}}"]}""").ToArray();
        var courses = await session.Query<CourseCard>().Where(c => c.MatchesSql("d.data @> any(?::jsonb[])", new object[] { beside })).ToListAsync(cancel);
        return await Make(await session.LoadAsync<YearCalendar>(Streams.Year(card.Year), cancel), [.. courses.Where(c => c.Year == card.Year)], session, clock, cancel);
    }

    /// <summary>The whole year's.</summary>
    public static async Task<WorkFacts> Of(YearCalendar? year, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        if (year is null) return await Make(null, [], session, clock, cancel);
        var wanted = $$"""{"year":"{{year.Year}}"}""";
        return await Make(year, await session.Query<CourseCard>().Where(c => c.MatchesSql("d.data @> ?::jsonb", wanted)).ToListAsync(cancel), session, clock, cancel);
    }

    private static async Task<WorkFacts> Make(YearCalendar? year, IReadOnlyList<CourseCard> courses, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        if (year is null) return new WorkFacts(null, new Dictionary<CourseId, CourseCard>(), new HashSet<GroupId>(), new Dictionary<string, UnitTimetable>(), None, null, [], null, today);
        var tables = await session.LoadManyAsync<UnitTimetable>(cancel, courses.Select(c => Streams.Timetable(c.Unit)).Distinct().ToArray());
        var groups = courses.Select(c => c.Group).OfType<GroupId>().Distinct().Select(Streams.Group).ToArray();
        IEnumerable<StudyGroupCard> cards = groups.Length == 0 ? [] : await session.LoadManyAsync<StudyGroupCard>(cancel, groups);
        var named = courses.Select(c => c.Course.Value).ToArray();
        return new WorkFacts(
            year, courses.ToDictionary(c => c.Course), cards.Where(g => g.Kind == GroupKinds.Individual).Select(g => g.Group).ToHashSet(), tables.ToDictionary(t => t.Unit),
            await ClassRegimes.Of(session, courses.SelectMany(c => c.Classes), cancel), await session.LoadAsync<ControlWorkRules>(ControlWorkStreams.Rules, cancel),
            await session.Query<ControlWork>().Where(w => !w.Cancelled && w.MatchesSql("d.data ->> 'course' = any(?)", new object[] { named })).ToListAsync(cancel),
            await session.LoadAsync<ControlSchedule>(ControlWorkStreams.Schedule(year.Year), cancel), today);
    }

    private static readonly ILookup<ClassId, RegimeSet> None = Enumerable.Empty<RegimeSet>().ToLookup(r => r.Class);
}
