using System.Text.RegularExpressions;
using ElJournal.Accounting;
using ElJournal.Setup;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The close of a term, played by teacher, class teacher and deputy: proposals, one deviation, statement, gaps, closing, a late entry, reopening.</summary>
public sealed class QuarterCloseTests : BrowserTest
{
    private string _term = "";

    private string Sheet => $"/terms/{SampleSchool.Course}/{_term}";

    private protected override async Task Prepare()
    {
        var (lesson, pupils) = await School.TodaysLesson();
        _term = (await TermLife.Begin(School, lesson, pupils)).Value;
    }

    [Fact]
    public async Task A_term_is_graded_looked_over_closed_and_reopened()
    {
        var teacher = await Browser.Person(School, "teacher");
        await Grade(teacher);
        await LookOver(await Browser.Person(School, "classteacher"));
        var deputy = await Browser.Person(School, "deputy");
        await Close(deputy);
        await IsLate(teacher);
        await Reopen(deputy);
        await Correct(teacher);
        Browser.NoComplaints();
    }

    private static ILocator Row(IPage page, int n) => page.Locator("#term-grades tbody tr").Nth(n);

    private static ILocator Grade(IPage page, int n) => Row(page, n).Locator(".mark-in");

    private async Task Grade(IPage page)
    {
        await page.GotoAsync(Sheet);
        var first = Row(page, 0);
        var proposed = (await first.GetAttributeAsync("data-proposed"))!;
        await Assertions.Expect(first.Locator(".by")).ToContainTextAsync($"→ {proposed}", new() { UseInnerText = true });

        // The space takes what is proposed and steps down; a digit steps down by itself, unless it needs a reason.
        await Grade(page, 0).ClickAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Grade(page, 0)).ToHaveValueAsync(proposed);
        await Assertions.Expect(Grade(page, 1)).ToBeFocusedAsync();
        var other = await Row(page, 1).GetAttributeAsync("data-proposed") == "5" ? "4" : "5";
        await page.Keyboard.PressAsync("Digit" + other);
        await Assertions.Expect(Row(page, 1).Locator("select")).ToBeVisibleAsync();

        // Without words the deviation is refused beside the pupil, the rest is recorded.
        await page.ClickAsync("button[value=accept]");
        await Assertions.Expect(Row(page, 1).Locator(".error")).ToBeVisibleAsync();
        await Assertions.Expect(Grade(page, 1)).ToHaveValueAsync(other);
        await Row(page, 1).Locator("select").SelectOptionAsync("control");
        await Row(page, 1).Locator(".because input").FillAsync("итоговая контрольная на «5»");
        await page.ClickAsync("form .main");
        await Assertions.Expect(page.Locator(".note.good")).ToBeVisibleAsync();
        await page.GotoAsync(Sheet);
        await Assertions.Expect(Grade(page, 1)).ToHaveValueAsync(other);
        await page.ClickAsync("#term-history summary");
        await Assertions.Expect(page.Locator("#term-history tbody tr").First).ToContainTextAsync("итоговая контрольная");
        await Browser.Shot(page, "term-graded-1440");
    }

    private async Task LookOver(IPage page)
    {
        await page.GotoAsync("/class/8b");
        await page.ClickAsync("#class-statement");
        await Assertions.Expect(page.Locator("#statement tfoot")).ToContainTextAsync("СОУ");
        await Assertions.Expect(page.Locator("h2").First).ToContainTextAsync("Ещё не выставлено");
    }

    private async Task Close(IPage page)
    {
        await page.GotoAsync("/closing");
        await page.ClickAsync("a[href*='/closing/8b/']");
        var line = page.Locator($"#page-{SampleSchool.Course}");
        await Assertions.Expect(line).ToContainTextAsync(new Regex("без темы|мало отметок|без отметки"));
        foreach (var chosen in await page.Locator("[name=page]:checked").AllAsync()) await chosen.UncheckAsync();
        await line.Locator("[name=page]").CheckAsync();
        await Browser.Shot(page, "closing-gaps-1440");
        await page.ClickAsync("#closing-form .main");
        await Assertions.Expect(page.Locator($"#page-{SampleSchool.Course}")).ToContainTextAsync("закрыта");
    }

    private async Task IsLate(IPage page)
    {
        // The page was open in the teacher's window since before the closing.
        await Grade(page, 0).FillAsync(await Grade(page, 0).InputValueAsync() == "5" ? "4" : "5");
        await Row(page, 0).Locator("select").SelectOptionAsync("typo");
        await Row(page, 0).Locator(".because input").FillAsync("описка");
        await page.ClickAsync("form .main");
        await Assertions.Expect(page.Locator(".note.bad")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".error").First).ToContainTextAsync("Период закрыт");
    }

    private async Task Reopen(IPage page)
    {
        await page.ClickAsync("details summary:has-text('Открыть закрытую')");
        await page.SelectOptionAsync("#reopen-form [name=page]", SampleSchool.Course.Value);
        await page.FillAsync("#reopen-form [name=document]", "приказ № 41 от 27.11.2026");
        await page.FillAsync("#reopen-form [name=note]", "описка в отметке");
        await page.ClickAsync("#reopen-form button");
        await Assertions.Expect(page.Locator(".note.good")).ToContainTextAsync("открыта снова");
    }

    private async Task Correct(IPage page)
    {
        await page.GotoAsync(Sheet);
        var now = await Grade(page, 0).InputValueAsync() == "5" ? "4" : "5";
        await Grade(page, 0).FillAsync(now);
        await Row(page, 0).Locator("select").SelectOptionAsync("typo");
        await Row(page, 0).Locator(".because input").FillAsync("описка");
        await page.ClickAsync("form .main");
        await Assertions.Expect(page.Locator(".note.good")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#term-grades .mark").First).ToBeVisibleAsync();
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var kinds = (await session.Events.FetchStreamAsync(TermPages.Stream(SampleSchool.Course, new TermId(_term)))).Select(e => e.Data.GetType().Name).ToList();
        kinds[^3..].ShouldBe([nameof(PageClosed), nameof(PageReopened), nameof(TermGradeCorrected)]);
    }
}
