using System.Globalization;
using System.Text.RegularExpressions;
using ElJournal.Accounting;
using ElJournal.Accounting.Family;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
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

/// <summary>A teacher's hour in the grid, by keys alone: absent as in the lesson before, points, a doubled lesson, ranges, a spreadsheet, comments; then what was typed wrong.</summary>
public sealed class GridTests : BrowserTest
{
    private LessonId _first = null!;
    private IReadOnlyList<PupilId> _pupils = null!;
    private int _column;

    /// <summary>Today ends with a doubled lesson of the teacher; before it somebody was absent, and from an earlier lesson a grade is overdue.</summary>
    private protected override async Task Prepare()
    {
        (var lesson, _pupils) = await School.TodaysLesson();
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(SampleSchool.Course)))!;
        var table = (await session.LoadAsync<UnitTimetable>(Streams.Timetable(course.Unit)))!;
        var year = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!;
        var today = table.On(lesson.Date, course.Level, year).ToList();
        var mine = today.First(s => s.Course == course.Course);
        var last = today.Max(s => s.Slot);
        var others = table.VersionOn(lesson.Date)!.Slots.Where(s => s != mine).ToList();
        await Accepted(new SetTimetable(Guid.NewGuid(), course.Unit, lesson.Date, [.. others, mine with { Slot = last + 1 }, mine with { Slot = last + 2 }]), TestSchool.Deputy);
        _first = lesson with { Slot = last + 1 };

        var before = today.Where(s => s != mine).MaxBy(s => s.Slot)!;
        await Accepted(new EnterCells(new EnterCell(Guid.NewGuid(), new LessonId(before.Course, lesson.Date, before.Slot), _pupils[2], "Н", 0)), TestSchool.Teacher);
        var earlier = Enumerable.Range(1, 14).Select(n => lesson.Date.AddDays(-n)).First(d => table.On(d, course.Level, year).Any(s => s.Course == course.Course));
        var slot = table.On(earlier, course.Level, year).First(s => s.Course == course.Course).Slot;
        await Accepted(new EnterCells(new EnterCell(Guid.NewGuid(), new LessonId(course.Course, earlier, slot), _pupils[0], ".", 0) { Due = earlier.AddDays(1) }), TestSchool.Teacher);
    }

    [Fact]
    public async Task A_lesson_is_filled_by_keys_and_what_cannot_be_is_named_and_kept()
    {
        var page = await Browser.Person(School, "teacher");
        await Assertions.Expect(page.Locator("#day-owed").First).ToContainTextAsync("1 точка", new() { UseInnerText = true });
        await page.GotoAsync($"/journal/{SampleSchool.Course}");
        await page.WaitForSelectorAsync("#journal td[tabindex]");
        _column = await page.EvaluateAsync<int>("date => JSON.parse(document.getElementById('journal-data').textContent).lessons.findIndex(l => l.d === date)", Iso(_first.Date));
        (await page.EvaluateAsync<int>("document.querySelector('.ledger').offsetWidth - document.querySelector('#journal').offsetWidth"))
            .ShouldBeLessThan(4, "the sheet is as wide as the table");

        await TakeOverTheAbsent(page);
        await Grade(page);
        await MarkBothHours(page);
        await FillAndUndo(page);
        await Paste(page);
        await Comment(page);
        await SiftPupils(page);
        await TypeIntoTomorrow(page);
        await GradeTheAbsent(page);
        await Look(page);
        await ReckonAlike(await Browser.Stranger(School));
        Browser.NoComplaints();
    }

    private ILocator Cell(IPage page, int row, int hour = 0) => page.Locator($"#journal tbody tr:nth-child({row}) td").Nth(_column + hour);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task Saved(IPage page) => page.WaitForFunctionAsync(
        "() => !document.querySelector('#journal .uns') && document.querySelector('#journal-status').dataset.waiting === '0' && /\\d\\d:\\d\\d/.test(document.querySelector('#journal-status').textContent)");

    private static async Task PickReason(IPage page)
    {
        await page.WaitForSelectorAsync("dialog#reason[open]");
        while (await page.Locator("dialog#reason[open]").CountAsync() > 0) await page.Keyboard.PressAsync("Digit1");
    }

    private async Task TakeOverTheAbsent(IPage page)
    {
        await Cell(page, 1).ClickAsync();
        await Assertions.Expect(page.Locator("#journal-offer")).ToContainTextAsync("(Н)");
        await Browser.Shot(page, "grid-offer");
        await page.Keyboard.PressAsync("Equal");
        await Assertions.Expect(Cell(page, 3)).ToHaveTextAsync("Н");
        await Assertions.Expect(page.Locator("#journal-offer")).ToBeHiddenAsync();
        await Saved(page);
    }

    private async Task Grade(IPage page)
    {
        await Cell(page, 1).ClickAsync();
        await Assertions.Expect(page.Locator("#journal-would").First).ToContainTextAsync("5 → 5,00", new() { UseInnerText = true });
        // The average and the count of marks do not wait for the server: it gets the entry only when both have been seen.
        var seen = new TaskCompletionSource();
        await page.RouteAsync("**/api/v1/journal/cells", async route =>
        {
            await seen.Task;
            await route.ContinueAsync();
        });
        await page.Keyboard.PressAsync("Digit5");
        await Assertions.Expect(page.Locator("#journal tbody tr:nth-child(1) td:nth-last-child(2)")).ToHaveTextAsync("5,00", new() { UseInnerText = true });
        await Assertions.Expect(page.Locator("#journal tbody tr:nth-child(1) td:last-child")).ToHaveTextAsync(new Regex(@"^1 из \d$"), new() { UseInnerText = true });
        seen.SetResult();
        await Saved(page);
        await page.UnrouteAsync("**/api/v1/journal/cells");
        await page.Keyboard.PressAsync(".");
        await Saved(page);
        await Assertions.Expect(Cell(page, 2)).ToHaveClassAsync(new Regex(@"(^|\s)p(\s|$)"));
        await Assertions.Expect(Cell(page, 2)).ToHaveAttributeAsync("title", new Regex(Regex.Escape("отложена до")));
        await Assertions.Expect(page.Locator("#journal td.late")).ToHaveCountAsync(1);

        // Who was absent owes a grade, and gets it later beside the Н; without the debt the school gives none.
        await Cell(page, 3).ClickAsync();
        await page.Keyboard.PressAsync(".");
        await Saved(page);
        await Assertions.Expect(Cell(page, 3)).ToHaveTextAsync("Н .");
        await Cell(page, 3).ClickAsync();
        await page.Keyboard.PressAsync("Digit4");
        await Saved(page);
        await Assertions.Expect(Cell(page, 3)).ToHaveTextAsync("Н 4");
    }

    private async Task MarkBothHours(IPage page)
    {
        await Cell(page, 4).ClickAsync();
        await page.Keyboard.PressAsync("Shift+KeyY");
        await Assertions.Expect(Cell(page, 4)).ToHaveTextAsync("Н");
        await Assertions.Expect(Cell(page, 4, 1)).ToHaveTextAsync("Н");
        await Assertions.Expect(Cell(page, 5)).ToHaveClassAsync(new Regex(@"(^|\s)here(\s|$)"));
        await Saved(page);
    }

    private async Task FillAndUndo(IPage page)
    {
        await Cell(page, 5).ClickAsync();
        foreach (var key in (string[])["Shift+ArrowDown", "Shift+ArrowDown", "Digit4"]) await page.Keyboard.PressAsync(key);
        foreach (var row in (int[])[5, 6, 7]) await Assertions.Expect(Cell(page, row)).ToHaveTextAsync("4");
        await Saved(page);
        await page.Keyboard.PressAsync("Control+KeyZ");
        await PickReason(page);
        foreach (var row in (int[])[5, 6, 7]) await Assertions.Expect(Cell(page, row)).ToHaveTextAsync("");
        await Saved(page);
        await page.Keyboard.PressAsync("Control+KeyY");
        foreach (var row in (int[])[5, 6, 7]) await Assertions.Expect(Cell(page, row)).ToHaveTextAsync("4");
        await Saved(page);
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'accounting.grade_corrected.v1'")).ShouldBe(3);
    }

    private async Task Paste(IPage page)
    {
        await Cell(page, 8).ClickAsync();
        var rows = string.Join('\n', ((string[])["5", "7", "=1+1", "<b>4</b>", "3"]).Concat(Enumerable.Repeat("5", 10_000)));
        var took = await page.EvaluateAsync<double>("""
            text => {
              const data = new DataTransfer();
              data.setData('text/plain', text);
              data.setData('text/html', '<img src=x onerror="window.hit=1">');
              const began = performance.now();
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
              return performance.now() - began;
            }
            """, rows);
        took.ShouldBeLessThan(1000);
        await page.WaitForSelectorAsync("dialog#skipped[open]");
        var skipped = await page.Locator("dialog#skipped li").AllInnerTextsAsync();
        skipped.Count.ShouldBe(4);
        skipped[0].ShouldContain("«7» — ");
        skipped[1].ShouldContain("«=1+1»");
        skipped[2].ShouldContain("«<b>4</b>»");
        skipped[3].ShouldContain("не помещаются");
        await Browser.Shot(page, "grid-skipped");
        await page.ClickAsync("dialog#skipped [data-close]");
        await Saved(page);
        await Assertions.Expect(Cell(page, 8)).ToHaveTextAsync("5");
        await Assertions.Expect(Cell(page, 9)).ToHaveTextAsync("");
        await Assertions.Expect(Cell(page, 12)).ToHaveTextAsync("3");
        (await page.EvaluateAsync<bool>("() => 'hit' in window")).ShouldBeFalse();
    }

    private async Task Comment(IPage page)
    {
        await Cell(page, 2).ClickAsync();
        await page.Keyboard.PressAsync("F2");
        await page.WaitForSelectorAsync("dialog#history[open] [name=comment]:focus");
        await page.Keyboard.TypeAsync("Сдать § 12 после болезни");
        var due = _first.Date.AddDays(3);
        await page.FillAsync("dialog#history [name=due]", Iso(due));
        await Browser.Shot(page, "grid-comment");
        await page.Keyboard.PressAsync("Enter");
        await Saved(page);
        await Assertions.Expect(Cell(page, 2)).ToHaveClassAsync(new Regex(@"(^|\s)m(\s|$)"));
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#journal td[tabindex]");
        await Assertions.Expect(Cell(page, 2)).ToHaveAttributeAsync("title", new Regex(Regex.Escape("Сдать § 12")));
        await Cell(page, 2).ClickAsync();
        var spoken = (await Cell(page, 2).GetAttributeAsync("aria-label")).ShouldNotBeNull();
        spoken.ShouldStartWith("отметка отложена до");
        spoken.ShouldContain("комментарий: Сдать § 12 после болезни");
        await page.Keyboard.PressAsync("F2");
        await page.WaitForSelectorAsync("dialog#history[open] tbody tr:nth-child(3)");
        await Assertions.Expect(page.Locator("dialog#history tbody").First).ToContainTextAsync("Сдать § 12", new() { UseInnerText = true });
        await page.Keyboard.PressAsync("Escape");

        var family = new Actor(
            new AccountId("sample-parent"), Role.Guardian, TestSchool.School, Channel.Web, "test", new Grants([new Grant(Permission.ReadPupil, Streams.Pupil(_pupils[1]))]));
        var week = (await School.Services.GetRequiredService<Weeks>().Of(family, _pupils[1]))!;
        var told = week.Days.SelectMany(d => d.Lessons).Single(l => l.Comment is not null);
        (told.Comment, told.Due).ShouldBe(("Сдать § 12 после болезни", due));
    }

    private async Task SiftPupils(IPage page)
    {
        await page.ClickAsync("#journal-sift summary");
        await page.SelectOptionAsync("#journal-sift [name=kind]", "absent");
        await Assertions.Expect(page.Locator("#journal tbody tr:visible")).ToHaveCountAsync(2);
        await Browser.Shot(page, "grid-sift");
        await page.SelectOptionAsync("#journal-sift [name=kind]", "few");
        (await page.Locator("#journal tbody tr:visible td:last-child.few").CountAsync()).ShouldBeGreaterThan(20);
        await page.ClickAsync("#journal-sift [data-all]");
        await Assertions.Expect(page.Locator("#journal tbody tr:visible")).ToHaveCountAsync(_pupils.Count);
        await page.ClickAsync("#journal-sift summary");
    }

    /// <summary>A lesson to come takes nothing: the refusal stands at the cell with what was typed, and a key takes it away.</summary>
    private async Task TypeIntoTomorrow(IPage page)
    {
        await page.Clock.InstallAsync();
        await Cell(page, 1, 2).ClickAsync();
        await page.Keyboard.PressAsync("Digit5");
        await Assertions.Expect(page.Locator("#journal-problems p")).ToContainTextAsync("ещё не наступил");
        // The moment at which what has no answer yet is painted as unsaved must not paint over an answer that came before it.
        await page.Clock.FastForwardAsync(1000);
        await Assertions.Expect(Cell(page, 1, 2)).ToHaveTextAsync("5");
        await Assertions.Expect(Cell(page, 1, 2)).ToHaveAttributeAsync("title", new Regex(Regex.Escape("ещё не наступил")));
        await Assertions.Expect(Cell(page, 1, 2)).ToHaveClassAsync(new Regex(@"(^|\s)bad(\s|$)"));
        await Assertions.Expect(page.Locator("#journal-panel [data-total=grades]").First).ToHaveTextAsync("0", new() { UseInnerText = true }); // what was refused is in no sum
        await Browser.Shot(page, "grid-refused");
        await Cell(page, 1, 2).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Cell(page, 1, 2)).ToHaveTextAsync("");
        await Assertions.Expect(page.Locator("#journal-problems p")).ToHaveCountAsync(0);
    }

    /// <summary>A grade of one who was absent is refused by name; where the school allows it, it stands with a warning.</summary>
    private async Task GradeTheAbsent(IPage page)
    {
        async Task Type()
        {
            await Cell(page, 4).ClickAsync();
            await page.Keyboard.PressAsync("/");
            await page.Keyboard.PressAsync("Digit5");
        }

        await Type();
        await Assertions.Expect(page.Locator("#journal-problems p")).ToContainTextAsync("отсутствовавшему");
        await Assertions.Expect(Cell(page, 4)).ToHaveTextAsync("Н 5");
        await page.ClickAsync("#journal-problems button");
        await Assertions.Expect(Cell(page, 4)).ToHaveTextAsync("Н");

        await Accepted(new SetMarkingRules(Guid.NewGuid(), new MarkingRulesSet(_first.Date, 14, AbsentGrades.Warn, "п. 4.6")), TestSchool.Deputy);
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#journal td[tabindex]");
        await Type();
        await Saved(page);
        await Assertions.Expect(page.Locator("#journal-problems p.warn")).ToContainTextAsync("рядом с отсутствием");
        await Assertions.Expect(Cell(page, 4)).ToHaveTextAsync("Н 5");
        await page.ClickAsync("#journal-problems button");
    }

    /// <summary>On paper the page is one sheet; by Tab it is left; on a phone nothing runs off the screen.</summary>
    private async Task Look(IPage page)
    {
        await Cell(page, 13).ClickAsync();
        await Browser.Shot(page, "grid-1440");
        var sheet = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true }));
        Regex.Count(sheet, @"/Type\s*/Page\b").ShouldBe(1);
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<bool>("() => document.activeElement.closest('#journal') === null")).ShouldBeTrue();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Browser.Shot(page, "grid-dark");

        await using var phone = await page.Context.Browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = School.Address,
            Locale = "ru-RU",
            ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            HasTouch = true,
            IsMobile = true,
            StorageState = await page.Context.StorageStateAsync(),
        });
        var hand = await phone.NewPageAsync();
        await hand.GotoAsync(new Uri(page.Url).PathAndQuery);
        await hand.Locator("#journal td[tabindex]").WaitForAsync();
        await Cell(hand, 9).TapAsync();
        await hand.Locator(".pad [data-put='4']").TapAsync();
        await Assertions.Expect(Cell(hand, 9)).ToHaveTextAsync("4");
        await Saved(hand);
        foreach (var button in await hand.Locator(".pad button").AllAsync()) (await button.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44);
        await Browser.Shot(hand, "grid-phone");
    }

    /// <summary>The script's average and quality are the server's, over the regulation's own example and a thousand others.</summary>
    private static async Task ReckonAlike(IPage page)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ElJournal.sln"))) root = root.Parent;
        var script = (await File.ReadAllTextAsync(Path.Combine(root!.FullName, "src/Modules/Accounting/wwwroot/grid/average.js"))).Replace("export ", "", StringComparison.Ordinal);
        WorkType[] works = [new("a", "А", "", 500), new("b", "Б", "", 300), new("c", "В", "", 100), new("d", "Г", "", 150), new("e", "Д", "", 0)];
        GradeSymbol[] scale = [new("5", 500), new("4", 400), new("3", 300), new("2", 200), new("н/а", null)];
        var random = new Random(1);
        List<(string Grade, string? WorkType)[]> samples = [[("4", "a"), ("5", "b"), ("5", "c")], [("н/а", "a")], []];
        samples.AddRange(Enumerable.Range(0, 1000).Select(_ => Enumerable.Range(0, random.Next(12)).Select(_ => (scale[random.Next(5)].Symbol, (string?)works[random.Next(5)].Code)).ToArray()));
        int? Value(string grade) => scale.First(g => g.Symbol == grade).Hundredths;
        var asked = samples.Select(s => s.Select(g => new int?[] { Value(g.Grade), works.First(w => w.Code == g.WorkType).Weight }).ToArray()).ToArray();

        await page.GotoAsync("about:blank");
        var means = await page.EvaluateAsync<int?[]>($"samples => {{ {script}; return samples.map(s => average(s)); }}", asked);
        var shares = await page.EvaluateAsync<int?[]>($"samples => {{ {script}; return samples.map(s => quality(s.map(([v]) => v))); }}", asked);
        means[0].ShouldBe(444);
        means.ShouldBe(samples.Select(s => PageBuilder.Average(s, scale, works)));
        shares.ShouldBe(samples.Select(s => PageBuilder.Quality([.. s.Select(g => Value(g.Grade)).OfType<int>()])));
    }

    private async Task Accepted(ICommand command, Actor actor)
    {
        var outcome = await School.Send(command, actor);
        outcome.IsAccepted.ShouldBeTrue($"{command.GetType().Name}: {outcome.Refusal?.Text()}");
    }
}
