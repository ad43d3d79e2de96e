using ElJournal.Access.Rights;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Prints;
using ElJournal.Integrity.Custody.Retention;
using ElJournal.Integrity.Custody.Rules;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Archives;

/// <summary>An archive's life on a real database: copies, prints, a hold, and after its term an act that takes the file and leaves the statements.</summary>
public sealed class CustodyStoreTests : IAsyncLifetime
{
    private static readonly MediumId Disk = new("disk-1");

    private readonly MovedClock _clock = new();
    private TestSchool _school = null!;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start(builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private static Actor Director => TestSchool.Deputy with { Role = Role.Director, Grants = GrantRules.For(new GrantFacts(Role.Director, default)) };

    private CustodyWatch Watch => _school.Services.GetRequiredService<CustodyWatch>();

    private Task<CustodyFacts> Facts => Watch.Facts(TestSchool.School, TestContext.Current.CancellationToken);

    [Fact]
    public async Task From_the_first_copy_to_the_act()
    {
        var facts = await Facts;
        var (year, today) = (facts.Years[0], facts.Today);
        facts.IsAtWork("sokolova").ShouldBeTrue();
        facts.NameOf("sokolova").ShouldBe("Соколова И. В.");
        (await Make(year.Year)).Count.ShouldBe(3);

        await Done(new RegisterMedium(Guid.NewGuid(), Disk, "410-01", "disk", "сейф директора", "zaharova"));
        facts = await Facts;
        var journals = facts.LastMade(year.Year, ArchiveKinds.Journals)!;
        var twice = new EnterCopy(Guid.NewGuid(), Disk, journals.Sha256, today, CheckWays.Sum);
        await Done(twice);
        await Done(twice);
        await Done(new CheckCopy(Guid.NewGuid(), Disk, journals.Sha256, CheckResults.Same, journals.Sha256, today, "sokolova", CheckWays.Sum));
        await Done(new CertifyPrint(Guid.NewGuid(), year.Year, PrintVolumes.Journal, "8b", 48, "sokolova", today));
        await Done(new SetCustodyRules(Guid.NewGuid(), today, 2, 6, "приказ № 5, п. 2"));
        var hold = Guid.NewGuid();
        await Done(new PlaceHold(hold, year.Year, [ArchiveKinds.Journals], "court", "запрос № 12", today));

        var act = new DestroyArchive(Guid.NewGuid(), year.Year, "3", today, [ArchiveKinds.Journals], "приказ № 1", ["sokolova", "zaharova", "timofeeva"], Sure: true);
        (await _school.Send(act, Director)).Refusal!.Kind.ShouldBe(CustodyRefusals.TermRuns);
        _clock.Ahead = TimeSpan.FromDays(7 * 366);
        var later = (await Facts).Today;
        (await _school.Send(act, Director)).Refusal!.Kind.ShouldBe(CustodyRefusals.HoldStands);
        await Done(new LiftHold(Guid.NewGuid(), year.Year, hold, "определение № 7", later));
        // Whoever keeps the program does not sign away what it keeps.
        (await _school.Send(act with { On = later }, Actors.ForCommandLine(TestSchool.School))).Refusal!.Kind.ShouldBe(Refusals.NotAllowed);
        (await _school.Send(act with { On = later }, Director)).Refusal.ShouldBeNull();
        (await _school.Send(act with { On = later }, Director)).Refusal.ShouldBeNull();

        facts = await Facts;
        var destroyed = facts.DestroyedBy(year.Year, ArchiveKinds.Journals).ShouldNotBeNull();
        destroyed.Copies.ShouldHaveSingleItem().Medium.ShouldBe(Disk.Value);
        destroyed.Volumes.ShouldHaveSingleItem().Sheets.ShouldBe(48);
        facts.DestroyedBy(year.Year, ArchiveKinds.Statements).ShouldBeNull();
        Watch.Of(facts, TestSchool.School).Select(l => l.Key).ShouldContain("files");
        var files = _school.Services.GetRequiredService<ArchiveFiles>();
        files.Remove(TestSchool.School, destroyed).ShouldBeEmpty();
        File.Exists(Path.Combine(_school.Settings.DataDirectory, Archivist.Folder, journals.File)).ShouldBeFalse();
        files.Of(TestSchool.School, year.Year, ArchiveKinds.Statements).ShouldNotBeEmpty();
        Watch.Of(facts, TestSchool.School).Select(l => l.Key).ShouldNotContain("files");
        await Rebuilt(year.Year);
    }

    /// <summary>What the documents say is what the events say: folded again they are the same.</summary>
    private async Task Rebuilt(string year)
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        Same(await session.LoadAsync<Medium>(Disk.Stream), await session.Events.AggregateStreamAsync<Medium>(Disk.Stream));
        Same(await session.LoadAsync<PrintBook>(PrintBook.StreamOf(year)), await session.Events.AggregateStreamAsync<PrintBook>(PrintBook.StreamOf(year)));
        Same(await session.LoadAsync<YearCustody>(YearCustody.StreamOf(year)), await session.Events.AggregateStreamAsync<YearCustody>(YearCustody.StreamOf(year)));
        Same(await session.LoadAsync<CustodyRules>(CustodyRules.Stream), await session.Events.AggregateStreamAsync<CustodyRules>(CustodyRules.Stream));

        static void Same<T>(T? kept, T? folded) where T : class => System.Text.Json.JsonSerializer.Serialize(folded).ShouldBe(System.Text.Json.JsonSerializer.Serialize(kept.ShouldNotBeNull()));
    }

    private async Task<IReadOnlyList<MadeArchive>> Make(string year)
    {
        await using var scope = _school.Services.CreateAsyncScope();
        return await _school.Services.GetRequiredService<Archivist>().Make(
            scope.ServiceProvider.GetRequiredService<Desk>(), Director, year, ArchiveKinds.All, null, null, TestContext.Current.CancellationToken);
    }

    private async Task Done(ICommand command) => (await _school.Send(command, Director)).Refusal.ShouldBeNull();
}
