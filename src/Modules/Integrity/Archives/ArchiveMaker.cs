using System.Globalization;
using System.Security.Cryptography;
using ElJournal.Integrity.Archives.Bag;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Making;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Integrity.Archives.Statements;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Integrity.Archives;

/// <summary>A finished archive.</summary>
/// <param name="Sha256">Of the zip, lower-case hex; <paramref name="Seal"/>: of its <c>tagmanifest-sha256.txt</c>, which the signatures stand under.</param>
/// <param name="Size">Leaves of the log; <paramref name="Root"/>: its root, hex.</param>
public sealed record MadeArchive(string Kind, string File, long Bytes, string Sha256, string Seal, long Size, string Root);

/// <summary>
/// Makes the archives of a school year (D-7, D-15, D-16, A-8): files are gathered in a folder beside, packed, checked as a stranger would, and only
/// then get the name of an archive. Broken off, the next attempt goes on with what was finished under the same checkpoint.
/// </summary>
/// <param name="folder">Where archives lie: under the data directory.</param>
public sealed class ArchiveMaker(NpgsqlDataSource journal, SchoolId school, VerifierKey key, ArchiveKey signer, IArchiveContent content, string folder)
{
    /// <param name="size">Of the log's checkpoint that it ends with; null: the latest.</param>
    /// <exception cref="ArchiveRefused">It cannot be made; the reason is a sentence.</exception>
    public async Task<MadeArchive> Make(
        string year, string kind, IProgress<ArchiveStep>? said = null, CancellationToken cancel = default, long? size = null)
    {
        var log = await LogSource.Find(journal, school, year, size, cancel) ?? throw ArchiveRefused.NothingSealed(year);
        var name = NameOf(school, year, kind);
        var (zip, draft, stage) = (Path.Combine(folder, name + ".zip"), Path.Combine(folder, name + ".zip.part"), Path.Combine(folder, name + ".making"));
        try
        {
            Directory.CreateDirectory(folder);
            Prepare(stage, log);
            var seal = await Gather(new BagFolder(Path.Combine(stage, "bag")), log, kind, name, said, cancel);
            await new BagFolder(Path.Combine(stage, "bag")).Pack(draft, name, log.At, said, cancel);
            var verdict = await new ArchiveVerifier(new ArchiveTrust(key, signer.CertificatePem)).Verify(draft, said, cancel);
            if (verdict.Faults is [var fault, ..])
            {
                Directory.Delete(stage, recursive: true);
                throw ArchiveRefused.Spoilt(fault.Text());
            }
            var sum = Convert.ToHexStringLower(SHA256.HashData(seal));
            if (await Signed(zip, sum, cancel) is { } signed) verdict = signed;
            else File.Move(draft, zip, overwrite: true);
            await SignedZip.WriteDown(zip, verdict.Sha256);
            Directory.Delete(stage, recursive: true);
            return new MadeArchive(kind, name + ".zip", verdict.Bytes, verdict.Sha256, sum, log.Checkpoint.Size, log.Checkpoint.Root.ToHex());
        }
        catch (IOException full)
        {
            throw ArchiveRefused.DiskFull(full);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Name of the archive without its ending: <c>elj-school7-2026-2027-J5</c>.</summary>
    public static string NameOf(SchoolId school, string year, string kind) => $"elj-{school}-{Id.Checked(year)}-{kind}";

    /// <summary>
    /// What was signed since it was made is not made unsigned again: the very archive stays as it is, and is answered; another one stays under a name of
    /// its own.
    /// </summary>
    private async Task<ArchiveVerdict?> Signed(string zip, string seal, CancellationToken cancel)
    {
        if (new SignedZip(zip).Look() is not { Signatures.Count: > 1 } there) return null;
        await using (var file = File.OpenRead(zip))
        {
            var verdict = await new ArchiveVerifier(new ArchiveTrust(key, signer.CertificatePem)).Verify(file, null, null, cancel);
            if (there.Seal == seal) return verdict.IsIntact ? verdict : null;
            await SignedZip.WriteDown(Aside(), verdict.Sha256);
        }
        File.Move(zip, Aside(), overwrite: true);
        return null;

        string Aside() => $"{zip[..^".zip".Length]}.{there.Seal[..8]}.zip";
    }

    private async Task<byte[]> Gather(BagFolder bag, LogSource log, string kind, string name, IProgress<ArchiveStep>? said, CancellationToken cancel)
    {
        List<(string, string)> info =
        [
            ("Source-Organization", (await content.NameOf(school, cancel)).ReplaceLineEndings(" ")),
            ("External-Identifier", name),
            ("Bagging-Date", log.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("Bag-Software-Agent", "ElJournal"),
            ("ElJournal-Kind", kind),
            ("ElJournal-Year", log.Year),
            ("ElJournal-Log-Origin", log.Checkpoint.Origin),
            ("ElJournal-Log-Size", log.Checkpoint.Size.ToString(CultureInfo.InvariantCulture)),
            ("ElJournal-Log-Root", log.Checkpoint.Root.ToHex()),
        ];
        if (kind == ArchiveKinds.Openings)
        {
            var (kept, erased) = await OpeningsBag.Fill(bag, log, said, cancel);
            await content.Print(school, log.Year, log.Note, log.At, bag, (done, all) => said?.Report(new ArchiveStep(ArchiveStage.Prints, done, all)), cancel);
            info.Add(("ElJournal-Openings", kept.ToString(CultureInfo.InvariantCulture)));
            info.Add(("ElJournal-Openings-Erased", erased.ToString(CultureInfo.InvariantCulture)));
        }
        else if (kind == ArchiveKinds.Statements)
        {
            await StatementBag.Fill(bag, log, await content.StatementsOf(school, log.Year, cancel), said, cancel);
        }
        else
        {
            await JournalBag.Fill(bag, log, content, said, cancel);
        }
        JournalBag.AddCommon(bag, log, key, signer);
        var seal = bag.Close(info);
        bag.AddTag(BagSignatures.Server, signer.Sign(seal, log.At));
        return seal;
    }

    /// <summary>What another checkpoint left is of no use.</summary>
    private static void Prepare(string stage, LogSource log)
    {
        var mark = Path.Combine(stage, "checkpoint");
        if (File.Exists(mark) && File.ReadAllText(mark) == log.Note.ToString())
        {
            // Only the lines of the log are sure to be the same as before.
            foreach (var file in Directory.EnumerateFiles(stage, "*", SearchOption.AllDirectories).Where(file => file != mark && !(file.EndsWith(".ndjson", StringComparison.Ordinal))))
                File.Delete(file);
            return;
        }
        if (Directory.Exists(stage)) Directory.Delete(stage, recursive: true);
        Directory.CreateDirectory(stage);
        File.WriteAllText(mark, log.Note.ToString());
    }
}
