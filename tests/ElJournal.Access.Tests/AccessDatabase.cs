using ElJournal.Access.Secrets;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Xunit;

[assembly: AssemblyFixture(typeof(ElJournal.Access.Tests.AccessDatabase))]

namespace ElJournal.Access.Tests;

/// <summary>The test run's PostgreSQL, with one migrated database for the whole assembly.</summary>
public sealed class AccessDatabase : IAsyncLifetime
{
    /// <summary>Schools are added one after another: the rights of a table are not changed twice at once.</summary>
    private readonly SemaphoreSlim adding = new(1);

    private TestCluster cluster = null!;

    /// <summary>All programs here are nodes of one installation: they share the certificate of the keys in their one database.</summary>
    private readonly DirectoryInfo shared = Directory.CreateTempSubdirectory("eljournal-access-shared-");

    public string Owner { get; private set; } = "";

    public string Application { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        cluster = await TestCluster.StartAsync();
        Owner = await cluster.Databases.CreateAsync("access");
        Application = await Migration.MakeRole(Owner, "only-in-tests");
        await using var app = Build(Owner, shared.FullName);
        await Migration.Apply(app.Services, Owner);
        app.Services.GetRequiredService<ProtectionCertificate>().Wrap([]);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
        shared.Delete(recursive: true);
    }

    /// <summary>A school of its own, and a program that serves it at a free port.</summary>
    public async Task<Program> Start(Action<WebApplication>? map = null, TimeProvider? clock = null)
    {
        var school = new SchoolId("school" + Guid.NewGuid().ToString("n")[..8]);
        var data = Folder();
        var app = Build(Application, data.FullName, school, clock);
        await adding.WaitAsync();
        try
        {
            await Migration.AddSchool(app.Services, Owner, school);
        }
        finally
        {
            adding.Release();
        }
        return await Serve(app, school, data, map);
    }

    /// <summary>One more node that serves the same school.</summary>
    /// <param name="certificate">False: whoever set it up forgot to copy the certificate.</param>
    public async Task<Program> StartNode(SchoolId school, Action<WebApplication>? map = null, TimeProvider? clock = null, bool certificate = true)
    {
        var data = certificate ? Folder() : Directory.CreateTempSubdirectory("eljournal-access-data-");
        return await Serve(Build(Application, data.FullName, school, clock), school, data, map);
    }

    private DirectoryInfo Folder()
    {
        var data = Directory.CreateTempSubdirectory("eljournal-access-data-");
        File.Copy(Path.Combine(shared.FullName, ProtectionCertificate.FileName), Path.Combine(data.FullName, ProtectionCertificate.FileName));
        return data;
    }

    private static async Task<Program> Serve(WebApplication app, SchoolId school, DirectoryInfo data, Action<WebApplication>? map)
    {
        app.UseAccess();
        app.MapAccess();
        map?.Invoke(app);
        await app.StartAsync();
        return new Program(app, school, data, data.FullName);
    }

    /// <summary>A second node of the same school: another program on the same database and folder of keys.</summary>
    public async Task<Program> Second(Program first, Action<WebApplication>? map = null)
    {
        var app = Build(Application, first.Data, first.School);
        app.UseAccess();
        app.MapAccess();
        map?.Invoke(app);
        await app.StartAsync();
        return new Program(app, first.School, null, first.Data);
    }

    private static WebApplication Build(string connection, string data, SchoolId? school = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [DataFolder.Setting] = data,
            [Schools.Setting] = school?.Value,
            ["urls"] = "http://127.0.0.1:0",
        });
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(EventStore.InUtc(connection)));
        builder.Services.AddEventStore(connection);
        builder.Services.AddRegister();
        builder.Services.AddAccess();
        builder.Services.AddSingleton<AccountNames>((_, _, _) => Task.FromResult<IReadOnlyDictionary<AccountId, string>>(new Dictionary<AccountId, string>()));
        builder.Services.AddScoped<Desk>();
        builder.Services.AddSingleton<Openings>();
        builder.Services.AddSingleton<PageFrame, PlainFrame>();
        builder.Host.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(AccessDatabase).Assembly;
            options.Discovery.IncludeAssembly(typeof(AccessModule).Assembly);
            options.Durability.Mode = DurabilityMode.MediatorOnly;
            options.Policies.AutoApplyTransactions();
            options.Policies.ForMessagesOfType<ICommand>().AddMiddleware(typeof(ActorMiddleware));
            options.EnableRelayOfUserName = true;
        });
        return builder.Build();
    }
}

/// <summary>Says which page would be drawn, and with what.</summary>
internal sealed class PlainFrame : PageFrame
{
    public override Task<IResult> Show<TPage>(HttpContext http, string title, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) =>
        Task.FromResult<IResult>(TypedResults.Text(string.Join('|', [typeof(TPage).Name, .. parameters.Values]), statusCode: status));
}

/// <summary>The running program of one test.</summary>
/// <param name="owned">The folder to take away with the program; null on a second node, which is only a guest there.</param>
public sealed class Program(WebApplication app, SchoolId school, DirectoryInfo? owned, string data) : IAsyncDisposable
{
    public SchoolId School { get; } = school;

    public string Data { get; } = data;

    public IServiceProvider Services => app.Services;

    public Uri Address { get; } = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public async Task<Outcome> Send(ICommand command, Actor? actor = null)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Desk>().Send(command, actor ?? Access.Rights.Actors.ForCommandLine(School));
    }

    public async Task<T> With<TService, T>(Func<TService, Task<T>> use) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        owned?.Delete(recursive: true);
    }
}
