using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A teacher makes the plan of an own course by pasting, edits a row, copies it to the parallel class and takes a former version back.</summary>
public sealed class ThematicPlanTests : BrowserTest
{
    [Fact]
    public async Task A_teacher_pastes_a_plan_edits_copies_and_restores_it()
    {
        var page = await Browser.Person(School, "teacher");
        await page.GotoAsync("/school/plans");
        await Assertions.Expect(page.Locator("#plans tbody tr")).ToHaveCountAsync(4); // algebra and geometry of two classes
        await page.ClickAsync("#plans a[href='/school/plans/algebra-8b']");
        var before = await Plan("algebra-8b");

        await page.FillAsync("[name=text]", "1\tПовторение\t2\t§ 1\n2\tКонтрольная работа № 1\t1\t\n3\tДроби\tмного\t\n");
        await page.ClickAsync("#load button");
        await page.WaitForSelectorAsync("#preview");
        await Browser.Shot(page, "plan-preview");
        await Axe.IsSatisfied(page, "the preview of a plan");
        await Assertions.Expect(page.Locator("#preview")).ToContainTextAsync("Количество часов — число");
        (await Plan("algebra-8b")).Version.ShouldBe(before.Version, "a preview stores nothing");
        await page.ClickAsync("#preview button.main");
        await page.WaitForURLAsync("**done=applied");
        var pasted = await Plan("algebra-8b");
        pasted.Items.ShouldBe([new PlanItem(1, "Повторение", 2, "§ 1", null), new PlanItem(2, "Контрольная работа № 1", 1, null, PlanWorks.Control)]);
        await Assertions.Expect(page.Locator("#state")).ToContainTextAsync("без темы");

        await page.ClickAsync("#plan a[href*='row=2']");
        await page.FillAsync("#row [name=topic]", "Контрольная работа № 1 «Дроби»");
        await page.ClickAsync("#row button[value=save]");
        await page.Locator("#plan", new PageLocatorOptions { HasTextString = "«Дроби»" }).WaitForAsync();

        await page.CheckAsync("[name=to][value=algebra-8a]");
        await page.ClickAsync("form[action$='/copy'] button");
        await page.WaitForURLAsync("**done=copied");
        (await Plan("algebra-8a")).Items.ShouldBe((await Plan("algebra-8b")).Items);

        await page.ClickAsync($"form[action$='/restore'] button[value='{before.Version}']");
        await page.WaitForURLAsync("**done=restored");
        var restored = await Plan("algebra-8b");
        (restored.Version, restored.Items.Count).ShouldBe((before.Version + 3, before.Items.Count));
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Nobody_plans_the_course_of_another_and_a_refused_row_keeps_what_was_typed()
    {
        var page = await Browser.Person(School, "teacher");
        await page.GotoAsync("/school/plans/fizika-8b");
        await Assertions.Expect(page.Locator("#load")).ToHaveCountAsync(0);
        (await School.Send(new ImportPlan(Guid.NewGuid(), CourseId.From("fizika-8b"), []), TestSchool.Teacher)).Refusal.ShouldNotBeNull();

        await page.GotoAsync("/school/plans/algebra-8b?row=2");
        await page.EvalOnSelectorAsync("#row form", "form => { form.noValidate = true; }");
        await page.FillAsync("#row [name=topic]", "");
        await page.FillAsync("#row [name=homework]", "§ 99");
        await page.ClickAsync("#row button[value=save]");
        await page.WaitForSelectorAsync("[role=alert]");
        await Assertions.Expect(page.Locator("#row [name=homework]").First).ToHaveValueAsync("§ 99");
        Browser.NoComplaints();
    }

    private async Task<CoursePlan> Plan(string course)
    {
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<CoursePlan>(Streams.Plan(CourseId.From(course))))!;
    }
}
