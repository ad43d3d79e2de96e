using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Debian's Chromium, its shell without windows where that is installed, and people in it: each with a profile of their own. What a page complains of fails the test.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>One program for the whole run: starting it for every test cost more than many a test.</summary>
    private static IBrowser? _running;

    private readonly IBrowser _browser;
    private readonly List<IBrowserContext> _profiles = [];

    private Browser(IBrowser browser) => _browser = browser;

    /// <summary>Answers that a test asks for: a refused form, a page that is not there or not for this person.</summary>
    private static readonly string[] Expected = ["422", "404", "403"];

    public List<string> Complaints { get; } = [];

    public static async Task<Browser> Open()
    {
        await OneAtATime.WaitAsync();
        try
        {
            if (_running is not { IsConnected: true }) _running = await Launch();
            return new Browser(_running);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<IBrowser> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = new[] { Environment.GetEnvironmentVariable("ELJ_CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome" }
                .First(path => File.Exists(path)),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person at a desk, or, narrow, with a phone.</summary>
    /// <param name="address">Where the server is for this device, if not at its own address.</param>
    public async Task<IPage> Person(TestSchool school, string login, int width = 1440, int height = 900, string? address = null)
    {
        var page = await Stranger(school, width, height, login, address);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name=login]", school.LoginOf(login));
        await page.FillAsync("[name=password]", TestSchool.Password);
        await page.ClickAsync("form[action='/sign-in'] button");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>Somebody who has not signed in.</summary>
    /// <param name="name">By which complaints are told apart.</param>
    public async Task<IPage> Stranger(TestSchool school, int width = 1440, int height = 900, string name = "stranger", string? address = null)
    {
        var context = await Profile(new BrowserNewContextOptions
        {
            BaseURL = address ?? school.Address,
            Locale = "ru-RU",
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !Expected.Any(status => said.Text.Contains($"status of {status}", StringComparison.Ordinal))) Complaints.Add($"{name}: {said.Text}");
        };
        page.PageError += (_, error) => Complaints.Add($"{name}: {error}");
        return page;
    }

    /// <summary>An empty page of nobody's.</summary>
    public async Task<IPage> Blank() => await (await Profile()).NewPageAsync();

    private async Task<IBrowserContext> Profile(BrowserNewContextOptions? options = null)
    {
        var profile = await _browser.NewContextAsync(options);
        _profiles.Add(profile);
        return profile;
    }

    /// <summary>Keeps a picture of the whole page for whoever wants to look: in the folder ELJ_SHOTS, if it is set.</summary>
    /// <param name="widths">At which else than its own; with more than one the name gets them.</param>
    public static async Task Shot(IPage page, string name, params int[] widths)
    {
        if (Environment.GetEnvironmentVariable("ELJ_SHOTS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        if (widths.Length == 0) await page.ScreenshotAsync(Into(name));
        var (own, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.ScreenshotAsync(Into($"{name}-{width}"));
        }
        await page.SetViewportSizeAsync(own, height);

        PageScreenshotOptions Into(string file) => new() { Path = Path.Combine(folder, file + ".png"), FullPage = true };
    }

    public void NoComplaints() => Complaints.ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        foreach (var profile in _profiles) await profile.CloseAsync();
    }
}
