using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Terms;
using ElJournal.Control;
using ElJournal.Control.Works;
using ElJournal.Reporting.Reading;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Отчёты: from a figure to its rows, from a row to the lesson, and back (Z-13, D-17); each takes no more than its reader may see.</summary>
public sealed class ReportPageTests : BrowserTest
{
    private protected override Task Prepare() => Begin(School);

    internal static async Task Begin(TestSchool school)
    {
        await ControlLife.Begin(school);
        var (lesson, pupils) = await school.TodaysLesson();
        await school.Send(new SetTopic(Guid.NewGuid(), lesson, "Квадратный корень", null, 0), TestSchool.Teacher);
        await school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[0], "2", 0)), TestSchool.Teacher);
        await school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[1], "Н", 0)), TestSchool.Teacher);
        await school.CaughtUp();
    }

    public static TheoryData<string> WithLessons => [ReportKinds.Failures, ReportKinds.Missed, ReportKinds.Keeping];

    [Theory]
    [MemberData(nameof(WithLessons))]
    public async Task A_figure_opens_its_rows_a_row_its_lesson_and_back_is_the_same_page(string report)
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/reports");
        await deputy.ClickAsync($"a[href='/reports/{report}']");
        await Assertions.Expect(deputy.Locator(".formulas li").First).ToBeVisibleAsync();
        await deputy.ClickAsync("#figures tbody td:first-child a >> nth=0");
        var narrowed = deputy.Url;
        narrowed.ShouldContain("?");
        var rows = await deputy.InnerTextAsync("#rows tbody");
        await deputy.ClickAsync("#rows tbody tr:first-child a >> nth=0");
        deputy.Url.ShouldContain("/lessons/");
        await Assertions.Expect(deputy.Locator("h1:visible")).ToHaveCountAsync(1);
        await deputy.GoBackAsync();
        deputy.Url.ShouldBe(narrowed);
        (await deputy.InnerTextAsync("#rows tbody")).ShouldBe(rows);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Results_open_the_journal_page_of_a_grade_and_files_say_the_same_as_the_page()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/reports/results");
        await deputy.ClickAsync("#figures tbody td:nth-child(2) a >> nth=0");
        await Assertions.Expect(deputy.Locator("#rows tbody tr").First).ToBeVisibleAsync();
        var csv = await deputy.APIRequest.GetAsync("/reports/results/csv");
        var text = await csv.TextAsync();
        csv.Headers["content-type"].ShouldContain("text/csv");
        text.ShouldStartWith("\uFEFF");
        text.Split('\n')[0].ShouldContain("Класс;Предмет");
        (await (await deputy.APIRequest.GetAsync("/reports/results/json")).TextAsync()).ShouldContain("formula.regulation");
        (await (await deputy.APIRequest.GetAsync("/reports/results/xlsx")).BodyAsync())[..2].ShouldBe("PK"u8.ToArray());
        await deputy.ClickAsync("#rows tbody tr:first-child td:last-child a");
        deputy.Url.ShouldContain("/journal/");
        await deputy.GoBackAsync();
        await Assertions.Expect(deputy.Locator("#rows")).ToBeVisibleAsync();
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_control_work_a_risk_and_a_figure_of_the_analysis_open_what_they_came_from()
    {
        var (lesson, pupils) = await School.TodaysLesson();
        (await School.Send(
            new PlanControlWork(Guid.NewGuid(), new ControlWorkId("w1"), lesson.Course, lesson.Date, lesson.Slot, 1, ControlForms.Written, ControlLevels.School, "Квадратный корень"), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await School.Send(
            new SetTermGrades(lesson.Course, YearPages.Annual, [new SetTermGrade(Guid.NewGuid(), pupils[2], "4", 0, "control", new Kernel.Opening("по итогам года"))]), TestSchool.Teacher)).Refusal.ShouldBeNull();
        await School.CaughtUp();
        var deputy = await Browser.Person(School, "deputy");

        await deputy.GotoAsync("/reports/works");
        await deputy.ClickAsync("#rows tbody tr:first-child a >> nth=0");
        deputy.Url.ShouldContain($"/lessons/{lesson.Course}");
        await deputy.GoBackAsync();
        await Assertions.Expect(deputy.Locator("#rows tbody")).ToContainTextAsync("Квадратный корень");

        await deputy.GotoAsync("/reports/risks");
        await deputy.ClickAsync("#rows tbody tr:first-child td:last-child a");
        deputy.Url.ShouldContain("/journal/");
        await deputy.GoBackAsync();
        await deputy.ClickAsync("#rows tbody tr:first-child td:nth-child(3) a");
        deputy.Url.ShouldContain("/reports/results?");
        await Assertions.Expect(deputy.Locator("#rows tbody tr").First).ToBeVisibleAsync();

        await deputy.GotoAsync("/reports/analysis");
        await deputy.ClickAsync("#figures tbody a >> nth=0");
        deputy.Url.ShouldContain("/reports/results?");
        await deputy.ClickAsync("#figures tbody tr:first-child a >> nth=0");
        await deputy.ClickAsync("#rows tbody tr:first-child td:last-child a");
        deputy.Url.ShouldContain("/journal/");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_teacher_sees_the_own_courses_and_a_family_no_report_at_all()
    {
        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync("/reports/failures");
        await Assertions.Expect(teacher.Locator("#rows tbody tr")).ToHaveCountAsync(1);
        var parent = await Browser.Person(School, "parent");
        (await parent.GotoAsync("/reports"))!.Status.ShouldBeOneOf(403, 404);
    }
}
