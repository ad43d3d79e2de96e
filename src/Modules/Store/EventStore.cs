using System.Text.Encodings.Web;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Weasel.Core;
using Wolverine.Marten;

namespace ElJournal.Store;

/// <summary>The one event store: tenant = school, string keys, database clock, aliased events (docs/adr/0002).</summary>
public static class EventStore
{
    public const string Schema = "journal";

    /// <summary>Finds everything about one pupil; Marten would drop it as unknown if it were not named here.</summary>
    public const string PupilIndex = "ix_el_pupil";

    public static IServiceCollection AddEventStore(this IServiceCollection services, string connectionString)
    {
        services.ConfigureMarten((provider, options) => options.Logger(new QuietLogger(
            provider.GetService<ILoggerFactory>()?.CreateLogger(typeof(EventStore).FullName!) ?? NullLogger.Instance)));
        services.AddMarten(options => Configure(options, connectionString))
            .UseLightweightSessions()
            .IntegrateWithWolverine(integration =>
            {
                integration.UseWolverineManagedEventSubscriptionDistribution = true;
                integration.MessageStorageSchemaName = "wolverine";
                // Outgoing messages are no evidence: their tables belong to the application itself.
                integration.AutoCreate = JasperFx.AutoCreate.CreateOrUpdate;
            });
        return services;
    }

    /// <summary>Every event timestamp is <c>now() at time zone 'utc'</c> of the database, which is right only on a UTC connection.</summary>
    public static string InUtc(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Timezone = "UTC",
        MaxAutoPrepare = 40,
        AutoPrepareMinUsages = 2,
        IncludeErrorDetail = false,
        // Nothing here leaves a setting or a session's lock behind on a connection (locks are of a transaction, or given back by name), and a page
        // takes a connection nine times: forgetting what was never set cost as much as half of its questions.
        NoResetOnClose = true,
    }.ConnectionString;

    internal static void Configure(StoreOptions options, string connectionString)
    {
        options.Connection(InUtc(connectionString));
        options.DatabaseSchemaName = Schema;
        // The schema is made by the owner's role at start (Migration); the application's own role may not.
        options.AutoCreateSchemaObjects = JasperFx.AutoCreate.None;

        // A command asks several times: one connection for all of it, taken and reset once.
        options.UseStickyConnectionLifetimes = true;

        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.UseTenantPartitionedEvents = true;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Advanced.DefaultTenantUsageEnabled = false;

        options.Events.AppendMode = EventAppendMode.Quick;
        options.Events.UseMandatoryStreamTypeDeclaration = true;
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.IgnoreIndex(PupilIndex);

        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, json =>
            json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

        // A bad event stops and alarms; it never vanishes from a report.
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;

        options.Listeners.Add(new Provenance());
    }
}
