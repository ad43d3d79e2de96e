using System.Globalization;
using System.Text;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Tests.Sealing;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Archives;

/// <summary>What an archive holds, that it is the same whenever it is made, and that nothing half-made passes for one.</summary>
public sealed class Making(SealCluster cluster) : SchoolWithArchive(cluster)
{
    [Fact]
    public async Task The_bag_holds_the_log_as_it_was_sealed()
    {
        var made = await Make();
        var bag = new Rezipped(Zip());
        bag.Files.Keys.ShouldBe(
            [
                "bag-info.txt", "bagit.txt", "data/README.txt", "data/keys/archive-cert.pem", "data/keys/log.pem", "data/log/checkpoint", "data/log/events/000.ndjson",
                "data/log/leafhashes.bin", "data/log/vkey", "data/log/witnesses.txt", "data/opis.csv", "data/proofs/000000000.tlog-proof", "data/proofs/000000023.tlog-proof",
                "data/tables/subjects.csv", "data/tables/subjects.csv-metadata.json", "data/tools/verify.py", "manifest-sha256.txt", "manifest-sha512.txt",
                "signatures/tagmanifest.p7s", "tagmanifest-sha256.txt",
            ],
            ignoreOrder: true);
        var lines = bag.Text("data/log/events/000.ndjson").TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(Grades + 4);
        Tree.Root([.. lines.Select(line => TreeHash.Leaf(Encoding.UTF8.GetBytes(line)))]).ToHex().ShouldBe(made.Root);
        bag["data/log/leafhashes.bin"].Length.ShouldBe(32 * lines.Length);
        bag.Text("data/opis.csv").ShouldContain("data/tables/subjects.csv,Предметы,,5\r\n");
        bag.Text("data/tables/subjects.csv").ShouldBe("subject,name\r\nalgebra,\"Алгебра, «7Б»\"\r\n");
        bag.Text("bag-info.txt").ShouldContain("Source-Organization: Школа № 7\n");
        var verdict = await Check(Zip());
        verdict.Faults.ShouldBeEmpty();
        (verdict.Kind, verdict.Year, verdict.Lines, verdict.Root, verdict.Sha256).ShouldBe(("J5", Year, Grades + 4L, made.Root, made.Sha256));
        verdict.Signatures.ShouldHaveSingleItem().Found.Signer!.Name.ShouldBe("test server");
    }

    [Theory]
    [InlineData(ArchiveKinds.Journals)]
    [InlineData(ArchiveKinds.Openings)]
    public async Task The_same_log_gives_the_same_bytes(string kind)
    {
        await Make(kind);
        var first = await File.ReadAllBytesAsync(Zip(kind));
        File.Delete(Zip(kind));
        await Make(kind);
        (await File.ReadAllBytesAsync(Zip(kind))).ShouldBe(first);
    }

    [Fact]
    public async Task Words_lie_in_a_bag_of_their_own_and_the_erased_ones_in_none()
    {
        await Make();
        await Make(ArchiveKinds.Openings);
        var words = new Rezipped(Zip(ArchiveKinds.Openings));
        var table = words.Text("data/openings.csv");
        table.ShouldContain("'=болел, «справка»\nот врача");
        table.ShouldContain(Kept.Sealed.Commitment);
        table.ShouldContain("accounting.day_completed.v1/Lessons/Words");
        table.ShouldNotContain(Erased.Id.ToString());
        words.Text("bag-info.txt").ShouldContain("ElJournal-Openings: 2\nElJournal-Openings-Erased: 1\n");
        (await Check(Zip(ArchiveKinds.Openings))).Faults.ShouldBeEmpty();
        new Rezipped(Zip()).Files.Values.ShouldAllBe(bytes => !Encoding.UTF8.GetString(bytes).Contains("болел", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_archive_is_made_of_a_broken_log()
    {
        await Database.Execute($$"""update journal.mt_events set data = jsonb_set(data, '{Value}', '5') where id = '{{Events[9]}}'""");
        var refused = await Should.ThrowAsync<ArchiveRefused>(() => Make());
        refused.Text(CultureInfo.GetCultureInfo("ru-RU")).ShouldBe("Архив не сделан: журнал записей нарушен, первое место – лист 9. Проверьте журнал: eljournal verify.");
        Nothing();
    }

    [Fact]
    public async Task A_year_without_a_log_has_no_archive() =>
        (await Should.ThrowAsync<ArchiveRefused>(() => Maker.Make("2030-2031", ArchiveKinds.Journals))).Text(CultureInfo.GetCultureInfo("en-US")).ShouldContain("2030-2031");

    [Fact]
    public async Task A_full_disk_is_said_and_leaves_nothing_that_passes_for_an_archive()
    {
        Before = () => throw new IOException("No space left on device");
        var refused = await Should.ThrowAsync<ArchiveRefused>(() => Make());
        refused.Text(CultureInfo.GetCultureInfo("ru-RU")).ShouldContain("Освободите место на диске");
        Nothing();
    }

    [Fact]
    public async Task What_was_broken_off_goes_on_where_it_stopped()
    {
        using var stop = new CancellationTokenSource();
        Before = stop.Cancel;
        await Should.ThrowAsync<OperationCanceledException>(() => Make(cancel: stop.Token));
        Nothing();
        var line = Path.Combine(Folder, $"elj-school7-{Year}-J5.making", "bag", "data", "log", "events", "000.ndjson");
        var begun = File.GetLastWriteTimeUtc(line);
        Before = () => File.GetLastWriteTimeUtc(line).ShouldBe(begun);
        await Make();
        (await Check(Zip())).Faults.ShouldBeEmpty();
        Directory.EnumerateDirectories(Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_checkpoint_left_is_made_anew()
    {
        using var stop = new CancellationTokenSource();
        Before = stop.Cancel;
        await Should.ThrowAsync<OperationCanceledException>(() => Make(cancel: stop.Token));
        await Database.Record(5, "lesson/algebra-7b/2026-09-02/1");
        await Log.SealPending();
        Before = () => { };
        (await Make()).Size.ShouldBe(Grades + 5);
    }

    private void Nothing() => Directory.EnumerateFiles(Folder, "*.zip*").ShouldBeEmpty();
}
