using System.Collections.Concurrent;
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

    /// <summary>A school's archives are made, or signed, by one at a time.</summary>
    private readonly ConcurrentDictionary<SchoolId, SemaphoreSlim> busy = new();

    public string Directory => Path.Combine(options.KeyDirectory, Folder);

    /// <summary>Nobody else touches the school's archives until it is disposed of.</summary>
    /// <exception cref="ArchiveRefused">Somebody does.</exception>
    internal async Task<IDisposable> Alone(SchoolId school, CancellationToken cancel)
    {
        var turn = busy.GetOrAdd(school, _ => new SemaphoreSlim(1, 1));
        return await turn.WaitAsync(TimeSpan.FromSeconds(1), cancel) ? new Turn(turn) : throw ArchiveRefused.Busy();
    }

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
        using var turn = await Alone(actor.School, cancel);
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

    internal static async Task Send(Desk desk, Actor actor, ICommand command)
    {
        if ((await desk.Send(command, actor, CancellationToken.None)).Refusal is { } refusal) throw ArchiveRefused.Of(refusal);
    }

    /// <summary>By which keys this installation judges an archive.</summary>
    public ArchiveTrust Trust => new(new VerifierKey("eljournal", key.Value.PublicKey.Span), signer.Value.CertificatePem);

    public Task<TimeZoneInfo> ZoneOf(SchoolId school, CancellationToken cancel) => content.ZoneOf(school, cancel);

    public Task<IReadOnlyList<ArchiveGap>> GapsOf(SchoolId school, string year, CancellationToken cancel) => content.GapsOf(school, year, cancel);

    private sealed class Turn(SemaphoreSlim taken) : IDisposable
    {
        public void Dispose() => taken.Release();
    }
}
