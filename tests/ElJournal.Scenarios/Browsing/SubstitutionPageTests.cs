using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A deputy's morning, in a real browser: an absent teacher's lessons are covered, printed, written in, paid and closed.</summary>
public sealed class SubstitutionPageTests : BrowserTest
{
    private static readonly StaffId Absent = new("sokolova");
    private readonly MovedClock _clock = new();
    private DateOnly _from, _to;
    private List<ScheduledLesson> _lessons = [];
    private Schedule _schedule = null!;

    private protected override Task<TestSchool> Begin() => TestSchool.Start(builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    private protected override async Task Prepare()
    {
        var (today, _) = await School.TodaysLesson();
        (_from, _to) = (today.Date.AddDays(-5), today.Date);
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        _schedule = await Schedule.Load(session, _from, _to, CancellationToken.None);
        _lessons = [.. _schedule.Lessons.Where(l => l.Planned == Absent)];
    }

    [Fact]
    public async Task A_deputy_covers_an_absent_teacher_and_closes_the_month()
    {
        var page = await Browser.Person(School, "deputy");
        await page.ClickAsync("nav >> text=Замены");
        await page.SelectOptionAsync("[name=staff]", Absent.Value);
        await page.FillAsync("[name=from]", Iso(_from));
        await page.FillAsync("[name=to]", Iso(_to));
        await page.ClickAsync("#absence button.main");
        await page.WaitForURLAsync("**/substitutions/cover/sokolova?*");
        await Assertions.Expect(page.Locator("article.cover")).ToHaveCountAsync(_lessons.Count);
        await Browser.Shot(page, "deputy-cover-1440");

        // One decision of each kind; nothing is decided about the rest.
        foreach (var other in await page.Locator("article.cover fieldset input[type=radio][value='']").AllAsync()) await other.CheckAsync();
        var combined = _lessons.First(l => Candidates.Partners(l, _schedule).Count > 0);
        var others = _lessons.Where(l => l != combined).ToList();
        var (assigned, cancelled, moved) = (others[^1], others[0], others[1]);
        var first = (await page.Locator($"[name='do.{Key(assigned)}'][value^='assign:']").First.GetAttributeAsync("value"))!;
        var substitute = new StaffId(first["assign:".Length..]);
        await Pick(page, combined, "combine");
        await Pick(page, assigned, first);
        await Pick(page, cancelled, "cancel");
        await Pick(page, moved, "transfer");
        await page.FillAsync($"[name='date.{Key(moved)}']", "2026-08-01");
        await page.ClickAsync(".bar button.main");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("1 решение не принято");
        await Assertions.Expect(page.Locator($"[id='{Key(moved)}'] .error")).ToContainTextAsync("не входит ни в один учебный период");
        await Assertions.Expect(page.Locator("article.cover .tag")).ToHaveCountAsync(3); // the others are recorded

        var to = await Free(moved);
        await page.FillAsync($"[name='date.{Key(moved)}']", Iso(to.Date));
        await page.FillAsync($"[name='slot.{Key(moved)}']", to.Slot.ToString(CultureInfo.InvariantCulture));
        await page.ClickAsync(".bar button.main");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("1 решение записано");
        await Assertions.Expect(page.Locator($"[id='{Key(moved)}']")).ToContainTextAsync("перенесён на");

        await page.GotoAsync($"/substitutions/sheet?day={Iso(assigned.Lesson.Date)}");
        await Assertions.Expect(page.Locator("#sheet")).ToContainTextAsync("Соколова И. В.");
        await Assertions.Expect(page.Locator("#sheet")).ToContainTextAsync("замена: ");
        (await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true })).Length.ShouldBeGreaterThan(1000);

        await School.SignUp("substitute", substitute, Role.Teacher);
        var stand = await Browser.Person(School, "substitute");
        await stand.GotoAsync($"/lessons/{assigned.Lesson}");
        await stand.Locator("[name^='cell.']").First.FillAsync("5");
        await stand.ClickAsync("form.columns button.main");
        await Assertions.Expect(stand.Locator("[role=status]")).ToContainTextAsync("сохранен");
        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync($"/lessons/{cancelled.Lesson}");
        await Assertions.Expect(teacher.Locator("main")).ToContainTextAsync("отменён: болезнь");
        await teacher.Locator("[name^='cell.']").First.FillAsync("5");
        await teacher.ClickAsync("form.columns button.main");
        await Assertions.Expect(teacher.Locator("main")).ToContainTextAsync("записывать в нём нечего");

        await page.GotoAsync("/substitutions/register?month=" + PayMonths.Of(_to));
        await Assertions.Expect(page.Locator("#register tbody tr")).Not.ToHaveCountAsync(0);
        await page.ClickAsync("#month button.main");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("Месяц ещё идёт");
        _clock.Ahead = TimeSpan.FromDays(DateTime.DaysInMonth(_to.Year, _to.Month) - _to.Day + 1);
        page = await Browser.Person(School, "deputy");
        await page.GotoAsync("/substitutions/register?month=" + PayMonths.Of(_to));
        await page.ClickAsync("#month button.main");
        await Assertions.Expect(page.Locator("#month h2")).ToHaveTextAsync("Месяц закрыт");
        await page.GotoAsync($"/substitutions/cover/sokolova?from={Iso(_from)}&to={Iso(_to)}");
        await page.Locator($"[id='{Key(assigned)}'] button").ClickAsync();
        await Assertions.Expect(page.Locator($"[id='{Key(assigned)}'] .error")).ToContainTextAsync("закрыты для оплаты");
        Browser.NoComplaints();
    }

    /// <summary>An hour after the last lesson of the class, on a day of the span on which its teacher is back.</summary>
    private async Task<LessonId> Free(ScheduledLesson lesson)
    {
        (await School.Send(new CancelStaffAbsence(Guid.NewGuid(), Absent, _from), TestSchool.Deputy)).Refusal.ShouldBeNull();
        return lesson.Lesson with { Date = _to, Slot = 1 + _schedule.Lessons.Where(l => l.Lesson.Date == _to).Max(l => l.Lesson.Slot) };
    }

    private static async Task Pick(IPage page, ScheduledLesson lesson, string what) => await page.CheckAsync($"[name='do.{Key(lesson)}'][value='{what}']");

    private static string Key(ScheduledLesson lesson) => lesson.Lesson.ToString().Replace('/', '_');

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
