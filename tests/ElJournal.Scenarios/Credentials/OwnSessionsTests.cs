using ElJournal.Scenarios.Browsing;
using ElJournal.Testing;
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
        (await phone.Locator("#open-sessions tbody tr").CountAsync()).ShouldBe(2);
        (await phone.InnerTextAsync("#notices")).ShouldContain("одновременно");
        await phone.ClickAsync("#open-sessions form button");
        await phone.WaitForURLAsync("**/account");
        (await phone.Locator("#open-sessions tbody tr").CountAsync()).ShouldBe(1);

        await desk.GotoAsync("/account");
        desk.Url.ShouldContain("/sign-in");
        await Person(desk);
        await phone.GotoAsync("/account");
        await phone.ClickAsync("#end-others");
        await phone.WaitForURLAsync("**/account");
        await desk.GotoAsync("/account");
        desk.Url.ShouldContain("/sign-in");
        Browser.NoComplaints();

        static Task Person(Microsoft.Playwright.IPage page) => SignIn(page, "teacher", TestSchool.Password);
    }
}
