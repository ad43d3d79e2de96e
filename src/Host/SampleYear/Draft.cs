using System.Collections.Concurrent;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Postgres;
using ElJournal.Sample;
using ElJournal.Sample.Loading;
using ElJournal.Sample.Setting;
using ElJournal.Store;
using Marten;
using Npgsql;
using Wolverine;
using Wolverine.Runtime;

namespace ElJournal.Host.SampleYear;

/// <summary>
/// Черновик: a database beside the installation's own in which the commands that set a school up are really carried out. What they recorded
/// is taken from it with the days of the plan, and the draft is dropped. So the sample's school is set up by the program's own handlers,
/// though the database's clock shows another year.
/// </summary>
/// <param name="school">Under whose name the commands are sent.</param>
/// <param name="owner">May create a database.</param>
internal sealed class Draft(SchoolId school, string owner, string dataDirectory, Func<string, string> application)
{
    private const int Hands = 4;

    private const int MostTold = 40;

    private readonly PlannedClock clock = new();

    /// <summary>What was recorded, and the sign-ins that no event carries.</summary>
    public async Task<(IReadOnlyList<StoredEvent> Log, IReadOnlyList<Credential> Credentials)> Record(long seed, IReadOnlyList<PlannedCommand> commands, IProgress<(int Done, int All)>? said, CancellationToken cancel)
    {
        var databases = new TemplateDatabases(owner);
        var name = $"eljournal_draft_{Guid.NewGuid():N}"[..28];
        var connection = await databases.CreateAsync(name, cancel);
        try
        {
            var settings = new HostSettings(application(name), connection, dataDirectory);
            await using var app = HostApp.Build(settings, adjust: builder => builder.Services.AddSingleton<TimeProvider>(clock), durability: DurabilityMode.MediatorOnly);
            await Migration.Apply(app.Services, connection, cancel);
            await Migration.AddSchool(app.Services, connection, school, cancel);
            await ((IHostedService)app.Services.GetRequiredService<IWolverineRuntime>()).StartAsync(cancel);
            await Send(app.Services, commands, said, cancel);
            await using var source = NpgsqlDataSource.Create(EventStore.InUtc(connection));
            await using var session = app.Services.GetRequiredService<IDocumentStore>().QuerySession(school.Value);
            return (await Recorded(source, seed, commands, cancel), await session.Query<Credential>().ToListAsync(cancel));
        }
        finally
        {
            await databases.DropAsync(name, CancellationToken.None);
        }
    }

    private async Task Send(IServiceProvider services, IReadOnlyList<PlannedCommand> commands, IProgress<(int Done, int All)>? said, CancellationToken cancel)
    {
        var done = 0;
        var refused = new ConcurrentQueue<string>();
        foreach (var step in commands.GroupBy(c => c.After).OrderBy(g => g.Key))
        {
            // What writes to one stream goes one after another; the rest side by side.
            var options = new ParallelOptions { MaxDegreeOfParallelism = Hands, CancellationToken = cancel };
            await Parallel.ForEachAsync(step, options, async (planned, stop) =>
            {
                clock.Now = planned.At;
                await using var scope = services.CreateAsyncScope();
                if ((await scope.ServiceProvider.GetRequiredService<Desk>().Send(planned.Command, planned.By, stop)).Refusal is { } refusal)
                    refused.Enqueue($"{planned.Command}: {refusal.Text()}");
                if (Interlocked.Increment(ref done) % 100 == 0) said?.Report((done, commands.Count));
            });
        }
        said?.Report((done, commands.Count));
        // All of them: who changes the plan mends them together.
        if (!refused.IsEmpty) throw new InvalidOperationException($"{refused.Count} commands of the set-up are refused, such as\n{string.Join('\n', refused.Take(MostTold))}");
    }

    /// <summary>In the plan's order and with its times; words get salts and ids of the seed, so that the same seed gives the same log.</summary>
    private static async Task<IReadOnlyList<StoredEvent>> Recorded(NpgsqlDataSource source, long seed, IReadOnlyList<PlannedCommand> commands, CancellationToken cancel)
    {
        var places = commands.Index().ToDictionary(c => c.Item.Command.CommandId.ToString(), c => c.Index);
        var openings = await Openings(source, cancel);
        List<(int Place, long Seq, StoredEvent Event)> found = [];
        await using var ask = source.CreateCommand(
            """
            select e.seq_id, e.id, e.stream_id, s.type, e.data::text, e.type, e.mt_dotnet_type, e.causation_id, e.correlation_id, e.headers::text, e.user_name
            from journal.mt_events e join journal.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id order by e.seq_id
            """);
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var cause = reader.GetString(7);
            var place = places[cause];
            var id = reader.GetGuid(1);
            var (data, words) = Reworded(reader.GetString(4), openings, new Dice(seed).For("opening", id.ToString()));
            found.Add((place, reader.GetInt64(0), new StoredEvent(
                commands[place].At, id, reader.GetString(2), reader.GetString(3), reader.GetString(5), reader.GetString(6), data, cause,
                reader.GetString(8), reader.GetString(9), reader.GetString(10), words)));
        }
        return [.. found.OrderBy(f => f.Event.At).ThenBy(f => f.Place).ThenBy(f => f.Seq).Select(f => f.Event)];
    }

    private static async Task<IReadOnlyDictionary<string, Opening>> Openings(NpgsqlDataSource source, CancellationToken cancel)
    {
        var found = new Dictionary<string, Opening>();
        await using var ask = source.CreateCommand("select id, salt, value from openings.opening");
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var opening = new Opening(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2));
            found[opening.Id.ToString()] = opening;
        }
        return found;
    }

    private static (string Data, IReadOnlyList<Opening> Words) Reworded(string data, IReadOnlyDictionary<string, Opening> openings, Dice dice)
    {
        List<Opening> words = [];
        foreach (var old in CommittedTo(data).Where(openings.ContainsKey).Select(id => openings[id]).ToList())
        {
            var anew = new Opening(dice.Guid(), dice.Bytes(32), old.Value);
            data = data.Replace(old.Sealed.Commitment, anew.Sealed.Commitment, StringComparison.Ordinal).Replace(old.Id.ToString(), anew.Id.ToString(), StringComparison.Ordinal);
            words.Add(anew);
        }
        return (data, words);
    }

    private static IEnumerable<string> CommittedTo(string data)
    {
        const string Key = "\"opening\": \"";
        for (var at = data.IndexOf(Key, StringComparison.Ordinal); at >= 0; at = data.IndexOf(Key, at + 1, StringComparison.Ordinal))
            yield return data.Substring(at + Key.Length, 36);
    }

    /// <summary>Each command is carried out at the moment that it was given in the plan: a role holds from that day, not from that of the load.</summary>
    private sealed class PlannedClock : TimeProvider
    {
        private readonly AsyncLocal<DateTime?> now = new();

        public DateTime? Now { set => now.Value = value; }

        public override DateTimeOffset GetUtcNow() => now.Value ?? base.GetUtcNow();
    }
}
