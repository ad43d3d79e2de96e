using Microsoft.Playwright;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A person without a mouse. Wherever Tab leads must be seen, on the screen and under nothing else (WCAG 2.2 2.1.2, 2.4.3, 2.4.7, 2.4.11).</summary>
internal sealed class Keys(IPage page)
{
    private const int Most = 400;

    /// <summary>A field of a date takes several presses: day, month, year, calendar; the browser shows by itself which of them has the focus.</summary>
    private const int MostInOneField = 6;

    private const string Focused = """
        selector => {
          const e = document.activeElement;
          if (!e || e === document.body || e === document.documentElement) return null;
          const style = getComputedStyle(e), box = e.getClientRects()[0];
          const x = box ? box.left + box.width / 2 : -1, y = box ? box.top + box.height / 2 : -1, top = document.elementFromPoint(x, y);
          const all = [...document.querySelectorAll('*')];
          return {
            place: all.indexOf(e), name: e.outerHTML.slice(0, 140), wanted: selector !== '' && e.matches(selector),
            seen: e.type === 'date' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            reached: top !== null && (e.contains(top) || top.contains(e)),
          };
        }
        """;

    public Task Press(string key) => page.Keyboard.PressAsync(key);

    public Task Type(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>Goes on by Tab until the wanted element has the focus.</summary>
    public async Task Reach(string selector)
    {
        // Without its styles a page shows no focus of ours yet.
        await page.WaitForLoadStateAsync();
        for (var presses = 0; presses < Most; presses++)
        {
            await Press("Tab");
            if (await Look(selector) is { Wanted: true }) return;
        }
        throw new ShouldAssertException($"Tab does not lead to {selector} on {page.Url}");
    }

    /// <summary>Opens what is reached and waits for the page behind it.</summary>
    public async Task Follow(string selector, string address)
    {
        await Reach(selector);
        await Press("Enter");
        await page.WaitForURLAsync(address);
    }

    /// <summary>From the first stop to the last in the order of the page, and out of it again.</summary>
    public async Task WalkThrough()
    {
        await page.ReloadAsync();
        // A field that takes the focus by itself would be where Tab begins; it takes it at the first drawing, which may come after the load.
        await page.WaitForFunctionAsync("[null, document.activeElement].includes(document.querySelector('[autofocus]'))");
        await page.EvaluateAsync("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')");
        var (last, inOne, stops) = (-1, 0, 0);
        for (var presses = 0; presses < Most; presses++)
        {
            await Press("Tab");
            if (await Look("") is not { } stop || (stops > 1 && stop.Place < last && stop.Name.Contains("\"skip\"", StringComparison.Ordinal)))
            {
                stops.ShouldBeGreaterThan(5, page.Url);
                return;
            }
            inOne = stop.Place == last ? inOne + 1 : 0;
            inOne.ShouldBeLessThan(MostInOneField, $"a trap: {stop.Name}");
            stop.Place.ShouldBeGreaterThanOrEqualTo(last, $"out of order: {stop.Name}");
            if (stop.Place != last) stops++;
            last = stop.Place;
        }
        throw new ShouldAssertException($"Tab does not lead out of {page.Url}");
    }

    private async Task<Stop?> Look(string selector)
    {
        var stop = await page.EvaluateAsync<Stop?>(Focused, selector);
        stop?.Seen.ShouldBeTrue($"the focus is not seen on {stop.Name}");
        stop?.Reached.ShouldBeTrue($"something lies over {stop.Name}");
        return stop;
    }

    private sealed class Stop
    {
        public int Place { get; set; }

        public string Name { get; set; } = "";

        public bool Wanted { get; set; }

        public bool Seen { get; set; }

        public bool Reached { get; set; }
    }
}
