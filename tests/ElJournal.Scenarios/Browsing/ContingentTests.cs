using ElJournal.Scenarios.PersonalData;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The secretary divides a class by keyboard and takes a pupil through the school by orders.</summary>
public sealed class ContingentTests : BrowserTest
{
    [Fact]
    public async Task A_class_is_divided_by_digits_and_who_is_forgotten_is_named()
    {
        var page = await Browser.Person(School, "secretary");
        var keys = new Keys(page);
        await page.GotoAsync("/school/groups/split/8b/anglijskij");
        await page.ClickAsync("button.main");
        await Assertions.Expect(page.Locator("#without")).ToContainTextAsync("22 обучающихся ни в одной группе");

        // One digit a pupil: the first six into group 1, the next sixteen into group 2, the last one out again.
        await page.Locator("#split-rows tbody tr >> nth=0").Locator("input:checked").FocusAsync();
        for (var i = 0; i < 6; i++) await keys.Press("1");
        for (var i = 0; i < 16; i++) await keys.Press("2");
        await keys.Press("0");
        await Assertions.Expect(page.Locator("#without")).ToContainTextAsync("1 обучающийся ни в одной группе: Яковлева-Цой");
        await keys.Press("ArrowUp");
        await keys.Press("1");
        await Assertions.Expect(page.Locator("#split-rows thead b >> nth=0")).ToHaveTextAsync("7");
        await page.ClickAsync("button.main");
        await page.WaitForURLAsync("**?saved");
        await Assertions.Expect(page.Locator("#split-rows thead b")).ToHaveTextAsync(["7", "14", "1"]);
        await keys.WalkThrough();

        // The proposal is shown and recorded only when it is saved.
        await page.ClickAsync("button[value=alphabet]");
        await Assertions.Expect(page.Locator(".note.warn")).ToContainTextAsync("предложение");
        await Assertions.Expect(page.Locator("#split-rows thead b")).ToHaveTextAsync(["11", "11", "0"]);
        await page.GotoAsync("/school/groups");
        await Assertions.Expect(page.Locator("#splits tbody")).ToContainTextAsync("1 вне групп");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_staff_card_is_saved_whole()
    {
        var staff = new StaffId("new-teacher");
        await Registry.Done(School, new HireStaff(Guid.NewGuid(), staff, new PersonCard("Ершова", "Нина", null, new DateOnly(1980, 2, 29), "Ж", null), await Registry.Today(School)));
        var page = await Browser.Person(School, "deputy");
        await page.GotoAsync($"/school/staff/{staff}");
        await page.Locator("summary", new() { HasTextString = "Уточнить" }).First.ClickAsync();
        await page.FillAsync("form[action$='/card'] [name=family]", "Ершова-Белая");
        await page.ClickAsync("form[action$='/card'] button");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Ершова-Белая");
        (await page.Locator("form[action$='/card'] [name=born]").InputValueAsync()).ShouldBe("1980-02-29", "what nobody changed stays");
    }

    [Fact]
    public async Task A_guardians_name_is_put_right_and_what_was_typed_wrong_stays()
    {
        var page = await Browser.Person(School, "secretary");
        await page.GotoAsync("/school/pupils/new?class=8b");
        await page.FillAsync("[name=family]", "Ягодкина");
        await page.FillAsync("[name=given]", "Вера");
        await page.FillAsync("#enrol [name=order]", "12-к");
        await page.FillAsync("#enrol [name=orderDate]", "2026-11-20");
        await page.ClickAsync("#enrol button.main");
        await page.Locator("#guardians > details > summary").ClickAsync();
        await page.FillAsync("#guardian [name=family]", "Ягодкна");
        await page.FillAsync("#guardian [name=given]", "Ольга");
        await page.SelectOptionAsync("#guardian [name=relation]", "mother");
        await page.ClickAsync("#guardian button");
        await Assertions.Expect(page.Locator("#guardians table")).ToContainTextAsync("Ягодкна Ольга");

        const string form = "form[action$='/guardian-card']";
        await page.Locator("#guardians td.acts summary").First.ClickAsync();
        await page.FillAsync(form + " [name=family]", "   ");
        await page.FillAsync(form + " [name=given]", "Олеся");
        await page.EvaluateAsync($"document.querySelector(\"{form}\").noValidate = true");
        await page.ClickAsync(form + " button");
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        (await page.InputValueAsync(form + " [name=given]")).ShouldBe("Олеся", "what was typed stays");
        await page.FillAsync(form + " [name=family]", "Ягодкина");
        await page.ClickAsync(form + " button");
        await Assertions.Expect(page.Locator("#guardians table")).ToContainTextAsync("Ягодкина Олеся");
        await Browser.Shot(page, "guardian-card-1440");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_pupil_comes_moves_leaves_and_returns_by_orders_and_the_totals_agree()
    {
        var page = await Browser.Person(School, "secretary");
        await page.GotoAsync("/school/pupils/new?class=8b");
        await page.FillAsync("[name=family]", "Ягодкина");
        await page.FillAsync("[name=given]", "Вера");
        await page.EvaluateAsync("document.querySelector('#enrol').noValidate = true");
        await page.ClickAsync("#enrol button.main");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("приказа");
        await Assertions.Expect(page.Locator("[name=family]").First).ToHaveValueAsync("Ягодкина"); // what was typed stays
        await Order("#enrol", "12-к");
        await page.ClickAsync("#enrol button.main");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Ягодкина Вера");

        await Act("transfer", "31-к", async () => await page.SelectOptionAsync("#transfer [name=class]", "8a"));
        await Assertions.Expect(page.Locator("h1 small")).ToHaveTextAsync("8 «А»");
        await Act("depart", "40-к", async () =>
        {
            await page.SelectOptionAsync("#depart [name=reason]", DepartureReasons.OtherSchool);
            await page.FillAsync("#depart [name=where]", "Казань, школа № 5");
        });
        await Assertions.Expect(page.Locator("#movement")).ToContainTextAsync("Казань, школа № 5");
        await Act("return", "41-к", () => Task.CompletedTask);
        await Assertions.Expect(page.Locator("#movement tbody tr")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator("#movement tbody")).ToContainTextAsync("31-к от 20.11.2026");

        await page.GotoAsync("/school/pupils/movement");
        await Assertions.Expect(page.Locator("tr.wrong")).ToHaveCountAsync(0); // was and in and out come to is
        await page.GotoAsync("/school/pupils");
        await page.FillAsync("[name=name]", "ягодк");
        await page.ClickAsync("#seek button");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Ягодкина Вера");
        page.Url.ShouldNotContain("%D1");
        var pupil = new PupilId(new Uri(page.Url).Segments[^1]);
        (await Registry.ClassOf(School, pupil)).Value.ShouldBe("8a");
        Browser.NoComplaints();

        async Task Act(string act, string number, Func<Task> fill)
        {
            await page.ClickAsync($"details:has(#{act}) > summary");
            await fill();
            await Order($"#{act}", number);
            await page.ClickAsync($"#{act} button");
            await Assertions.Expect(page.Locator(".note.good")).ToBeVisibleAsync();
        }

        async Task Order(string form, string number)
        {
            await page.FillAsync($"{form} [name=order]", number);
            await page.FillAsync($"{form} [name=orderDate]", "2026-11-20");
        }
    }

    [Fact]
    public async Task A_teacher_signs_an_act_on_the_own_page_and_the_sheet_shows_it()
    {
        await Registry.Done(School, new AdoptAct(
            Guid.NewGuid(), new ActId("regulation"), "Регламент", await Registry.Today(School), "протокол № 9 от 31.08.2026", [new ActClause("1", "Журнал ведут ежедневно.")]));
        var page = await Browser.Person(School, "teacher");
        await page.GotoAsync("/school/acts/regulation");
        await page.ClickAsync("#sign button");
        await Assertions.Expect(page.Locator("#mine")).ToContainTextAsync("Вы ознакомились");
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        (await session.LoadAsync<LocalActCard>("act/regulation"))!.Signatures.ShouldHaveSingleItem().Staff.ShouldBe(SampleSchool.Teacher);
        Browser.NoComplaints();
    }
}
