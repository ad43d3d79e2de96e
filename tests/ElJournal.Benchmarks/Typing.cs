using System.Diagnostics;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Playwright;

namespace ElJournal.Benchmarks;

/// <summary>
/// The grid under a teacher's hands: sixty lessons of thirty pupils in a real browser. From a key to the frame that shows it, on a near and
/// on a slow network; how long a class takes at the pace of hands; what a first visit fetches. Figures beside the goals, each goal as one.
/// </summary>
internal sealed class Typing(Ground ground, bool quick)
{
    private const int Columns = 60;
    private const int Empty = 6;

    /// <summary>Columns that are typed in: to warm up, near, far, and a class's hour.</summary>
    private const int Needed = 4;
    private const int Slow = 100;

    /// <summary>Milliseconds between two keys of somebody who enters marks: three and a half a second.</summary>
    private const int Pace = 286;

    private const string Watch = """
        () => {
          window.frames_ = [];
          const channel = new MessageChannel(), waiting = [];
          channel.port1.onmessage = () => { const now = performance.now(); while (waiting.length) window.frames_.push(now - waiting.shift()); };
          document.addEventListener('keydown', e => { const began = e.timeStamp; requestAnimationFrame(() => { waiting.push(began); channel.port2.postMessage(0); }); }, true);
        }
        """;

    /// <summary>Everything that the page fetched, each packed as a published program sends it, with the size of its headers.</summary>
    private const string Fetched = """
        async () => {
          let sum = 0;
          for (const e of [performance.getEntriesByType('navigation')[0], ...performance.getEntriesByType('resource')]) {
            const packed = (await fetch(e.name)).body.pipeThrough(new CompressionStream('gzip'));
            sum += (await new Response(packed).arrayBuffer()).byteLength + Math.max(0, e.transferSize - e.encodedBodySize);
          }
          return sum;
        }
        """;

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        var shown = await ground.FullPage();
        var (columns, pupils, empty) = (Columns, shown.Pupils.Count, Columns - Empty);
        if (ground.Untouched is { } untouched)
        {
            (columns, empty) = (shown.Lessons.Count, shown.Lessons.Count(l => l.Date < untouched));
            if (columns - empty < Needed) throw new InvalidOperationException($"{shown.Course} has {columns - empty} lessons to type in.");
        }
        else
        {
            var lessons = shown.Lessons.Concat(shown.Lessons.Select(l => l with { Slot = 9 })).Take(Columns).OrderBy(l => l.Date).ThenBy(l => l.Slot).ToList();
            foreach (var (index, lesson) in lessons.Index()) await Fill(lesson, index < empty ? shown.Pupils : []);
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = new[] { Environment.GetEnvironmentVariable("ELJ_CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome" }.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        var page = await (await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = ground.Address.ToString(),
            Locale = "ru-RU",
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        })).NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name=login]", "deputy");
        await page.FillAsync("[name=password]", ground.Password);
        await page.ClickAsync("form[action='/sign-in'] button");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));

        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.clearBrowserCache");
        await Open(page, shown.Address);
        var cold = await page.EvaluateAsync<double>(Fetched);
        var html = await page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].encodedBodySize");

        var printed = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        var sheets = System.Text.RegularExpressions.Regex.Count(printed, @"/Type\s*/Page\b");

        await page.EvaluateAsync(Watch);
        await Column(page, empty, quick ? 10 : pupils, 60); // warm
        var near = await Frames(page, empty + 1, pupils);
        await network.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = Slow, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 });
        var far = await Frames(page, empty + 2, pupils);
        var (seconds, keys) = await Class(page, empty + 3, pupils);
        return
        [
            Frame($"Клавиша → кадр, {columns} уроков × {pupils} учеников", near),
            Frame($"  то же при задержке сети {Slow} мс", far),
            Of($"Посещаемость и {pupils} отметок, {keys} нажатий по {Pace} мс, до «сохранено»", seconds, 20, "с"),
            Of("Первое посещение журнала: всё, что передано, сжатое", cold / 1000, 120, "кБ"),
            Of($"Страница журнала {columns} × {pupils}, сжатая", html / 1000, 20, "кБ"),
            Of("  напечатанная, листов А4", sheets, 1, ""),
        ];
    }

    private static Ratio Frame(string what, IReadOnlyList<double> frames)
    {
        var sorted = frames.Order().ToList();
        var (half, most) = (sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.95)]);
        return new Ratio(what, $"p50 {half:0} мс, p95 {most:0} мс ({sorted.Count})", "p95 50 мс", most / 50, new Goal(1, AtLeast: false));
    }

    private static Ratio Of(string what, double figure, double goal, string unit) =>
        new(what, $"{figure:0.0} {unit}", $"{goal:0} {unit}", figure / goal, new Goal(1, AtLeast: false));

    private static async Task Open(IPage page, string address)
    {
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await page.WaitForSelectorAsync("#journal td[tabindex]");
    }

    private async Task<IReadOnlyList<double>> Frames(IPage page, int column, int pupils)
    {
        await page.EvaluateAsync("() => { window.frames_.length = 0; }");
        await Column(page, column, quick ? 10 : pupils, 60);
        return await page.EvaluateAsync<double[]>("() => window.frames_");
    }

    /// <summary>Fills a column from the top with grades, one key a pupil.</summary>
    private static async Task Column(IPage page, int column, int pupils, int pause)
    {
        await page.Locator("#journal tbody tr:first-child td").Nth(column).ClickAsync();
        for (var i = 0; i < pupils; i++)
        {
            await page.Keyboard.PressAsync($"Digit{2 + (i % 4)}");
            await page.WaitForTimeoutAsync(pause);
        }
        await Saved(page);
    }

    /// <summary>First the absent, Enter past everybody who is there; then thirty grades in the next hour.</summary>
    private static async Task<(double Seconds, int Keys)> Class(IPage page, int column, int pupils)
    {
        await page.Locator("#journal tbody tr:first-child td").Nth(column).ClickAsync();
        var (started, keys) = (Stopwatch.GetTimestamp(), 0);
        for (var i = 0; i < 2 * pupils; i++)
        {
            var due = TimeSpan.FromMilliseconds(Pace * keys) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero) await page.WaitForTimeoutAsync((float)due.TotalMilliseconds);
            await page.Keyboard.PressAsync(i >= pupils ? $"Digit{3 + (i % 3)}" : i % 8 == 3 ? "KeyY" : "Enter");
            keys++;
        }
        await Saved(page);
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, keys);
    }

    private static Task Saved(IPage page) => page.WaitForFunctionAsync("() => document.querySelector('#journal-status').dataset.waiting === '0' && !document.querySelector('#journal .uns')");

    private async Task Fill(LessonId lesson, IReadOnlyList<PupilId> pupils)
    {
        await using var session = ground.Store.LightweightSession(SampleSchool.School.Value);
        Provenance.Stamp(session, Ground.Deputy, Guid.NewGuid());
        session.Events.StartStream<Lesson>(lesson.Stream, [new LessonOpened(lesson), .. pupils.Select((pupil, i) => new GradeRecorded(lesson, pupil, 0, $"{2 + (i % 4)}"))]);
        await session.SaveChangesAsync();
    }
}
