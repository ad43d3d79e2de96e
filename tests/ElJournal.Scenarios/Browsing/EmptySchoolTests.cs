using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A school of which nothing is known yet is set up by its deputy head in the browser.</summary>
public sealed class EmptySchoolTests : BrowserTest
{
    private protected override Task<TestSchool> Begin() => TestSchool.Empty();

    [Fact]
    public async Task The_administrator_finds_the_way_to_begin()
    {
        var page = await Browser.Person(School, "admin");
        await page.GotoAsync("/school/year");
        await Browser.Shot(page, "empty-year-1440");
        await page.ClickAsync(".note.warn a");
        await Assertions.Expect(page.Locator("#school")).ToBeVisibleAsync();
        await Browser.Shot(page, "empty-card-1440");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task By_keyboard_alone_the_deputy_founds_the_school_opens_the_year_sets_its_parts_and_forms_classes_with_their_teachers()
    {
        var page = await Browser.Person(School, "deputy");
        var keys = new Keys(page);

        await page.GotoAsync("/school/card");
        await keys.WalkThrough();
        await page.GotoAsync("/school/card");
        await keys.Reach("[name=name]");
        await keys.Type("МБОУ «Школа № 7»");
        await keys.Press("Enter");
        await Assertions.Expect(page.Locator(".note.good")).ToBeVisibleAsync();

        await page.GotoAsync("/school/year");
        await Browser.Shot(page, "empty-open-1440");
        await keys.Reach("[name=pattern]:checked");
        await keys.Reach("button.main");
        await keys.Press("Enter");
        await page.WaitForURLAsync("**/school/year/*");
        (await page.Locator(".strip .term").CountAsync()).ShouldBeGreaterThanOrEqualTo(8);
        await Browser.Shot(page, "empty-opened-1440");

        // Half-years for 10–11: proposed at once, refused without a level, and what was typed stays.
        var year = (await Year())!;
        var terms = $"/school/year/{year.Year}/terms?of=new";
        await page.GotoAsync(terms);
        await keys.WalkThrough();
        await page.GotoAsync(terms);
        await keys.Reach("button.main");
        await keys.Press("Enter");
        await Assertions.Expect(page.Locator(".note.bad")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[name=from] >> nth=0").First).ToHaveValueAsync(year.From.ToString("yyyy-MM-dd"));
        foreach (var level in (int[])[10, 11])
        {
            await keys.Reach($"[name=level][value='{level}']");
            await keys.Press("Space");
        }
        await keys.Reach("button.main");
        await keys.Press("Enter");
        await page.WaitForURLAsync("**?saved=true");

        await page.GotoAsync($"/school/year/{year.Year}/bells");
        await keys.Reach("[name=slot]");
        await keys.Reach("button.main");
        await keys.Press("Enter");
        await page.WaitForURLAsync("**?saved=true");

        await page.GotoAsync("/school/classes");
        await Browser.Shot(page, "empty-classes-1440");
        foreach (var (level, letters) in ((int, string)[])[(1, "а б"), (7, "абв"), (10, "А")])
        {
            await keys.Reach($"[name='letters.{level}']");
            await keys.Type(letters);
        }
        await keys.Press("Enter");
        await Assertions.Expect(page.Locator(".note.good")).ToContainTextAsync("6");
        await Assertions.Expect(page.Locator("#gaps")).ToContainTextAsync("6");

        (await School.Send(new HireStaff(Guid.NewGuid(), Id.New<StaffId>(), new PersonCard("Гусева", "Марина", "Олеговна", null, "Ж", null), year.From), TestSchool.Deputy)).IsAccepted.ShouldBeTrue();
        await page.GotoAsync("/school/classes");
        await keys.Reach("#leads select");
        await keys.Press("ArrowDown");
        await keys.Reach("[name=order]");
        await keys.Type("125-ОД");
        await keys.Reach("#leads button.main");
        await keys.Press("Enter");
        await page.WaitForURLAsync("**appointed=1");
        await Assertions.Expect(page.Locator("#leads")).ToContainTextAsync("125-ОД");
        await Assertions.Expect(page.Locator("#gaps")).ToContainTextAsync("5");

        await page.GotoAsync($"/school/year/{year.Year}/regimes");
        await keys.Reach("[name=steps]");
        await keys.Press("Enter");
        await page.WaitForURLAsync("**saved=2");
        await Browser.Shot(page, "empty-regimes-1440");
        await page.GotoAsync("/school/year");
        await Browser.Shot(page, "empty-done-1440");
        await Axe.IsSatisfied(page, "the year of a new school");
        await Assertions.Expect(page.Locator("#warnings")).ToHaveCountAsync(0); // a year by the pattern has nothing to be warned of
        Browser.NoComplaints();

        var done = (await Year())!;
        done.TermsOf(10).Count.ShouldBe(2);
        done.TermsOf(9).Count.ShouldBe(4);
        done.Schedules.Count.ShouldBe(3);
    }

    private async Task<YearCalendar?> Year()
    {
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return await session.Query<YearCalendar>().SingleOrDefaultAsync();
    }
}
