using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Postgres.Tests;

public class ExternalServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_string_is_used_as_it_is_and_its_database_made_when_absent()
    {
        await using var server = await PostgresForTests.StartAsync(Cancellation);
        using var folder = new DataFolder();
        var options = folder.Options with { ConnectionString = server.SuperuserConnectionString("school_5") };

        await using var database = await PostgresForApp.ResolveAsync(options, Cancellation);

        database.Owned.ShouldBeFalse();
        database.Backend.ShouldContain("по строке подключения");
        (await Sql.AskAsync(database.SuperuserConnectionString, "select current_database()")).ShouldBe("school_5");
        Directory.Exists(folder.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_without_the_password()
    {
        using var folder = new DataFolder();
        var nobody = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1, Username = "u", Password = "s3cret", Timeout = 2 };
        var options = folder.Options with { ConnectionString = nobody.ConnectionString };

        var error = await Should.ThrowAsync<DatabaseUnavailable>(() => PostgresForApp.ResolveAsync(options, Cancellation));

        error.Message.ShouldContain("127.0.0.1");
        error.Message.ShouldNotContain("s3cret");
    }
}
