using ElJournal.Integrity.Anchors;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Integrity.Archives.Statements;
using ElJournal.Integrity.Custody;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Proving;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Verifying;
using ElJournal.Integrity.Watching;
using ElJournal.Integrity.Witnessing;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Store.Examining;
using Marten;
using Marten.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weasel.Postgresql;

namespace ElJournal.Integrity;

/// <summary>What the operator decides about the sealed log.</summary>
/// <param name="KeyDirectory">Where the signing key lies: the data directory, never the database.</param>
/// <param name="Host">First part of the logs' names, <c>host/school/year</c>; chosen once, for it stands in every checkpoint.</param>
public sealed record IntegrityOptions(string KeyDirectory, string Host = "eljournal.example")
{
    public const string KeyName = "checkpoint-key";
}

/// <summary>The sealed logs of all schools of this installation, wherever their databases are.</summary>
public sealed class SealedLogs(IDocumentStore store, Lazy<SigningKey> key, IntegrityOptions options)
{
    public async Task<SealedLog> Of(SchoolId school) =>
        new((await store.Storage.FindOrCreateDatabase(school.Value)).Journal(), school, key.Value, options.Host);

    public async Task<LogVerifier> VerifierOf(SchoolId school) =>
        new((await store.Storage.FindOrCreateDatabase(school.Value)).Journal(), key.Value.PublicKey, options.Host);

    public async Task<EventExport> EventsOf(SchoolId school) => new((await store.Storage.FindOrCreateDatabase(school.Value)).Journal(), school);

    public async Task<CopyComparison> ComparisonOf(SchoolId school) => new((await store.Storage.FindOrCreateDatabase(school.Value)).Journal(), school);

    /// <summary>The public half under the name of one year's log.</summary>
    public VerifierKey KeyOf(SchoolId school, string year) => key.Value.Verifier(LogOrigin.Of(options.Host, school, year));
}

public static class IntegrityModule
{
    /// <summary>The module's only wiring.</summary>
    public static IServiceCollection AddIntegrity(this IServiceCollection services, IntegrityOptions options)
    {
        var key = new Lazy<SigningKey>(() => SigningKey.LoadOrCreate(options.KeyDirectory, IntegrityOptions.KeyName));
        services.AddSingleton(options);
        services.AddSingleton(key);
        services.AddSingleton<SealedLogs>();
        services.AddSingleton<PromptSealing.Bell>();
        services.AddHostedService<PromptSealing>();
        services.AddSingleton<Archivist>();
        services.AddSingleton<EntryProofs>();
        services.AddSingleton<TimeStampAuthority>();
        services.AddSingleton<ArchiveSigner>();
        services.AddSingleton<Archives.Pages.ArchiveJobs>();
        services.AddCustody();
        services.AddSingleton(new SchemaPart(
            IntegritySchema.Name, IntegritySchema.Sql, [.. IntegritySchema.AppendOnlyTables.Select(table => table.Split('.')[1])])
        {
            Kept = [.. IntegritySchema.StateTables.Select(table => table.Split('.')[1])],
        });
        return services.ConfigureMarten((provider, store) =>
        {
            store.Record(typeof(LogOpened).Assembly);
            store.Keep<YearLog>();
            store.Keep<ArchiveShelf>();
            store.Keep<SealedStatement>();
            store.KeepCustody();
            store.Keep<LogWatch>();
            store.Keep<AnchorBook>();
            store.Listeners.Add(provider.GetRequiredService<PromptSealing.Bell>());
            store.Events.Subscribe(new Sealer(key, options.Host, provider.GetRequiredService<ILogger<Sealer>>()));
        });
    }

    /// <summary>The nightly check, checkpoints by mail, and what of both is looked at. The ports <see cref="WatchedSchools"/> and <see cref="StaffAtWork"/> are answered elsewhere.</summary>
    public static IServiceCollection AddLogWatch(this IServiceCollection services)
    {
        services.AddSingleton<LogChecks>();
        services.AddSingleton<LogWatching>();
        services.AddHostedService(provider => provider.GetRequiredService<LogWatching>());
        services.AddSingleton<AnchorMails>();
        services.AddHostedService(provider => provider.GetRequiredService<AnchorMails>());
        services.AddSingleton<IExamined, LogCheckExamined>();
        services.AddSingleton<IExamined, UnsealedExamined>();
        services.AddSingleton<IExamined, KeyExamined>();
        services.AddSingleton<IExamined, AnchorExamined>();
        services.AddSingleton<IExamined, CustodyExamined>();
        services.AddSingleton<IExamined, StampsExamined>();
        services.AddSingleton<Witness>();
        services.AddSingleton<Witnesses>();
        services.AddHostedService(provider => provider.GetRequiredService<Witnesses>());
        return services.AddSingleton<IExamined, WitnessExamined>();
    }

    internal static NpgsqlDataSource Journal(this IMartenDatabase database) => ((PostgresqlDatabase)database).DataSource;
}
