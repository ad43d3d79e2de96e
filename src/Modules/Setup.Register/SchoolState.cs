using ElJournal.Store;
using JasperFx.Events;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Setup.Register;

/// <summary>What the register says of a school year, as it stands or as it stood at a moment: the same models, folded from fewer events.</summary>
/// <param name="Year">The newest year, or the one asked for; null when there is none.</param>
public sealed record SchoolState(
    YearCalendar? Year, IReadOnlyList<ClassRoster> Classes, IReadOnlyList<CourseCard> Courses, IReadOnlyList<StudyGroupCard> Groups,
    IReadOnlyList<CoursePlan> Plans, IReadOnlyList<UnitTimetable> Timetables, IReadOnlyList<SubjectCard> Subjects, IReadOnlyList<StaffCard> Staff)
{
    /// <summary>Of <see cref="Year"/>; null where there is none.</summary>
    public Curriculum? Curriculum { get; init; }

    /// <summary>Кабинеты in use.</summary>
    public IReadOnlyList<RoomCard> Rooms { get; init; } = [];

    /// <summary>Ответственные лица.</summary>
    public IReadOnlyList<DutyCard> Duties { get; init; } = [];

    /// <summary>All courses of the year, those closed since as well.</summary>
    public IReadOnlyList<CourseCard> EverTaught { get; init; } = [];

    /// <summary>All groups of the year, those disbanded since as well.</summary>
    public IReadOnlyList<StudyGroupCard> EverFormed { get; init; } = [];

    /// <param name="asked">Null: the newest year.</param>
    public static async Task<SchoolState> Now(IQuerySession session, CancellationToken cancel, YearId? asked = null)
    {
        var batch = session.CreateBatchQuery();
        var years = batch.Query<YearCalendar>().ToList();
        var classes = batch.Query<ClassRoster>().ToList();
        var courses = batch.Query<CourseCard>().ToList();
        var groups = batch.Query<StudyGroupCard>().ToList();
        var plans = batch.Query<CoursePlan>().ToList();
        var tables = batch.Query<UnitTimetable>().ToList();
        var subjects = batch.Query<SubjectCard>().ToList();
        var staff = batch.Query<StaffCard>().ToList();
        var curricula = batch.Query<Curriculum>().ToList();
        var rooms = batch.Query<RoomCard>().ToList();
        var duties = batch.Query<DutyCard>().ToList();
        await batch.Execute(cancel);
        return Of(await years, await classes, await courses, await groups, await plans, await tables, await subjects, await staff, await curricula, await rooms, await duties, asked);
    }

    /// <summary>At the last event before <paramref name="moment"/>.</summary>
    public static async Task<SchoolState> Then(IQuerySession session, DateTimeOffset moment, CancellationToken cancel)
    {
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => e.MatchesSql("d.type like 'setup.%' and d.timestamp < ?", moment)).OrderBy(e => e.Sequence).ToListAsync(cancel);
        var streams = events.GroupBy(e => e.StreamKey!).ToLookup(stream => stream.Key.Split('/')[0]);
        return Of(
            All<YearCalendar>("year"), Rosters(events), All<CourseCard>("course"), All<StudyGroupCard>("group"), All<CoursePlan>("plan"),
            All<UnitTimetable>("timetable"), All<SubjectCard>("subject"), All<StaffCard>("staff"), All<Curriculum>("curriculum"), All<RoomCard>("room"), All<DutyCard>("duty"));

        IReadOnlyList<T> All<T>(string kind) where T : class => [.. streams[kind].Select(stream => Fold.Of<T>(stream)).OfType<T>()];
    }

    private static SchoolState Of(
        IReadOnlyList<YearCalendar> years, IReadOnlyList<ClassRoster> classes, IReadOnlyList<CourseCard> courses, IReadOnlyList<StudyGroupCard> groups,
        IReadOnlyList<CoursePlan> plans, IReadOnlyList<UnitTimetable> tables, IReadOnlyList<SubjectCard> subjects, IReadOnlyList<StaffCard> staff,
        IReadOnlyList<Curriculum> curricula, IReadOnlyList<RoomCard> rooms, IReadOnlyList<DutyCard> duties, YearId? asked = null)
    {
        var year = asked is { } named ? years.FirstOrDefault(y => y.Year == named) : years.MaxBy(y => y.From);
        var open = courses.Where(c => c.Year == year?.Year && c.Closed is null).ToList();
        var taught = open.Select(c => c.Course).ToHashSet();
        return new SchoolState(
            year, [.. classes.Where(c => c.Year == year?.Year).OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)], open,
            [.. groups.Where(g => g.Year == year?.Year && g.Closed is null)], [.. plans.Where(p => taught.Contains(p.Course))], tables, subjects, staff)
        {
            Curriculum = curricula.FirstOrDefault(c => c.Year == year?.Year),
            Rooms = [.. rooms.Where(r => r.Closed is null)],
            Duties = duties,
            EverTaught = [.. courses.Where(c => c.Year == year?.Year)],
            EverFormed = [.. groups.Where(g => g.Year == year?.Year)],
        };
    }

    /// <summary>A class's list is gathered from other streams too: every event that names the class.</summary>
    private static List<ClassRoster> Rosters(IReadOnlyList<IEvent> events)
    {
        var named = events.SelectMany(e => ClassesOf(e.Data).Select(c => (Class: c, Event: e))).ToLookup(pair => pair.Class, pair => pair.Event);
        return [.. named.Select(of => Fold.Of<ClassRoster>(of, typeof(ClassRosterProjection))).OfType<ClassRoster>()];
    }

    private static IEnumerable<ClassId> ClassesOf(object e) => e.GetType().GetProperties()
        .Where(p => p.PropertyType == typeof(ClassId) || p.PropertyType == typeof(ClassId?)).Select(p => p.GetValue(e)).OfType<ClassId>().Distinct();
}
