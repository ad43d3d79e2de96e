using System.Text.RegularExpressions;
using ElJournal.Scenarios.Browsing;
using ElJournal.Testing;
using Microsoft.Playwright;
using OtpNet;
using Shouldly;
using Xunit;
using static ElJournal.Scenarios.Credentials.Enrolled;

namespace ElJournal.Scenarios.Credentials;

/// <summary>The way in of a member of the staff, from the printed slip to the second step, at a desk and on a phone.</summary>
public sealed class FirstSignInTests : BrowserTest
{
    [Theory]
    [InlineData("Миронов", 1440, 900)]
    [InlineData("Белова", 390, 844)]
    public async Task A_slip_an_undertaking_an_own_password_and_a_second_step_open_the_journal(string family, int width, int height)
    {
        var (login, code) = await PrintSlip(family, width, height);
        var page = await Browser.Stranger(School, width, height, family);
        await SignIn(page, login, code);

        await page.WaitForURLAsync("**/welcome/undertaking*");
        await page.GotoAsync("/account");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape("/welcome/undertaking"))); // there is no way round it
        await Looks(page, "welcome-undertaking");
        await page.CheckAsync("[name=agreed]");
        await page.ClickAsync("main button.main");

        await page.WaitForURLAsync("**/welcome/password*");
        await Looks(page, "welcome-password");
        await Choose(page, "пароль пароль 123");
        await Assertions.Expect(page.Locator("[role=alert]").First).ToContainTextAsync("угадывают", new() { UseInnerText = true });
        await Choose(page, Password);

        await page.WaitForURLAsync("**/account/second-step");
        await Looks(page, "welcome-second-step");
        (await page.EvaluateAsync<int>("document.querySelector('.qr').naturalWidth")).ShouldBeGreaterThan(100, "the picture is allowed and drawn");
        var phone = new Totp(Base32Encoding.ToBytes((await page.InnerTextAsync("#totp-key")).Replace(" ", "", StringComparison.Ordinal)));
        await Enable(page, "000000");
        await page.WaitForSelectorAsync("[role=alert]");
        await Enable(page, phone.ComputeTotp());
        await page.WaitForSelectorAsync("#recovery-codes");
        await Looks(page, "recovery-codes");
        var codes = await page.Locator("#recovery-codes li").AllInnerTextsAsync();
        codes.Distinct().Count().ShouldBe(10);
        await page.ClickAsync("main a.main");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");

        var again = await Browser.Stranger(School, width, height, family);
        await SignIn(again, login, Password);
        await again.WaitForURLAsync("**/sign-in/code*");
        await Looks(again, "second-step");
        // That of the first sign-in is used up; a phone may be one step ahead.
        await again.FillAsync("[name=code]", phone.ComputeTotp(DateTime.UtcNow.AddSeconds(30)));
        await again.ClickAsync("main button.main");
        await again.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        await Looks(again, "notice");
        await Assertions.Expect(again.Locator("#notice-bar").First).ToContainTextAsync("одновременно", new() { UseInnerText = true });
        await again.ClickAsync("#notice-bar button");
        await again.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        await Assertions.Expect(again.Locator("#notice-bar")).ToHaveCountAsync(0); // read
        Browser.NoComplaints();
    }

    private async Task<(string Login, string Code)> PrintSlip(string family, int width, int height)
    {
        var admin = await Browser.Person(School, "admin", width, height);
        await admin.GotoAsync("/credentials/staff");
        await admin.Locator("#people tr", new PageLocatorOptions { HasText = family }).GetByRole(AriaRole.Button).ClickAsync();
        await admin.WaitForSelectorAsync(".slip");
        await Looks(admin, "slip");
        var words = await admin.Locator(".slip code").AllInnerTextsAsync();
        await admin.Context.CloseAsync();
        return (words[0], words[1]);
    }

    private static async Task Choose(IPage page, string password)
    {
        await page.FillAsync("[name=password]", password);
        await page.FillAsync("[name=again]", password);
        await page.ClickAsync("main button.main");
    }

    private static async Task Enable(IPage page, string code)
    {
        await page.FillAsync("[name=code]", code);
        await page.FillAsync("[name=password]", Password);
        await page.ClickAsync("main button.main");
    }
}
