using ElJournal.Store.Examining;
using ElJournal.Postgres.Copies;
using Shouldly;
using Xunit;

namespace ElJournal.Backups.Tests;

/// <summary>The program keeps the stream running, and what becomes of it when the disk of copies goes is recorded.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Entries_go_on_when_the_disk_goes_and_the_stream_comes_back_with_it()
    {
        await using var school = await LivingSchool.Open("go-on", isServer: true);
        // The program makes its first copy by itself and tries it.
        await Until(async () => (await school.Book()).Proven is not null);
        await Until(async () => (await State(school)).IsWaitedFor);
        await Until(async () => (await school.Book()).Stream is { State: "receiving", Mode: "go-on" });
        (await school.Finding("stream")).Health.ShouldBe(Health.Well);
        await school.Write(3);

        // The disk is pulled out: the folder is not there, and the receiver's file with it.
        Directory.Move(school.Copies, school.Copies + "-pulled");
        await Postgres(school, "select pg_terminate_backend(pid) from pg_stat_replication");
        await Until(async () => (await school.Book()).Stream is { State: "lost" });
        await school.Write(3);
        (await school.Finding("stream")).Health.ShouldBe(Health.Ill);
        (await school.Finding("backup")).Health.ShouldBe(Health.Ill);
        Directory.Exists(school.Copies).ShouldBeFalse();

        Directory.Move(school.Copies + "-pulled", school.Copies);
        await Until(async () => (await school.Book()).Stream is { State: "receiving" });
        var size = await school.Write(1);
        (await school.Drill()).Logs.Single().Log.Size.ShouldBeGreaterThanOrEqualTo(size);
    }

    [Fact]
    public async Task A_server_that_is_started_without_a_receiver_waits_for_none()
    {
        await using var school = await LivingSchool.Open("wait");
        await school.AsOwner<object>("alter system set synchronous_standby_names = 'eljournal_copies'");
        var auto = Directory.GetFiles(Path.Combine(school.Data, "pg"), "postgresql.auto.conf", SearchOption.AllDirectories).Single();
        (await File.ReadAllTextAsync(auto)).ShouldContain("eljournal_copies");
        await school.Installation.App.StopAsync();
        await school.Installation.DisposeAsync();

        await using var again = await Host.Installation.Open(school.Data, use: Host.InstallationUse.Commanding);
        (await File.ReadAllTextAsync(auto)).ShouldNotContain("eljournal_copies");
    }

    private static Task<(bool IsStreaming, bool IsWaitedFor)> State(LivingSchool school) =>
        WalReceiver.StateAsync(new ClusterLink(school.Installation.Settings.OwnerConnection), TestContext.Current.CancellationToken);

    private static Task<object?> Postgres(LivingSchool school, string sql) => school.AsOwner<object>(sql);

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await isSo()) await timer.WaitForNextTickAsync(limit.Token);
    }
}
