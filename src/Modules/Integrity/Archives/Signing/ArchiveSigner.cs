using System.Globalization;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Kernel;
using ElJournal.Store;
using Marten;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>A file somebody brought.</summary>
/// <param name="Name">As it was called there.</param>
public sealed record BroughtSignature(string Name, byte[] Bytes);

/// <summary>Joins signatures of people and time-stamps to archives that were made, and records what was joined.</summary>
public sealed class ArchiveSigner(IDocumentStore store, Archivist archivist, TimeStampAuthority authority, TimeProvider clock)
{
    /// <summary>A time-stamp is renewed while its authority's certificate is still good for so long.</summary>
    public const int RenewalMonths = 18;

    /// <summary>Whether time-stamps can be asked for.</summary>
    public bool HasAuthority => authority.IsKnown;

    /// <summary>Time-stamps ending by this day are to be renewed.</summary>
    public DateOnly RenewalDay => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddMonths(RenewalMonths);

    /// <summary>
    /// Takes signatures of the year's archives; whose each is, it says itself. All are checked before the first is kept.
    /// </summary>
    /// <exception cref="ArchiveRefused">One of them is not right: nothing was changed.</exception>
    public async Task Sign(Desk desk, Actor actor, string year, IReadOnlyList<BroughtSignature> files, CancellationToken cancel)
    {
        using var turn = await archivist.Alone(actor.School, cancel);
        var bags = await Bags(actor.School, year, cancel);
        if (bags.Count == 0) throw ArchiveRefused.NotHere(ArchiveKinds.Journals, year);
        var right = files.Select(file => Place(file, bags)).ToList();
        foreach (var (bag, bytes, signer) in right)
        {
            var (sum, length) = await bag.Zip.Join(BagSignatures.Director, bytes, archivist.Trust, cancel);
            await Archivist.Send(desk, actor, new RecordSignature(Guid.NewGuid(), new ArchiveSigned(
                year, bag.Made.Kind, bag.Made.Seal, Sum(bytes), signer.Serial, signer.Issuer, signer.Certificate, signer.Algorithm, Moment(signer.At), sum, length)));
        }
    }

    /// <summary>Asks for a time-stamp of an archive: its first, or a renewal of the one it has.</summary>
    /// <exception cref="ArchiveRefused">There is none to be had.</exception>
    public async Task<ArchiveStamped> Stamp(Desk desk, Actor actor, string year, string kind, CancellationToken cancel)
    {
        using var turn = await archivist.Alone(actor.School, cancel);
        if ((await Bags(actor.School, year, cancel)).FirstOrDefault(bag => bag.Made.Kind == kind) is not { } bag) throw ArchiveRefused.NotHere(kind, year);
        var now = bag.Content;
        var content = now.LastStamp is null ? now.TagManifest : BagSignatures.Renewed(now.LastStamp, now.LongManifest);
        var answer = await authority.Stamp(content, isRenewal: now.LastStamp is not null, cancel);
        var found = TimeStamp.Judge(content, answer).Signer!;
        var (sum, length) = await bag.Zip.Join(BagSignatures.StampOf(now.Stamps), answer, archivist.Trust, cancel);
        var stamped = new ArchiveStamped(
            year, kind, bag.Made.Seal, now.Stamps, Sum(answer), found.Certificate, Moment(found.At)!, DateOnly.FromDateTime(found.Until), sum, length);
        await Archivist.Send(desk, actor, new RecordStamp(Guid.NewGuid(), stamped));
        return stamped;
    }

    /// <summary>Asks for what is missing and what must be renewed.</summary>
    /// <param name="kinds">Of which bags.</param>
    /// <param name="always">Renews also what need not be renewed yet.</param>
    /// <exception cref="ArchiveRefused">One is not to be had; those before it are.</exception>
    public async Task<IReadOnlyList<ArchiveStamped>> StampWhereNeeded(Desk desk, Actor actor, string year, IReadOnlyCollection<string> kinds, CancellationToken cancel, bool always = false)
    {
        var done = new List<ArchiveStamped>();
        foreach (var bag in (await Bags(actor.School, year, cancel)).Where(bag => kinds.Contains(bag.Made.Kind)))
        {
            if (always || bag.Stamp is not { } stamp || DateOnly.FromDateTime(stamp.Until) <= RenewalDay) done.Add(await Stamp(desk, actor, year, bag.Made.Kind, cancel));
        }
        return done;
    }

    /// <summary>The bags of a year whose files lie on the server as they were last recorded, and what they are signed with.</summary>
    internal async Task<IReadOnlyList<SignedBag>> Bags(SchoolId school, string year, CancellationToken cancel)
    {
        if (await Shelf(school, year, cancel) is not { } shelf) return [];
        var bags = new List<SignedBag>();
        foreach (var made in ArchiveKinds.All.Select(shelf.Last).OfType<ArchiveMade>())
        {
            var zip = new SignedZip(Path.Combine(archivist.Directory, made.File));
            if (zip.Look() is { } content && content.Seal == made.Seal) bags.Add(new SignedBag(made, zip, content));
        }
        return bags;
    }

    private async Task<ArchiveShelf?> Shelf(SchoolId school, string year, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await session.LoadAsync<ArchiveShelf>(ArchiveShelf.StreamOf(year), cancel);
    }

    /// <summary>Which archive a file signs.</summary>
    private static (SignedBag Bag, byte[] Bytes, Signer Signer) Place(BroughtSignature file, IReadOnlyList<SignedBag> bags)
    {
        if (DetachedSignature.Read(file.Bytes) is not { } bytes) throw ArchiveRefused.BadSignature(file.Name, SignatureWords.Of(SignatureFlaw.Unreadable));
        SignatureJudgement? worst = null;
        foreach (var bag in bags)
        {
            var found = DetachedSignature.Judge(bag.Content.TagManifest, bytes);
            if (found.Holds) return (bag, bytes, found.Signer!);
            // That it is not of the other archives says nothing; what is wrong with it under its own does.
            if (worst is null || worst.Flaw is SignatureFlaw.OtherBytes) worst = found;
        }
        throw ArchiveRefused.BadSignature(file.Name, worst!.Text!);
    }

    private static string? Moment(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}

/// <summary>An archive on the server.</summary>
internal sealed record SignedBag(ArchiveMade Made, SignedZip Zip, SignedZip.Content Content)
{
    /// <summary>The newest time-stamp; null: there is none.</summary>
    public Signer? Stamp => Content.Signatures.LastOrDefault(signature => signature.By is BagSigner.Stamp or BagSigner.Renewal)?.Found.Signer;

    /// <summary>The director's signature; null: there is none.</summary>
    public BagSignature? Director => Content.Signatures.FirstOrDefault(signature => signature.By is BagSigner.Director);
}
