using ElJournal.Scenarios.PersonalData;
using ElJournal.Setup;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Two people have one list open: the slower one is told what stands now, loses nothing that was chosen, and may record it then.</summary>
public sealed class TwoWindowsTests : BrowserTest
{
    private static readonly GroupId Chess = new("chess");

    private protected override Task Prepare() => Registry.Done(
        School, new FormGroup(Guid.NewGuid(), Chess, GroupKinds.Extracurricular, "Шахматы", [new ClassId("7a"), Registry.Class8B]));

    [Fact]
    public async Task The_slower_of_two_is_told_and_loses_nothing()
    {
        var quick = await Browser.Person(School, "deputy");
        var slow = await quick.Context.NewPageAsync();
        await Members(quick, slow);
        await Name(quick, slow);
        await Split(quick, slow);
        await Leads(quick, slow);
        Browser.NoComplaints();
    }

    private static async Task Members(IPage quick, IPage slow)
    {
        await Both(quick, slow, "/school/groups/chess");
        await quick.Locator("#members [name=pupil]").Nth(0).CheckAsync();
        await quick.ClickAsync("#members button.main");
        await Assertions.Expect(quick.Locator(".note.good")).ToBeVisibleAsync();

        await slow.Locator("#members [name=pupil]").Nth(1).CheckAsync();
        await slow.ClickAsync("#members button.main");
        await Assertions.Expect(slow.Locator(".note.bad")).ToContainTextAsync("изменил кто-то ещё");
        await Assertions.Expect(slow.Locator(".note.bad")).ToContainTextAsync("— в группе");
        await Assertions.Expect(slow.Locator("#members [name=pupil]:checked")).ToHaveCountAsync(2); // what the quick one recorded, and what the slow one chose
        await slow.ClickAsync("#members button.main");
        await Assertions.Expect(slow.Locator("h1 small")).ToContainTextAsync("2");
    }

    private static async Task Name(IPage quick, IPage slow)
    {
        await Both(quick, slow, "/school/groups/chess");
        foreach (var (page, name) in ((IPage, string)[])[(quick, "Шахматы, начинающие"), (slow, "Шахматисты")])
        {
            await page.ClickAsync("details:has(#rename) > summary");
            await page.FillAsync("#rename [name=name]", name);
            await page.ClickAsync("#rename button");
        }
        await Assertions.Expect(quick.Locator("h1")).ToContainTextAsync("Шахматы, начинающие");
        await Assertions.Expect(slow.Locator(".note.bad")).ToContainTextAsync("Шахматы, начинающие");
        await Assertions.Expect(slow.Locator("#rename [name=name]").First).ToHaveValueAsync("Шахматисты");
        await slow.ClickAsync("#rename button");
        await Assertions.Expect(slow.Locator("h1")).ToContainTextAsync("Шахматисты");
    }

    private static async Task Split(IPage quick, IPage slow)
    {
        const string address = "/school/groups/split/8b/anglijskij";
        await quick.GotoAsync(address);
        await quick.ClickAsync("button.main");
        await Both(quick, slow, address);
        await quick.ClickAsync("button[value=alphabet]");
        await quick.ClickAsync("button.main");
        await quick.WaitForURLAsync("**?saved");

        var chosen = slow.Locator("#split-rows tbody tr >> nth=0").Locator("input[type=radio]").Nth(1);
        await chosen.CheckAsync();
        await slow.ClickAsync("button.main");
        await Assertions.Expect(slow.Locator(".note.bad").First).ToContainTextAsync("Теперь:");
        await Assertions.Expect(chosen).ToBeCheckedAsync();
        await Assertions.Expect(slow.Locator("#split-rows thead b")).ToHaveTextAsync(["10", "12", "0"]);
        await slow.ClickAsync("button.main");
        await slow.WaitForURLAsync("**?saved");
        await Assertions.Expect(slow.Locator("#split-rows thead b")).ToHaveTextAsync(["10", "12", "0"]);
    }

    private static async Task Leads(IPage quick, IPage slow)
    {
        await Both(quick, slow, "/school/classes");
        const string lead = "[name='lead.8a']";
        var others = (await quick.Locator(lead + " option").EvaluateAllAsync<string[]>("all => all.filter(o => o.value && !o.selected).map(o => o.value)"))[..2];
        await quick.SelectOptionAsync(lead, others[0]);
        await quick.ClickAsync("#leads button.main");
        await Assertions.Expect(quick.Locator(".note.good")).ToBeVisibleAsync();

        await slow.SelectOptionAsync(lead, others[1]);
        await slow.FillAsync("#leads [name=order]", "12-к");
        await slow.ClickAsync("#leads button.main");
        await Assertions.Expect(slow.Locator(".note.bad").First).ToContainTextAsync("8 «А»");
        (await slow.InputValueAsync(lead)).ShouldBe(others[1], "the choice stays");
        await Assertions.Expect(slow.Locator("#leads [name=order]").First).ToHaveValueAsync("12-к");
        await slow.ClickAsync("#leads button.main");
        await Assertions.Expect(slow.Locator(".note.good")).ToBeVisibleAsync();
    }

    private static async Task Both(IPage quick, IPage slow, string address)
    {
        await quick.GotoAsync(address);
        await slow.GotoAsync(address);
    }
}
