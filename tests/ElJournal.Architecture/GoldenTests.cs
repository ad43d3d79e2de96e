using System.Text.Encodings.Web;
using System.Text.Json;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

/// <summary>
/// One file per event, for ever: how it is written today and was written on the day it was invented.
/// <c>ELJ_WRITE_GOLDEN=1</c> writes the files that are missing; it never changes one that is there.
/// </summary>
public class GoldenTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. Modules.Events.Select(RecordedAttribute.NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_is_written_and_read_as_on_its_first_day(string name)
    {
        var type = Modules.Events.Single(t => RecordedAttribute.NameOf(t) == name);
        var json = Stored.Serializer.ToJson(Sample.Of(type, type.Name));
        var written = Pretty(json);
        Payload.Complaints(JsonDocument.Parse(json).RootElement, name).ShouldBeEmpty();

        var file = Repository.Path("tests", "ElJournal.Architecture", "Golden", name + ".json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("ELJ_WRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, written);
        }
        File.Exists(file).ShouldBeTrue($"{name} has no golden file; ELJ_WRITE_GOLDEN=1 writes it, and a person reads it.");
        Difference(File.ReadAllText(file), written).ShouldBeNull(
            $"{name} is not written as it was. A changed shape is a new version with an upcaster; the old file stays.");

        using var stored = new MemoryStream(File.ReadAllBytes(file));
        Pretty(Stored.Serializer.ToJson(Stored.Serializer.FromJson(type, stored))).ShouldBe(written);
    }

    [Fact]
    public void A_golden_file_outlives_every_refactoring() =>
        Repository.Files("tests/ElJournal.Architecture/Golden", ".json").Select(Path.GetFileNameWithoutExtension)
            .Except(Modules.Events.Select(RecordedAttribute.NameOf)).ShouldBeEmpty("a stored event lost its type; it can no longer be read");

    [Fact]
    public void A_changed_shape_is_noticed()
    {
        var before = Pretty(Stored.Serializer.ToJson(new Before("п1", 2)));
        Difference(before, Pretty(Stored.Serializer.ToJson(new After("п1", "2")))).ShouldNotBeNull();
        Difference(before, Pretty(Stored.Serializer.ToJson(new Renamed("п1", 2)))).ShouldNotBeNull();
        Difference(before, before).ShouldBeNull();
    }

    [Fact]
    public void The_stores_serializer_writes_camel_case_russian_letters_and_named_values() =>
        Stored.Serializer.ToJson(new { Topic = "Тема «Ё»", Role = Role.DeputyHead }).ShouldBe("{\"topic\":\"Тема «Ё»\",\"role\":\"DeputyHead\"}");

    private static string Pretty(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement, Indented) + "\n";

    private static string? Difference(string golden, string written) =>
        golden == written ? null : $"golden:\n{golden}\nwritten:\n{written}";

    private sealed record Before(string Pupil, int Place);

    private sealed record After(string Pupil, string Place);

    private sealed record Renamed(string Pupil, int Seat);
}
