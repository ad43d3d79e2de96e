using System.Globalization;
using ElJournal.Control.Works;
using ElJournal.Control.Works.Rules;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A deputy's schedule of control works, in a real browser: planned, refused, explained, approved, moved by an order and printed.</summary>
public sealed class WorkPageTests : BrowserTest
{
    private WorkJudge _judge = null!;
    private DateOnly _today;

    private protected override async Task Prepare()
    {
        var (lesson, _) = await School.TodaysLesson();
        _today = lesson.Date;
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var year = await session.Query<YearCalendar>().SingleAsync();
        _judge = new WorkJudge(await WorkFacts.Of(year, session, TimeProvider.System, CancellationToken.None) with { Rules = new("", [WorkLife.Rules(year.From)]) });
    }

    private async Task Regulate() =>
        (await School.Send(new SetControlWorkRules(Guid.NewGuid(), WorkLife.Rules(_judge.Facts.Year!.From)), TestSchool.Deputy)).Refusal.ShouldBeNull();

    [Fact]
    public async Task A_deputy_plans_explains_and_moves_a_work_and_the_director_approves()
    {
        await Regulate();
        var first = Free(_today.AddDays(14));
        // Soon after the first: too near.
        var near = Lesson(first.Date.AddDays(1));
        var page = await Browser.Person(School, "deputy");
        await page.GotoAsync("/control/works");
        await page.ClickAsync("text=Внести работу");
        await page.SelectOptionAsync("[name=class]", "8b");
        await page.ClickAsync("#work-class button");
        await page.SelectOptionAsync("[name=course]", SampleSchool.Course.Value);
        await page.FillAsync("[name=date]", Iso(first.Date));
        // The limits answer while one chooses.
        await Assertions.Expect(page.Locator("#limits-list li.ok")).ToHaveCountAsync(6);
        await Assertions.Expect(page.Locator("#limits-list li.off")).ToHaveCountAsync(0);
        // The topics of the plan's control works are there to choose from.
        (await page.Locator("#topics option").CountAsync()).ShouldBeGreaterThan(0);
        await page.FillAsync("[name=topic]", "Линейные уравнения");
        await page.ClickAsync("#work button.main");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("внесена в график");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("8 «Б», Алгебра");

        // A date too near is said before saving, refused at saving with the reason, and everything typed stays.
        await page.GotoAsync("/control/works/new?class=8b");
        await page.SelectOptionAsync("[name=course]", SampleSchool.Course.Value);
        await page.FillAsync("[name=date]", Iso(near.Date));
        await page.FillAsync("[name=slot]", near.Slot.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Locator("#limits-list li.off")).ToContainTextAsync("не меньше 17 дней");
        await page.FillAsync("[name=topic]", "Диагностика");
        await page.ClickAsync("#work button.main");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("не меньше 17 дн.");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("Положение о контрольных работах");
        await Assertions.Expect(page.Locator("[name=topic]")).ToHaveValueAsync("Диагностика");
        await page.FillAsync("[name=why]", "День назначен регионом");
        await page.FillAsync("[name=document]", "Письмо министерства № 5");
        await page.ClickAsync("#work button.main");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("внесена в график");
        await Assertions.Expect(page.Locator(".works-why")).ToContainTextAsync("День назначен регионом");
        var explained = page.Url.Split('?')[0];

        var director = await Browser.Person(School, "director");
        await director.GotoAsync("/control/works?class=8b");
        await Assertions.Expect(director.Locator(".works .work.off")).ToHaveCountAsync(1);
        await director.FillAsync("[name=order]", "Приказ № 31-у");
        await director.ClickAsync("#approve button");
        await Assertions.Expect(director.Locator(".works-orders")).ToContainTextAsync("Приказ № 31-у");

        // From now on a document is asked for.
        await page.GotoAsync(explained);
        var later = Free(first.Date.AddDays(17));
        await page.FillAsync("[name=date]", Iso(later.Date));
        await Assertions.Expect(page.Locator("#limits-paper")).ToContainTextAsync("Приказ № 31-у");
        await page.ClickAsync("#move button.main");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("Укажите приказ");
        await page.FillAsync("#move [name=paper]", "Приказ № 40-у");
        await page.FillAsync("#move [name='paper-date']", Iso(_today));
        await page.ClickAsync("#move button.main");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("перенесена");
        await Assertions.Expect(page.Locator(".works-facts")).ToContainTextAsync("Приказ № 40-у");

        await page.GotoAsync("/control/works/print?class=8b");
        await Assertions.Expect(page.Locator(".works-stamp")).ToContainTextAsync("Приказ № 31-у");
        await Assertions.Expect(page.Locator(".works-sheet")).ToContainTextAsync("Приказ № 40-у");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Browser.Shot(page, "works-on-paper");
        (await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true })).Length.ShouldBeGreaterThan(1000);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Without_script_the_same_is_checked_by_a_button_and_a_free_day_is_picked()
    {
        await Regulate();
        var page = await Browser.Person(School, "deputy");
        await page.RouteAsync("**/*.js*", route => route.AbortAsync());
        await page.GotoAsync("/control/works/new?class=8b");
        await page.SelectOptionAsync("[name=course]", SampleSchool.Course.Value);
        await page.FillAsync("[name=date]", Iso(FreeDay()));
        await page.ClickAsync("[name=check]");
        await Assertions.Expect(page.Locator("#limits-problem")).ToContainTextAsync("Выберите день");
        await page.Locator("[name=pick]").First.ClickAsync();
        await Assertions.Expect(page.Locator("#limits-list li.ok")).ToHaveCountAsync(6);
        await page.FillAsync("[name=topic]", "Многочлены");
        await page.ClickAsync("#work button.main");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("внесена в график");
    }

    [Fact]
    public async Task A_teacher_sees_the_works_of_the_own_courses_and_plans_none()
    {
        await WorkLife.Begin(School, (await School.TodaysLesson()).Lesson);
        var page = await Browser.Person(School, "teacher");
        await page.GotoAsync($"/control/works?period={_today:yyyy-MM}");
        await Assertions.Expect(page.Locator(".works .work").First).ToBeVisibleAsync();
        foreach (var label in await page.Locator(".works .work .sr").AllTextContentsAsync())
            (label.StartsWith("Алгебра", StringComparison.Ordinal) || label.StartsWith("Геометрия", StringComparison.Ordinal)).ShouldBeTrue(label);
        await Assertions.Expect(page.Locator("text=Внести работу")).ToHaveCountAsync(0);
        await page.GotoAsync($"/control/works/{WorkLife.Graded}");
        await Assertions.Expect(page.Locator("#move")).ToHaveCountAsync(0);
        // And the day tells of it.
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator(".tags .tag.blue", new PageLocatorOptions { HasTextString = "письменная контрольная" })).ToHaveCountAsync(1);
        await Browser.Shot(page, "teacher-day-with-work", 1440, 390);
    }

    /// <summary>The first lesson from a day on that no limit speaks against.</summary>
    private WorkPlace Free(DateOnly from) => Places(from).First(_judge.IsFree);

    private WorkPlace Lesson(DateOnly from) => Places(from).First(p => _judge.Check(p, []).All(c => c.Holds));

    private IEnumerable<WorkPlace> Places(DateOnly from) => Enumerable.Range(0, 90).Select(from.AddDays)
        .SelectMany(day => _judge.SlotsOf(SampleSchool.Course, day).Select(slot => new WorkPlace(new("new"), SampleSchool.Course, day, slot, 1)));

    /// <summary>A day of next week on which the course has no lesson: mostly its Sunday, but a sample made on one teaches then.</summary>
    private DateOnly FreeDay() =>
        Enumerable.Range(0, 7).Select(i => _today.AddDays(14 - (int)_today.DayOfWeek - i)).First(day => _judge.SlotsOf(SampleSchool.Course, day).Count == 0);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
