using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Accounting;
using ElJournal.Host;
using ElJournal.Host.Cli;
using ElJournal.Host.SampleYear;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wolverine;

namespace ElJournal.Benchmarks;

/// <summary>
/// The whole program, listening, on a database of its own: a small school with thirty pupils in each class, or the sample year
/// (<see cref="OnYear"/>) as it stands a week before its last lessons.
/// </summary>
internal sealed class Ground : IAsyncDisposable
{
    public const int Pupils = 30;

    /// <summary>Русский язык в 7А, four hours a week: the third quarter has forty lessons or nearly.</summary>
    public static readonly CourseId Course = CourseId.From("russkij-yazyk-7a");

    private readonly Dictionary<ClassId, IReadOnlyList<PupilId>> classes = [];

    private readonly WebApplication app;

    private Queue<(LessonId Lesson, IReadOnlyList<PupilId> Pupils)>? free;

    private Ground(WebApplication app, string owner, string password)
    {
        this.app = app;
        Owner = owner;
        Password = password;
    }

    public string Owner { get; }

    /// <summary>The first day of which nothing is entered; null on the small school, where nothing is entered at all.</summary>
    public DateOnly? Untouched { get; private init; }

    public string Password { get; }

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    public IDocumentStore Store => Services.GetRequiredService<IDocumentStore>();

    /// <summary>A deputy head types: the right reaches every course, so one actor serves all lessons.</summary>
    public static Actor Deputy { get; } = new(
        new AccountId("sample-deputy"), Role.DeputyHead, SampleSchool.School, Channel.Web, "bench", GrantRules.For(new GrantFacts(Role.DeputyHead, default)));

    /// <param name="durability"><see cref="DurabilityMode.MediatorOnly"/>: change log and sealer do not follow.</param>
    public static async Task<Ground> Open(TestCluster cluster, string name, DurabilityMode durability = DurabilityMode.Solo)
    {
        var owner = await cluster.Databases.CreateAsync(name);
        var app = await Compose(owner, new MayClock(), durability);
        await Migration.AddSchool(app.Services, owner, SampleSchool.School);
        await app.StartAsync();
        var password = await SmallSchool.Build(app.Services) ?? throw new InvalidOperationException("The sample is here already.");
        var ground = new Ground(app, owner, password);
        await ground.FillClasses();
        return ground;
    }

    /// <summary>The program on an empty database, not started: nothing runs beside what is measured.</summary>
    public static async Task<WebApplication> Compose(string owner, TimeProvider clock, DurabilityMode durability = DurabilityMode.Solo)
    {
        var application = await Migration.MakeRole(owner, "secret");
        var settings = new HostSettings(application, owner, Directory.CreateTempSubdirectory("eljournal-bench-").FullName);
        var app = HostApp.Build(settings, ["--urls", "http://127.0.0.1:0"], durability: durability, adjust: builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(clock);
        });
        await Migration.Apply(app.Services, owner);
        return app;
    }

    /// <summary>
    /// The sample year up to its last week but one, and a clock that stands at that week's end: everything is full, and the lessons of five days
    /// wait for their entries.
    /// </summary>
    public static async Task<Ground> OnYear(TestCluster cluster, string name)
    {
        const string password = "сиреневый туман над рекой";
        var untouched = new DateOnly(2026, 5, 18);
        var owner = await cluster.Databases.CreateAsync(name);
        var app = await Compose(owner, new MayClock(new(2026, 5, 23, 6, 0, 0, TimeSpan.Zero)));
        await Migration.AddSchool(app.Services, owner, SampleSchools.First);
        var plan = new SampleWish(IsYear: true).Plan(default) with { Today = untouched };
        var hash = app.Services.GetRequiredService<Passwords>().Hash(password);
        await new YearLoader(app.Services, app.Services.GetRequiredService<HostSettings>())
            .Load(plan, Year.Live(plan, plan.School, extracurricular: true), SampleLogins.Of(plan, () => hash), null, default);
        await app.StartAsync();
        var ground = new Ground(app, owner, password) { Untouched = untouched };
        await using var session = ground.Store.QuerySession(SampleSchool.School.Value);
        foreach (var roster in await session.Query<ClassRoster>().ToListAsync())
            ground.classes[ClassId.From(roster.Id)] = [.. roster.Pupils.Where(p => p.From <= untouched && !(p.Left <= untouched)).Select(p => p.Pupil)];
        return ground;
    }

    /// <summary>
    /// Lessons in the timetable until today of which nothing is entered, with the pupils of the class, those of the page shown left out. On the year
    /// they are given out once.
    /// </summary>
    public async Task<Queue<(LessonId Lesson, IReadOnlyList<PupilId> Pupils)>> OtherLessons() => Untouched is null ? await Untold() : free ??= await Untold();

    private async Task<Queue<(LessonId Lesson, IReadOnlyList<PupilId> Pupils)>> Untold()
    {
        await using var session = Store.QuerySession(SampleSchool.School.Value);
        var lessons = new List<(LessonId, IReadOnlyList<PupilId>)>();
        var shown = Untouched is null ? Course : (await FullPage()).Course;
        var (journal, grading) = (await session.LoadAsync<JournalRules>(Streams.Regulation), await session.LoadAsync<GradingRules>(Streams.Grading));
        var graded = (await session.Query<CourseCard>().ToListAsync())
            .Where(c => IsOfAll(c) && Untouched is { } free && GradingRules.Entry(journal?.On(free), grading, c.Subject, c.Level, free)?.Grades.Count > 2).Select(c => c.Course).ToHashSet();
        foreach (var (id, pupils) in classes)
        {
            lessons.AddRange((await Timetabled(session, id))
                .Where(lesson => lesson.Course != shown && (Untouched is not { } day || (lesson.Date >= day && graded.Contains(lesson.Course)))).Select(lesson => (lesson, pupils)));
        }
        return new(lessons);
    }

    /// <summary>
    /// The page that is shown: up to forty lessons of <see cref="Course"/> in the term that has most of them; on the year, of the course that has most
    /// lessons in the term that runs.
    /// </summary>
    public async Task<FullPage> FullPage()
    {
        await using var session = Store.QuerySession(SampleSchool.School.Value);
        var year = await session.Query<YearCalendar>().SingleAsync();
        var pages = new List<FullPage>();
        var courses = Untouched is null
            ? [await session.LoadAsync<CourseCard>(Streams.Course(Course)) ?? throw new InvalidOperationException("There is no such course.")]
            : (await session.Query<CourseCard>().ToListAsync()).Where(IsOfAll).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        foreach (var course in courses)
        {
            var lessons = (await Timetabled(session, course.Classes[0])).Where(lesson => lesson.Course == course.Course);
            pages.AddRange(lessons.GroupBy(lesson => year.TermOn(lesson.Date, course.Level)!)
                .Where(term => Untouched is not { } day || (term.Key.From <= day && day <= term.Key.To))
                .Select(term => new FullPage(course.Course, term.Key.Id, [.. term], classes[course.Classes[0]])));
        }
        return pages.MaxBy(page => page.Lessons.Count * page.Pupils.Count)!;
    }

    /// <summary>Урочная деятельность of a whole class with grades: not in the first year, and in no group.</summary>
    private static bool IsOfAll(CourseCard course) => course.Level > 1 && course.Layer == Layers.Core && course.Unit == course.Classes[0].Value;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IEnumerable<LessonId>> Timetabled(IQuerySession session, ClassId id)
    {
        var year = await session.Query<YearCalendar>().SingleAsync();
        var table = await session.LoadAsync<UnitTimetable>(Streams.Timetable(id.Value)) ?? throw new InvalidOperationException($"{id} has no timetable.");
        var today = DateOnly.FromDateTime(Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        return
            from day in Enumerable.Range(0, today.DayNumber - year.From.DayNumber).Select(year.From.AddDays)
            from slot in table.On(day, 0, year)
            select new LessonId(slot.Course, day, slot.Slot);
    }

    /// <summary>Every class gets its thirty pupils.</summary>
    public async Task FillClasses()
    {
        await using var session = Store.QuerySession(SampleSchool.School.Value);
        foreach (var roster in await session.Query<ClassRoster>().ToListAsync())
        {
            var (id, first) = (ClassId.From(roster.Id), roster.Pupils.Min(pupil => pupil.From));
            var added = Enumerable.Range(roster.Pupils.Count + 1, Pupils - roster.Pupils.Count).Select(n => PupilId.From($"added-{id}-{n}")).ToList();
            foreach (var pupil in added)
            {
                await Send(new EnrolPupil(Guid.NewGuid(), pupil, new PersonCard("Яковлев", "Ян", null, null, "М", null), id, first), Actors.ForCommandLine(SampleSchool.School));
            }
            classes[id] = [.. roster.Pupils.Select(pupil => pupil.Pupil), .. added];
        }
    }

    public async Task Send(ICommand command, Actor actor)
    {
        await using var scope = Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<Desk>().Send(command, actor);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"{command.GetType().Name}: {refusal.Text()}");
    }
}

/// <summary>Предметная страница: a course × term.</summary>
/// <param name="Lessons">By the timetable, until today.</param>
internal sealed record FullPage(CourseId Course, TermId Term, IReadOnlyList<LessonId> Lessons, IReadOnlyList<PupilId> Pupils)
{
    public string Address => $"/journal/{Course}/{Term}";
}
