using ElJournal.Testing;
using Microsoft.Playwright;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A school of which nothing is known yet is set up by its deputy head in the browser.</summary>
public sealed class EmptySchoolTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Empty();
        _browser = await Browser.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _school.DisposeAsync();
    }

    [Theory]
    [InlineData("deputy")]
    [InlineData("admin")]
    public async Task Whoever_sets_it_up_finds_the_way(string login)
    {
        var page = await _browser.Person(_school, login);
        await page.GotoAsync("/school");
        await Assertions.Expect(page.Locator(".note.warn")).ToBeVisibleAsync();
        _browser.NoComplaints();
    }
}
