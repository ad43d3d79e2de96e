using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

public class PageTests
{
    private const int Screen = 60;

    [Fact]
    public void Every_link_and_every_named_path_is_there() => Repository.Pages()
        .SelectMany(file => Pages.Complaints(Repository.Relative(file), File.ReadAllText(file), Exists)).ShouldBeEmpty();

    [Fact]
    public void Every_decision_named_in_the_sources_is_written()
    {
        var written = Repository.Files("docs/adr", ".md").Select(f => Path.GetFileName(f)[..4]).ToHashSet();
        Repository.Files("src", ".cs", ".props", ".csproj").Append(Repository.Path("Directory.Build.props"))
            .SelectMany(f => Pages.Decisions(File.ReadAllText(f)).Where(n => !written.Contains(n)).Select(n => $"{Repository.Relative(f)}: docs/adr/{n}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_and_fit_a_screen()
    {
        var files = Repository.Files("docs/adr", ".md").ToList();
        files.Select(f => Path.GetFileName(f)[..4]).ShouldBe(Enumerable.Range(1, files.Count).Select(n => $"{n:0000}"));
        files.Where(f => File.ReadAllLines(f).Length > Screen).Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact]
    public void The_readme_is_one_screen() => Repository.Read("README.md").Split('\n').Length.ShouldBeLessThanOrEqualTo(Screen);

    [Fact]
    public void Every_command_in_the_documents_is_one_the_program_has()
    {
        var program = string.Concat(Repository.Files("src/Host", ".cs").Select(File.ReadAllText));
        var named = Repository.Pages().SelectMany(f => Pages.Commands(File.ReadAllText(f))).Distinct().ToList();
        named.ShouldContain("verify");
        named.Where(command => !program.Contains($"\"{command}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[here](../events.md#grades)", 0)]
    [InlineData("[here](missing.md)", 1)]
    [InlineData("![](img/missing.png)", 1)]
    [InlineData("[out](https://example.org/x)", 0)]
    [InlineData("see `src/Missing`", 1)]
    [InlineData("see `docs/events.md`", 0)]
    public void A_link_that_leads_nowhere_is_named(string text, int complaints) =>
        Pages.Complaints("docs/howto/page.md", text, name => name == "docs/events.md").Count().ShouldBe(complaints);

    [Fact]
    public void Commands_are_read_from_what_people_are_told_to_type() =>
        Pages.Commands("Type `eljournal verify --json` or `eljournal events cat`.").ShouldBe(["verify", "events"]);

    private static bool Exists(string name) => File.Exists(Repository.Path(name)) || Directory.Exists(Repository.Path(name));
}
