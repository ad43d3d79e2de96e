using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Setup.Imports;

/// <summary>
/// The register in memory while a load, or the opening of a year, goes through it: every step meets what those before it did, by the rules of its own handler.
/// What is read here in a few statements would otherwise be asked for step by step.
/// </summary>
public sealed class ImportState
{
    private readonly Dictionary<(Type Type, string Id), object> documents;
    private readonly Dictionary<string, long> versions;
    private readonly Dictionary<string, List<object>> recorded = [];

    private ImportState(Dictionary<(Type, string), object> documents, Dictionary<string, long> versions, DateOnly today) =>
        (this.documents, this.versions, Today) = (documents, versions, today);

    /// <summary>The school's calendar day.</summary>
    public DateOnly Today { get; }

    /// <summary>What the steps have recorded, by stream, in the order in which the streams were met.</summary>
    public IReadOnlyDictionary<string, List<object>> Recorded => recorded;

    /// <summary>How many events the stream has; 0 when it is not there.</summary>
    public long VersionOf(string stream) => versions.GetValueOrDefault(stream);

    /// <summary>Reads what the commands may ask for: the small lists whole, people, plans and timetables by name.</summary>
    public static async Task<ImportState> Load(IQuerySession session, TimeProvider clock, IEnumerable<ICommand> commands, CancellationToken cancel)
    {
        var keys = commands.SelectMany(ImportSteps.StreamsOf).Distinct().ToArray();
        // Versions first: whatever is changed after this is noticed when the load is saved.
        var versions = await StreamVersions.Of(session, keys, cancel);
        var batch = session.CreateBatchQuery();
        var years = batch.Query<YearCalendar>().ToList();
        var classes = batch.Query<ClassRoster>().ToList();
        var staff = batch.Query<StaffCard>().ToList();
        var subjects = batch.Query<SubjectCard>().ToList();
        var courses = batch.Query<CourseCard>().ToList();
        var groups = batch.Query<StudyGroupCard>().ToList();
        var pupils = batch.LoadMany<PupilCard>().ByIdList(Under("pupil/"));
        var guardians = batch.LoadMany<GuardianCard>().ByIdList(Under("guardian/"));
        var plans = batch.LoadMany<CoursePlan>().ByIdList(Under("plan/"));
        var tables = batch.LoadMany<UnitTimetable>().ByIdList(Under("timetable/"));
        var curricula = batch.LoadMany<Curriculum>().ByIdList(Under("curriculum/"));
        var bells = batch.Query<BellNorms>().ToList();
        await batch.Execute(cancel);

        var documents = new Dictionary<(Type, string), object>();
        foreach (var d in await years) documents[(typeof(YearCalendar), d.Id)] = d;
        foreach (var d in await classes) documents[(typeof(ClassRoster), d.Id)] = d;
        foreach (var d in await staff) documents[(typeof(StaffCard), d.Id)] = d;
        foreach (var d in await subjects) documents[(typeof(SubjectCard), d.Id)] = d;
        foreach (var d in await courses) documents[(typeof(CourseCard), d.Id)] = d;
        foreach (var d in await groups) documents[(typeof(StudyGroupCard), d.Id)] = d;
        foreach (var d in await pupils) documents[(typeof(PupilCard), d.Id)] = d;
        foreach (var d in await guardians) documents[(typeof(GuardianCard), d.Id)] = d;
        foreach (var d in await plans) documents[(typeof(CoursePlan), d.Id)] = d;
        foreach (var d in await tables) documents[(typeof(UnitTimetable), d.Id)] = d;
        foreach (var d in await curricula) documents[(typeof(Curriculum), d.Id)] = d;
        foreach (var d in await bells) documents[(typeof(BellNorms), d.Id)] = d;
        return new ImportState(documents, versions, await SchoolDay.Today(session, clock, cancel));

        List<string> Under(string prefix) => [.. keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))];
    }

    /// <summary>The same register before any step.</summary>
    public ImportState Copy() => new(new(documents), versions, Today);

    public T? Of<T>(string id) where T : class => documents.GetValueOrDefault((typeof(T), id)) as T;

    public IEnumerable<T> All<T>() where T : class => documents.Where(pair => pair.Key.Type == typeof(T)).Select(pair => (T)pair.Value);

    /// <summary>The class as its own stream tells it.</summary>
    public ClassCard? ClassOf(ClassId id) =>
        Of<ClassRoster>(id.Value) is { } roster ? new ClassCard(Streams.Class(id), id, roster.Year, roster.Level, roster.Letter) : null;

    /// <summary>The groups that draw pupils from any of these classes.</summary>
    public IReadOnlyList<StudyGroupCard> GroupsOf(IEnumerable<ClassId> classes) => [.. All<StudyGroupCard>().Where(g => g.Classes.Any(classes.Contains))];

    public Placing PlacingIn(ClassId id)
    {
        var roster = Of<ClassRoster>(id.Value);
        return new Placing(roster, roster is null ? null : Of<YearCalendar>(Streams.Year(roster.Year)));
    }

    /// <summary>Carries out one step, by its own handler, over the register as it stands now.</summary>
    public Outcome Run(ICommand command)
    {
        var (outcome, events) = ImportSteps.Run(command, this);
        if (!outcome.IsAccepted || events.Count == 0) return outcome;
        var stream = ImportSteps.StreamOf(command);
        if (!recorded.TryGetValue(stream, out var of)) recorded[stream] = of = [];
        of.AddRange(events);
        foreach (var e in events) Take(stream, e);
        return outcome;
    }

    private void Take(string stream, object e)
    {
        switch (stream[..stream.IndexOf('/')])
        {
            case "year": Put<YearCalendar>(stream, e); break;
            case "regulation": Put<BellNorms>(stream, e); break;
            case "pupil": Put<PupilCard>(stream, e); break;
            case "staff": Put<StaffCard>(stream, e); break;
            case "guardian": Put<GuardianCard>(stream, e); break;
            case "subject": Put<SubjectCard>(stream, e); break;
            case "course": Put<CourseCard>(stream, e); break;
            case "plan": Put<CoursePlan>(stream, e); break;
            case "timetable": Put<UnitTimetable>(stream, e); break;
            case "curriculum": Put<Curriculum>(stream, e); break;
            case "group": Put<StudyGroupCard>(stream, e); break;
        }
        foreach (var id in ClassesOf(e)) Put<ClassRoster>(id.Value, e, typeof(ClassRosterProjection));
    }

    /// <summary>Whose lists an event changes.</summary>
    private static IEnumerable<ClassId> ClassesOf(object e) => e switch
    {
        ClassFormed formed => [formed.Class],
        PupilPlaced { Left: { } left } placed => [placed.Class, left],
        PupilPlaced placed => [placed.Class],
        PupilDeparted departed => [departed.Class],
        ClassTeacherAppointed appointed => [appointed.Class],
        RegimeSet set => [set.Class],
        _ => [],
    };

    private void Put<T>(string id, object e, Type? by = null) where T : class
    {
        if (Fold.Of(by ?? typeof(T), Of<T>(id), e) is { } folded) documents[(typeof(T), id)] = folded;
        else documents.Remove((typeof(T), id));
    }
}
