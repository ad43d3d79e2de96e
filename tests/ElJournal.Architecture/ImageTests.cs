using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

/// <summary>What a container is made of. No engine is asked: the files are judged as they stand.</summary>
public partial class ImageTests
{
    private static readonly string Dockerfile = Repository.Read("Dockerfile");
    private static readonly string Compose = Repository.Read("docker-compose.yml");

    [Theory]
    [InlineData("SDK", "mcr.microsoft.com/dotnet/sdk:10.0")]
    [InlineData("BASE", "mcr.microsoft.com/dotnet/aspnet:10.0")]
    public void An_image_is_the_official_one_unless_another_is_named(string argument, string image) =>
        Argument(Dockerfile, argument).ShouldBe(image);

    [Fact]
    public void Every_stage_starts_from_a_named_image() =>
        From().Matches(Dockerfile).Select(m => m.Groups[1].Value).ShouldBe(["${SDK}", "${BASE}"]);

    [Fact]
    public void The_program_does_not_run_as_root()
    {
        var user = User().Matches(Dockerfile)[^1].Groups[1].Value;
        user.ShouldNotBe("root");
        int.Parse(user).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_container_is_asked_whether_it_lives() => Dockerfile.ShouldMatch(@"HEALTHCHECK[\s\S]*/live");

    [Theory]
    [InlineData("ELJ_APP_IMAGE", "eljournal")]
    [InlineData("ELJ_PG_IMAGE", "postgres:15")]
    public void A_locally_made_image_can_stand_in(string variable, string image) =>
        Compose.ShouldContain($"image: ${{{variable}:-{image}}}");

    [Fact]
    public void The_database_has_checksums_a_volume_and_no_open_port()
    {
        var database = Compose[Compose.IndexOf("\n  db:\n    image", StringComparison.Ordinal)..];
        database.ShouldContain("POSTGRES_INITDB_ARGS: --data-checksums");
        database.ShouldContain("/var/lib/postgresql/data");
        database.ShouldNotContain("ports:");
        Compose.Split("healthcheck:").Length.ShouldBe(3);
    }

    [Fact]
    public void No_password_is_written_down() => Compose.Split('\n').Where(line => line.Contains("assword", StringComparison.OrdinalIgnoreCase))
        .ShouldAllBe(line => line.Contains("${ELJ_DB_PASSWORD:?", StringComparison.Ordinal) || line.TrimStart().StartsWith('#'));

    [Fact]
    public void Another_default_image_is_noticed() => Argument("ARG BASE=example.org/aspnet:10.0", "BASE").ShouldNotStartWith("mcr.microsoft.com/");

    private static string? Argument(string file, string name) =>
        Regex.Match(file, $"^ARG {name}=(\\S+)$", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex From();

    [GeneratedRegex(@"^USER (\S+)$", RegexOptions.Multiline)]
    private static partial Regex User();
}
