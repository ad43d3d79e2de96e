using ElJournal.Setup;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A day without network (D-6): the pages of the day open, take entries and keep them; then everything arrives, once, and a conflict is shown.</summary>
public sealed class OfflineTests : BrowserTest
{
    [Fact]
    public async Task What_is_typed_without_a_network_arrives_once_and_a_conflict_shows_both_values()
    {
        await using var wire = new Wire(School.Address);
        var laptop = await Browser.Person(School, "teacher", address: wire.Address);
        await laptop.WaitForFunctionAsync("async address => !!(await (await caches.open('eljournal-pages')).match(address))", await FirstJournal(laptop));
        await laptop.WaitForFunctionAsync("async () => !!(await (await caches.open('eljournal-pages')).match('/offline'))");
        var phone = await Browser.Person(School, "teacher", 390, 844);
        await Open(phone);

        wire.Cut();
        await laptop.ReloadAsync();
        await laptop.ClickAsync(".day .lessons a[href^='/journal/']");
        var column = await Ready(laptop);
        foreach (var (row, key) in new[] { (1, "Digit5"), (2, "Digit4"), (3, "KeyY"), (4, "Digit3") })
        {
            await Cell(laptop, column, row).ClickAsync();
            await laptop.Keyboard.PressAsync(key);
        }
        await Assertions.Expect(laptop.Locator("#journal-status")).ToHaveAttributeAsync("data-state", "offline");
        await Browser.Shot(laptop, "offline-1440");

        // The window is closed and opened again, still without a network.
        await laptop.ReloadAsync();
        column = await Ready(laptop);
        await Assertions.Expect(Cell(laptop, column, 1)).ToHaveTextAsync("5");
        await Assertions.Expect(Cell(laptop, column, 1)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex(@"(^|\s)uns(\s|$)"));
        await laptop.GotoAsync("/changes").ContinueWith(_ => { }, TaskScheduler.Default);
        await laptop.WaitForSelectorAsync(".problem");
        await laptop.GoBackAsync();

        // Meanwhile the same teacher enters on the phone, in one of the same cells.
        var there = await Ready(phone);
        await Cell(phone, there, 2).ClickAsync();
        await phone.Keyboard.PressAsync("Digit2");
        await Saved(phone);

        wire.Mend();
        await laptop.EvaluateAsync("dispatchEvent(new Event('online'))");
        await laptop.WaitForSelectorAsync("dialog#conflict[open]");
        await Assertions.Expect(laptop.Locator("dialog#conflict [data-theirs]").First).ToContainTextAsync("2", new() { UseInnerText = true });
        await Assertions.Expect(laptop.Locator("dialog#conflict [data-mine]").First).ToContainTextAsync("4", new() { UseInnerText = true });
        await laptop.ClickAsync("dialog#conflict [data-keep]");
        await Saved(laptop);

        // The phone has seen the laptop's entries come in without a reload.
        await Assertions.Expect(Cell(phone, there, 1)).ToHaveTextAsync("5");
        await Assertions.Expect(Cell(phone, there, 4)).ToHaveTextAsync("3");
        await Assertions.Expect(Cell(laptop, await Ready(laptop), 2)).ToHaveTextAsync("2");
        await AskTheStore();

        await laptop.ClickAsync("[data-sign-out] button");
        await laptop.WaitForURLAsync("**/sign-in**");
        (await laptop.EvaluateAsync<bool>("caches.has('eljournal-pages')")).ShouldBeFalse();
        Browser.Complaints.RemoveAll(c => c.Contains("ERR_", StringComparison.Ordinal));
        Browser.NoComplaints();
    }

    [Fact]
    public async Task What_is_typed_when_the_network_is_known_to_be_gone_says_so_however_the_page_ends()
    {
        var page = await Browser.Person(School, "teacher");
        await Open(page);
        var column = await Ready(page);
        var asked = 0;
        var second = new TaskCompletionSource();
        await page.RouteAsync("**/api/v1/journal/cells", async route =>
        {
            switch (++asked)
            {
                case 1: await route.AbortAsync(); break;
                case 2: second.TrySetResult(); break; // never answered: the page ends before
                default: await route.ContinueAsync(); break;
            }
        });
        await Cell(page, column, 1).ClickAsync();
        await page.Keyboard.PressAsync("Digit5");
        await Assertions.Expect(page.Locator("#journal-status")).ToHaveAttributeAsync("data-state", "offline");
        await Cell(page, column, 2).ClickAsync();
        await page.Keyboard.PressAsync("Digit4");
        await second.Task.WaitAsync(TestContext.Current.CancellationToken);
        await page.ReloadAsync(); // the way stays watched: whoever stops watching lets go what is held, and the page would end with nothing unsent
        await Ready(page);
        await Saved(page);

        (await Count("headers ->> 'channel' = 'offline' and type like 'accounting.grade_recorded%'")).ShouldBe(2);
    }

    private async Task AskTheStore()
    {
        (await Count("type like 'accounting.%recorded.v1' or type = 'accounting.attendance_marked.v1'")).ShouldBe(4);
        (await Count("headers ->> 'channel' = 'offline' and type like 'accounting.%' and headers ->> 'client_time' < to_char(timestamp, 'YYYY-MM-DD\"T\"HH24:MI:SS')")).ShouldBeGreaterThanOrEqualTo(3);
        (await Count("headers ->> 'channel' = 'offline' and headers ->> 'client_time' is null")).ShouldBe(0);
    }

    private Task<long> Count(string where) => School.AsOwner<long>($"select count(*) from journal.mt_events where {where}");

    private static Task<string> FirstJournal(IPage day) =>
        day.EvaluateAsync<string>("document.querySelector('.day .lessons a[href^=\"/journal/\"]').pathname");

    private static async Task Open(IPage page)
    {
        await page.GotoAsync("/");
        await page.ClickAsync(".day .lessons a[href^='/journal/']");
        await Ready(page);
    }

    /// <summary>The column of the lesson that the day has chosen.</summary>
    private static async Task<int> Ready(IPage page)
    {
        await page.WaitForSelectorAsync("#journal td[tabindex]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        return await page.EvaluateAsync<int>("[...document.querySelectorAll('#journal col')].findIndex(col => col.classList.contains('at')) - 1");
    }

    private static ILocator Cell(IPage page, int column, int row) => page.Locator($"#journal tbody tr:nth-child({row}) td").Nth(column);

    private static Task Saved(IPage page) => page.WaitForFunctionAsync(
        "() => !document.querySelector('#journal .uns') && document.querySelector('#journal-status').dataset.waiting === '0' && /\\d\\d:\\d\\d/.test(document.querySelector('#journal-status').textContent)");
}
