using ElJournal.Access.Rights;
using ElJournal.Accounting;
using ElJournal.Host;
using ElJournal.Host.Cli;
using ElJournal.Kernel;
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

/// <summary>The whole program, listening, on a database of its own: the sample school with thirty pupils in each class.</summary>
internal sealed class Ground : IAsyncDisposable
{
    public const int Pupils = 30;

    /// <summary>Русский язык в 7А, four hours a week: the third quarter has forty lessons or nearly.</summary>
    public static readonly CourseId Course = CourseId.From("russkij-yazyk-7a");

    private readonly Dictionary<ClassId, IReadOnlyList<PupilId>> classes = [];

    private readonly WebApplication app;

    private Ground(WebApplication app, string owner, string password)
    {
        this.app = app;
        Owner = owner;
        Password = password;
    }

    public string Owner { get; }

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

    /// <summary>Lessons in the timetable from the year's beginning until today with the pupils of the class, those of <see cref="Course"/> left out.</summary>
    public async Task<Queue<(LessonId Lesson, IReadOnlyList<PupilId> Pupils)>> OtherLessons()
    {
        await using var session = Store.QuerySession(SampleSchool.School.Value);
        var lessons = new List<(LessonId, IReadOnlyList<PupilId>)>();
        foreach (var (id, pupils) in classes) lessons.AddRange((await Timetabled(session, id)).Where(lesson => lesson.Course != Course).Select(lesson => (lesson, pupils)));
        return new(lessons);
    }

    /// <summary>Up to forty lessons of <see cref="Course"/> in the term that has most of them, the term, and the class's pupils.</summary>
    public async Task<(TermId Term, IReadOnlyList<LessonId> Lessons, IReadOnlyList<PupilId> Pupils)> LongestTerm()
    {
        await using var session = Store.QuerySession(SampleSchool.School.Value);
        var year = await session.Query<YearCalendar>().SingleAsync();
        var course = await session.LoadAsync<CourseCard>(Streams.Course(Course)) ?? throw new InvalidOperationException("There is no such course.");
        var lessons = (await Timetabled(session, course.Classes[0])).Where(lesson => lesson.Course == Course);
        var term = lessons.GroupBy(lesson => year.TermOn(lesson.Date, course.Level)!.Id).MaxBy(group => group.Count())!;
        return (term.Key, [.. term], classes[course.Classes[0]]);
    }

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
