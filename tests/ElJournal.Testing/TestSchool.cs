using System.Collections.Concurrent;
using ElJournal.Access;
using ElJournal.Access.Accounts;
using ElJournal.Access.Own;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Slips;
using ElJournal.Access.Undertakings;
using ElJournal.Accounting;
using ElJournal.Host;
using ElJournal.Host.Cli;
using ElJournal.Host.SampleYear;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Testing;

/// <summary>
/// The sample school at work on a real database: the whole program, listening on a free port. It is built once for a test run,
/// by its commands, and each test class works in a clone of it. Likewise an <see cref="Empty"/> school.
/// </summary>
public sealed class TestSchool : IAsyncDisposable
{
    /// <summary>Of every sample account.</summary>
    public const string Password = "школа-образец-2026";

    private const string RolePassword = "only-in-tests";

    private static readonly Lazy<Task<TestCluster>> Server = new(StartServer);

    /// <summary>Two databases of one server would both make the role that it knows only once.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>The sample has its lessons on the day it is built: a run that goes on past the school's midnight builds another.</summary>
    private static readonly ConcurrentDictionary<DateOnly, Lazy<Task<Prepared>>> Samples = new();

    private static readonly Lazy<Task<Prepared>> Unfounded = new(() => Prepare("template_empty", async services =>
    {
        var first = DateTime.UtcNow.Month >= 8 ? DateTime.UtcNow.Year : DateTime.UtcNow.Year - 1;
        await services.GetRequiredService<Desk>().Send(new OpenLog(Guid.NewGuid(), $"{first}-{first + 1}", null), Actors.ForCommandLine(School));
        await SampleAccounts.Of(services).Create(School, new Dictionary<string, StaffId>());
    }));

    private static readonly Lazy<Task<Prepared>> Year = new(() => Prepare("template_year", async services => YearRoot = await Load(services, YearPlan!), isLive: false));

    private static readonly ConcurrentDictionary<DateOnly, Lazy<Task<Prepared>>> Weeks = new();

    private readonly string _name;

    private readonly Dictionary<string, string> _logins = [];

    private TestSchool(string name, WebApplication app, HostSettings settings, TestCluster cluster)
    {
        _name = name;
        App = app;
        Settings = settings;
        Cluster = cluster;
    }

    public WebApplication App { get; }

    public HostSettings Settings { get; }

    public TestCluster Cluster { get; }

    public IServiceProvider Services => App.Services;

    /// <summary>http://127.0.0.1:port</summary>
    public string Address => App.Urls.First();

    public static SchoolId School => SampleSchool.School;

    /// <summary>Соколова И. В., as she acts on the web.</summary>
    public static Actor Teacher => new(
        new AccountId("sample-teacher"), Role.Teacher, School, Channel.Web, "test",
        new Grants([new Grant(Permission.WriteJournal, Grant.WholeSchool), new Grant(Permission.ReadJournal, Grant.WholeSchool)]));

    /// <summary>Лебедева Т. М., заместитель директора.</summary>
    public static Actor Deputy => new(
        new AccountId("sample-deputy"), Role.DeputyHead, School, Channel.Web, "test", GrantRules.For(new GrantFacts(Role.DeputyHead, default)));

    public static async Task<TestSchool> Start(Action<WebApplicationBuilder>? adjust = null) =>
        await Start(await Samples.GetOrAdd(SampleTask.Today(TimeProvider.System), day => new(() => Prepare($"template_sample_{day.DayNumber}", services => SmallSchool.Build(services)))).Value, adjust);

    /// <summary>
    /// A school of which nothing is known yet, neither its name nor a year nor anybody in it; but the sample's accounts are there, so that
    /// <c>deputy</c> and <c>admin</c> can sign in and set it up.
    /// </summary>
    public static async Task<TestSchool> Empty(Action<WebApplicationBuilder>? adjust = null) => await Start(await Unfounded.Value, adjust);

    /// <summary>
    /// The school with a whole year behind it, loaded once in some minutes: for campaigns, not for every run. One account of each role can sign in,
    /// under the sample's names.
    /// </summary>
    public static async Task<TestSchool> LivedYear(Action<WebApplicationBuilder>? adjust = null) => await Start(await Year.Value, adjust);

    /// <summary>The sample that <c>--sample</c> loads: some classes with seven weeks behind them and lessons today.</summary>
    public static async Task<TestSchool> Slice() => await Start(await Weeks.GetOrAdd(SampleTask.Today(TimeProvider.System), day => new(() => Prepare(
        $"template_slice_{day.DayNumber}", services => Load(services, new SampleWish(IsYear: false).Plan(day)), isLive: false))).Value, null);

    /// <summary>The plan of <see cref="LivedYear"/>.</summary>
    public static SchoolPlan YearPlan { get; } = new SampleWish(IsYear: true).Plan(default);

    /// <summary>Root of its sealed log, once it is loaded.</summary>
    public static string? YearRoot { get; private set; }

    private static async Task<string> Load(IServiceProvider services, SchoolPlan plan)
    {
        var hash = services.GetRequiredService<Passwords>().Hash(Password);
        return (await new YearLoader(services, services.GetRequiredService<HostSettings>())
            .Load(plan, SampleTask.Lived(plan), SampleLogins.Of(plan, () => hash), null, CancellationToken.None)).Root;
    }

    private static async Task<TestSchool> Start(Prepared template, Action<WebApplicationBuilder>? adjust)
    {
        var name = "school_" + Guid.NewGuid().ToString("N")[..12];
        var owner = await template.Cluster.Databases.CloneAsync(template.Database, name);
        var folder = Directory.CreateTempSubdirectory("eljournal-").FullName;
        foreach (var file in Directory.GetFiles(template.Folder)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var settings = new HostSettings(
            new NpgsqlConnectionStringBuilder(template.Application) { Database = name }.ConnectionString, owner, folder);
        var app = HostApp.Build(settings, ["--urls", "http://127.0.0.1:0"], adjust);
        await app.StartAsync();
        return new TestSchool(name, app, settings, template.Cluster);
    }

    /// <summary>Sends a command as its page would.</summary>
    public async Task<Outcome> Send(ICommand command, Actor actor)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Desk>().Send(command, actor);
    }

    /// <summary>
    /// The account that the program opened for a member of the staff, brought to where its owner has been through the first sign-in:
    /// with the sample's password, in these roles, and known in tests by a name of its own.
    /// </summary>
    public async Task<AccountId> SignUp(string name, StaffId staff, params Role[] roles)
    {
        var account = new AccountId($"staff-{staff}");
        foreach (var role in roles) await Done(new GrantRole(Guid.NewGuid(), account, role), Actors.ForCommandLine(School));
        if (!roles.Contains(Role.Teacher)) await Done(new RevokeRole(Guid.NewGuid(), account, Role.Teacher), Actors.ForCommandLine(School));
        _logins[name] = await SettleIn(account, roles[0], Password);
        return account;
    }

    /// <summary>Takes an account through slip, undertaking and own password; answers its login.</summary>
    public async Task<string> SettleIn(AccountId account, Role role, string password)
    {
        var owner = new Actor(account, role, School, Channel.Web, "test", new Grants([new Grant(Permission.OwnAccount, AccountStream.Of(account))]));
        var slip = SlipCode.Of(OneTimeCode.New(), new DateOnly(2100, 1, 1));
        await Done(new IssueSlip(Guid.NewGuid(), account, slip, Passwords.Stamp()), Actors.ForCommandLine(School));
        await Done(new SignUndertaking(Guid.NewGuid(), account, 1), owner);
        await Done(new ChoosePassword(Guid.NewGuid(), account, Services.GetRequiredService<Passwords>().Hash(password)), owner);
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession(School.Value);
        return (await session.LoadAsync<Credential>(account.Value))!.Login;
    }

    /// <summary>How somebody signs in whom tests know by a name.</summary>
    public string LoginOf(string name) => _logins.GetValueOrDefault(name, name);

    private async Task Done(ICommand command, Actor actor)
    {
        if ((await Send(command, actor)).Refusal is { } refusal) throw new InvalidOperationException($"{command}: {refusal.Text()}");
    }

    /// <summary>Today's algebra in 8 «Б», which the sample always has, and the pupils of the class as its page lists them.</summary>
    public async Task<(LessonId Lesson, IReadOnlyList<PupilId> Pupils)> TodaysLesson()
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession(School.Value);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(SampleSchool.Course)))!;
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(School)))!.DayAt(DateTimeOffset.UtcNow);
        var slot = (await session.LoadAsync<UnitTimetable>(Streams.Timetable(course.Unit)))!
            .On(today, course.Level, (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!).First(s => s.Course == course.Course);
        var roster = (await session.LoadAsync<ClassRoster>(course.Unit))!;
        var cards = await session.LoadManyAsync<PupilCard>([.. roster.Pupils.Select(p => Streams.Pupil(p.Pupil))]);
        var names = await Services.GetRequiredService<Openings>().Read<PersonCard>(School, cards.Select(c => c.Card));
        return (new LessonId(course.Course, today, slot.Slot), [.. cards.OrderBy(c => names[c.Card].ListName, StringComparer.Create(new("ru-RU"), false)).Select(c => c.Pupil)]);
    }

    /// <summary>Waits until the asynchronous read models have seen all events.</summary>
    public Task CaughtUp() => CaughtUp(Settings.OwnerConnection);

    private static async Task CaughtUp(string owner)
    {
        const string sql = """
            select count(*) = 5 and min(last_seq_id) >= (select max(seq_id) from journal.mt_events where tenant_id = 'sample')
            from journal.mt_event_progression where name in ('changes.4:All:sample', 'facts.1:All:sample', 'sealer:All:sample', 'newcomers:All:sample', 'remarks:All:sample')
            """;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(150));
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(limit.Token);
        await using var command = new NpgsqlCommand(sql, connection);
        try
        {
            while (await command.ExecuteScalarAsync(limit.Token) is not true) await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await using var ask = new NpgsqlCommand(
                "select coalesce(string_agg(name || ' ' || last_seq_id, ', '), '') || ' of ' || (select max(seq_id) from journal.mt_events where tenant_id = 'sample') from journal.mt_event_progression", connection);
            throw new TimeoutException($"The read models stand still: {await ask.ExecuteScalarAsync()}");
        }
    }

    /// <summary>Runs SQL as the owner of the database, past the application's rights.</summary>
    public async Task<T?> AsOwner<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Settings.OwnerConnection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Cluster.Databases.DropAsync(_name);
        Directory.Delete(Settings.DataDirectory, recursive: true);
    }

    private static async Task<TestCluster> StartServer()
    {
        Environment.SetEnvironmentVariable(SamplePassword.Variable, Password);
        var cluster = await TestCluster.StartAsync();
        Console.WriteLine(cluster.Backend);
        return cluster;
    }

    /// <param name="fill">Brings into the new school what stands in it.</param>
    /// <param name="isLive">The program works while it is filled, and follows what is recorded.</param>
    private static async Task<Prepared> Prepare(string database, Func<IServiceProvider, Task> fill, bool isLive = true)
    {
        var cluster = await Server.Value;
        await OneAtATime.WaitAsync();
        try
        {
            return await Prepare(cluster, database, fill, isLive);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<Prepared> Prepare(TestCluster cluster, string database, Func<IServiceProvider, Task> fill, bool isLive)
    {
        await cluster.Databases.DropAsync(database);
        var owner = await cluster.Databases.CreateAsync(database);
        var folder = Directory.CreateTempSubdirectory("eljournal-template-").FullName;
        var settings = new HostSettings(await Migration.MakeRole(owner, RolePassword), owner, folder);
        await using (var app = HostApp.Build(settings, ["--urls", "http://127.0.0.1:0"]))
        {
            await Migration.Apply(app.Services, owner);
            await Migration.AddSchool(app.Services, owner, School);
            if (isLive) await app.StartAsync();
            await using (var scope = app.Services.CreateAsyncScope()) await fill(scope.ServiceProvider);
            if (isLive) await CaughtUp(owner);
            if (isLive) await app.StopAsync();
        }
        NpgsqlConnection.ClearAllPools();
        await Close(cluster, database);
        return new Prepared(cluster, database, folder, settings.ApplicationConnection);
    }

    /// <summary>A template is copied only while nobody is in it.</summary>
    private static async Task Close(TestCluster cluster, string database)
    {
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"alter database {database} allow_connections false; select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{database}'", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The role belongs to the whole server, so it is made once.</summary>
    private sealed record Prepared(TestCluster Cluster, string Database, string Folder, string Application);
}
