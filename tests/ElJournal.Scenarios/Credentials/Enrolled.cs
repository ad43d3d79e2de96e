using ElJournal.Access;
using ElJournal.Access.Accounts;
using ElJournal.Access.Own;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Slips;
using ElJournal.Access.Undertakings;
using ElJournal.Kernel;
using ElJournal.Scenarios.Browsing;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;

namespace ElJournal.Scenarios.Credentials;

/// <summary>People of the sample school who have their own accounts, opened by the program itself.</summary>
internal static class Enrolled
{
    public const string Password = "тихая вода под льдом";

    /// <summary>Brings an account to where its owner has been through the first sign-in; answers the login.</summary>
    public static Task<string> Settle(this TestSchool school, AccountId account, Role role) => school.SettleIn(account, role, Password);

    /// <summary>One role instead of what the account was opened with.</summary>
    public static async Task Become(this TestSchool school, AccountId account, Role role)
    {
        var server = Actors.ForCommandLine(TestSchool.School);
        await Done(school.Send(new GrantRole(Guid.NewGuid(), account, role), server));
        await Done(school.Send(new RevokeRole(Guid.NewGuid(), account, Role.Teacher), server));
    }

    public static async Task Done(Task<Outcome> sent)
    {
        var outcome = await sent;
        outcome.Refusal?.Text().ShouldBeNull();
    }

    /// <summary>Types login and password into the form of the sign-in page.</summary>
    public static async Task SignIn(IPage page, string login, string password)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name=login]", login);
        await page.FillAsync("[name=password]", password);
        await page.ClickAsync("form[action='/sign-in'] button");
    }

    /// <summary>A picture, and the promise of every page: it fits the width, has one heading, and keeps nobody out.</summary>
    public static async Task Looks(IPage page, string name)
    {
        var width = page.ViewportSize!.Width;
        await Browser.Shot(page, $"{name}-{width}");
        await Assertions.Expect(page.Locator("h1:visible")).ToHaveCountAsync(1);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"{name} at {width}");
        await Axe.IsSatisfied(page, $"{name} at {width}");
    }
}
