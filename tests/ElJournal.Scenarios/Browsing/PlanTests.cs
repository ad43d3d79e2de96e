using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Subjects, curriculum, norms and load, as the deputy head makes them.</summary>
public sealed class PlanTests : BrowserTest
{
    [Fact]
    public async Task Load_is_assigned_changed_and_released_by_the_keyboard_alone()
    {
        var page = await Browser.Person(School, "deputy");
        var keys = new Keys(page);
        await page.GotoAsync("/school/load?level=8");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("0");

        // The grid is one stop; its first cell is algebra in 8А.
        await keys.Reach(".load-grid td");
        await keys.Press("Backspace");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("3");
        await keys.Press("ArrowRight");
        await keys.Press("Shift+ArrowDown");
        await keys.Press("Backspace");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("9");
        await Browser.Shot(page, "load-open");

        // Two cells of 8Б at once, typed in the Latin layout.
        await keys.Type("vbh");
        await Assertions.Expect(page.Locator(".load-pick [role=option]")).ToHaveCountAsync(1);
        await Browser.Shot(page, "load-pick");
        await keys.Press("Enter");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("3");
        await keys.Press("Home");
        await keys.Press("ArrowUp");
        await keys.Press("Enter");
        await keys.Type("Соко");
        await keys.Press("Enter");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("0");
        await Assertions.Expect(page.Locator("[data-teacher=mironov] b")).ToHaveTextAsync("11");

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("td[data-key='8b/algebra/core'] label")).ToHaveTextAsync("Миронов П. С.");
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(SampleSchool.Course)))!;
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(TestSchool.School)))!.DayAt(DateTimeOffset.UtcNow);
        course.TeacherOn(today)!.Teacher.ShouldBe(StaffId.From("mironov"));
        course.TeacherOn(today.AddDays(-1))!.Teacher.ShouldBe(SampleSchool.Teacher);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_curriculum_opens_cells_in_the_load_and_a_teacher_opens_the_course()
    {
        var page = await Browser.Person(School, "deputy");
        await page.GotoAsync("/school/subjects");
        await page.CheckAsync("input[value='Вероятность и статистика']");
        await page.FillAsync("[name=names]", "Финансовая грамотность\nОсновы исследования");
        await page.ClickAsync("#add button");
        await Assertions.Expect(page.Locator("#subjects tbody tr")).ToHaveCountAsync(SampleSubjects + 3);
        await Browser.Shot(page, "subjects");

        await page.GotoAsync("/school/curriculum/norms");
        await Browser.Shot(page, "norms");
        await page.ClickAsync("#norms button.main");
        await page.FillAsync("#rate [name=act]", "Положение о нагрузке, п. 2.1");
        await page.ClickAsync("#rate button");

        await page.GotoAsync("/school/curriculum");
        await page.Locator("details summary").ClickAsync();
        await page.FillAsync("[name=table]", "Предмет\t7 класс\t8 класс\nВероятность и статистика\t1\t0,5\nАстрономия\t1\t1");
        await page.ClickAsync("button[value=paste]");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Астрономия");
        await page.FillAsync("[aria-label='Финансовая грамотность, 8 класс']", "двa");
        await page.ClickAsync("button.main[value=save]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("Финансовая грамотность");
        await page.FillAsync("[aria-label='Финансовая грамотность, 8 класс']", "8");
        await Browser.Shot(page, "curriculum-over");
        await Assertions.Expect(page.Locator(".total td.over")).ToHaveCountAsync(1);
        await page.ClickAsync("button.main[value=save]");
        await page.WaitForURLAsync("**/school/curriculum?on=*");
        await Assertions.Expect(page.Locator("[aria-label='Вероятность и статистика, 8 класс']").First).ToHaveValueAsync("0,5");

        // A colleague saves from a page of the same time: what she did not touch stays, what both touched is asked about.
        var other = await Browser.Person(School, "deputy");
        await other.GotoAsync("/school/curriculum");
        await page.FillAsync("[aria-label='Химия, 8 класс']", "3");
        await page.ClickAsync("button.main[value=save]");
        await page.WaitForURLAsync("**/school/curriculum?on=*");
        await other.FillAsync("[aria-label='Музыка, 7 класс']", "2");
        await other.ClickAsync("button.main[value=save]");
        await other.WaitForURLAsync("**/school/curriculum?on=*");
        await Assertions.Expect(other.Locator("[aria-label='Химия, 8 класс']").First).ToHaveValueAsync("3");
        await page.FillAsync("[aria-label='Музыка, 7 класс']", "4");
        await page.ClickAsync("button.main[value=save]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("7 класс");
        await Assertions.Expect(page.Locator("[aria-label='Музыка, 7 класс']").First).ToHaveValueAsync("4");

        await page.GotoAsync("/school/load?level=8");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("18");
        await Browser.Shot(page, "load-new");
        await page.Locator("tr", new() { HasText = "Вероятность" }).Locator("td").First.ClickAsync();
        await page.SelectOptionAsync("[name=teacher]", "sokolova");
        await page.ClickAsync(".load-bar button.main");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("17,5");
        await page.Locator("tr", new() { HasText = "Вероятность" }).Locator("td a").First.ClickAsync();
        await page.WaitForURLAsync("**/school/load/*");
        await Assertions.Expect(page.Locator(".load-history li")).ToHaveCountAsync(1);
        await page.SelectOptionAsync("select[name=teacher]", "mironov");
        await page.ClickAsync("button[value=second]");
        await Assertions.Expect(page.Locator(".load-history li")).ToHaveCountAsync(2);
        await Browser.Shot(page, "load-course-two");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Without_a_script_ticks_and_a_list_do_the_same()
    {
        var page = await Browser.Person(School, "deputy", 390, 844);
        await page.RouteAsync("**/load.js*", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/javascript", Body = "" }));
        await page.GotoAsync("/school/load?level=7");
        await page.CheckAsync("input[value='7a/algebra/core']");
        await page.ClickAsync("button[value=clear]");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("3");
        await page.CheckAsync("input[value='7a/algebra/core']");
        await page.ClickAsync(".load-bar button.main");
        await Assertions.Expect(page.Locator("#load-error")).ToContainTextAsync("Выберите учителя");
        await Assertions.Expect(page.Locator("input[value='7a/algebra/core']").First).ToBeCheckedAsync();
        await page.SelectOptionAsync("[name=teacher]", "sokolova");
        await page.ClickAsync(".load-bar button.main");
        await Assertions.Expect(page.Locator("#load-left b")).ToHaveTextAsync("0");
        await Browser.Shot(page, "load-phone-plain");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Grading_systems_and_rules_of_entry_are_approved_and_what_was_typed_stays_after_a_refusal()
    {
        var page = await Browser.Person(School, "deputy");
        await page.GotoAsync("/school/grading");
        await Browser.Shot(page, "grading-first");
        await page.FillAsync("[name=act]", "Положение о системе оценивания");
        await page.Locator("[name=name]").Nth(1).FillAsync("Десятибалльная");
        await page.Locator("[name=symbols]").Nth(1).FillAsync("10-1");
        await page.ClickAsync("button.main");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("Десятибалльная");
        await Assertions.Expect(page.Locator("[name=act]").First).ToHaveValueAsync("Положение о системе оценивания");
        await page.Locator("[name=clause]").Nth(1).FillAsync("п. 3.4");
        await page.ClickAsync("button.main");
        await Assertions.Expect(page.Locator(".note").First).ToContainTextAsync("Положение о системе оценивания");
        await page.Locator("[name=levels]").Nth(1).FillAsync("7-8");
        await page.Locator("[name=use-system]").Nth(1).SelectOptionAsync(new SelectOptionValue { Label = "Десятибалльная" });
        await page.Locator(".plan-pick summary").Nth(1).ClickAsync();
        await page.Locator(".plan-pick").Nth(1).GetByText("Химия").ClickAsync();
        await Browser.Shot(page, "grading");
        await page.ClickAsync("button.main");
        await Assertions.Expect(page.Locator(".plan-pick summary").Nth(1)).ToHaveTextAsync("Химия");

        await page.GotoAsync("/school/grading/journal");
        await page.Locator("[name=work-name]").Last.FillAsync("Творческая работа");
        await page.Locator("[name=work-letter]").Last.FillAsync("Тв");
        await page.Locator("[name=free]").FillAsync("20");
        await Browser.Shot(page, "journal-rules");
        await page.ClickAsync("button.main");
        await Assertions.Expect(page.Locator("[name=free]")).ToHaveValueAsync("20");

        // How marks are given stands beside it; a refused number stays in its field.
        foreach (var days in (string[])["400", "7"])
        {
            await page.FillAsync("#marking-rules [name=point-days]", days);
            await page.SelectOptionAsync("#marking-rules [name=absent-grade]", AbsentGrades.Warn);
            await page.ClickAsync("#marking-rules button");
            await Assertions.Expect(page.Locator("#marking-rules [name=point-days]")).ToHaveValueAsync(days);
            await Assertions.Expect(page.Locator(".note.bad")).ToHaveCountAsync(days == "7" ? 0 : 1);
        }
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        (await session.LoadAsync<JournalRules>(Streams.Regulation))!.Marking[^1].PointDays.ShouldBe(7);
        (await session.LoadAsync<JournalRules>(Streams.Regulation))!.Versions[^1].WorkTypes[^1].ShouldBe(new WorkType("w1", "Тв", "Творческая работа", 100));
        (await session.LoadAsync<GradingRules>(Streams.Grading))!.Versions[^1].Systems[^1].Symbols[0].ShouldBe(new GradeSymbol("10", 1000));
        Browser.NoComplaints();
    }

    private const int SampleSubjects = 17;
}
