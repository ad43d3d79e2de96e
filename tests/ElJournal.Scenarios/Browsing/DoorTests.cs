using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Each role comes in by its own door, in a real browser: family, class teacher, substitute, a look through other eyes, a change of role.</summary>
public sealed class DoorTests : BrowserTest
{
    private LessonId _lesson = null!;
    private IReadOnlyDictionary<string, PupilId> _pupils = null!;

    private protected override async Task Prepare()
    {
        (_lesson, _) = await School.TodaysLesson();
        await using var scope = School.Services.CreateAsyncScope();
        _pupils = await SampleSchool.Of(scope.ServiceProvider).PupilsByFile();
    }

    [Fact]
    public async Task A_mother_of_two_sees_the_week_of_each()
    {
        var daughter = _pupils["К-802"];
        await Recorded(new SetTopic(Guid.NewGuid(), _lesson, "Квадратный корень", null, 0));
        await Recorded(new SetHomework(Guid.NewGuid(), _lesson, "§ 12, № 252", 20, 0));
        await Recorded(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, daughter, "3", 0)));
        await Recorded(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, daughter, "4", 4, "typo")));
        await Recorded(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils["Д-787"], "2", 0)));

        var page = await Browser.Person(School, "parent", 390, 844);
        await page.WaitForURLAsync("**/family");
        (await page.Locator(".children li").AllInnerTextsAsync()).ShouldBe(["Кузнецов Андрей\n7 «А»", "Кузнецова Анна\n8 «Б»"], ignoreOrder: false);
        await page.ClickAsync("text=Кузнецова Анна");
        await Assertions.Expect(page.Locator("h1").First).ToContainTextAsync("8 «Б»", new() { UseInnerText = true });
        var algebra = page.Locator("#today li", new PageLocatorOptions { HasText = "Алгебра" });
        await Assertions.Expect(algebra).ToContainTextAsync("Квадратный корень");
        await Assertions.Expect(algebra).ToContainTextAsync("§ 12, № 252");
        await Assertions.Expect(algebra.Locator(".grade")).ToHaveTextAsync(["4"]);
        await Assertions.Expect(algebra).ToContainTextAsync("исправлено");
        await Browser.Shot(page, "parent-week-390");
        (await page.Locator("#today").GetAttributeAsync("open")).ShouldNotBeNull("the week opens at today");

        await page.ClickAsync("a[rel=prev]");
        await Assertions.Expect(page.Locator("#today")).ToHaveCountAsync(0);
        await page.ClickAsync("text=Все дети");
        await page.ClickAsync("text=Кузнецов Андрей");
        await Assertions.Expect(page.Locator("h1").First).ToContainTextAsync("7 «А»", new() { UseInnerText = true });
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Квадратный корень", new() { UseInnerText = true });
        Browser.NoComplaints();
    }

    [Fact]
    public async Task One_child_and_oneself_open_straight_away()
    {
        var pupil = await Browser.Person(School, "pupil");
        await pupil.WaitForURLAsync($"**/family/{SampleSchool.Pupil}");
        await Assertions.Expect(pupil.Locator("h1").First).ToContainTextAsync("Баранов Пётр", new() { UseInnerText = true });
        await Assertions.Expect(pupil.Locator("text=Все дети")).ToHaveCountAsync(0);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_class_teacher_reads_the_class_and_writes_the_own_subject_and_switches_role()
    {
        var page = await Browser.Person(School, "classteacher");
        await page.WaitForURLAsync("**/class/8b");
        await Browser.Shot(page, "classteacher-class-1440");
        await Assertions.Expect(page.Locator("#class-pupils tr")).ToHaveCountAsync(22);
        await page.ClickAsync("#class-journals a:text-is('Алгебра')");
        await page.WaitForSelectorAsync("#journal");
        await Assertions.Expect(page.Locator("#journal-status").First).ToContainTextAsync("чтение", new() { UseInnerText = true });
        await Assertions.Expect(page.Locator("[data-do=undo]")).ToHaveCountAsync(0); // the page is for reading
        await page.GotoAsync("/class/8b");
        await page.ClickAsync("#class-journals a:text-is('Русский язык')");
        await page.WaitForSelectorAsync("[data-do=undo]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });

        await page.ClickAsync(".roles summary");
        await Browser.Shot(page, "classteacher-roles-1440");
        await page.ClickAsync(".roles button:text-is('родитель')");
        await page.WaitForURLAsync("**/family/*");
        await Assertions.Expect(page.Locator("h1").First).ToContainTextAsync("Михеев Фёдор", new() { UseInnerText = true });
        (await page.GotoAsync("/class/8b"))!.Status.ShouldBe(403, "as a parent");
        await page.ClickAsync(".roles summary");
        await page.ClickAsync(".roles button:text-is('учитель')");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        await Assertions.Expect(page.Locator("h1").First).ToContainTextAsync("Мой день", new() { UseInnerText = true });
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_substitute_finds_the_lesson_in_the_day_and_writes_it_alone()
    {
        await School.SignUp("substitute", new StaffId("chernov"), Role.Teacher);
        (await School.Send(new AssignSubstitute(Guid.NewGuid(), _lesson, new StaffId("chernov"), SubstitutionReasons.Illness), TestSchool.Deputy)).Refusal.ShouldBeNull();
        var page = await Browser.Person(School, "substitute");
        var item = page.Locator(".lessons li", new PageLocatorOptions { HasText = "замена" });
        await Assertions.Expect(item).ToHaveCountAsync(1);
        await Assertions.Expect(item).ToContainTextAsync("8 «Б» · Алгебра");
        await Browser.Shot(page, "substitute-day-1440");
        await item.Locator("a").ClickAsync();
        await page.FillAsync("[name=topic]", "Повторение: квадратный корень");
        await page.FillAsync($"[name='cell.{_pupils["К-802"]}']", "5");
        await page.ClickAsync("form.columns button.main");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("2");
        await page.GotoAsync($"/journal/{SampleSchool.Course}");
        await page.WaitForSelectorAsync("#journal");
        await Assertions.Expect(page.Locator("[data-do=undo]")).ToHaveCountAsync(0);
        var teacher = await Browser.Person(School, "teacher");
        await Assertions.Expect(teacher.Locator(".lessons li", new PageLocatorOptions { HasText = "ведёт другой учитель" })).ToHaveCountAsync(1);
        (await School.AsOwner<string>("select string_agg(distinct user_name, ' ') from journal.mt_events where stream_id like 'lesson/%' and type <> 'accounting.substitute_assigned.v2'"))
            .ShouldBe("staff-chernov");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task An_administrator_looks_through_a_teachers_eyes_and_comes_back()
    {
        var page = await Browser.Person(School, "admin");
        await page.ClickAsync("nav >> text=Глазами другого");
        await page.FillAsync("[name=q]", "соколова");
        await page.ClickAsync("form[role=search] button");
        await page.ClickAsync("#eyes a:text-is('Соколова И. В.')");
        await page.FillAsync("#view-as [name=reason]", "Учитель не видит урок");
        await Browser.Shot(page, "admin-view-as-1440");
        await page.ClickAsync("#view-as button.main");
        await Assertions.Expect(page.Locator(".viewing").First).ToContainTextAsync("Соколова И. В., учитель", new() { UseInnerText = true });
        await Assertions.Expect(page.Locator("h1").First).ToContainTextAsync("Мой день", new() { UseInnerText = true });
        await Browser.Shot(page, "admin-viewing-1440");
        await page.GotoAsync($"/lessons/{_lesson}");
        await page.FillAsync("[name=topic]", "Подмена");
        await page.ClickAsync("form.columns button.main");
        await Assertions.Expect(page.Locator("main").First).ToContainTextAsync("записать ничего нельзя", new() { UseInnerText = true });
        await page.SetViewportSizeAsync(390, 844);
        await Browser.Shot(page, "admin-viewing-390");
        await page.ClickAsync(".viewing button");
        await page.WaitForURLAsync("**/admin/view-as");
        await Assertions.Expect(page.Locator(".viewing")).ToHaveCountAsync(0);
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type like 'access.view_as%'")).ShouldBe(2);
        (await School.AsOwner<long>("select count(*) from journal.mt_events where stream_id like 'lesson/%'")).ShouldBe(0);
        Browser.NoComplaints();
    }

    private async Task Recorded(ICommand command) => (await School.Send(command, TestSchool.Teacher)).Refusal.ShouldBeNull();
}
