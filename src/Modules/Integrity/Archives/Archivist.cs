using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Making;
using ElJournal.Integrity.Archives.Statements;
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

    /// <summary>Seals what waits, makes the archives under one checkpoint and records them.</summary>
    /// <param name="begun">Told before each kind is begun.</param>
    /// <exception cref="ArchiveRefused">They cannot be made.</exception>
    public async Task<IReadOnlyList<MadeArchive>> Make(
        Desk desk, Actor actor, string year, IReadOnlyCollection<string> kinds, Action<string>? begun, IProgress<ArchiveStep>? said, CancellationToken cancel)
    {
        if (kinds.Contains(ArchiveKinds.Statements)) await SealStatements(desk, actor, year, cancel);
        await (await logs.Of(actor.School)).SealPending(cancel);
        var maker = await MakerOf(actor.School, year);
        var all = new List<MadeArchive>();
        foreach (var kind in kinds)
        {
            begun?.Invoke(kind);
            all.Add(await maker.Make(year, kind, said, cancel, all.Count > 0 ? all[0].Size : null));
        }
        // Only now: the records are entries of the log themselves, and all bags of a year end with the same one.
        foreach (var made in all) await Send(desk, actor, new RecordArchive(Guid.NewGuid(), year, made));
        return all;
    }

    private async Task SealStatements(Desk desk, Actor actor, string year, CancellationToken cancel)
    {
        foreach (var statement in await content.StatementsOf(actor.School, year, cancel))
        {
            var pdf = statement.Pdf is null ? null : StatementBag.Sum(statement.Pdf);
            await Send(desk, actor, new SealStatement(Guid.NewGuid(), year, statement.Class, StatementBag.Sum(statement.Csv), pdf));
        }
    }

    private static async Task Send(Desk desk, Actor actor, ICommand command)
    {
        if ((await desk.Send(command, actor, CancellationToken.None)).Refusal is { } refusal) throw ArchiveRefused.Of(refusal);
    }

    /// <summary>By which keys this installation judges an archive.</summary>
    public ArchiveTrust Trust => new(new VerifierKey("eljournal", key.Value.PublicKey.Span), signer.Value.CertificatePem);

    public Task<IReadOnlyList<ArchiveGap>> GapsOf(SchoolId school, string year, CancellationToken cancel) => content.GapsOf(school, year, cancel);
}
