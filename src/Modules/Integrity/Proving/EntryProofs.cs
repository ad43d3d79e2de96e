using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Making;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using Marten;
using Npgsql;

namespace ElJournal.Integrity.Proving;

/// <summary>
/// Доказательство одной записи: the entry itself with its place in the log under the newest checkpoint, in one file that anybody checks with the school's
/// public key (c2sp.org/tlog-proof; the entry's bytes stand in its <c>extra</c>).
/// </summary>
public sealed class EntryProofs(IDocumentStore store)
{
    /// <summary>Null: the school has no such event, it is not sealed yet, or its row is no longer what was sealed.</summary>
    public async Task<TlogProof?> Of(SchoolId school, Guid entry, CancellationToken cancel)
    {
        var journal = (await store.Storage.FindOrCreateDatabase(school.Value)).Journal();
        if (await Place(journal, school, entry, cancel) is not var (year, index)) return null;
        if (await LogSource.Find(journal, school, year, null, cancel) is not { } log || log.Checkpoint.Size <= index) return null;
        byte[]? bytes = null;
        var path = new PathCollector(index, log.Checkpoint.Size);
        try
        {
            await log.Read(index, index + 1, (_, read, in _) => bytes = read.ToArray(), cancel);
            await log.ReadHashes((at, leaf) => path.Take(at, leaf), cancel);
        }
        catch (ArchiveRefused)
        {
            return null;
        }
        return new TlogProof(index, path.Path(), log.Note, bytes);
    }

    private static async Task<(string Year, long Index)?> Place(NpgsqlDataSource journal, SchoolId school, Guid entry, CancellationToken cancel)
    {
        await using var command = journal.CreateCommand("select year, idx from integrity.leaves where tenant = $1 and event_id = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = entry });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetString(0), reader.GetInt64(1)) : null;
    }
}
