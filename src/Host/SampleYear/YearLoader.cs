using ElJournal.Access.Newcomers;
using ElJournal.Access.SigningIn;
using ElJournal.Control.Remarks;
using ElJournal.Integrity;
using ElJournal.Integrity.Sealing;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Loading;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Store;
using Marten;
using Npgsql;

namespace ElJournal.Host.SampleYear;

/// <summary>What is being done, how much of it is done, and of how much where that is known.</summary>
internal sealed record LoadStep(string What, long Done, long All);

/// <summary>Loads a lived year into an empty school of an installation: recorded, folded and sealed.</summary>
/// <param name="part">Events of one transaction.</param>
internal sealed class YearLoader(IServiceProvider services, HostSettings settings, int part = BulkLoad.UsualPart)
{
    private static readonly string[] Followers = [Sealer.ShardName, NewcomerSubscription.ShardName, RemarkSubscription.ShardName];

    /// <summary>Whether a year has been loaded, and to its end.</summary>
    public static async Task<bool> IsLoaded(HostSettings settings, SchoolId school, CancellationToken cancel)
    {
        await using var owner = NpgsqlDataSource.Create(settings.OwnerConnection);
        await using var ask = owner.CreateCommand($"select count(*) from {EventStore.Schema}.mt_event_progression where name = any($1)");
        ask.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. Followers.Select(f => $"{f}:All:{school}")] });
        return (long)(await ask.ExecuteScalarAsync(cancel))! == Followers.Length;
    }

    /// <summary>The day of the slice whose load was begun; null where nothing was, or a year.</summary>
    public static async Task<DateOnly?> BegunOn(HostSettings settings, SchoolId school, CancellationToken cancel)
    {
        await using var owner = NpgsqlDataSource.Create(settings.OwnerConnection);
        await using var ask = owner.CreateCommand($"select correlation_id from {EventStore.Schema}.mt_events where tenant_id = $1 order by seq_id limit 1");
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        return await ask.ExecuteScalarAsync(cancel) is string session ? SampleSchools.DayOf(session) : null;
    }

    /// <param name="lived">The year as it was lived; null: the school as it stands before the first day.</param>
    /// <returns>Number of events and root of the sealed log.</returns>
    public async Task<(long Events, string Root)> Load(
        SchoolPlan plan, IEnumerable<YearEvent> lived, SampleLogins logins, IProgress<LoadStep>? said, CancellationToken cancel)
    {
        var school = plan.School;
        var store = services.GetRequiredService<IDocumentStore>();
        await using var owner = NpgsqlDataSource.Create(EventStore.InUtc(settings.OwnerConnection));
        var commands = SchoolSetUp.Of(plan, logins);
        var draft = new Draft(school, settings.OwnerConnection, settings.DataDirectory, Application);
        var (setUp, credentials) = await draft.Record(plan.Seed, commands, Steps<(int Done, int All)>(said, "setup", s => (s.Done, s.All)), cancel);
        var log = setUp.Merged(new LivedRows(store).Of(lived));
        var events = await new BulkLoad(owner, school, part).Run(log, Steps<long>(said, "events", n => (n, 0)), cancel);
        await using (var analyze = owner.CreateCommand("analyze")) await analyze.ExecuteNonQueryAsync(cancel);
        await using var folding = Migration.ForFolding(services, settings.ApplicationConnection);
        var models = new ReadModels(folding, owner, school);
        await models.Fold(said is null ? null : new Told<string>(name => said.Report(new LoadStep("fold " + name, 0, 0))), cancel);
        await SignIns(store, school, credentials, cancel);
        said?.Report(new LoadStep("seal", 0, events));
        var sealedLog = await services.GetRequiredService<SealedLogs>().Of(school);
        await sealedLog.SealPending(cancel);
        said?.Report(new LoadStep("seal", events, events));
        await models.Begin(Followers, cancel);
        var note = await sealedLog.LatestCheckpoint(cancel) ?? throw new InvalidOperationException("Nothing was sealed.");
        return (events, Convert.ToHexStringLower(Integrity.Notes.Checkpoint.Parse(note.Text).Root.Bytes));
    }

    private static async Task SignIns(IDocumentStore store, SchoolId school, IReadOnlyList<Credential> credentials, CancellationToken cancel)
    {
        foreach (var part in credentials.Chunk(500))
        {
            await using var session = store.LightweightSession(school.Value);
            session.DeleteObjects(part);
            await session.SaveChangesAsync(cancel);
            session.Insert(part);
            await session.SaveChangesAsync(cancel);
        }
    }

    private string Application(string database) => new NpgsqlConnectionStringBuilder(settings.ApplicationConnection) { Database = database }.ConnectionString;

    private static Told<T>? Steps<T>(IProgress<LoadStep>? said, string what, Func<T, (long Done, long All)> of) =>
        said is null ? null : new Told<T>(step => said.Report(new LoadStep(what, of(step).Done, of(step).All)));

    /// <summary>Tells at once and in order, which <see cref="Progress{T}"/> does not.</summary>
    private sealed class Told<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
