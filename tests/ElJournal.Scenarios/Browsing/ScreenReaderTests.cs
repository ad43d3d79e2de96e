using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>What the browser hands to a screen reader of the journal grid: roles, names, and what is said aloud.</summary>
public sealed class ScreenReaderTests : BrowserTest
{
    private IReadOnlyList<PupilId> _pupils = [];

    private protected override async Task Prepare()
    {
        (var lesson, _pupils) = await School.TodaysLesson();
        (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, _pupils[0], "4", 0)), TestSchool.Teacher)).Refusal.ShouldBeNull();
        (await School.Send(new ChooseWorkType(Guid.NewGuid(), lesson, "control", 0), TestSchool.Teacher)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task The_grid_is_a_grid_to_the_ear_its_cell_tells_mark_pupil_and_lesson_and_what_was_saved_or_refused_is_said()
    {
        var page = await Browser.Person(School, "teacher");
        await page.GotoAsync($"/journal/{SampleSchool.Course}");
        await page.WaitForSelectorAsync("#journal td[tabindex]");
        await page.Locator("#journal tbody tr:first-child td.here").ClickAsync();
        var name = (await page.Locator("#journal tbody tr:first-child th").EvaluateAsync<string>("head => head.firstChild.data")).Trim();
        var next = (await page.Locator("#journal tbody tr:nth-child(2) th").EvaluateAsync<string>("head => head.firstChild.data")).Trim();

        var tree = await Tree(page);
        var rows = await page.Locator("#journal tr").CountAsync();
        tree.Single(n => n.Role == "grid").Name.ShouldContain("8 «Б»");
        tree.Count(n => n.Role == "row").ShouldBeGreaterThanOrEqualTo(rows);
        tree.Where(n => n.Role == "rowheader").Select(n => n.Name).ShouldContain(name);
        tree.Where(n => n.Role == "columnheader").ShouldContain(n => n.Name.Contains("урок", StringComparison.OrdinalIgnoreCase) && n.Name.Contains("Контрольная работа"), "a day is told in words");
        var cell = tree.Single(n => n is { Role: "gridcell", Focused: true }).Name;
        cell.ShouldStartWith("4; " + name + "; ");
        cell.ShouldContain("Контрольная работа");

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Digit5");
        await Assertions.Expect(page.Locator("#journal-said")).ToContainTextAsync("Записано: " + next);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Digit5");
        await Assertions.Expect(page.Locator("#journal-problems[role=alert]")).ToContainTextAsync("Не записано");
        (await Tree(page)).ShouldContain(n => n.Role == "alert");
        await page.Keyboard.PressAsync("ArrowUp");
        (await Tree(page)).Single(n => n is { Role: "gridcell", Focused: true }).Name.ShouldContain("не принято: ");
        Browser.NoComplaints();
    }

    private sealed record Node(string Role, string Name, bool Focused);

    /// <summary>Chromium's own tree, the one that assistive technology gets.</summary>
    private static async Task<List<Node>> Tree(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        var answer = (await devtools.SendAsync("Accessibility.getFullAXTree"))!.Value;
        return [.. answer.GetProperty("nodes").EnumerateArray().Where(n => !n.GetProperty("ignored").GetBoolean()).Select(n => new Node(
            Value(n, "role"), Value(n, "name"),
            n.TryGetProperty("properties", out var all) && all.EnumerateArray().Any(p => p.GetProperty("name").GetString() == "focused" && p.GetProperty("value").GetProperty("value").GetBoolean())))];
    }

    private static string Value(JsonElement node, string what) =>
        node.TryGetProperty(what, out var found) && found.TryGetProperty("value", out var value) ? value.GetString() ?? "" : "";
}
