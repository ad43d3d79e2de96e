using System.Globalization;
using System.Reflection;
using ElJournal.Access;
using ElJournal.Accounting;
using ElJournal.Backups;
using ElJournal.Control;
using ElJournal.Reporting;
using ElJournal.Host.Web;
using ElJournal.Integrity;
using ElJournal.Integrity.Notes;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Store.Examining;
using JasperFx.CodeGeneration;
using Npgsql;
using Serilog;
using Wolverine;
using Wolverine.ErrorHandling;

namespace ElJournal.Host;

/// <summary>Where the program keeps its things and with whose rights it works.</summary>
/// <param name="ApplicationConnection">The role that can neither change nor delete an event.</param>
/// <param name="OwnerConnection">The role that may change the schema; used at start and when a school is founded.</param>
public sealed record HostSettings(string ApplicationConnection, string OwnerConnection, string DataDirectory);

/// <summary>Composition: the one place where modules meet. The server, the command line and the tests build the same program.</summary>
public static class HostApp
{
    /// <summary>The modules that have commands.</summary>
    private static readonly Assembly[] Modules =
        [typeof(SetupModule).Assembly, typeof(AccountingModule).Assembly, typeof(ControlModule).Assembly, typeof(ReportingModule).Assembly, typeof(AccessModule).Assembly, typeof(IntegrityModule).Assembly, typeof(BackupsModule).Assembly];

    /// <summary>Builds the program without starting it.</summary>
    /// <param name="durability">
    /// <see cref="DurabilityMode.MediatorOnly"/> for a command of the command line: it works beside a server and takes over none of
    /// its background work.
    /// </param>
    public static WebApplication Build(
        HostSettings settings, string[]? args = null, Action<WebApplicationBuilder>? adjust = null, DurabilityMode durability = DurabilityMode.Solo)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("ru-RU");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args ?? [], ApplicationName = "eljournal", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();

        builder.Configuration["ElJournal:Data"] = settings.DataDirectory;
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(EventStore.InUtc(settings.ApplicationConnection)));
        builder.Services.AddScoped<Desk>();
        builder.Services.AddSingleton<Openings>();

        builder.Services.AddEventStore(settings.ApplicationConnection);
        builder.Services.AddSetup();
        builder.Services.AddAccounting();
        builder.Services.AddControl();
        builder.Services.AddReporting();
        builder.Services.AddSchoolPrints(settings.DataDirectory);
        builder.Services.AddSingleton<Reporting.Printing.IJournalSheets, Printing.JournalSheets>();
        builder.Services.AddSingleton<Reporting.Extracts.IPaperFamilies, Printing.PaperFamilies>();
        builder.Services.AddSingleton<Reporting.Printing.ISubstitutionSheets, Printing.SubstitutionSheets>();
        builder.Services.AddSingleton<Reporting.Printing.IControlSheets, Printing.ControlSheets>();
        builder.Services.AddSingleton<Reporting.Printing.ILessonSheets, Printing.LessonSheets>();
        builder.Services.AddAccess();
        builder.Services.AddExamination(settings.DataDirectory);
        builder.Services.AddFollowerExamined(Accounting.Journal.ChangeProjection.Name, () => Ui.UiTexts.All["follower.changes"]);
        builder.Services.AddFollowerExamined(Integrity.Sealing.Sealer.ShardName, () => Ui.UiTexts.All["follower.sealer"]);
        builder.Services.AddIntegrity(new IntegrityOptions(settings.DataDirectory)).AddLogWatch();
        builder.Services.AddWatchedSchools();
        builder.Services.AddSingleton<Integrity.Archives.IArchiveContent, Archives.YearTables>();
        builder.Services.AddSingleton<Integrity.Custody.ICustodyGround, Archives.CustodyGround>();
        builder.Services.AddBackups(
            BackupOptions.From(builder.Configuration, settings.OwnerConnection, settings.DataDirectory), isServer: durability != DurabilityMode.MediatorOnly);
        builder.Services.AddSingleton<IJournals, Backups.Journals>();
        builder.Services.AddSingleton<PeopleNames>();
        builder.Services.AddSingleton<AccountNames>(services => services.GetRequiredService<PeopleNames>().Of);
        builder.Services.AddSingleton<SealedRecords>(services => async (school, cancel) =>
            await (await services.GetRequiredService<SealedLogs>().Of(school)).LatestCheckpoint(cancel) is { } note ? Checkpoint.Parse(note.Text).Size : null);
        builder.Services.AddSite();
        builder.Host.UseWolverine(options => Messages(options, durability));
        builder.Host.UseSerilog(
            (_, logger) => Logs.Configure(logger, settings.DataDirectory, onConsole: durability != DurabilityMode.MediatorOnly), preserveStaticLogger: true);

        adjust?.Invoke(builder);
        var app = builder.Build();
        app.MapSite();
        return app;
    }

    /// <summary>Quick append meets a race for a new stream as a violation of the streams' own key.</summary>
    private static bool IsStreamRace(Exception failure) => failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } pg
        && pg.ConstraintName?.StartsWith("mt_streams_", StringComparison.Ordinal) == true;

    /// <summary>Whether the build wrote the code of the handlers (ElJournal.Host.csproj); else it is compiled when first needed.</summary>
    public static bool HandlersAreWritten { get; } = typeof(HostApp).Assembly.GetType("Internal.Generated.WolverineHandlers.GeneratedHandlerRegistry") is not null;

    private static void Messages(WolverineOptions options, DurabilityMode durability)
    {
        options.ApplicationAssembly = typeof(HostApp).Assembly;
        foreach (var module in Modules) options.Discovery.IncludeAssembly(module);
        options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
        options.Durability.MessageStorageSchemaName = "wolverine";
        options.Durability.Mode = durability;
        options.EnableRelayOfUserName = true;
        options.Policies.AutoApplyTransactions();
        options.Policies.ForMessagesOfType<Kernel.ICommand>().AddMiddleware(typeof(ActorMiddleware));
        // Two first entries in one lesson race for its stream: the slower one simply looks again. Marten reads a stream's version and its snapshot
        // by two statements; where the stream is begun between them, the snapshot's fold misses the first event.
        // An entry that meets a page just closed looks again too, and is then refused by name.
        options.OnException<JasperFx.ConcurrencyException>().Or<Marten.Exceptions.ExistingStreamIdCollisionException>()
            .Or<Marten.Exceptions.MartenCommandException>(e => IsStreamRace(e)).Or<JasperFx.Events.Daemon.ApplyEventException>()
            .Or<Exception>(Accounting.Closing.PageLock.IsMet)
            .RetryWithCooldown([.. new[] { 10, 20, 40, 60, 100, 150, 200, 250, 300, 400 }.Select(ms => TimeSpan.FromMilliseconds(ms))]);
        options.CodeGeneration.TypeLoadMode = HandlersAreWritten ? TypeLoadMode.Static : TypeLoadMode.Dynamic;
    }
}
