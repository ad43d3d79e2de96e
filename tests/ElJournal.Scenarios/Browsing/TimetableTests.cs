using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The deputy makes a timetable: with the keys alone, with the mouse, without a script, and while somebody else does.</summary>
public sealed class TimetableTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private Browser _browser = null!;
    private DateOnly _from;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        _browser = await Browser.Open();
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        _from = (await session.LoadAsync<SchoolCard>(Streams.School(TestSchool.School)))!.DayAt(DateTimeOffset.UtcNow).AddDays(1);
        // A sample that is looked at on a Sunday teaches on Sundays too, and each course has more lessons than hours.
        var week = await Week();
        if (week.Any(s => s.Weekday == 7))
            (await _school.Send(new SetTimetable(Guid.NewGuid(), "8b", _from, [.. week.Where(s => s.Weekday < 7)]), TestSchool.Deputy)).Refusal.ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _school.DisposeAsync();
    }

    [Fact]
    public async Task With_the_keys_alone_a_lesson_goes_to_the_stock_and_to_another_place()
    {
        var before = await Week();
        var lesson = before.First(s => s.Weekday == 1 && s.Slot == 1);
        var page = await _browser.Person(_school, "deputy");
        var keys = new Keys(page);
        await page.GotoAsync($"/school/timetable/8b?on={_from:yyyy-MM-dd}");
        await keys.Reach("#timetable button.lesson");
        await keys.Press("Delete");
        await page.WaitForSelectorAsync("#stock button.lesson");
        (await Week()).ShouldBe(before.Where(s => s != lesson), "it lies in the stock, all others stay");

        // Enter on the empty place leads to the stock, Enter there takes the lesson up.
        await page.WaitForSelectorAsync("td[data-place='1.1']:focus");
        await keys.Press("Enter");
        await page.WaitForSelectorAsync("#stock button:focus");
        await keys.Press("Enter");
        await page.WaitForSelectorAsync("td.free, td.warn, td.bad");
        await Browser.Shot(page, "timetable-carrying");
        await Axe.IsSatisfied(page, "the timetable while a lesson is carried");
        await keys.Press("Enter");
        await page.WaitForSelectorAsync("td[data-place='1.1'] button.lesson");
        (await Week()).Select(s => (s.Weekday, s.Slot, s.Course)).ShouldBe(before.Select(s => (s.Weekday, s.Slot, s.Course)));

        // Esc puts it back; the arrows carry it, Enter drops it.
        await page.WaitForSelectorAsync("td[data-place='1.1'] button:focus");
        await keys.Press("Enter");
        await page.WaitForSelectorAsync("td.free");
        await keys.Press("ArrowDown");
        await keys.Press("Escape");
        await Assertions.Expect(page.Locator(".carrying")).ToHaveCountAsync(0);
        await keys.Press("Enter");
        await page.WaitForSelectorAsync("td.free");
        var (weekday, slot) = await FreePlace(page);
        for (var i = 1; i < weekday; i++) await keys.Press("ArrowRight");
        for (var i = 1; i < slot; i++) await keys.Press("ArrowDown");
        await Assertions.Expect(page.Locator("#carry")).ToContainTextAsync("свободно");
        await keys.Press("Enter");
        await page.WaitForSelectorAsync($"td[data-place='{weekday}.{slot}'] button.lesson");
        (await Week()).ShouldContain(s => s.Course == lesson.Course && s.Weekday == weekday && s.Slot == slot);

        // One letter makes it a lesson of every second week, another asks for the room.
        await page.WaitForSelectorAsync($"td[data-place='{weekday}.{slot}'] button:focus");
        await keys.Press("KeyA");
        await page.WaitForSelectorAsync($"td[data-place='{weekday}.{slot}'] .tag");
        await page.WaitForSelectorAsync($"td[data-place='{weekday}.{slot}'] button:focus");
        await keys.Press("KeyR");
        await page.WaitForSelectorAsync("#room-dialog[open]");
        await keys.Type("101");
        await keys.Press("Enter");
        await page.Locator("#timetable", new PageLocatorOptions { HasTextString = "каб. 101" }).WaitForAsync();
        (await Week()).ShouldContain(s => s.Course == lesson.Course && s.Weekday == weekday && s.Room == "101" && s.Week == "a");
        await keys.WalkThrough();
        _browser.NoComplaints();
    }

    [Fact]
    public async Task With_the_mouse_a_lesson_is_dragged_two_change_places_and_one_goes_to_the_stock()
    {
        var page = await _browser.Person(_school, "deputy");
        await page.GotoAsync($"/school/timetable/8b?on={_from:yyyy-MM-dd}");
        await page.Locator("#timetable button.lesson").First.WaitForAsync();
        var before = await Week();
        var lesson = before.First(s => s.Weekday == 1 && s.Slot == 1);

        await Drag(page, "td[data-place='1.1'] button.lesson", "aside .card");
        await page.WaitForSelectorAsync("#stock button.lesson");
        (await Week()).Count.ShouldBe(before.Count - 1);
        await Drag(page, "#stock button.lesson", "td[data-place='1.1']");
        await page.WaitForSelectorAsync("td[data-place='1.1'] button.lesson");
        (await Week()).Select(s => (s.Weekday, s.Slot, s.Course)).ShouldBe(before.Select(s => (s.Weekday, s.Slot, s.Course)));

        // Where a teacher is needed in another class the drop is refused in words, and nothing is lost.
        var to = await page.EvaluateAsync<string>("""
            async course => {
              const board = JSON.parse(document.querySelector('#timetable-data').textContent).board;
              const lesson = board.lessons.find(l => l.course === course);
              const places = await (await fetch(`/school/timetable/8b/places?on=${board.on}&course=${course}&was=${lesson.key}`)).json();
              return Object.keys(places).find(key => places[key].kind === 'bad');
            }
            """, lesson.Course.Value);
        await Drag(page, "td[data-place='1.1'] button.lesson", $"td[data-place='{to}']");
        await page.WaitForSelectorAsync("#carry.bad");
        await Browser.Shot(page, "timetable-refused");
        await Assertions.Expect(page.Locator("#carry")).ToContainTextAsync("Сюда нельзя");
        (await Week()).Select(s => (s.Weekday, s.Slot, s.Course)).ShouldBe(before.Select(s => (s.Weekday, s.Slot, s.Course)));
        _browser.NoComplaints();
    }

    [Fact]
    public async Task Whoever_is_slower_sees_what_stands_there_now()
    {
        var page = await _browser.Person(_school, "deputy");
        await page.GotoAsync($"/school/timetable/8b?on={_from:yyyy-MM-dd}");
        await page.Locator("#timetable button.lesson").First.WaitForAsync();
        var seen = await Week();
        (await _school.Send(new SetTimetable(Guid.NewGuid(), "8b", _from, [.. seen.Skip(2)], seen), TestSchool.Deputy)).Refusal.ShouldBeNull();
        await page.FocusAsync("td[data-place='1.1'] button.lesson");
        await page.Keyboard.PressAsync("Delete");
        await page.WaitForSelectorAsync("#carry.bad");
        await Assertions.Expect(page.Locator("#carry")).ToContainTextAsync("изменил кто-то ещё");
        await Assertions.Expect(page.Locator("#timetable button.lesson")).ToHaveCountAsync(seen.Count - 2);
        (await Week()).Count.ShouldBe(seen.Count - 2);
        _browser.NoComplaints();
    }

    [Fact]
    public async Task Without_a_script_each_cell_has_its_forms()
    {
        var page = await _browser.Person(_school, "deputy");
        await page.Context.RouteAsync("**/timetable*.js", route => route.AbortAsync());
        var before = await Week();
        await page.GotoAsync($"/school/timetable/8b?on={_from:yyyy-MM-dd}");
        await page.ClickAsync("td[data-place='1.1'] a.lesson");
        await page.ClickAsync("#cell button[value=remove]");
        await page.WaitForSelectorAsync("#stock .lesson");
        (await Week()).Count.ShouldBe(before.Count - 1);
        await page.ClickAsync("td[data-place='1.1'] a.empty");
        await page.SelectOptionAsync("#cell [name=what]", $"course:{before[0].Course}");
        await page.ClickAsync("#cell button.main");
        await page.WaitForSelectorAsync("td[data-place='1.1'] a.lesson");
        (await Week()).Select(s => (s.Weekday, s.Slot, s.Course)).ShouldBe(before.Select(s => (s.Weekday, s.Slot, s.Course)));
    }

    private static async Task Drag(IPage page, string from, string to)
    {
        var (source, target) = ((await page.Locator(from).First.BoundingBoxAsync())!, (await page.Locator(to).First.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(source.X + 20, source.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(source.X + 40, source.Y + 20, new MouseMoveOptions { Steps = 3 });
        await page.WaitForSelectorAsync("td.free, td.warn, td.bad");
        await page.Mouse.MoveAsync(target.X + (target.Width / 2), target.Y + (target.Height / 2), new MouseMoveOptions { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static async Task<(int Weekday, int Slot)> FreePlace(IPage page)
    {
        var place = await page.EvaluateAsync<string>("[...document.querySelectorAll('#timetable td.free')].find(td => !td.childElementCount).dataset.place");
        return (place[0] - '0', place[2] - '0');
    }

    private async Task<IReadOnlyList<TimetableSlot>> Week()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<UnitTimetable>(Streams.Timetable("8b")))!.VersionOn(_from)!.Slots;
    }
}
