using ElJournal.Control.Reading;
using ElJournal.Control.Tiles;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
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

/// <summary>The state on a past day is what was shown on that day, whatever was entered, moved or ruled since.</summary>
public sealed class PastStateTests : IAsyncLifetime
{
    private static readonly SchoolId School = SampleSchool.School;

    private static readonly Actor Deputy = new(
        new AccountId("deputy"), Role.DeputyHead, School, Channel.Web, "test", new Grants([new Grant(Permission.ReadControl, Grant.WholeSchool)]));

    private readonly MovedClock clock = new();
    private EmptyDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await EmptyDatabase.Make(clock);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_shown_on_an_evening_is_shown_when_asked_for_it_later()
    {
        var life = new EdgeLife(7).Live();
        DateOnly[] evenings = [new(2025, 9, 30), new(2025, 10, 9), new(2025, 11, 7)];
        var shown = new List<string>();
        foreach (var evening in evenings)
        {
            var moment = new DateTimeOffset(evening.ToDateTime(new TimeOnly(23, 59, 30)), TimeSpan.FromHours(3)).UtcDateTime;
            await Load([.. life.Where(e => e.At <= moment)]);
            clock.Ahead = moment - DateTime.UtcNow;
            shown.Add(await Shown(new BoardQuery()));
        }
        await Load(life);
        clock.Ahead = TimeSpan.Zero;
        (await Shown(new BoardQuery())).ShouldNotBe(shown[^1], "the school has gone on");
        foreach (var (evening, then) in evenings.Zip(shown)) (await Shown(new BoardQuery { At = new PastMoment(evening, null) })).ShouldBe(then, $"{evening:O}");
    }

    [Fact]
    public async Task The_picture_kept_from_before_and_caught_up_is_the_picture_read_anew()
    {
        var life = new EdgeLife(8).Live();
        var pictures = database.Services.GetRequiredService<Pictures>();
        foreach (var share in (double[])[0.5, 0.51, 0.7, 1])
        {
            await Load([.. life.Take((int)(life.Count * share))]);
            var caughtUp = (await pictures.Of(School, cancel: Cancel))!;
            var anew = (await new Pictures(database.Services.GetRequiredService<IDocumentStore>(), clock).Of(School, cancel: Cancel))!;
            var area = new CheckArea(Deputy.Grants, EdgeSchool.First, EdgeSchool.Last);
            foreach (var check in Checks.All)
                FindingNames.Of(check, EightChecks.Of(check, caughtUp, area)).ShouldBe(FindingNames.Of(check, EightChecks.Of(check, anew, area)), $"{check} after {share:P0}");
        }
    }

    private async Task<string> Shown(BoardQuery query)
    {
        // Each evening somebody looked at a server of that day: nothing is kept from one to the next.
        var board = new ControlBoard(
            new Pictures(database.Services.GetRequiredService<IDocumentStore>(), clock), database.Services.GetRequiredService<ControlNames>(), database.Services.GetRequiredService<IDocumentStore>());
        var page = (await board.Of(Deputy, query, Cancel)).ShouldNotBeNull();
        var lines = page.Tiles.Select(t => $"{t.Check} {t.Sum} {string.Join(' ', t.Trend.Select(w => $"{w.Monday:O}:{w.Sum}"))} {string.Join(' ', t.Kinds.OrderBy(k => k.Key, StringComparer.Ordinal))}")
            .Append($"{page.Area.From:O} {page.Area.To:O} {page.Day:O}").ToList();
        foreach (var check in Checks.All)
        {
            var list = (await board.Of(Deputy, check, query, Cancel)).ShouldNotBeNull();
            lines.AddRange(list.Found.Select(f => $"{check} {f.Finding.Course.Id} {f.Finding.Lesson?.Date:O} {f.Finding.Lesson?.Slot} {f.Finding.Verdict} {f.Finding.Amount} {f.Finding.Pupil}"));
        }
        return string.Join('\n', lines);
    }

    private async Task Load(IReadOnlyList<YearEvent> life)
    {
        var store = database.Services.GetRequiredService<IDocumentStore>();
        await using var owner = NpgsqlDataSource.Create(EventStore.InUtc(database.Settings.OwnerConnection));
        await new BulkLoad(owner, School).Run(new LivedRows(store).Of(life), cancel: Cancel);
        await new ReadModels(store, owner, School).Fold(cancel: Cancel);
    }
}
