using System.Net.Http.Headers;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The administrator makes a token, which is shown once, and revokes it.</summary>
public sealed class TokenPageTests : BrowserTest
{
    [Fact]
    public async Task A_token_is_shown_once_used_and_revoked()
    {
        var page = await Browser.Person(School, "admin");
        await page.ClickAsync("nav >> text=Токены");
        await Browser.Shot(page, "tokens-empty-1440");
        await page.FillAsync("#token-form [name=name]", "Расписание 1С");
        await page.CheckAsync("[name=right][value=read_changes]");
        await page.CheckAsync("[name=where][value=chosen]");
        await page.ClickAsync("#token-form summary >> nth=0");
        await page.CheckAsync("[name=place] >> nth=0");
        await page.ClickAsync("#token-form button.main");
        await page.WaitForSelectorAsync("[role=alert]");
        await Assertions.Expect(page.Locator("#token-form [name=name]").First).ToHaveValueAsync("Расписание 1С"); // what was typed stays
        await Browser.Shot(page, "tokens-refused-1440");

        await page.CheckAsync("[name=where][value=school]");
        await page.ClickAsync("#token-form button.main");
        var secret = await page.InputValueAsync("#token-secret");
        secret.ShouldStartWith("elj_");
        await Browser.Shot(page, "tokens-once-1440");
        using var program = Visit.Stranger(new Uri(School.Address));
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        (await program.GetAsync("/api/v1/changes")).EnsureSuccessStatusCode();

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#token-secret")).ToHaveCountAsync(0); // sending the form again makes no second token and shows none
        await Assertions.Expect(page.Locator("#tokens tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#tokens").First).Not.ToContainTextAsync(secret, new() { UseInnerText = true });
        await page.SetViewportSizeAsync(390, 844);
        await Browser.Shot(page, "tokens-390");
        await page.SetViewportSizeAsync(1440, 900);

        await page.ClickAsync("#tokens summary");
        await Browser.Shot(page, "tokens-revoke-1440");
        await page.ClickAsync("#tokens details button");
        await page.WaitForSelectorAsync("#tokens >> text=отозван");
        (await program.GetAsync("/api/v1/changes")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        Browser.NoComplaints();
    }
}
