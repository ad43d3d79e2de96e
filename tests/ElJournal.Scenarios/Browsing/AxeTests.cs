using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The judge of all pages does find faults.</summary>
public sealed class AxeTests
{
    [Theory]
    [InlineData("<html lang=ru><title>Т</title><main><h1>Отметки</h1><img src='x.png'></main>", "image-alt")]
    [InlineData("<html lang=ru><title>Т</title><main><h1>Отметки</h1><p style='color:#999;background:#aaa'>Ничего</p></main>", "color-contrast")]
    public async Task A_fault_is_named(string html, string rule)
    {
        await using var browser = await Browser.Open();
        var page = await browser.Blank();
        await page.SetContentAsync(html);
        (await Assert.ThrowsAsync<ShouldAssertException>(() => Axe.IsSatisfied(page, "the page"))).Message.ShouldContain(rule);
    }
}
