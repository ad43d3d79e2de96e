using System.Diagnostics;
using System.Text.Json.Nodes;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Host;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace ElJournal.Scenarios.Faults;

/// <summary>The models that the journal reads, held against the log: folded anew, each is what is stored.</summary>
internal static class Models
{
    /// <summary>Documents and rows that are not what the log says; of a school whose server is at work.</summary>
    /// <param name="toTheEnd">Waits until the register of changes has followed to the last event; else it is held against as much of the log as it says it has.</param>
    public static async Task<IReadOnlyList<string>> Differing(string data, bool toTheEnd, CancellationToken cancel)
    {
        await using var installation = await Installation.Open(data, use: InstallationUse.Looking, cancel: cancel);
        var store = installation.Services.GetRequiredService<IDocumentStore>();
        await using var session = store.QuerySession(SampleSchool.School.Value);
        var events = (await session.Events.QueryAllRawEvents().ToListAsync(cancel)).OrderBy(e => e.Sequence).ToList();
        var streams = events.ToLookup(e => e.StreamKey!);
        return
        [
            .. await Of<Lesson>(session, streams, cancel), .. await Of<TermPage>(session, streams, cancel), .. await Of<Correction>(session, streams, cancel),
            .. await Of<AcademicDebt>(session, streams, cancel), .. await Of<AbsenceDocument>(session, streams, cancel), .. await Of<ChangedLesson>(session, streams, cancel),
            .. await Of<ClassCouncil>(session, streams, cancel), .. await Of<StaffCard>(session, streams, cancel),
            .. await Changes(installation.Settings.OwnerConnection, events, toTheEnd, cancel),
        ];
    }

    private static async Task<IEnumerable<string>> Of<T>(IQuerySession session, ILookup<string, IEvent> streams, CancellationToken cancel)
        where T : class
    {
        var serializer = ((DocumentStore)session.DocumentStore).Options.Serializer();
        string Id(T model) => (string)typeof(T).GetProperty("Id")!.GetValue(model)!;
        JsonNode? Json(T? model) => model is null ? null : JsonNode.Parse(serializer.ToJson(model));
        var stored = (await session.Query<T>().ToListAsync(cancel)).ToDictionary(Id);
        var folded = streams.Select(s => Fold.Of<T>(s)).OfType<T>().ToDictionary(Id);
        return stored.Keys.Union(folded.Keys).Where(id => !JsonNode.DeepEquals(Json(stored.GetValueOrDefault(id)), Json(folded.GetValueOrDefault(id))))
            .Select(id => $"{typeof(T).Name} {id}");
    }

    private static async Task<IEnumerable<string>> Changes(string owner, IReadOnlyList<IEvent> events, bool toTheEnd, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // Each kill leaves holes in the numbers of events, and the store looks long at each before it goes on.
        limit.CancelAfter(TimeSpan.FromMinutes(10));
        var since = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        await using var progress = source.CreateCommand(
            $"select coalesce(max(last_seq_id), 0) from journal.mt_event_progression where name = '{ChangeProjection.Name}:All:{SampleSchool.School}'");
        var reached = (long)(await progress.ExecuteScalarAsync(limit.Token))!;
        var behind = events[^1].Sequence - reached;
        for (; toTheEnd && reached < events[^1].Sequence; reached = (long)(await progress.ExecuteScalarAsync(limit.Token))!) await timer.WaitForNextTickAsync(limit.Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"the register of changes was {behind} events behind; looked at after {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
        HashSet<string> rows = [];
        await using var read = source.CreateCommand(
            $"select seq || ' ' || event_id || ' ' || spot || ' ' || place || ' ' || coalesce(pupil, '') || ' ' || coalesce(value, '') from {ChangeProjection.Table} where seq <= {reached}");
        await using var reader = await read.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) rows.Add(reader.GetString(0));
        var told = events.Where(e => e.Sequence <= reached).Select(e => (Event: e, Fact: ChangeFact.Of(e))).Where(c => c.Fact is not null)
            .Select(c => $"{c.Event.Sequence} {c.Event.Id} {c.Fact!.Spot} {c.Fact.Place} {c.Fact.Pupil?.Value} {c.Fact.New}").ToHashSet();
        return told.Except(rows).Select(row => $"no change {row}").Concat(rows.Except(told).Select(row => $"strange change {row}"));
    }
}
