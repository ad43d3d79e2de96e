using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>When a school year is over: the deputy head opens the next one and decides of the pupils.</summary>
public sealed class NextYearTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        // The sample's year holds today, and lasts through the summer if need be.
        var today = DateTimeOffset.UtcNow;
        var over = new DateTimeOffset(today.Month >= 9 ? today.Year + 1 : today.Year, 8, 31, 9, 0, 0, TimeSpan.Zero);
        _school = await TestSchool.Start(builder => builder.Services.AddSingleton<TimeProvider>(new Ahead(over - today)));
        _browser = await Browser.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _school.DisposeAsync();
    }

    [Fact]
    public async Task The_next_year_is_opened_and_everybody_is_decided_of_and_the_old_lists_stay()
    {
        var page = await _browser.Person(_school, "deputy");
        var before = await Roster("8b");

        await page.GotoAsync("/school/next-year");
        await Browser.Shot(page, "next-year-plan-1440");
        await Axe.IsSatisfied(page, "next year, planned");
        // A page that was open before, in another window.
        var stale = await page.Context.NewPageAsync();
        await stale.GotoAsync("/school/next-year");
        await page.FillAsync("[name='letters.10']", "А");
        await page.UncheckAsync("[name=part][value=terms]");
        await page.ClickAsync("#next-year button.main");
        await Assertions.Expect(page.Locator("#step-open .tag.good")).ToBeVisibleAsync();

        await stale.FillAsync("[name=to]", $"{int.Parse((await stale.InputValueAsync("[name=to]"))[..4], System.Globalization.CultureInfo.InvariantCulture)}-05-30");
        await stale.ClickAsync("#next-year button.main");
        await Assertions.Expect(stale.Locator(".note.bad")).ToContainTextAsync("уже открыт");
        await stale.CloseAsync();

        // What was left out waits with a button of its own.
        await Assertions.Expect(page.Locator("#next-year [name=part]")).ToHaveCountAsync(1);
        await Browser.Shot(page, "next-year-rest-1440");
        await page.ClickAsync("#next-year button");
        await Assertions.Expect(page.Locator("#next-year")).ToHaveCountAsync(0);
        await Axe.IsSatisfied(page, "next year, open");

        // One stays, one goes up on condition; the form proposes the usual for the others.
        await page.ClickAsync("a[href='/school/next-year/8b']");
        var slow = await page.Context.NewPageAsync();
        await slow.GotoAsync("/school/next-year/8b");
        await page.FillAsync("[name=order]", "45-У");
        var decisions = page.Locator("select[name^='decision.']");
        var count = await decisions.CountAsync();
        for (var i = 0; i < count; i++) await decisions.Nth(i).SelectOptionAsync("");
        await decisions.Nth(0).SelectOptionAsync("repeating");
        await decisions.Nth(1).SelectOptionAsync("conditional");
        await page.ClickAsync("#decisions button.main");
        await Assertions.Expect(page.Locator(".note.bad")).ToBeVisibleAsync();
        await Assertions.Expect(decisions.Nth(1)).ToHaveValueAsync("conditional"); // what was chosen stays after a refusal
        var eighth = (await Next()).Single(c => c.Level == 8).Id;
        await page.Locator("select[name^='to.']").Nth(0).SelectOptionAsync(eighth);
        await page.ClickAsync("#decisions button.main");
        await Assertions.Expect(page.Locator(".note.good")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#decisions .under:not(.lacks)")).ToHaveCountAsync(2);
        await Browser.Shot(page, "next-year-class-1440");
        await Axe.IsSatisfied(page, "decisions of a class");

        // Who decided otherwise of the same pupil meanwhile is told, and keeps what was chosen.
        var first = slow.Locator("select[name^='decision.']").Nth(0);
        await first.SelectOptionAsync("conditional");
        await slow.FillAsync("[name=order]", "47-У");
        await slow.ClickAsync("#decisions button.main");
        await Assertions.Expect(slow.Locator(".note.bad")).ToContainTextAsync("решил кто-то ещё");
        await Assertions.Expect(first).ToHaveValueAsync("conditional");
        await Assertions.Expect(slow.Locator("[name=order]").First).ToHaveValueAsync("47-У");
        await slow.CloseAsync();

        await page.GotoAsync("/school/next-year");
        await page.FillAsync("#promote [name=order]", "46-У");
        await page.ClickAsync("#promote button.main");
        await Assertions.Expect(page.Locator(".note.good")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#promote")).ToHaveCountAsync(0);
        await Browser.Shot(page, "next-year-done-1440");
        await page.SetViewportSizeAsync(390, 844);
        await Browser.Shot(page, "next-year-done-390");

        var next = await Next();
        var seventh = (await Roster("7a")).Pupils.Count;
        next.Single(c => c.Level == 8).Pupils.Count.ShouldBe(seventh + 1, "with the one who repeats");
        next.Sum(c => c.Pupils.Count).ShouldBe(seventh + before.Pupils.Count + (await Roster("8a")).Pupils.Count);
        (await Roster("8b")).Pupils.ShouldBe(before.Pupils, "the list of the year that ended stays as it was");
        _browser.NoComplaints();
    }

    private async Task<ClassRoster> Roster(string schoolClass)
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<ClassRoster>(schoolClass))!;
    }

    private async Task<IReadOnlyList<ClassRoster>> Next()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var year = (await session.Query<YearCalendar>().ToListAsync()).MaxBy(y => y.From)!;
        return [.. (await session.Query<ClassRoster>().ToListAsync()).Where(c => c.Year == year.Year)];
    }

    /// <summary>The machine's clock, some time ahead.</summary>
    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
