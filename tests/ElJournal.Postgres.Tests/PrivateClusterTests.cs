using System.Diagnostics;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Postgres.Tests;

public class PrivateClusterTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(15);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_directory_gets_a_cluster_whose_data_survive_a_restart()
    {
        using var folder = new DataFolder();

        await using (var first = await TimedAsync("first start", folder.Options))
        {
            first.Owned.ShouldBeTrue();
            first.Backend.ShouldContain("собственный кластер");
            first.Backend.ShouldContain(folder.Path);
            await Sql.AskAsync(first.SuperuserConnectionString, "create table lesson (topic text); insert into lesson values ('Дроби')");
        }

        await using var second = await TimedAsync("second start", folder.Options);
        second.Owned.ShouldBeTrue();
        (await Sql.AskAsync(second.SuperuserConnectionString, "select current_database()::text || ' ' || topic from lesson")).ShouldBe("eljournal Дроби");
    }

    [Fact]
    public async Task Disposing_stops_the_server()
    {
        using var folder = new DataFolder();
        int postmaster;
        await using (var database = await PostgresForApp.ResolveAsync(folder.Options, Cancellation))
        {
            postmaster = await Sql.PostmasterAsync(database.SuperuserConnectionString);
        }

        (await Postmaster.GoneAfterAsync(postmaster, TimeSpan.FromSeconds(1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_cluster_is_durable_and_keeps_parameters_out_of_its_log()
    {
        using var folder = new DataFolder();
        await using var database = await PostgresForApp.ResolveAsync(folder.Options, Cancellation);

        foreach (var (setting, value) in new[]
        {
            ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("data_checksums", "on"),
            ("server_encoding", "UTF8"), ("TimeZone", "UTC"), ("log_parameter_max_length", "0"), ("listen_addresses", ""),
        })
        {
            (await Sql.AskAsync(database.SuperuserConnectionString, $"select current_setting('{setting}')")).ShouldBe(value, setting);
        }
    }

    [Fact]
    public async Task Every_role_but_the_superuser_shows_a_password()
    {
        using var folder = new DataFolder();
        await using var database = await PostgresForApp.ResolveAsync(folder.Options, Cancellation);
        await Sql.AskAsync(database.SuperuserConnectionString, "create role clerk login password 'right'");
        var clerk = new NpgsqlConnectionStringBuilder(database.SuperuserConnectionString) { Username = "clerk", Password = "wrong" };

        (await Should.ThrowAsync<PostgresException>(() => Sql.AskAsync(clerk.ConnectionString, "select 1")))
            .SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        clerk.Password = "right";
        (await Sql.AskAsync(clerk.ConnectionString, "select current_user")).ShouldBe("clerk");
    }

    [Fact]
    public async Task A_second_resolver_attaches_and_does_not_own()
    {
        using var folder = new DataFolder();
        await using var server = await PostgresForApp.ResolveAsync(folder.Options, Cancellation);
        var postmaster = await Sql.PostmasterAsync(server.SuperuserConnectionString);

        using (var command = await Holder.StartAsync("app", folder.Path))
        {
            command.Owned.ShouldBeFalse();
            command.Postmaster.ShouldBe(postmaster);
            await command.EndAsync();
        }

        await using (var here = await TimedAsync("attach", folder.Options))
        {
            here.Owned.ShouldBeFalse();
            here.Backend.ShouldContain("уже работает");
        }

        (await Sql.AskAsync(server.SuperuserConnectionString, "select 1")).ShouldBe("1");
    }

    [Fact]
    public async Task A_server_started_by_a_short_command_serves_whoever_attached_to_it()
    {
        using var folder = new DataFolder();
        using var command = await Holder.StartAsync("app", folder.Path);
        command.Owned.ShouldBeTrue();

        await using (var attached = await PostgresForApp.ResolveAsync(folder.Options, Cancellation))
        {
            await command.EndAsync();
            (await Sql.AskAsync(attached.SuperuserConnectionString, "select 1")).ShouldBe("1");
            Postmaster.IsAlive(command.Postmaster).ShouldBeTrue();
        }

        (await Postmaster.GoneAfterAsync(command.Postmaster, Seconds)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Starts_at_the_same_moment_share_one_server()
    {
        using var folder = new DataFolder();
        var starts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Holder.StartAsync("app", folder.Path)));

        starts.Count(start => start.Owned).ShouldBe(1);
        starts.Select(start => start.Postmaster).Distinct().Count().ShouldBe(1);

        foreach (var start in starts)
        {
            start.Kill();
            start.Dispose();
        }

        (await Postmaster.GoneAfterAsync(starts[0].Postmaster, Seconds)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_server_goes_when_its_process_is_killed()
    {
        using var folder = new DataFolder();
        using var process = await Holder.StartAsync("app", folder.Path);
        Postmaster.IsAlive(process.Postmaster).ShouldBeTrue();

        process.Kill();

        var lived = await Postmaster.GoneAfterAsync(process.Postmaster, Seconds);
        lived.ShouldNotBeNull();
        output.WriteLine($"gone {lived.Value.TotalMilliseconds:0} ms after kill -9 of its process");
        await using var again = await PostgresForApp.ResolveAsync(folder.Options, Cancellation);
        again.Owned.ShouldBeTrue();
    }

    [Fact]
    public async Task A_killed_server_leaves_a_stale_file_and_the_next_start_recovers()
    {
        using var folder = new DataFolder();
        await using (var killed = await PostgresForApp.ResolveAsync(folder.Options, Cancellation))
        {
            await Sql.AskAsync(killed.SuperuserConnectionString, "create table lesson (topic text); insert into lesson values ('Проценты')");
            Postmaster.Kill(await Sql.PostmasterAsync(killed.SuperuserConnectionString));
        }

        Directory.GetFiles(folder.Path, "postmaster.pid", SearchOption.AllDirectories).Length.ShouldBe(1);
        await using var recovered = await TimedAsync("recovery", folder.Options);
        recovered.Owned.ShouldBeTrue();
        (await Sql.AskAsync(recovered.SuperuserConnectionString, "select topic from lesson")).ShouldBe("Проценты");
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_no_obstacle()
    {
        using var folder = new DataFolder();
        var deep = Path.Combine(folder.Path, new string('d', 60), new string('e', 60));
        await using var database = await PostgresForApp.ResolveAsync(new AppDatabaseOptions(deep), Cancellation);
        (await Sql.AskAsync(database.SuperuserConnectionString, "select 1")).ShouldBe("1");

        await using var attached = await PostgresForApp.ResolveAsync(new AppDatabaseOptions(deep), Cancellation);
        attached.Owned.ShouldBeFalse();
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_anew()
    {
        using var folder = new DataFolder();
        await using (await PostgresForApp.ResolveAsync(folder.Options, Cancellation))
        {
        }

        var data = Directory.GetDirectories(Path.Combine(folder.Path, "pg")).Single() + "/data";
        Directory.Move(data, data + ".new");

        await using var database = await PostgresForApp.ResolveAsync(folder.Options, Cancellation);
        database.Owned.ShouldBeTrue();
        Directory.Exists(data + ".new").ShouldBeFalse();
    }

    private async Task<Database> TimedAsync(string what, AppDatabaseOptions options)
    {
        var watch = Stopwatch.StartNew();
        var database = await PostgresForApp.ResolveAsync(options, Cancellation);
        output.WriteLine($"{what}: {watch.ElapsedMilliseconds} ms; {database.Backend}");
        return database;
    }
}
