using ElJournal.Scenarios.Archives;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Cli;

/// <summary><c>eljournal archive</c>, a process of its own: made beside the server, checked on a machine without a database.</summary>
public sealed class ArchiveTests(ArchivedSchool archived) : IClassFixture<ArchivedSchool>
{
    private static readonly Dictionary<string, string> NoDatabase = new() { ["ELJ_PG"] = "external", ["ConnectionStrings__ElJournal"] = "Host=nowhere.invalid;Database=none;Username=none" };

    [Fact]
    public async Task It_is_whole_by_the_schools_own_keys()
    {
        var verified = await Answer.Of(archived.School.Settings.DataDirectory, NoDatabase, "archive", "verify", archived.Zip(), "--json");
        verified.Code.ShouldBe(0, verified.Out + verified.Error);
        verified.Json["intact"]!.GetValue<bool>().ShouldBeTrue();
        verified.Json["byOwnKeys"]!.GetValue<bool>().ShouldBeTrue();
        var shown = await Answer.Beside(archived.School, "archive", "show", "--json");
        shown.Json["archives"]!.AsArray().Select(a => $"{a!["kind"]} {a["sha256"]}").ShouldContain($"J5 {verified.Json["sha256"]}");
    }

    [Fact]
    public async Task A_stranger_is_told_whose_keys_were_used()
    {
        var verified = await Answer.Of(Path.Combine(archived.Folder, "nowhere"), NoDatabase, "archive", "verify", archived.Zip());
        verified.Code.ShouldBe(0, verified.Out + verified.Error);
        verified.Out.ShouldContain("сравните их с сохранёнными отдельно");
    }

    [Fact]
    public async Task A_lost_byte_is_named_and_is_an_exit_code()
    {
        var copy = Path.Combine(archived.Folder, "copy.zip");
        var bytes = await File.ReadAllBytesAsync(archived.Zip(), TestContext.Current.CancellationToken);
        bytes[bytes.Length / 3] ^= 0x20;
        await File.WriteAllBytesAsync(copy, bytes, TestContext.Current.CancellationToken);
        var verified = await Answer.Of(archived.School.Settings.DataDirectory, NoDatabase, "archive", "verify", copy);
        verified.Code.ShouldBe(1, verified.Out + verified.Error);
        verified.Out.ShouldContain("АРХИВ ПОВРЕЖДЁН, мест: ");
        verified.Out.ShouldContain("Первое: data/");
    }

    [Fact]
    public async Task Made_again_it_is_the_same_archive()
    {
        var before = await File.ReadAllTextAsync(archived.Zip() + ".sha256", TestContext.Current.CancellationToken);
        var made = await Answer.Beside(archived.School, "archive", "make", "--kind", "J5", "--json");
        made.Code.ShouldBe(0, made.Out + made.Error);
        // The record that the archive was made is itself an entry of the log: the next archive holds it.
        made.Json["made"]![0]!["size"]!.GetValue<long>().ShouldBeGreaterThan(5);
        before.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        var verified = await Answer.Of(archived.School.Settings.DataDirectory, NoDatabase, "archive", "verify", "nichego.zip");
        verified.Code.ShouldBe(1);
        verified.Error.ShouldContain("файла нет");
    }
}
