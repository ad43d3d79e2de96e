using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

/// <summary>What the list of ASVS requirements claims must be there.</summary>
public class AsvsTests
{
    private static readonly HashSet<string> Known = ["DoorTests.It_is_closed"];

    [Fact]
    public void Every_requirement_of_both_levels_has_a_verdict_and_every_named_test_exists()
    {
        var lines = Asvs.Read(Repository.Read("docs", "asvs.csv"));
        lines.Count(line => line.Level == "1").ShouldBe(Asvs.OfLevel1);
        lines.Count(line => line.Level == "2").ShouldBe(Asvs.OfLevel2);
        Asvs.Complaints(lines, Repository.Files("tests", ".cs").SelectMany(file => Asvs.Tests(File.ReadAllText(file))).ToHashSet()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.2.3;1;Doors are closed;test;DoorTests.It_is_closed", null)]
    [InlineData("1.2.3;1;Doors are closed;test;DoorTests.It_is_open", "there is no test DoorTests.It_is_open")]
    [InlineData("1.2.3;1;Doors are closed;n/a;no doors", "n/a without a reason")]
    [InlineData("1.2.3;1;Doors are closed;deviation;", "deviation without a reason")]
    [InlineData("1.2.3;1;Doors are closed;done;DoorTests.It_is_closed", "done is no verdict")]
    [InlineData("1.2.3;1;\"Doors; closed\";n/a;\"there are no doors; none\"", null)]
    [InlineData("1.2;1;Doors are closed;n/a;there are no doors at all", "not a line")]
    public void A_wrong_line_is_named(string line, string? complaint)
    {
        var complaints = Asvs.Complaints(Asvs.Read("id;level;requirement;verdict;evidence\n" + line), Known).ToList();
        if (complaint is null) complaints.ShouldBeEmpty();
        else complaints.ShouldContain(c => c.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void A_requirement_that_stands_twice_is_named() =>
        Asvs.Complaints(Asvs.Read("head\n1.2.3;1;Doors;test;DoorTests.It_is_closed\n1.2.3;1;Doors;test;DoorTests.It_is_closed"), Known).ShouldHaveSingleItem().ShouldContain("twice");

    [Fact]
    public void Tests_are_found_with_their_class() =>
        Asvs.Tests("public sealed class DoorTests\n{\n    [Fact]\n    public async Task It_is_closed() =>\n    public void Not_a_test()\n").ShouldBe(["DoorTests.It_is_closed"]);
}
