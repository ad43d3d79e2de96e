using System.Text.RegularExpressions;
using ElJournal.Scenarios.Browsing;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static ElJournal.Scenarios.Credentials.Enrolled;

namespace ElJournal.Scenarios.Credentials;

/// <summary>One's own sessions, in two browsers.</summary>
public sealed class OwnSessionsTests : BrowserTest
{
    [Fact]
    public async Task A_session_that_is_ended_elsewhere_is_over_at_its_next_request()
    {
        var desk = await Browser.Person(School, "teacher");
        var phone = await Browser.Person(School, "teacher", 390, 844);
        await phone.GotoAsync("/account");
        await Looks(phone, "account-two");
        await Assertions.Expect(phone.Locator("#open-sessions tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(phone.Locator("#notices").First).ToContainTextAsync("одновременно", new() { UseInnerText = true });
        await phone.ClickAsync("#open-sessions form button");
        await phone.WaitForURLAsync("**/account");
        await Assertions.Expect(phone.Locator("#open-sessions tbody tr")).ToHaveCountAsync(1);

        await desk.GotoAsync("/account");
        await Assertions.Expect(desk).ToHaveURLAsync(new Regex(Regex.Escape("/sign-in")));
        await Person(desk);
        await phone.GotoAsync("/account");
        await phone.ClickAsync("#end-others");
        await phone.WaitForURLAsync("**/account");
        await desk.GotoAsync("/account");
        await Assertions.Expect(desk).ToHaveURLAsync(new Regex(Regex.Escape("/sign-in")));
        Browser.NoComplaints();

        static Task Person(Microsoft.Playwright.IPage page) => SignIn(page, "teacher", TestSchool.Password);
    }
}
