using System.Globalization;
using ElJournal.Integrity.Archives.Bag;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Archives.Making;

/// <summary>Bag J5: the log of the year as its leaves were sealed, tables and forms, the proofs of its first and last entries.</summary>
internal static class JournalBag
{
    private const int LinesOfFile = 100_000;
    private const int TellEvery = 10_000;

    public static async Task Fill(BagFolder bag, LogSource log, IArchiveContent content, IProgress<ArchiveStep>? said, CancellationToken cancel)
    {
        var size = log.Checkpoint.Size;
        for (var from = 0L; from < size; from += LinesOfFile)
        {
            var file = new ArchivedFile(
                string.Create(CultureInfo.InvariantCulture, $"log/events/{from / LinesOfFile:000}.ndjson"),
                string.Create(CultureInfo.InvariantCulture, $"События журнала записей с № {from}"));
            if (!await bag.TakeUp(file, cancel)) await Events(bag, file, log, from, Math.Min(from + LinesOfFile, size), said, cancel);
            said?.Report(new ArchiveStep(ArchiveStage.Events, Math.Min(from + LinesOfFile, size), size));
        }
        await Hashes(bag, log, cancel);
        said?.Report(new ArchiveStep(ArchiveStage.Tables, 0, 0));
        await content.Write(log.School, log.Year, bag, cancel);
    }

    private static async Task Events(
        BagFolder bag, ArchivedFile file, LogSource log, long from, long to, IProgress<ArchiveStep>? said, CancellationToken cancel)
    {
        await using var output = (HashedFile)bag.Open(file);
        output.IsSpoilt = true;
        await log.Read(
            from,
            to,
            (index, entry, in _) =>
            {
                output.Write(entry);
                output.Write("\n"u8);
                if (index % TellEvery == 0) said?.Report(new ArchiveStep(ArchiveStage.Events, index, log.Checkpoint.Size));
            },
            cancel);
        output.IsSpoilt = false;
    }

    /// <summary>All leaf hashes in one file, and the proofs of the entries by which a year's log begins and ends.</summary>
    private static async Task Hashes(BagFolder bag, LogSource log, CancellationToken cancel)
    {
        var size = log.Checkpoint.Size;
        var range = new CompactRange();
        PathCollector[] proofs = size == 0 ? [] : size == 1 ? [new PathCollector(0, size)] : [new PathCollector(0, size), new PathCollector(size - 1, size)];
        await using (var output = (HashedFile)bag.Open(new ArchivedFile("log/leafhashes.bin", "Хеши листьев журнала записей, по 32 байта")))
        {
            output.IsSpoilt = true;
            await log.ReadHashes(
                (index, leaf) =>
                {
                    output.Write(leaf.Bytes);
                    range.Append(leaf);
                    foreach (var proof in proofs) proof.Take(index, leaf);
                },
                cancel);
            output.IsSpoilt = false;
        }
        if (range.Size != size || range.Root() != log.Checkpoint.Root) throw ArchiveRefused.Broken(range.Size);
        foreach (var proof in proofs)
        {
            bag.Add(
                new ArchivedFile(string.Create(CultureInfo.InvariantCulture, $"proofs/{proof.Index:000000000}.tlog-proof"), "Доказательство записи"),
                new TlogProof(proof.Index, proof.Path(), log.Note).ToString());
        }
    }

    /// <summary>What every bag holds: the checkpoint with its key, how to check, and the script that does.</summary>
    public static void AddCommon(BagFolder bag, LogSource log, VerifierKey key, ArchiveKey signer)
    {
        bag.Add(new ArchivedFile("README.txt", "Как проверить архив"), Resource("README.txt"));
        bag.Add(new ArchivedFile("tools/verify.py", "Проверка архива (Python 3)"), Resource("verify.py"));
        bag.Add(new ArchivedFile("log/checkpoint", "Подписанная контрольная точка"), log.Note.ToString());
        bag.Add(new ArchivedFile("log/vkey", "Открытый ключ журнала записей"), key + "\n");
        bag.Add(
            new ArchivedFile("log/witnesses.txt", "Свидетели контрольной точки"),
            string.Concat(log.Note.Signatures.Skip(1).Select(signature => signature.Name + "\n")) is { Length: > 0 } witnesses ? witnesses : "Подписей свидетелей нет.\n");
        bag.Add(new ArchivedFile("keys/log.pem", "Открытый ключ журнала записей для openssl"), key.ToPem());
        bag.Add(new ArchivedFile("keys/archive-cert.pem", "Сертификат сервера, которым подписан архив"), signer.CertificatePem);
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(JournalBag).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException(name);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
