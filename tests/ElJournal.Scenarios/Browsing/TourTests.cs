using System.Text.RegularExpressions;
using ElJournal.Host.Cli;
using ElJournal.Sample.Setting;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The tours of docs/tours.md, walked as they are written: bold is clicked, italics must be seen, keys are pressed.</summary>
public sealed partial class TourTests(TourTests.Place place) : IClassFixture<TourTests.Place>
{
    public static TheoryData<string> Logins => [.. Tours.Select(tour => tour.Login)];

    private static IReadOnlyList<(string Login, IReadOnlyList<string> Steps)> Tours { get; } =
        [.. Heading().Split(File.ReadAllText(Path.Combine(Root(), "docs", "tours.md"))).Skip(1).Chunk(2).Select(part => (part[0], (IReadOnlyList<string>)[.. Step().Matches(part[1]).Select(m => m.Value)]))];

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task A_tour_leads_where_it_says(string login)
    {
        var page = await place.Browser.Person(place.School, login);
        var steps = Tours.Single(tour => tour.Login == login).Steps;
        steps.Count.ShouldBeGreaterThan(2);
        foreach (var step in steps)
        {
            var signs = Sign().Matches(step);
            signs.Count.ShouldBeGreaterThan(0, step);
            foreach (Match sign in signs)
            {
                if (sign.Groups["click"].Value is { Length: > 0 } name) await page.Locator("a:visible, button:visible, summary:visible").Filter(new() { HasText = name }).First.ClickAsync();
                else if (sign.Groups["key"].Value is { Length: > 0 } key) await page.Keyboard.PressAsync(key is [>= '0' and <= '9'] ? "Digit" + key : key);
                else await Assertions.Expect(page.GetByText(sign.Groups["see"].Value).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
            }
        }
        place.Browser.NoComplaints();
    }

    [Fact]
    public void There_is_a_tour_for_every_kind_of_user_and_a_hint_for_every_account()
    {
        Tours.Select(tour => tour.Login).ShouldBe(["teacher", "classteacher", "deputy", "admin", "auditor", "parent"]);
        SampleLogins.Of(TestSchool.YearPlan, () => new("", "")).Logins.Values.Except(SampleTask.Tries.Keys).ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ElJournal.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"^## .*`([a-z]+)`\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\d+\. .*(\n(?!\d+\. |## ).+)*", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"\*\*(?<click>[^*]+)\*\*|\*(?<see>[^*]+)\*|`(?<key>[^`]+)`")]
    private static partial Regex Sign();

    public sealed class Place : IAsyncLifetime
    {
        internal TestSchool School { get; private set; } = null!;

        internal Browser Browser { get; private set; } = null!;

        public async ValueTask InitializeAsync() => (School, Browser) = (await TestSchool.Slice(), await Browser.Open());

        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            await School.DisposeAsync();
        }
    }
}
