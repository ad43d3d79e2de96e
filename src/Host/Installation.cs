using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using ElJournal.Postgres;
using ElJournal.Store;
using Wolverine;
using Wolverine.Runtime;

namespace ElJournal.Host;

/// <summary>What an installation is opened for.</summary>
public enum InstallationUse
{
    /// <summary>The server: pages, background work, everything.</summary>
    Serving,

    /// <summary>One task that sends commands, beside a server or without one.</summary>
    Commanding,

    /// <summary>Reading only: the database stays as it is found, also where its shape is wrong.</summary>
    Looking,
}

/// <summary>An installation at work: its database found or started, its schema current, the program composed but not yet listening.</summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly Database database;

    private Installation(Database database, WebApplication app, HostSettings settings)
    {
        this.database = database;
        App = app;
        Settings = settings;
    }

    public WebApplication App { get; }

    public HostSettings Settings { get; }

    public IServiceProvider Services => App.Services;

    /// <summary>One line that says which database is used.</summary>
    public string Backend => database.Backend;

    /// <summary>True when the database server was started for this process, so that no journal server can be at work on it.</summary>
    public bool OwnsDatabase => database.Owned;

    /// <param name="dataDirectory">Null: the default of this machine and user.</param>
    public static async Task<Installation> Open(
        string? dataDirectory,
        string[]? args = null,
        Action<WebApplicationBuilder>? adjust = null,
        InstallationUse use = InstallationUse.Serving,
        CancellationToken cancel = default)
    {
        var options = AppDatabaseOptions.FromEnvironment(dataDirectory);
        var database = await PostgresForApp.ResolveAsync(options, cancel);
        try
        {
            var owner = database.SuperuserConnectionString;
            var application = await Migration.MakeRole(owner, RolePassword(options.DataDirectory), cancel);
            var settings = new HostSettings(application, owner, options.DataDirectory);
            var app = HostApp.Build(
                settings, args, adjust, use is InstallationUse.Serving ? DurabilityMode.Solo : DurabilityMode.MediatorOnly);
            if (use is not InstallationUse.Looking) await Migration.Apply(app.Services, owner, cancel);
            return new Installation(database, app, settings);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets commands be sent without listening on any address.</summary>
    public Task StartCommands(CancellationToken cancel = default) =>
        ((IHostedService)Services.GetRequiredService<IWolverineRuntime>()).StartAsync(cancel);

    /// <summary>Registers a school before its first event.</summary>
    public Task AddSchool(SchoolId school, CancellationToken cancel = default) =>
        Migration.AddSchool(Services, Settings.OwnerConnection, school, cancel);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>
    /// The application role's password: made once, kept in the data directory for this user alone. With a database somebody else runs,
    /// nodes share it through <c>ELJ_APP_PASSWORD</c>.
    /// </summary>
    private static string RolePassword(string dataDirectory)
    {
        if (Environment.GetEnvironmentVariable("ELJ_APP_PASSWORD") is { Length: > 0 } given) return given;
        Directory.CreateDirectory(dataDirectory);
        var file = Path.Combine(dataDirectory, "app-role");
        if (File.Exists(file)) return File.ReadAllText(file, Encoding.ASCII);
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(file, options);
            stream.Write(Encoding.ASCII.GetBytes(password));
            return password;
        }
        catch (IOException) when (File.Exists(file))
        {
            return File.ReadAllText(file, Encoding.ASCII);
        }
    }
}
