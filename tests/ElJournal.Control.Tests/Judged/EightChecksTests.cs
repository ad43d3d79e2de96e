using ElJournal.Control.Tiles;
using ElJournal.Kernel;
using ElJournal.Sample.Loading;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Control.Tests.Judged;

/// <summary>Each of the eight checks (D-14, Z-10), by the tables of facts and by a plain fold of the same events: now and on past days.</summary>
public sealed class EightChecksTests : IAsyncLifetime
{
    private static readonly SchoolId School = SampleSchool.School;

    private static readonly Grants All = new([new Grant(Permission.ReadControl, Grant.WholeSchool)]);

    private EmptyDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await EmptyDatabase.Make();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_check_comes_to_what_a_plain_fold_of_the_events_comes_to(long seed)
    {
        var life = new EdgeLife(seed).Live();
        await Load(life);
        var log = life.Select(e => (e.Stream, e.Event, new DateTimeOffset(e.At))).ToList();
        var pictures = database.Services.GetRequiredService<Pictures>();
        var seen = new HashSet<string>();
        DateTimeOffset?[] moments = [null, Moscow(2025, 9, 17), Moscow(2025, 10, 8), Moscow(2025, 10, 24), Moscow(2025, 11, 9), Moscow(2025, 11, 12), new(2025, 11, 6, 6, 0, 0, TimeSpan.Zero)];
        foreach (var at in moments)
        {
            var picture = (await pictures.Of(School, at, cancel: Cancel)).ShouldNotBeNull();
            var plain = new PlainFold(log, at ?? DateTimeOffset.UtcNow);
            foreach (var (from, to) in ((DateOnly, DateOnly)[])[(EdgeSchool.First, EdgeSchool.Last), (new(2025, 10, 6), new(2025, 10, 24)), (new(2025, 11, 5), new(2025, 11, 20))])
            {
                foreach (var check in Checks.All)
                {
                    var found = FindingNames.Of(check, EightChecks.Of(check, picture, new CheckArea(All, from, to)));
                    seen.UnionWith(found.Values.Select(v => $"{check} {v.Split(' ')[0]}"));
                    found.ShouldBe(plain.Of(check, from, to), $"{check} of {from:O}–{to:O} at {at:O}");
                }
            }
        }
        Everything.Except(seen).ShouldBeEmpty("what never happens proves nothing");
    }

    private static readonly string[] Everything =
    [
        "lessons Good", "lessons Late", "lessons Missing", "lessons Waiting", "attendance Good", "attendance Late", "attendance Missing", "attendance Waiting", "homework Good",
        "homework Late", "homework Missing", "homework Waiting", "homework Excused", "grades Good", "grades Late", "grades Missing", "accumulation Good", "accumulation Missing",
        "accumulation Excused", "programme Good", "programme Missing", "homework_load Good", "homework_load Missing", "substitutions cancelled", "substitutions moved",
        "substitutions not_held", "substitutions other_subject", "substitutions combined", "substitutions substituted",
    ];

    private static DateTimeOffset Moscow(int year, int month, int day) => new DateTimeOffset(year, month, day, 23, 59, 59, TimeSpan.FromHours(3)).ToUniversalTime();

    private async Task Load(IReadOnlyList<Sample.Living.YearEvent> life)
    {
        var store = database.Services.GetRequiredService<IDocumentStore>();
        await using var owner = NpgsqlDataSource.Create(EventStore.InUtc(database.Settings.OwnerConnection));
        await new BulkLoad(owner, School).Run(new LivedRows(store).Of(life), cancel: Cancel);
        await new ReadModels(store, owner, School).Fold(cancel: Cancel);
    }
}
