using System.Text.RegularExpressions;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Marten;
using Npgsql;
using Wolverine.Attributes;

namespace ElJournal.Setup.Imports;

/// <summary>
/// Отменить загрузку: what it recorded is annulled by further events, so that the register is as it was. Refused when anything has been
/// built on it since.
/// </summary>
/// <param name="Kind">Of the load. Whatever it was, taking it back may take classes and subjects with it.</param>
public sealed record UndoImport(Guid CommandId, ImportId Import, string Kind) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);
}

/// <summary>What undoing a load depends on.</summary>
/// <param name="Histories">Every stream the load wrote to, whole.</param>
/// <param name="Built">What has been recorded since about the same people and things: in the register, in the journal, elsewhere.</param>
public sealed record UndoImportFacts(ImportBatch? Batch, IReadOnlyList<StreamHistory> Histories, (int Register, int Journal, int Other) Built);

/// <summary>A stream, split at the load: what was before, what the load recorded.</summary>
public sealed record StreamHistory(string Stream, long Version, IReadOnlyList<object> Before, IReadOnlyList<object> Loaded);

[MessageTimeout(600)]
public static partial class UndoImportHandler
{
    public static async Task<UndoImportFacts> LoadAsync(UndoImport command, IDocumentSession session, CancellationToken cancel)
    {
        var batch = await session.LoadAsync<ImportBatch>(Streams.Import(command.Import), cancel);
        if (batch is null || batch.Undone) return new UndoImportFacts(batch, [], default);
        var applied = (await session.Events.FetchStreamAsync(batch.Id, token: cancel))[0];
        var cause = applied.CausationId!;
        // The load is one transaction: its events lie close by.
        var from = applied.Sequence - batch.Events - 1;
        var own = (await session.Events.QueryAllRawEvents().Where(e => e.Sequence >= from && e.CausationId == cause).ToListAsync(cancel))
            .Where(e => e.StreamKey != batch.Id).ToList();
        var keys = own.Select(e => e.StreamKey!).Distinct().ToArray();
        var all = new List<IEvent>();
        foreach (var part in keys.Chunk(1000))
            all.AddRange(await session.Events.QueryAllRawEvents().Where(e => e.StreamKey!.IsOneOf(part)).ToListAsync(cancel));
        var loaded = own.Select(e => e.Id).ToHashSet();
        var histories = all.GroupBy(e => e.StreamKey!).Select(stream => History(stream.Key, [.. stream.OrderBy(e => e.Version)], loaded)).ToList();
        return new UndoImportFacts(batch, histories, await BuiltOn(session, own.Max(e => e.Sequence), cause, histories, cancel));
    }

    public static (Outcome, Appends) Handle(UndoImport command, UndoImportFacts facts)
    {
        if (facts.Batch is null || facts.Batch.Kind != command.Kind) return (Outcome.Refused(Refusals.ImportIsUnknown), Appends.None);
        if (facts.Batch.Undone) return (Outcome.Refused(Refusals.ImportIsUndone), Appends.None);
        var (register, journal, other) = facts.Built;
        if (register + journal + other > 0) return (Outcome.Refused(Refusals.ImportIsBuiltOn, register, journal, other), Appends.None);

        // A class goes after its pupils: its list is emptied before it ends.
        var undone = facts.Histories.OrderBy(history => history.Stream.StartsWith("class/", StringComparison.Ordinal)).Select(history => (history, Events: Annulment.Of(history).ToList())).Where(pair => pair.Events.Count > 0).ToList();
        var appends = new Appends().To(facts.Batch.Id, 1, new ImportUndone(command.Import, undone.Sum(pair => pair.Events.Count)));
        foreach (var (history, events) in undone) appends.To(history.Stream, history.Version, events);
        return (Outcome.Accepted, appends);
    }

    private static StreamHistory History(string stream, List<IEvent> events, HashSet<Guid> loaded)
    {
        var first = events.FindIndex(e => loaded.Contains(e.Id));
        return new StreamHistory(
            stream, events[^1].Version, [.. events.Take(first).Select(e => e.Data)], [.. events.Where(e => loaded.Contains(e.Id)).Select(e => e.Data)]);
    }

    /// <summary>
    /// What was recorded after the load and stands in one of its streams or speaks of one of its people and things, whichever module
    /// recorded it. What the program does by itself for a newcomer is not counted: it goes with the newcomer. Nor is a later load that has
    /// been taken back, nor its taking back.
    /// </summary>
    private static async Task<(int, int, int)> BuiltOn(
        IDocumentSession session, long after, string cause, IReadOnlyList<StreamHistory> histories, CancellationToken cancel)
    {
        // That a class is mentioned means nothing where the load has not formed it.
        var ids = histories.Where(h => h.Before.Count == 0 || !h.Stream.StartsWith("class/", StringComparison.Ordinal))
            .Select(h => h.Stream[(h.Stream.IndexOf('/') + 1)..]).ToHashSet();
        var streams = histories.Select(h => h.Stream).ToHashSet();
        var (register, journal, other) = (0, 0, 0);
        var undone = (await session.Query<ImportBatch>().Where(b => b.Undone).Select(b => b.Id).ToListAsync(cancel)).ToArray();
        await using var command = new NpgsqlCommand($"""
            select type, stream_id, data::text from {EventStore.Schema}.mt_events
            where tenant_id = $1 and seq_id > $2 and causation_id <> $3 and coalesce(headers ->> 'channel', '') <> 'program' and causation_id not in (
              select of.causation_id from {EventStore.Schema}.mt_events of where of.tenant_id = $1 and of.stream_id = any($4))
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.TenantId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cause });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = undone });
        await using var reader = await session.ExecuteReaderAsync(command, cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (type, stream) = (reader.GetString(0), reader.GetString(1));
            if (!streams.Contains(stream) && !stream.Split('/').Any(ids.Contains) && !Word().Matches(reader.GetString(2)).Any(word => ids.Contains(word.Groups[1].Value))) continue;
            if (type.StartsWith("setup.", StringComparison.Ordinal)) register++;
            else if (type.StartsWith("accounting.", StringComparison.Ordinal)) journal++;
            else other++;
        }
        return (register, journal, other);
    }

    [GeneratedRegex("\"([0-9a-z.-]{1,64})\"")]
    private static partial Regex Word();
}
