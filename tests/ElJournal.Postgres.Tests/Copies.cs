using ElJournal.Postgres.Copies;
using Shouldly;
using Xunit;

namespace ElJournal.Postgres.Tests;

/// <summary>A folder of copies for a test.</summary>
internal static class Copies
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<(ClusterLink Link, CopyRepository Repository)> BeginAsync(Database server, string root)
    {
        await Sql.AskAsync(server.SuperuserConnectionString, "drop table if exists entry; create table entry (n int); insert into entry select -g from generate_series(1, 1000) g; checkpoint; delete from entry");
        var link = new ClusterLink(server.SuperuserConnectionString);
        return (link, CopyRepository.Open(Path.Combine(root, "copies"), (await link.LookAsync(Cancellation)).Cluster, isNew: true));
    }

    public static async Task<BaseCopy> MakeAsync(ClusterLink link, CopyRepository repository) =>
        (await CopyMaker.MakeAsync(link, repository, 3, TimeProvider.System, Cancellation)).ShouldNotBeNull();

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await isSo()) await timer.WaitForNextTickAsync(limit.Token);
    }
}
