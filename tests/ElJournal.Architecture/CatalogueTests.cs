using System.Text.Json;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

public class CatalogueTests
{
    private const string Page = """
        # Events
        ### `school.bell_rung.v1`
        Stream `bell/{id}`. A bell.
        | field | meaning |
        |---|---|
        | `slot` | which |
        ## Parts
        | `other` | not a field of it |
        """;

    [Fact]
    public void Every_event_is_described_with_its_stream_and_fields() =>
        Catalogue.Complaints(
            Modules.Events.ToDictionary(RecordedAttribute.NameOf, IReadOnlyList<string> (type) => [.. Payload.Members(type).Select(m => JsonNamingPolicy.CamelCase.ConvertName(m.Name))]),
            [.. Repository.Files("docs/events", ".md").SelectMany(page => Catalogue.Read(File.ReadAllText(page)))]).ShouldBeEmpty();

    [Fact]
    public void A_description_is_read_whole_and_no_further()
    {
        var entry = Catalogue.Read(Page).ShouldHaveSingleItem();
        (entry.Name, entry.Stream).ShouldBe(("school.bell_rung.v1", "bell/{id}"));
        entry.Fields.ShouldBe(["slot"]);
    }

    [Theory]
    [InlineData("school.bell_rung.v1", "slot", null)]
    [InlineData("school.bell_rung.v1", "slot room", "the field room is not described")]
    [InlineData("school.bell_rung.v1", "", "the field slot is described, but not written")]
    [InlineData("school.door_opened.v1", "slot", "school.door_opened.v1 is not described")]
    [InlineData("school.door_opened.v1", "slot", "school.bell_rung.v1 is described, but there is no such event")]
    public void A_catalogue_that_differs_from_the_program_is_named(string name, string fields, string? complaint)
    {
        var events = new Dictionary<string, IReadOnlyList<string>> { [name] = fields.Split(' ', StringSplitOptions.RemoveEmptyEntries) };
        var complaints = Catalogue.Complaints(events, Catalogue.Read(Page)).ToList();
        if (complaint is null) complaints.ShouldBeEmpty();
        else complaints.ShouldContain(c => c.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void A_description_without_a_stream_is_named() =>
        Catalogue.Complaints(new Dictionary<string, IReadOnlyList<string>> { ["a.b.v1"] = [] }, Catalogue.Read("### `a.b.v1`\nA bell.\n"))
            .ShouldHaveSingleItem().ShouldContain("the stream is not said");
}
