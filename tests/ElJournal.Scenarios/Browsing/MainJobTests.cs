using ElJournal.Integrity;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The main job, played by four people in a real browser: record, correct, collide, trace, replay; then the store is asked.</summary>
public sealed class MainJobTests : BrowserTest
{
    [Fact]
    public async Task A_lesson_is_recorded_a_grade_corrected_traced_replayed_and_sealed()
    {
        var teacher = await Browser.Person(School, "teacher");
        await Browser.Shot(teacher, "day-1440");
        await OpenJournal(teacher);
        await RecordTheLesson(teacher);
        var deputy = await Browser.Person(School, "deputy");
        // A page that hears nothing of others is older than what they enter.
        await deputy.RouteAsync("**/live", route => route.FulfillAsync(new RouteFulfillOptions { Status = 404 }));
        await OpenJournal(deputy);
        await CorrectAGrade(teacher);
        await SeeTheHistory(teacher);
        await Collide(teacher, deputy);
        await TraceTheChanges(deputy);
        await Filter(await Browser.Person(School, "director"));
        await Replay(await Browser.Person(School, "auditor"));
        await Survives(teacher);
        await AskTheStore();
        Browser.NoComplaints();
    }

    private static ILocator Cell(IPage page, int row) => page.Locator($"#journal tbody tr:nth-child({row}) td").Nth(_column);

    /// <summary>Today's lesson in the grid, from 0; the sample always has one.</summary>
    private static int _column;

    private static async Task OpenJournal(IPage page)
    {
        await page.GotoAsync($"/journal/{SampleSchool.Course}");
        await page.WaitForSelectorAsync("#journal td[tabindex]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        _column = await page.EvaluateAsync<int>(
            "() => JSON.parse(document.getElementById('journal-data').textContent).lessons.findIndex(l => l.d === new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date()))");
        _column.ShouldBeGreaterThanOrEqualTo(0);
    }

    private static Task Saved(IPage page) => page.WaitForFunctionAsync(
        "() => !document.querySelector('#journal .uns') && document.querySelector('#journal-status').dataset.waiting === '0' && /\\d\\d:\\d\\d/.test(document.querySelector('#journal-status').textContent)");

    private static async Task RecordTheLesson(IPage page)
    {
        await Cell(page, 1).ClickAsync();
        foreach (var key in (string[])["Digit5", "Digit4", "KeyY", "Digit3"]) await page.Keyboard.PressAsync(key);
        await page.FillAsync("#journal-panel [name=homework]", "§ 12, № 252");
        await page.FillAsync("#journal-panel [name=minutes]", "20");
        await page.ClickAsync("#journal-panel button.main");
        await Saved(page);
        await Assertions.Expect(Cell(page, 1)).ToHaveTextAsync("5", new() { UseInnerText = true });
        await Assertions.Expect(Cell(page, 2)).ToHaveTextAsync("4", new() { UseInnerText = true });
        await Assertions.Expect(Cell(page, 3)).ToHaveTextAsync("Н", new() { UseInnerText = true });
        await Assertions.Expect(Cell(page, 4)).ToHaveTextAsync("3", new() { UseInnerText = true });
        await Browser.Shot(page, "journal-1440");
    }

    private static async Task CorrectAGrade(IPage page)
    {
        await Cell(page, 1).ClickAsync();
        await page.Keyboard.PressAsync("Digit3");
        await page.WaitForSelectorAsync("dialog#reason[open]");
        await Browser.Shot(page, "reason-1440");
        await PickReason(page, 1);
        await Saved(page);
        await Assertions.Expect(Cell(page, 1)).ToHaveTextAsync("3");
        await Assertions.Expect(Cell(page, 1)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex(@"(^|\s)c(\s|$)"));
    }

    /// <summary>The dialog takes no key in its first moments, so that a burst of typing picks nothing: press until it has.</summary>
    private static async Task PickReason(IPage page, int number)
    {
        while (await page.Locator("dialog#reason[open]").CountAsync() > 0) await page.Keyboard.PressAsync($"Digit{number}");
    }

    private static async Task SeeTheHistory(IPage page)
    {
        await Cell(page, 1).ClickAsync();
        await page.Keyboard.PressAsync("F2");
        await page.WaitForSelectorAsync("dialog#history[open] tbody tr:nth-child(2)");
        var text = await page.InnerTextAsync("dialog#history");
        text.ShouldContain("Опечатка");
        text.ShouldContain("Соколова И. В.");
        text.ShouldContain("учитель");
        await Browser.Shot(page, "history-1440");
        await page.ClickAsync("dialog#history [data-close]");
    }

    /// <summary>The deputy's page is older than the teacher's correction: nothing is overwritten unseen, what was typed stays.</summary>
    private static async Task Collide(IPage teacher, IPage deputy)
    {
        await Cell(teacher, 2).ClickAsync();
        await teacher.Keyboard.PressAsync("Digit5");
        await teacher.WaitForSelectorAsync("dialog#reason[open]");
        await PickReason(teacher, 1);
        await Saved(teacher);

        await Cell(deputy, 2).ClickAsync();
        await deputy.Keyboard.PressAsync("Digit2");
        await deputy.WaitForSelectorAsync("dialog#reason[open]");
        await PickReason(deputy, 2);
        await deputy.WaitForSelectorAsync("dialog#conflict[open]");
        await Assertions.Expect(deputy.Locator("dialog#conflict [data-theirs]").First).ToContainTextAsync("5", new() { UseInnerText = true });
        await Assertions.Expect(deputy.Locator("dialog#conflict [data-mine]").First).ToContainTextAsync("2", new() { UseInnerText = true });
        await Assertions.Expect(deputy.Locator("dialog#conflict [data-who]").First).ToContainTextAsync("Соколова И. В.", new() { UseInnerText = true });
        await Browser.Shot(deputy, "conflict-1440");
        await deputy.ClickAsync("dialog#conflict [data-mine-wins]");
        await Saved(deputy);
        await Assertions.Expect(Cell(deputy, 2)).ToHaveTextAsync("2");
    }

    private async Task TraceTheChanges(IPage page)
    {
        await School.CaughtUp();
        await page.GotoAsync("/changes?corrections=true");
        await Assertions.Expect(page.Locator("#changes tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#changes tbody tr:first-child").First).ToContainTextAsync("Лебедева Т. М.", new() { UseInnerText = true });
        await Browser.Shot(page, "changes-1440");
        var csv = await (await page.APIRequest.GetAsync("/changes.csv?corrections=true")).TextAsync();
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        await page.ClickAsync("#changes tbody tr:last-child a");
        await page.WaitForSelectorAsync("#replay");
        await Assertions.Expect(Cell(page, 1)).ToHaveTextAsync("3");
        await Assertions.Expect(Cell(page, 2)).ToHaveTextAsync("4");
        await Browser.Shot(page, "replay-1440");
    }

    /// <summary>The director's own way through the register: by kind, by pupil, by person and period; the file holds what the page shows.</summary>
    private static async Task Filter(IPage page)
    {
        await page.GotoAsync("/changes");
        await Assertions.Expect(page.Locator("#changes tbody tr").Filter(new() { HasNotText = "правила школы" })).ToHaveCountAsync(9);
        await page.SelectOptionAsync("[name=kind]", new SelectOptionValue { Label = "посещаемость" });
        await page.ClickAsync("form[action='/changes'] button.main");
        await Assertions.Expect(page.Locator("#changes tbody tr:only-child").First).ToContainTextAsync("Н", new() { UseInnerText = true });

        await page.GotoAsync("/changes");
        await page.FillAsync("[name=name]", await page.Locator("#changes tbody tr:first-child td:nth-child(4)").EvaluateAsync<string>("cell => cell.firstChild.textContent.trim()"));
        await page.SelectOptionAsync("[name=person]", new SelectOptionValue { Label = "Лебедева Т. М." });
        await page.ClickAsync("form[action='/changes'] button.main");
        await Assertions.Expect(page.Locator("#changes tbody tr:only-child").First).ToContainTextAsync("Лебедева Т. М.", new() { UseInnerText = true });
        var address = new Uri(page.Url);
        address.Query.ShouldMatch("pupil=[0-9a-z.-]+(&|$)", "an id stands in the address, not a name");
        var csv = await (await page.APIRequest.GetAsync("/changes.csv" + address.Query)).TextAsync();
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        await page.GotoAsync("/changes?to=2020-01-01");
        await Assertions.Expect(page.Locator("#changes tbody tr")).ToHaveCountAsync(0);
    }

    private static async Task Replay(IPage page)
    {
        await page.GotoAsync($"/journal/{SampleSchool.Course}");
        await page.ClickAsync("#journal-replay");
        await Assertions.Expect(Cell(page, 2)).ToHaveTextAsync("2");
        await page.GotoAsync(page.Url + "?step=1");
        await Assertions.Expect(Cell(page, 1)).ToHaveTextAsync("5");
        await Assertions.Expect(Cell(page, 2)).ToHaveTextAsync("");
        await page.ClickAsync("#replay a[data-forward]");
        await Assertions.Expect(Cell(page, 2)).ToHaveTextAsync("4");
        await page.ClickAsync("#replay a[data-back]");
        await Assertions.Expect(Cell(page, 2)).ToHaveTextAsync("");
    }

    private static async Task Survives(IPage page)
    {
        await page.ReloadAsync();
        await Assertions.Expect(Cell(page, 1)).ToHaveTextAsync("3");
        await Assertions.Expect(Cell(page, 2)).ToHaveTextAsync("2");
        await Assertions.Expect(Cell(page, 3)).ToHaveTextAsync("Н");
        await Assertions.Expect(page.Locator("#journal-panel [name=homework]").First).ToHaveValueAsync("§ 12, № 252");
        await page.SetViewportSizeAsync(390, 844);
        await Browser.Shot(page, "journal-390");
    }

    private async Task AskTheStore()
    {
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'accounting.grade_recorded.v1'")).ShouldBe(3);
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'accounting.grade_corrected.v1'")).ShouldBe(3);
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'accounting.attendance_marked.v1'")).ShouldBe(1);
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type like 'accounting.%' and (user_name is null or headers ->> 'role' is null)")).ShouldBe(0);
        await School.CaughtUp();
        var verifier = await School.Services.GetRequiredService<SealedLogs>().VerifierOf(TestSchool.School);
        var verified = await verifier.Verify(TestSchool.School);
        verified.Broken.ShouldBeEmpty();
        verified.Unsealed.ShouldBe(0);
        verified.Size.ShouldBe(await School.AsOwner<long>("select count(*) from journal.mt_events"));
    }
}
