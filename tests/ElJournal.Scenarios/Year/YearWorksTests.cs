using System.Diagnostics;
using ElJournal.Scenarios.Browsing;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Year;

/// <summary>The schedule of control works of the whole sample year, as its director sees it. A campaign: <c>./year.sh</c>.</summary>
public sealed class YearWorksTests : IAsyncLifetime
{
    private TestSchool? _school;
    private Browser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("ELJ_YEAR") is null) return;
        (_school, _browser) = (await TestSchool.LivedYear(), await Browser.Open());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_school is not null) await _school.DisposeAsync();
    }

    [Fact]
    public async Task The_six_deviations_are_found_with_their_explanations_and_the_works_have_results()
    {
        Assert.SkipUnless(_school is not null, "The whole year has a command of its own: ./year.sh");
        var page = await _browser!.Person(_school!, "director");
        await page.GotoAsync("/control/works");
        var clock = Stopwatch.StartNew();
        await page.GotoAsync("/control/works?period=2025-2026.q2");
        TestContext.Current.TestOutputHelper?.WriteLine($"The schedule of a term: {clock.ElapsedMilliseconds} ms");
        await Assertions.Expect(page.Locator(".works-off").First.Locator("li")).ToHaveCountAsync(6);
        await Assertions.Expect(page.Locator(".works-off").First.Locator(".tag.bad")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".works-off").Nth(1).Locator("li")).ToHaveCountAsync(10);
        (await page.Locator(".works .work").CountAsync()).ShouldBeGreaterThan(200);
        await Browser.Shot(page, "year-works");
        await page.Locator(".works .work").Nth(3).ClickAsync();
        await Assertions.Expect(page.Locator(".works-counts")).ToBeVisibleAsync();
        await Browser.Shot(page, "year-work");
        await page.GotoAsync("/control/works/print?period=2025-2026.q2");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Browser.Shot(page, "year-works-on-paper");
        _browser!.NoComplaints();
    }
}
