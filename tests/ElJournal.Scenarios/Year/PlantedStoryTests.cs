using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Host.SampleYear;
using ElJournal.Integrity;
using ElJournal.Sample.Living;
using ElJournal.Scenarios.Browsing;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Year;

/// <summary>The whole sample year in a database, and what is hidden in it found by the pages of the program. A campaign: <c>./year.sh</c>.</summary>
public sealed class PlantedStoryTests : IAsyncLifetime
{
    /// <summary>Set by <c>year.sh</c>: loading takes minutes.</summary>
    private const string Wanted = "ELJ_YEAR";

    private const int FewClicks = 10;

    private const string Root = "8d9e911083a5416711580d3441b495ad3dba2c07c91c889e9d08755cf2ac4927";

    private static readonly Stories Planted = Stories.Of(TestSchool.YearPlan);

    private TestSchool? _school;
    private Browser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Wanted) is null) return;
        (_school, _browser) = (await TestSchool.LivedYear(), await Browser.Open());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_school is not null) await _school.DisposeAsync();
    }

    [Fact]
    public async Task Every_story_is_found_and_the_log_of_the_year_is_intact()
    {
        Assert.SkipUnless(_school is not null, "The whole year has a command of its own: ./year.sh");
        var verifier = await _school!.Services.GetRequiredService<SealedLogs>().VerifierOf(TestSchool.School);
        (await verifier.Verify(TestSchool.School, [], TestContext.Current.CancellationToken)).IsIntact.ShouldBeTrue();
        var deputy = await _browser!.Person(_school, "deputy");
        await TheNight(deputy);
        await TheRise(deputy);
        await TheLag(deputy);
        await TheOfflineDay(deputy);
        await TheConsent();
        await TheLostPassword();
        await TheDamagedArchive();
        _browser.NoComplaints();
        // Found on another machine: the log follows from the seed alone. What changes an event changes it too.
        TestSchool.YearRoot.ShouldBe(Root);
    }

    /// <summary>Fifty-one grades in one session at night: by author, then by session.</summary>
    private static async Task TheNight(IPage deputy)
    {
        var clicks = 0;
        async Task Click(string what)
        {
            clicks++;
            await deputy.ClickAsync(what);
        }
        await Click("nav >> text=Изменения");
        clicks++;
        await deputy.SelectOptionAsync("[name=person]", Planted.Night.Account.Value);
        await Click("button.main");
        await Click("#changes tbody tr:first-child small a");
        await Assertions.Expect(deputy.Locator("#changes tbody tr.correction")).ToHaveCountAsync(50);
        (await deputy.Locator("#changes tbody tr:first-child td:first-child").InnerTextAsync()).ShouldContain(Planted.Night.Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
        await Click("a[rel=next]");
        await Assertions.Expect(deputy.Locator("#changes tbody tr.correction")).ToHaveCountAsync(NightChanges.Count - 50);
        clicks.ShouldBeLessThan(FewClicks);
    }

    private static async Task TheRise(IPage deputy)
    {
        var day = Planted.Rise.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await deputy.GotoAsync($"/changes?pupil={Planted.Rise.Pupil}&from={day}&to={day}");
        var evening = deputy.Locator("#changes tbody tr").Filter(new() { HasText = " 20:", HasNotText = "отметка за период" });
        (await evening.CountAsync()).ShouldBeGreaterThan(1);
        (await evening.AllInnerTextsAsync()).ShouldAllBe(row => row.Contains('5', StringComparison.Ordinal));
    }

    private static async Task TheLag(IPage deputy)
    {
        await deputy.GotoAsync($"/journal/{Planted.Lag.Course}/2025-2026.q4");
        await Assertions.Expect(deputy.GetByText($"отставание {ChemistryLag.Hours} уроков").First).ToBeVisibleAsync();
    }

    private static async Task TheOfflineDay(IPage deputy)
    {
        var day = Planted.Offline.Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
        await deputy.GotoAsync("/changes");
        await deputy.SelectOptionAsync("[name=channel]", nameof(Kernel.Channel.Offline));
        await deputy.ClickAsync("button.main");
        var rows = deputy.Locator("#changes tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        (await rows.AllInnerTextsAsync()).ShouldAllBe(row => row.Contains("без связи", StringComparison.Ordinal) && row.Contains(day, StringComparison.Ordinal));
    }

    /// <summary>Who lost it, who reported it, who issued the new slip: the pupil's card names the three.</summary>
    private async Task TheLostPassword()
    {
        var story = Planted.Password!;
        var admin = await _browser!.Person(_school!, "admin");
        await admin.GotoAsync($"/admin/people/{story.Account}");
        var trail = await admin.Locator("#history tbody tr").AllInnerTextsAsync();
        var day = story.Reported.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
        trail.Single(line => line.Contains("утер", StringComparison.Ordinal)).ShouldContain(day);
        trail.Single(line => line.Contains("утер", StringComparison.Ordinal)).ShouldContain(Name(story.Teacher));
        trail.Count(line => line.Contains("листок", StringComparison.OrdinalIgnoreCase) && line.Contains(Name(story.Administrator), StringComparison.Ordinal)).ShouldBe(2);
        var pupil = TestSchool.YearPlan.Pupils.First(p => p.Id == story.Pupil).Card.Family;
        trail.Count(line => line.Contains("пароль", StringComparison.OrdinalIgnoreCase) && line.Contains(pupil, StringComparison.Ordinal)).ShouldBe(2);

        static string Name(Kernel.AccountId account) => TestSchool.YearPlan.Staff.First(t => t.Account == account).Card.Family;
    }

    /// <summary>Two copies of one archive: one is the archive byte for byte, of the other the first damaged place is named.</summary>
    private async Task TheDamagedArchive()
    {
        var copy = await DamagedArchive.Plant(_school!.Services, TestSchool.YearPlan, TestContext.Current.CancellationToken);
        var director = await _browser!.Person(_school, "director");
        await director.GotoAsync("/archive");
        await Bring(copy[..^DamagedArchive.CopyEnding.Length] + ".zip");
        await Assertions.Expect(director.Locator("#report .note.good")).ToContainTextAsync("байт в байт");
        await Bring(copy);
        await Assertions.Expect(director.Locator("#report .note.bad")).ToContainTextAsync("Не совпадает");
        (await director.Locator("#report .first").InnerTextAsync()).ShouldContain("data/log/events/");

        async Task Bring(string file)
        {
            await director.SetInputFilesAsync("[name=file]", file);
            await director.ClickAsync("#check button", new() { Timeout = 120_000 });
        }
    }

    /// <summary>A family that refused electronic information gives its consent after all.</summary>
    private async Task TheConsent()
    {
        var changed = TestSchool.YearPlan.Pupils.First(p => p.RefusesElectronic && p.From == TestSchool.YearPlan.Year.From && p is { Left: null, Moves: null });
        var secretary = await _browser!.Person(_school!, "secretary");
        await secretary.GotoAsync($"/consents/pupil/{changed.Id}");
        await Assertions.Expect(secretary.GetByText("08.10.2025").First).ToBeVisibleAsync();
        (await secretary.Locator("main").InnerTextAsync()).ShouldContain("отказ");
    }
}
