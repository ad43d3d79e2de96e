using System.Diagnostics;
using Shouldly;
using Xunit;

namespace ElJournal.Postgres.Tests;

public class ThrowawayServerTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clone_of_a_template_is_independent()
    {
        await using var server = await PostgresForTests.StartAsync(Cancellation);
        var template = await server.Databases.CreateAsync("template_school", Cancellation);
        await Sql.AskAsync(template, "create table pupil (name text); insert into pupil values ('Петров')");

        var watch = Stopwatch.StartNew();
        var first = await server.CloneDatabaseAsync("template_school", "first", Cancellation);
        output.WriteLine($"clone: {watch.ElapsedMilliseconds} ms");
        var second = await server.CloneDatabaseAsync("template_school", "second", Cancellation);
        await Sql.AskAsync(first, "insert into pupil values ('Сидоров')");

        (await Sql.AskAsync(first, "select count(*) from pupil")).ShouldBe("2");
        (await Sql.AskAsync(second, "select count(*) from pupil")).ShouldBe("1");
        (await Sql.AskAsync(template, "select count(*) from pupil")).ShouldBe("1");

        await server.DropAsync("first", Cancellation);
        (await Sql.AskAsync(second, "select count(*) from pg_database where datname in ('first', 'second')")).ShouldBe("1");
    }

    [Fact]
    public async Task Two_servers_at_once_do_not_meet_and_leave_nothing()
    {
        var watch = Stopwatch.StartNew();
        var one = await PostgresForTests.StartAsync(Cancellation);
        output.WriteLine($"start: {watch.ElapsedMilliseconds} ms; {one.Backend}");
        var other = await PostgresForTests.StartAsync(Cancellation);
        await one.Databases.CreateAsync("only_here", Cancellation);
        var data = await Sql.AskAsync(one.SuperuserConnectionString("postgres"), "show data_directory");

        (await Sql.AskAsync(other.SuperuserConnectionString("postgres"), "select count(*) from pg_database where datname = 'only_here'")).ShouldBe("0");

        watch.Restart();
        await one.DisposeAsync();
        output.WriteLine($"stop: {watch.ElapsedMilliseconds} ms");
        await other.DisposeAsync();
        Directory.Exists(Path.GetDirectoryName(data)).ShouldBeFalse();
        (await Postmaster.GoneAfterAsync(one.PostmasterPid, TimeSpan.FromSeconds(1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_killed_test_run_leaves_no_server_and_the_next_run_sweeps_its_files()
    {
        using var killed = await Holder.StartAsync("tests");
        var run = (await File.ReadAllTextAsync($"/proc/{killed.Postmaster}/cmdline", Cancellation)).Split('\0').Single(word => word.EndsWith("/data", StringComparison.Ordinal));
        Directory.Exists(run).ShouldBeTrue();

        killed.Kill();

        var lived = await Postmaster.GoneAfterAsync(killed.Postmaster, TimeSpan.FromSeconds(15));
        lived.ShouldNotBeNull();
        output.WriteLine($"gone {lived.Value.TotalMilliseconds:0} ms after kill -9");
        await using var next = await PostgresForTests.StartAsync(Cancellation);
        Directory.Exists(run).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_programs_the_tests_fail_with_the_reason()
    {
        var error = await Should.ThrowAsync<DatabaseUnavailable>(
            () => PostgresForTests.StartAsync(new SearchPlaces(["/nowhere"], [], null, null), null, Cancellation));
        error.Message.ShouldContain("/nowhere");
    }
}
