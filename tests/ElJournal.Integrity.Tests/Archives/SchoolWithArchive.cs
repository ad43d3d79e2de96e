using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Tests.Sealing;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Store;

namespace ElJournal.Integrity.Tests.Archives;

/// <summary>A sealed year with three words behind commitments, and a folder for its archives.</summary>
public abstract class SchoolWithArchive(SealCluster cluster) : SchoolWithSealedGrades(cluster), IArchiveContent
{
    protected static readonly Opening Said = new(Guid.NewGuid(), [.. Enumerable.Repeat((byte)3, 32)], "=болел, «справка»\nот врача");
    protected static readonly Opening Kept = new("'+7 и прочее");
    protected static readonly Opening Erased = new("стёртое");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eljournal-archive-");

    protected string Folder => folder.FullName;

    protected ArchiveKey Signer => ArchiveKey.LoadOrCreate(Folder, "test server");

    protected ArchiveTrust Trust => new(Key.Verifier("school"), Signer.CertificatePem);

    /// <summary>What the next attempt to write tables does first.</summary>
    protected Action Before { get; set; } = () => { };

    protected ArchiveMaker Maker => new(Database.Source, SealDatabase.School, Key.Verifier($"{Host}/school7/{Year}"), Signer, this, Folder);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.Execute(Openings.Ddl);
        foreach (var opening in (Opening[])[Said, Kept])
            await Database.Execute("insert into openings.opening values ($1, $2, $3, $4)", SealDatabase.School.Value, opening.Id, opening.Salt, opening.Value);
        foreach (var opening in (Opening[])[Said, Kept, Erased])
            await Database.Record(SealDatabase.School, "lesson/algebra-7b/2026-09-01/1", new Explained("pupil-1", [new Note(new Words(opening.Sealed.Commitment, opening.Id))]));
        await Log.SealPending();
    }

    protected Task<MadeArchive> Make(string kind = ArchiveKinds.Journals, CancellationToken cancel = default, IProgress<ArchiveStep>? said = null) =>
        Maker.Make(Year, kind, said, cancel);

    protected string Zip(string kind = ArchiveKinds.Journals) => Path.Combine(Folder, $"elj-school7-{Year}-{kind}.zip");

    protected Task<ArchiveVerdict> Check(string zip, bool trusted = true) => new ArchiveVerifier(trusted ? Trust : null).Verify(zip);

    public Task<string> NameOf(SchoolId school, CancellationToken cancel) => Task.FromResult("Школа № 7");

    public Task<TimeZoneInfo> ZoneOf(SchoolId school, CancellationToken cancel) => Task.FromResult(TimeZoneInfo.Utc);

    public Task Write(SchoolId school, string year, IArchiveShelf shelf, CancellationToken cancel)
    {
        Before();
        using var table = shelf.Table(new ArchivedFile("tables/subjects.csv", "Предметы"), new("subject", "Предмет"), new ArchivedColumn("name", "Название"));
        table.Row("algebra", "Алгебра, «7Б»");
        return Task.CompletedTask;
    }

    public Task Print(SchoolId school, string year, SignedNote checkpoint, DateTimeOffset at, IArchiveShelf shelf, Action<int, int> said, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<StatementFile>> StatementsOf(SchoolId school, string year, CancellationToken cancel) => Task.FromResult<IReadOnlyList<StatementFile>>([]);

    public Task<IReadOnlyList<ArchiveGap>> GapsOf(SchoolId school, string year, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ArchiveGap>>([]);

    public override async ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Personal words inside a list, as the journal's events hold them.</summary>
[Recorded("accounting.day_completed.v1")]
public sealed record Explained(string Pupil, IReadOnlyList<Note> Lessons);

public sealed record Note(Words Words);

/// <summary>Named as the journal's serializer names them.</summary>
public sealed record Words(
    [property: System.Text.Json.Serialization.JsonPropertyName("commitment")] string Commitment,
    [property: System.Text.Json.Serialization.JsonPropertyName("opening")] Guid Opening);
