using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Reading;
using ElJournal.Integrity.Tests.Sealing;
using ElJournal.Integrity.Verifying;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Archives;

/// <summary>A damaged database beside an archive made before: what stood there is told, and a spoilt copy tells nothing false.</summary>
public sealed class Comparing(SealCluster cluster) : SchoolWithArchive(cluster)
{
    private const string Lines = "data/log/events/000.ndjson";
    private const int Most = 50;

    private CopyComparison Comparison => new(Database.Source, SealDatabase.School);

    [Fact]
    public async Task What_was_changed_and_what_was_deleted_is_told_from_the_copy_and_nothing_else()
    {
        await Make();
        (await All(Zip())).ShouldBeEmpty();
        await Database.Execute($$"""update journal.mt_events set data = jsonb_set(data, '{Value}', '1') where id = '{{Events[9]}}'""");
        await Database.Execute($"delete from journal.mt_events where id = '{Events[11]}'");
        var found = await All(Zip());
        found.Select(one => (one.Index, one.IsProven, IsGone: one.Now is null)).ShouldBe([(9L, true, false), (11L, true, true)]);
        found[0].Fields.Select(field => (field.Field, field.Now)).ShouldBe([("data.Value", "1")]);
        found[0].Fields[0].Copy.ShouldNotBe("1");

        (await At(Zip(), 9)).Fields.ShouldBe(found[0].Fields);
        (await At(Zip(), 3)).Fields.ShouldBeEmpty();
        var withoutCopy = await Comparison.At(Year, 9, null, null, default);
        (withoutCopy.Copy, withoutCopy.IsProven, withoutCopy.Of("id")).ShouldBe((null, false, Events[9].ToString()));
    }

    [Fact]
    public async Task A_forged_line_of_the_copy_is_not_proven()
    {
        await Make();
        var forged = Spoilt(lines => lines[9] = lines[9].Replace("teacher-1", "teacher-2", StringComparison.Ordinal));
        var found = (await All(forged)).ShouldHaveSingleItem();
        (found.Index, found.IsProven).ShouldBe((9L, false));
        found.Fields.ShouldBe([new FieldDifference("actor", "teacher-2", "teacher-1")]);
    }

    [Fact]
    public async Task A_line_taken_out_by_law_says_nothing()
    {
        await Make();
        (await All(Spoilt(lines => lines[9] = $$"""{"redacted":"{{new string('a', 64)}}"}"""))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("не запись")]
    [InlineData("[]")]
    [InlineData("{\"seq\":\"1\"}")]
    public async Task A_line_that_is_no_entry_is_refused_by_its_place_and_is_no_copy(string line)
    {
        await Make();
        var spoilt = Spoilt(lines => lines[9] = line);
        (await Should.ThrowAsync<ArchiveRefused>(() => All(spoilt))).Text().ShouldContain("10");
        (await At(spoilt, 9)).Copy.ShouldBeNull();
    }

    private string Spoilt(Action<string[]> deed)
    {
        var bag = new Rezipped(Zip());
        bag.Edit(Lines, text =>
        {
            var lines = text.Split('\n');
            deed(lines);
            return string.Join('\n', lines);
        });
        return bag.Save(Folder);
    }

    private async Task<IReadOnlyList<EntryDifference>> All(string zip)
    {
        using var copy = ArchivedLog.Open(File.OpenRead(zip)).ShouldNotBeNull();
        copy.Origin.ShouldBe($"{Host}/school7/{Year}");
        return await Comparison.All(copy, Most, default);
    }

    private async Task<EntryDifference> At(string zip, long index)
    {
        using var copy = ArchivedLog.Open(File.OpenRead(zip)).ShouldNotBeNull();
        return await Comparison.At(Year, index, null, copy, default);
    }
}
