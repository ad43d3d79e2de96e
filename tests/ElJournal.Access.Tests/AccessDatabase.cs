using System.Diagnostics;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
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

/// <summary>A throw-away PostgreSQL of the machine's own binaries, with one migrated database for the whole assembly.</summary>
public sealed class AccessDatabase : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eljournal-access-");

    /// <summary>Schools are added one after another: the rights of a table are not changed twice at once.</summary>
    private readonly SemaphoreSlim adding = new(1);

    public string Owner { get; private set; } = "";

    public string Application { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Environment.IsPrivilegedProcess) await Run("chown", "postgres:postgres", folder.FullName);
        await Run(Binary("initdb"), "-D", Data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await Run(Binary("pg_ctl"), "-D", Data, "-w", "-l", Path.Combine(folder.FullName, "log"), "-o",
            $"-c listen_addresses='' -c unix_socket_directories={folder.FullName} -c fsync=off -c full_page_writes=off", "start");
        Owner = new NpgsqlConnectionStringBuilder { Host = folder.FullName, Username = "owner", Database = "postgres" }.ConnectionString;
        Application = await Migration.MakeRole(Owner, null);

        await using var app = Build(Owner, Path.Combine(folder.FullName, "none"));
        await Migration.Apply(app.Services, Owner);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Run(Binary("pg_ctl"), "-D", Data, "-m", "immediate", "stop");
        folder.Delete(recursive: true);
    }

    /// <summary>A school of its own, and a program that serves it at a free port.</summary>
    public async Task<Program> Start(Action<WebApplication>? map = null, TimeProvider? clock = null)
    {
        var school = new SchoolId("school" + Guid.NewGuid().ToString("n")[..8]);
        var data = Directory.CreateTempSubdirectory("eljournal-access-data-");
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
        app.UseAccess();
        app.MapAccess(Pages);
        map?.Invoke(app);
        await app.StartAsync();
        return new Program(app, school, data);
    }

    private static AccessPages Pages => new(
        (_, form) => TypedResults.Text($"sign-in|{form.Login}|{form.Refusal}|{form.Return}"),
        (_, form) => TypedResults.Text($"setup|{form.Login}|{form.Refusal}"));

    private string Data => Path.Combine(folder.FullName, "data");

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
        builder.Services.AddScoped<Desk>();
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

    private static string Binary(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin", name)).First(File.Exists);

    private static async Task Run(string program, params string[] arguments)
    {
        var privileged = Environment.IsPrivilegedProcess && program != "chown";
        var start = new ProcessStartInfo(privileged ? "setpriv" : program) { WorkingDirectory = "/", RedirectStandardError = true };
        string[] all = privileged ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments] : arguments;
        foreach (var argument in all) start.ArgumentList.Add(argument);
        start.RedirectStandardOutput = !arguments.Contains("start");
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: exit {process.ExitCode}");
    }
}

/// <summary>The running program of one test.</summary>
public sealed class Program(WebApplication app, SchoolId school, DirectoryInfo data) : IAsyncDisposable
{
    public SchoolId School { get; } = school;

    public string Data { get; } = data.FullName;

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
        Directory.Delete(Data, recursive: true);
    }
}
