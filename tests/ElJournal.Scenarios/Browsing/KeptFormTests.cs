using System.Text.RegularExpressions;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The session has ended while somebody was typing: nothing typed is lost, and nothing is done before they have seen it again.</summary>
public sealed class KeptFormTests : BrowserTest
{
    [Fact]
    public async Task The_lesson_form_comes_back_filled_and_is_saved_by_the_person()
    {
        var address = "/lessons/" + (await School.TodaysLesson()).Lesson;
        var page = await TypedWithoutSession(address);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape("/sign-in")));
        await page.WaitForSelectorAsync("text=набранное сохранено");
        await Browser.Shot(page, "kept-signin-1440");

        await SignIn(page, "teacher");
        new Uri(page.Url).AbsolutePath.ShouldBe(address);
        await page.WaitForSelectorAsync("#kept-form");
        await Browser.Shot(page, "kept-form-1440");
        await Assertions.Expect(page.Locator("[name=homework]").First).ToHaveValueAsync("§ 12, № 252 «и ещё»");
        await Assertions.Expect(page.Locator("[name^='cell.'] >> nth=0").First).ToHaveValueAsync("4");
        (await Stored()).ShouldBe(0, "nothing is carried out by itself");
        (await School.AsOwner<long>("select count(*) from access.mt_doc_keptform")).ShouldBe(0, "taken once");

        await page.ClickAsync("form.columns button.main");
        await page.WaitForSelectorAsync("[role=status]:has-text('сохранен')");
        (await Stored()).ShouldBe(2);
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("#kept-form")).ToHaveCountAsync(0);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Somebody_else_in_the_same_browser_does_not_get_it()
    {
        var address = "/lessons/" + (await School.TodaysLesson()).Lesson;
        var page = await TypedWithoutSession(address);
        await SignIn(page, "deputy");
        await Assertions.Expect(page.Locator("#kept-form")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[name=homework]").First).ToHaveValueAsync("");
        (await School.AsOwner<long>("select count(*) from access.mt_doc_keptform where data::text like '%и ещё%'")).ShouldBe(0, "not readable in the database");
        (await School.AsOwner<long>("select count(*) from access.mt_doc_keptform")).ShouldBe(1, "it waits for its owner");
    }

    [Fact]
    public async Task A_form_left_open_over_a_new_sign_in_comes_back_too()
    {
        var address = "/lessons/" + (await School.TodaysLesson()).Lesson;
        var page = await Browser.Person(School, "teacher");
        await page.GotoAsync(address);
        await page.FillAsync("[name=homework]", "§ 13");
        await EndSessions();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await SignIn(other, "teacher");

        await page.ClickAsync("form.columns button.main");
        await page.WaitForSelectorAsync("#kept-form");
        await Assertions.Expect(page.Locator("[name=homework]").First).ToHaveValueAsync("§ 13");
        (await Stored()).ShouldBe(0);
    }

    [Fact]
    public async Task The_administrators_form_comes_back_too_with_its_ticks()
    {
        var page = await Browser.Person(School, "admin");
        await page.GotoAsync("/admin/tokens");
        await page.FillAsync("#token-form [name=name]", "Бухгалтерия");
        await page.CheckAsync("[name=right][value=read_school]");
        await EndSessions();
        await page.ClickAsync("#token-form button.main");
        await page.WaitForSelectorAsync("form[action='/sign-in']");
        await SignIn(page, "admin");
        await page.WaitForSelectorAsync("#kept-form");
        await Assertions.Expect(page.Locator("#token-form [name=name]").First).ToHaveValueAsync("Бухгалтерия");
        await Assertions.Expect(page.Locator("[name=right][value=read_school]").First).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("[name=right][value=read_journal]").First).Not.ToBeCheckedAsync();
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'access.token_created.v1'")).ShouldBe(0);
    }

    [Fact]
    public async Task The_journals_outbox_offers_signing_in_and_then_sends()
    {
        var page = await Browser.Person(School, "teacher");
        await page.GotoAsync($"/journal/{SampleSchool.Course}");
        var column = await page.EvaluateAsync<int>(
            "() => JSON.parse(document.getElementById('journal-data').textContent).lessons.findIndex(l => l.d === new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date()))");
        await EndSessions();
        await page.Locator("#journal tbody tr:nth-child(1) td").Nth(column).ClickAsync();
        await page.Keyboard.PressAsync("Digit5");
        await page.ClickAsync("#journal-status a");
        await SignIn(page, "teacher");
        await page.WaitForFunctionAsync("() => !document.querySelector('#journal .uns') && /\\d\\d:\\d\\d/.test(document.querySelector('#journal-status').textContent)");
        (await Stored()).ShouldBe(1);
    }

    private async Task<IPage> TypedWithoutSession(string address)
    {
        var page = await Browser.Person(School, "teacher");
        await page.GotoAsync(address);
        await page.FillAsync("[name=homework]", "§ 12, № 252 «и ещё»");
        await page.FillAsync("[name^='cell.'] >> nth=0", "4");
        await EndSessions();
        await page.ClickAsync("form.columns button.main");
        await page.WaitForSelectorAsync("form[action='/sign-in']");
        return page;
    }

    private static async Task SignIn(IPage page, string login)
    {
        await page.FillAsync("[name=login]", login);
        await page.FillAsync("[name=password]", TestSchool.Password);
        await page.ClickAsync("form[action='/sign-in'] button");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    private Task EndSessions() => School.AsOwner<long>("delete from access.mt_doc_session; select 1::bigint");

    private Task<long> Stored() => School.AsOwner<long>("select count(*) from journal.mt_events where type in ('accounting.homework_set.v1', 'accounting.grade_recorded.v1')");
}
