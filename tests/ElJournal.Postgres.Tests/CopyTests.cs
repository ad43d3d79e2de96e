using ElJournal.Postgres.Copies;
using Shouldly;
using Xunit;

namespace ElJournal.Postgres.Tests;

/// <summary>Copies of a server at work, and what stands in their way.</summary>
public sealed class CopyTests(CopyTests.AtWork atWork) : IClassFixture<CopyTests.AtWork>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Database Server => atWork.Server;

    [Fact]
    public async Task A_database_is_brought_back_to_a_moment_and_the_living_one_is_not_touched()
    {
        using var folder = new DataFolder();
        var (link, repository) = await Copies.BeginAsync(Server, folder.Root);
        await using var receiver = await WalReceiver.StartAsync(link, repository, Cancellation);
        await Copies.MakeAsync(link, repository);
        await Sql.AskAsync(Server.SuperuserConnectionString, "insert into entry values (1)");
        var between = DateTimeOffset.Parse((await Sql.AskAsync(Server.SuperuserConnectionString, "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"))!);
        await Sql.AskAsync(Server.SuperuserConnectionString, "insert into entry values (2)");
        (await WalReceiver.HasCaughtUpAsync(link, TimeSpan.FromSeconds(20), Cancellation)).ShouldBeTrue();

        var into = Path.Combine(folder.Root, "restored");
        await using (var restored = await RestoredCluster.BringUpAsync(repository, between, into + ".making", isThrownAway: false, Cancellation))
        {
            (await Sql.AskAsync(restored.Journal, "select string_agg(n::text, ' ' order by n) from entry")).ShouldBe("1");
            restored.Reached.ShouldBeLessThan(between);
            await restored.KeepAsync(into);
        }

        File.Exists(Path.Combine(into, "PG_VERSION")).ShouldBeTrue();
        File.Exists(Path.Combine(into, "recovery.signal")).ShouldBeFalse();
        Directory.Exists(into + ".making").ShouldBeFalse();
        (await Sql.AskAsync(Server.SuperuserConnectionString, "select count(*) from entry")).ShouldBe("2");
        (await Should.ThrowAsync<CopyFailed>(() => RestoredCluster.BringUpAsync(repository, null, into, true, Cancellation))).Fault.ShouldBe(CopyFault.Occupied);
        (await Should.ThrowAsync<CopyFailed>(() => RestoredCluster.BringUpAsync(repository, DateTimeOffset.UtcNow.AddHours(1), into + "-later", true, Cancellation)))
            .Fault.ShouldBe(CopyFault.OutOfReach);
        Directory.Exists(into + "-later").ShouldBeFalse();
    }

    [Fact]
    public async Task A_flipped_byte_in_a_copy_is_found_before_anything_is_restored_from_it()
    {
        using var folder = new DataFolder();
        var (link, repository) = await Copies.BeginAsync(Server, folder.Root);
        var copy = await Copies.MakeAsync(link, repository);
        var file = await Sql.AskAsync(Server.SuperuserConnectionString, "select pg_relation_filepath('entry')");
        var path = Path.Combine(repository.Folder, "base", copy.Label, "data", file!);
        using (var stream = new FileStream(path, FileMode.Open))
        {
            stream.Position = 8000;
            var before = stream.ReadByte();
            stream.Position = 8000;
            stream.WriteByte((byte)(before ^ 1));
        }

        var into = Path.Combine(folder.Root, "restored");
        var refused = await Should.ThrowAsync<CopyFailed>(() => RestoredCluster.BringUpAsync(repository, null, into, true, Cancellation));
        refused.Fault.ShouldBe(CopyFault.Damaged);
        refused.Message.ShouldContain(copy.Label);
        Directory.Exists(into).ShouldBeFalse();
    }

    [Fact]
    public async Task The_newest_copies_are_kept_and_an_unfinished_one_is_none()
    {
        using var folder = new DataFolder();
        var (link, repository) = await Copies.BeginAsync(Server, folder.Root);
        var clock = new Ahead();
        var first = (await CopyMaker.MakeAsync(link, repository, 1, clock, Cancellation))!;
        var broken = Directory.CreateDirectory(Path.Combine(repository.Folder, "base", "20260101T000000Z.making"));
        clock.By = TimeSpan.FromSeconds(30);
        var second = (await CopyMaker.MakeAsync(link, repository, 1, clock, Cancellation))!;
        repository.Copies().ShouldBe([second]);
        Directory.Exists(Path.Combine(repository.Folder, "base", first.Label)).ShouldBeFalse();
        broken.Refresh();
        broken.Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_was_emptied_or_is_somebody_elses_is_not_written_to()
    {
        using var folder = new DataFolder();
        var (link, repository) = await Copies.BeginAsync(Server, folder.Root);
        var cluster = (await link.LookAsync(Cancellation)).Cluster;

        Should.Throw<CopyFailed>(() => CopyRepository.Open(repository.Folder, "7000000000000000000", isNew: true)).Fault.ShouldBe(CopyFault.RepositoryForeign);
        Directory.Delete(repository.Folder, recursive: true);
        Directory.CreateDirectory(repository.Folder);
        Should.Throw<CopyFailed>(() => CopyRepository.Open(repository.Folder, cluster, isNew: false)).Fault.ShouldBe(CopyFault.RepositoryGone);
        Directory.EnumerateFileSystemEntries(repository.Folder).ShouldBeEmpty();
        await File.WriteAllTextAsync(Path.Combine(repository.Folder, "photo.jpg"), "", Cancellation);
        Should.Throw<CopyFailed>(() => CopyRepository.Open(repository.Folder, cluster, isNew: true)).Fault.ShouldBe(CopyFault.RepositoryForeign);
    }

    [Fact]
    public async Task A_disk_taken_away_in_the_middle_of_a_copy_is_told_and_leaves_no_copy()
    {
        using var folder = new DataFolder();
        var (link, repository) = await Copies.BeginAsync(Server, folder.Root);
        var making = CopyMaker.MakeAsync(link, repository, 3, TimeProvider.System, Cancellation);
        await Copies.UntilAsync(() => Task.FromResult(Directory.Exists(Path.Combine(repository.Folder, "base"))
            && Directory.GetDirectories(Path.Combine(repository.Folder, "base"), "*.making")
            .Any(folder => Directory.Exists(Path.Combine(folder, "data", "global")))));
        Directory.Move(repository.Folder, repository.Folder + "-pulled");
        (await Should.ThrowAsync<CopyFailed>(() => making)).Fault.ShouldBe(CopyFault.RepositoryGone);
        Directory.Exists(repository.Folder).ShouldBeFalse();
        Directory.Move(repository.Folder + "-pulled", repository.Folder);
        repository.Copies().ShouldBeEmpty();
        await Copies.MakeAsync(link, repository);
        Directory.GetDirectories(Path.Combine(repository.Folder, "base")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_clock_that_stands_wrong_makes_no_copy()
    {
        using var folder = new DataFolder();
        var (link, repository) = await Copies.BeginAsync(Server, folder.Root);
        (await Should.ThrowAsync<CopyFailed>(() => CopyMaker.MakeAsync(link, repository, 3, new Ahead { By = TimeSpan.FromDays(-2) }, Cancellation))).Fault.ShouldBe(CopyFault.Clock);
        repository.Copies().ShouldBeEmpty();
    }

    private sealed class Ahead : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }

    /// <summary>One server for all of them; each has a folder of copies of its own.</summary>
    public sealed class AtWork : IAsyncLifetime
    {
        private readonly DataFolder folder = new();

        public Database Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await PostgresForApp.ResolveAsync(folder.Options, Cancellation);

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            folder.Dispose();
        }
    }
}
