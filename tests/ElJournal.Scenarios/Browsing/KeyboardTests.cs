using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>By Tab, Enter and Space alone: in, into another role, through the papers of a class, to the own account and out.</summary>
public sealed class KeyboardTests : BrowserTest
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Somebody_without_a_mouse_signs_in_switches_the_role_enters_consents_and_ends_another_session(int width, int height)
    {
        await School.SignUp("kim", new StaffId("kim"), Role.Teacher, Role.Secretary);
        await Browser.Person(School, "kim");
        var page = await Browser.Stranger(School, width, height, "kim");
        var keys = new Keys(page);

        await page.GotoAsync("/sign-in");
        await keys.WalkThrough();
        await page.GotoAsync("/sign-in");
        await page.WaitForFunctionAsync("document.activeElement.name === 'login'");
        await keys.Type(School.LoginOf("kim"));
        await keys.Reach("[name=password]");
        await keys.Type(TestSchool.Password);
        await keys.Press("Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));

        await keys.Reach("a.skip");
        await keys.Press("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main", "the first stop leads past the menu");

        // Loaded anew without the fragment, which would take the focus to the middle of the page again.
        await page.GotoAsync(new Uri(page.Url).AbsolutePath);
        await keys.Reach(".roles summary");
        await keys.Press("Enter");
        await keys.Reach(".roles button[value=Secretary]");
        await Browser.Shot(page, $"keyboard-roles-{width}");
        await keys.Press("Enter");
        await page.WaitForSelectorAsync("nav a[href='/consents']");

        await keys.Follow("nav a[href='/consents']", "**/consents");
        await keys.WalkThrough();
        await keys.Follow("a[href='/consents/8b']", "**/consents/8b");
        await keys.WalkThrough();
        await keys.Reach("[name=kind]");
        await keys.Press("Home");
        for (var i = 0; i < 2; i++)
        {
            await keys.Reach("[name=pupil]");
            await keys.Press("Space");
        }
        await keys.Reach("button.main");
        await Browser.Shot(page, $"keyboard-consents-{width}");
        await keys.Press("Enter");
        await Assertions.Expect(page.Locator(".note.good")).ToContainTextAsync("2");

        await keys.Reach(".roles summary");
        await keys.Press("Enter");
        await keys.Follow(".roles a", "**/account");
        await keys.WalkThrough();
        await keys.Reach("#open-sessions form button");
        await keys.Press("Enter");
        await Assertions.Expect(page.Locator("#open-sessions tbody tr")).ToHaveCountAsync(1);
        await keys.Follow("[data-sign-out] button", "**/sign-in");
        Browser.NoComplaints();
    }
}
