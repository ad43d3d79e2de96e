using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Pages;
using ElJournal.Control.Pages;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The deputy's weekly control and the teacher's mirror of it (D-14, Z-10).</summary>
public sealed class ControlPageTests : BrowserTest
{
    private protected override Task Prepare() => ControlLife.Begin(School);

    [Fact]
    public async Task The_deputy_goes_from_a_figure_to_the_lesson_and_the_teacher_sees_the_same_of_the_own_pages()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/control");
        await Assertions.Expect(deputy.Locator(".check-tile")).ToHaveCountAsync(8);
        // Weeks of lessons without a topic: the worst is named first.
        await deputy.ClickAsync(".check-tile:has-text('Записано уроков в срок') a");
        await Assertions.Expect(deputy.Locator("#groups tbody tr").First).ToBeVisibleAsync();
        var found = await Number(deputy);
        found.ShouldBeGreaterThan(20);
        await deputy.ClickAsync("#groups tbody a:has-text('Соколова')");
        var ofSokolova = await Number(deputy);
        ofSokolova.ShouldBeInRange(1, found - 1);
        var late = await deputy.Locator("#found tbody tr").First.Locator("a").First.GetAttributeAsync("href");
        await deputy.ClickAsync("#found tbody tr:first-child a");
        deputy.Url.ShouldEndWith(late!);

        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync("/control/checks/lessons");
        (await Number(teacher)).ShouldBe(ofSokolova);
        (await teacher.Locator("#found tbody").InnerTextAsync()).ShouldNotContain("Замечание");

        // What is entered afterwards is in the figure, as late; yesterday's figure stays what it was.
        var (day, slot) = await FirstFound(teacher);
        var lesson = new Accounting.LessonId(SampleSchool.Course, day, slot);
        await deputy.GotoAsync($"/control/checks/lessons?course={SampleSchool.Course}");
        var missing = await Missing(deputy);
        (await School.Send(new SetTopic(Guid.NewGuid(), lesson, "Квадратный корень", null, 0), TestSchool.Teacher)).Refusal.ShouldBeNull();
        await School.CaughtUp();
        await deputy.ReloadAsync();
        (await Missing(deputy)).ShouldBe(missing - 1);
        await Assertions.Expect(deputy.Locator("#found")).ToContainTextAsync("тема с опозданием");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task What_a_moment_showed_is_shown_when_it_is_asked_for_later()
    {
        var (lesson, pupils) = await School.TodaysLesson();
        (await School.Send(new SetTopic(Guid.NewGuid(), lesson, "Квадратный корень", null, 0), TestSchool.Teacher)).Refusal.ShouldBeNull();
        await School.CaughtUp();
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/control");
        var shown = await Figures(deputy);
        await deputy.GotoAsync("/control/checks/lessons");
        var list = await deputy.InnerTextAsync("#found tbody");
        var moment = await School.AsOwner<string>("""
            select to_char(max(timestamp) at time zone 'Europe/Moscow', 'YYYY-MM-DD"T"HH24:MI:SS.US') from journal.mt_events where tenant_id = 'sample'
            """);

        foreach (var back in Enumerable.Range(1, 14))
        {
            var earlier = lesson with { Date = lesson.Date.AddDays(-back) };
            await School.Send(new SetTopic(Guid.NewGuid(), earlier, "Записано позже", null, 0), TestSchool.Teacher);
        }
        await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[0], "5", 0)), TestSchool.Teacher);
        await School.CaughtUp();
        await deputy.GotoAsync("/control");
        (await Figures(deputy)).ShouldNotBe(shown);
        await deputy.GotoAsync($"/control?at={moment}");
        (await Figures(deputy)).ShouldBe(shown);
        await deputy.GotoAsync($"/control/checks/lessons?at={moment}");
        (await deputy.InnerTextAsync("#found tbody")).ShouldBe(list.Replace("\tЗамечание", "\t", StringComparison.Ordinal));
        Browser.NoComplaints();
    }

    private static async Task<string> Figures(IPage page) => string.Join('\n', await page.Locator(".check-tile").AllInnerTextsAsync());

    [Fact]
    public async Task A_rule_asks_for_the_act_and_the_day_and_what_was_typed_stays()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/control/rules");
        await deputy.FillAsync("[name=lag]", "7");
        await deputy.FillAsync("[name=from]", "2020-09-01");
        await deputy.ClickAsync("#control-rules button.main");
        await Assertions.Expect(deputy.Locator(".note.bad")).ToContainTextAsync("Сроки не меняют прошлого");
        await Assertions.Expect(deputy.Locator("[name=lag]")).ToHaveValueAsync("7");
        await deputy.FillAsync("[name=from]", DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd"));
        await deputy.FillAsync("[name=act]", "Приказ № 12 от 27.11.2026");
        await deputy.ClickAsync("#control-rules button.main");
        await Assertions.Expect(deputy.Locator(".control-version").First).ToContainTextAsync("Приказ № 12 от 27.11.2026");
        await Assertions.Expect(deputy.Locator(".control-version").First).ToContainTextAsync("утверждено: Лебедева Т. М.");
        // Today is still judged by the former.
        await Assertions.Expect(deputy.Locator(".plan-after")).ToContainTextAsync("Положение об электронном журнале");
        // Whose change it was stands in the register of changes as well, beside what was in force before.
        await School.CaughtUp();
        await deputy.ClickAsync("#rule-changes");
        var row = deputy.Locator("#changes tbody tr").First;
        await Assertions.Expect(row).ToContainTextAsync("Лебедева Т. М.");
        await Assertions.Expect(row).ToContainTextAsync("сроки заполнения журнала");
        await Assertions.Expect(row.Locator(".new")).ToContainTextAsync("Приказ № 12 от 27.11.2026");
        await Assertions.Expect(row.Locator(".old")).ToContainTextAsync("Положение об электронном журнале");
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'control.rules_set.v1' and user_name = 'sample-deputy'")).ShouldBe(2);
        Browser.Complaints.RemoveAll(c => c.Contains("422", StringComparison.Ordinal));
        Browser.NoComplaints();
    }

    [Fact]
    public void Links_into_the_journal_are_the_journals_own_addresses()
    {
        var lesson = new Accounting.LessonId(SampleSchool.Course, new DateOnly(2026, 11, 27), 2);
        JournalLinks.Lesson(lesson).ShouldBe(Addresses.Lesson(lesson));
        JournalLinks.Journal(lesson.Course, new TermId("q2")).ShouldBe(Addresses.Journal(lesson.Course, new TermId("q2")));
        JournalLinks.Class(new ClassId("8b")).ShouldBe(Addresses.Class(new ClassId("8b")));
    }

    private static async Task<int> Number(IPage page) =>
        int.Parse((await page.Locator("h2:has-text('Найдено')").InnerTextAsync()).Split(' ')[^1].Replace("\u00a0", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<int> Missing(IPage page) => await page.EvaluateAsync<int>(
        "[...document.querySelectorAll('#groups tbody tr')].reduce((sum, row) => sum + Number(row.cells[4].textContent), 0)");

    private static async Task<(DateOnly Day, int Slot)> FirstFound(IPage page)
    {
        var href = (await page.Locator($"#found a[href*='{SampleSchool.Course}']").First.GetAttributeAsync("href"))!.Split('/');
        return (DateOnly.ParseExact(href[^2], "yyyy-MM-dd"), int.Parse(href[^1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
