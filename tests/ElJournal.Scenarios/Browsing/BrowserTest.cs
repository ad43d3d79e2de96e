using ElJournal.Testing;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A school of its own for each test, and a browser to look at it.</summary>
public abstract class BrowserTest : IAsyncLifetime
{
    private protected TestSchool School { get; private set; } = null!;

    private protected Browser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        School = await Begin();
        Browser = await Browser.Open();
        await Prepare();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await School.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The sample school, or an empty one.</summary>
    private protected virtual Task<TestSchool> Begin() => TestSchool.Start();

    /// <summary>What has happened in the school before the test begins.</summary>
    private protected virtual Task Prepare() => Task.CompletedTask;
}
