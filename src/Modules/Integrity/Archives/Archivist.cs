using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Making;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using ElJournal.Store;
using Marten;

namespace ElJournal.Integrity.Archives;

/// <summary>The archives of the schools of an installation: makes them, knows where they lie and by which keys they are judged.</summary>
public sealed class Archivist(IDocumentStore store, Lazy<SigningKey> key, SealedLogs logs, IntegrityOptions options, IArchiveContent content)
{
    public const string Folder = "archives";

    private readonly Lazy<ArchiveKey> signer = new(() => ArchiveKey.LoadOrCreate(options.KeyDirectory, "ElJournal archive server"));

    public string Directory => Path.Combine(options.KeyDirectory, Folder);

    /// <summary>The years that have a log, in the order they were opened.</summary>
    public async Task<IReadOnlyList<string>> Years(SchoolId school, CancellationToken cancel = default) =>
        await LogSource.Years((await store.Storage.FindOrCreateDatabase(school.Value)).Journal(), school, cancel);

    public async Task<ArchiveMaker> MakerOf(SchoolId school, string year) => new(
        (await store.Storage.FindOrCreateDatabase(school.Value)).Journal(), school, logs.KeyOf(school, year), signer.Value, content, Directory);

    /// <summary>Seals what waits, makes the archive and records it.</summary>
    /// <exception cref="ArchiveRefused">It cannot be made.</exception>
    public async Task<MadeArchive> Make(Desk desk, Actor actor, string year, string kind, IProgress<ArchiveStep>? said, CancellationToken cancel)
    {
        await (await logs.Of(actor.School)).SealPending(cancel);
        var made = await (await MakerOf(actor.School, year)).Make(year, kind, said, cancel);
        var outcome = await desk.Send(new RecordArchive(Guid.NewGuid(), year, made), actor, CancellationToken.None);
        return outcome.Refusal is { } refusal ? throw ArchiveRefused.Of(refusal) : made;
    }

    /// <summary>By which keys this installation judges an archive.</summary>
    public ArchiveTrust Trust => new(new VerifierKey("eljournal", key.Value.PublicKey.Span), signer.Value.CertificatePem);

    public Task<IReadOnlyList<ArchiveGap>> GapsOf(SchoolId school, string year, CancellationToken cancel) => content.GapsOf(school, year, cancel);
}
