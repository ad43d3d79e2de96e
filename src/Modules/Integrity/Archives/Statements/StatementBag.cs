using System.Security.Cryptography;
using System.Text;
using ElJournal.Integrity.Archives.Bag;
using ElJournal.Integrity.Archives.Making;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Archives.Statements;

/// <summary>
/// Bag S25, сводные ведомости: each with the one line of the log that seals it and the proof that the line stands under the signed root. It needs neither
/// the log nor any other bag.
/// </summary>
internal static class StatementBag
{
    public static async Task Fill(BagFolder bag, LogSource log, IReadOnlyList<StatementFile> statements, IProgress<ArchiveStep>? said, CancellationToken cancel)
    {
        said?.Report(new ArchiveStep(ArchiveStage.Tables, 0, statements.Count));
        var streams = statements.ToDictionary(statement => SealedStatement.StreamOf(log.Year, statement.Class), StringComparer.Ordinal);
        var lines = new Dictionary<string, (long Index, byte[] Entry)>(StringComparer.Ordinal);
        await log.Read(
            0,
            log.Checkpoint.Size,
            (index, entry, in row) =>
            {
                if (streams.ContainsKey(row.StreamName)) lines[row.StreamName] = (index, entry.ToArray());
            },
            cancel,
            $"and e.type = '{StatementSealed.StoredName}'");
        var proofs = lines.ToDictionary(line => line.Key, line => new PathCollector(line.Value.Index, log.Checkpoint.Size));
        await log.ReadHashes(
            (index, leaf) =>
            {
                foreach (var proof in proofs.Values) proof.Take(index, leaf);
            },
            cancel);
        foreach (var (stream, statement) in streams.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (!lines.TryGetValue(stream, out var line)) throw ArchiveRefused.Spoilt(statement.Title);
            bag.Add(File($"statements/{statement.Class}.csv", statement.Title), statement.Csv);
            if (statement.Pdf is not null) bag.Add(File($"statements/{statement.Class}.pdf", statement.Title) with { Sheets = statement.Sheets }, statement.Pdf);
            bag.Add(File($"log/leaves/{statement.Class}.json", "Запись журнала: " + statement.Title), [.. line.Entry, (byte)'\n']);
            bag.Add(
                File($"proofs/{statement.Class}.tlog-proof", "Доказательство записи: " + statement.Title),
                Encoding.UTF8.GetBytes(new TlogProof(line.Index, proofs[stream].Path(), log.Note).ToString()));
        }
    }

    public static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static ArchivedFile File(string path, string title) => new(path, title, Years: ArchiveKinds.StatementYears);
}
