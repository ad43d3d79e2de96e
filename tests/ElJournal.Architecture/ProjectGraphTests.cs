using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

public partial class ProjectGraphTests
{
    private static readonly IReadOnlyList<Project> Projects = Project.All();

    [Fact]
    public void Every_project_sees_only_what_it_may() => Walls.Complaints(Projects).ShouldBeEmpty();

    [Fact]
    public void The_projects_are_really_discovered() => Projects.Select(p => p.Name)
        .Intersect(["Kernel", "Store", "Setup.Contracts", "Setup", "Accounting", "Host", "Architecture"]).Count().ShouldBe(7);

    [Fact]
    public void Every_project_on_disk_is_in_the_solution_and_the_other_way_round()
    {
        var listed = SolutionProject().Matches(Repository.Read("ElJournal.sln")).Select(m => m.Groups[1].Value.Replace('\\', '/')).ToList();
        Projects.Select(p => p.File).Except(listed).ShouldBeEmpty("on disk, but not in the solution");
        listed.Except(Projects.Select(p => p.File)).ShouldBeEmpty("in the solution, but not on disk");
    }

    [Theory]
    [InlineData("Kernel", "Store")]
    [InlineData("Setup.Contracts", "Accounting.Contracts")]
    [InlineData("Setup", "Accounting.Contracts")]
    [InlineData("Accounting", "Setup")]
    [InlineData("Accounting", "Access.Contracts")]
    [InlineData("Accounting", "Host")]
    [InlineData("Accounting.Contracts", "Store")]
    [InlineData("Integrity", "Accounting.Contracts")]
    [InlineData("Integrity", "Setup.Register")]
    [InlineData("Ui", "Setup.Contracts")]
    [InlineData("Store", "Ui")]
    public void A_reference_against_the_direction_is_named(string from, string to)
    {
        var complaint = Walls.Complaints([In("src", from, to), In("src", to)]).ShouldHaveSingleItem();
        complaint.ShouldContain($"{from} must not reference {to}");
    }

    [Theory]
    [InlineData("Accounting", "Setup.Register")]
    [InlineData("Accounting", "Setup.Contracts")]
    [InlineData("Access", "Accounting.Contracts")]
    [InlineData("Host", "Integrity")]
    public void A_reference_in_the_direction_is_not(string from, string to) =>
        Walls.Complaints([In("src", from, to), In("src", to)]).ShouldBeEmpty();

    [Fact]
    public void The_program_never_references_a_test() =>
        Walls.Complaints([In("src", "Host", "Testing"), In("tests", "Testing", "Host")]).ShouldHaveSingleItem().ShouldContain("Testing");

    [Fact]
    public void A_module_without_a_place_is_named() =>
        Walls.Complaints([In("src", "Canteen")]).ShouldHaveSingleItem().ShouldContain("Canteen is not known");

    [Fact]
    public void Contracts_are_free_of_frameworks() =>
        Walls.Complaints([In("src", "Setup.Contracts") with { Packages = ["Marten"] }]).ShouldHaveSingleItem().ShouldContain("Marten");

    private static Project In(string folder, string name, params string[] references) =>
        new(name, $"{folder}/{name}.csproj", references, []);

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex SolutionProject();
}
