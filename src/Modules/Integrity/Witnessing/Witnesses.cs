using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Store.Examining;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Integrity.Witnessing;

/// <summary>Why a witness has not cosigned.</summary>
public enum WitnessFault
{
    /// <summary>It does not answer.</summary>
    Away,

    /// <summary>It does not know the log or its key, or answers with something else than its cosignature.</summary>
    Refused,

    /// <summary>It has seen a longer log than the one that is here.</summary>
    Longer,

    /// <summary>It has seen another log: this one has not grown out of it.</summary>
    Fork,
}

/// <summary>Where a witness is and by which key it is believed.</summary>
public sealed record WitnessPlace(Uri Address, WitnessKey Key)
{
    /// <summary><c>ElJournal:Witnesses:0:Url</c>, <c>ElJournal:Witnesses:0:Key</c>, and so on.</summary>
    public static IReadOnlyList<WitnessPlace> Read(IConfiguration configuration) =>
        [.. configuration.GetSection("ElJournal:Witnesses").GetChildren().Select(place => new WitnessPlace(new Uri((place["Url"] ?? throw new FormatException("ElJournal:Witnesses: Url")).TrimEnd('/') + "/add-checkpoint"), WitnessKey.Parse(place["Key"] ?? throw new FormatException("ElJournal:Witnesses: Key"))))];
}

/// <summary>
/// Свидетели: every hour each of them is shown the latest checkpoint and the proof that the log has grown out of the one it saw before. What it cosigns is kept
/// beside the checkpoint; what it refuses is an alarm, for the witness remembers what a database can be made to forget.
/// </summary>
public sealed partial class Witnesses(
    SealedLogs logs, NpgsqlDataSource database, SchoolsHere here, IConfiguration configuration, IServiceScopeFactory scopes, IHostApplicationLifetime program,
    TimeProvider clock, ILogger<Witnesses> logger)
    : Upkeep(TimeSpan.FromHours(1), scopes, program, clock, logger)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private readonly ILogger log = logger;
    private readonly ConcurrentDictionary<(SchoolId, string), WitnessFault> faults = new();

    public WitnessFault? FaultOf(SchoolId school, WitnessPlace place) => faults.TryGetValue((school, place.Key.Name), out var fault) ? fault : null;

    /// <summary>The largest checkpoint that this witness has cosigned, of whichever year's log it was last; null: none.</summary>
    public async Task<(string Year, long Size, DateTimeOffset At)?> LastOf(SchoolId school, WitnessPlace place, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select year, size, at from integrity.cosignatures where tenant = $1 and witness = $2 order by at desc limit 1");
        command.Parameters.Add(new() { Value = school.Value });
        command.Parameters.Add(new() { Value = place.Key.Name });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2)) : null;
    }

    /// <summary>The latest checkpoint that has cosignatures, with them; null: there is none.</summary>
    public async Task<SignedNote?> Cosigned(SchoolId school, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            select c.note || string_agg(s.line, '' order by s.witness) from integrity.checkpoints c join integrity.cosignatures s using (tenant, year, size)
            where tenant = $1 group by c.note, c.at order by c.at desc limit 1
            """);
        command.Parameters.Add(new() { Value = school.Value });
        return await command.ExecuteScalarAsync(cancel) is string note ? SignedNote.Parse(note) : null;
    }

    /// <summary>Nothing is recorded as an event: the witness's signature is the record.</summary>
    protected override async Task<IReadOnlyList<(Actor Actor, ICommand Command)>> Due(CancellationToken cancel)
    {
        foreach (var place in WitnessPlace.Read(configuration))
        {
            foreach (var school in await here.All(cancel))
            {
                if (await Show(school, place, cancel) is { } fault)
                {
                    faults[(school, place.Key.Name)] = fault;
                    LogFault(log, place.Key.Name, fault);
                }
                else faults.TryRemove((school, place.Key.Name), out _);
            }
        }
        return [];
    }

    private async Task<WitnessFault?> Show(SchoolId school, WitnessPlace place, CancellationToken cancel)
    {
        var sealedLog = await logs.Of(school);
        if (await sealedLog.LatestCheckpoint(cancel) is not { } note) return null;
        var checkpoint = Checkpoint.Parse(note.Text);
        var year = checkpoint.Origin.Split('/')[^1];
        var old = await LastOf(school, place, cancel) is { } last && last.Year == year ? last.Size : 0;
        if (old == checkpoint.Size) return null;
        for (var isFirst = true; ; isFirst = false)
        {
            if (old > checkpoint.Size) return WitnessFault.Longer;
            IReadOnlyList<Digest> proof = old == 0 ? [] : await sealedLog.Growth(year, old, checkpoint.Size, cancel);
            var (status, answer) = await Ask(place, new AddCheckpoint(old, proof, note), cancel);
            switch (status)
            {
                case HttpStatusCode.OK:
                    return await Keep(school, year, place, note, answer, cancel) ? null : WitnessFault.Refused;
                // It says what it saw last: once the request is made anew from there.
                case HttpStatusCode.Conflict when isFirst && AddCheckpoint.Size(answer.TrimEnd('\n')) is { } seen && seen != old:
                    old = seen;
                    break;
                case HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity:
                    return WitnessFault.Fork;
                case null:
                    return WitnessFault.Away;
                default:
                    return WitnessFault.Refused;
            }
        }
    }

    private static async Task<(HttpStatusCode? Status, string Answer)> Ask(WitnessPlace place, AddCheckpoint asked, CancellationToken cancel)
    {
        try
        {
            using var body = new StringContent(asked.ToString(), new UTF8Encoding(false), "text/plain");
            using var answer = await Http.PostAsync(place.Address, body, cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return (null, "");
        }
    }

    /// <summary>Keeps the witness's own lines, once they verify.</summary>
    private async Task<bool> Keep(SchoolId school, string year, WitnessPlace place, SignedNote note, string answer, CancellationToken cancel)
    {
        SignedNote lines;
        try
        {
            lines = SignedNote.Parse(note.Text + "\n" + answer);
        }
        catch (FormatException)
        {
            return false;
        }
        if (lines.Signatures.FirstOrDefault(line => place.Key.Cosigned(note.Text, line) is not null) is not { } own) return false;
        await using var command = database.CreateCommand(
            "insert into integrity.cosignatures (tenant, year, size, witness, line) values ($1, $2, $3, $4, $5) on conflict do nothing");
        foreach (var value in (object[])[school.Value, year, Checkpoint.Parse(note.Text).Size, place.Key.Name, new SignedNote(note.Text, [own]).ToString()[(note.Text.Length + 1)..]])
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The witness {Witness} has not cosigned: {Fault}")]
    private static partial void LogFault(ILogger logger, string witness, WitnessFault fault);
}
