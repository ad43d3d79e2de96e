using System.Globalization;
using System.Text;
using CsCheck;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Tests.Sealing;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Archives;

/// <summary>What one may do to an archive, and how its check names it: k of k.</summary>
public sealed class Spoiling(SealCluster cluster) : SchoolWithArchive(cluster)
{
    private const string Lines = "data/log/events/000.ndjson";
    private const string Subjects = "data/tables/subjects.csv";
    private const string Leaves = "data/log/leafhashes.bin";
    private const string Server = "signatures/tagmanifest.p7s";

    [Fact]
    public async Task An_edited_entry_is_named_by_line_leaf_and_event() => await Found(
        bag => bag.Edit(Lines, text => Edited(text, 9)),
        new ArchiveFault(ArchiveDamage.LineDiffers, Lines, 10, 9, Events[9].ToString(), "lesson/algebra-7b/2026-09-01/4"),
        new ArchiveFault(ArchiveDamage.FileDiffers, Lines));

    [Fact]
    public async Task An_edited_entry_under_manifests_made_anew_is_still_named() => await Found(
        bag =>
        {
            bag.Edit(Lines, text => Edited(text, 9));
            bag.Recompute();
        },
        new ArchiveFault(ArchiveDamage.LineDiffers, Lines, 10, 9, Events[9].ToString(), "lesson/algebra-7b/2026-09-01/4"),
        new ArchiveFault(ArchiveDamage.SignatureFalse, Server, Flaw: SignatureFlaw.OtherBytes));

    [Fact]
    public async Task An_entry_rewritten_with_its_leaf_hash_misses_the_signed_root() => await Found(
        bag =>
        {
            bag.Edit(Lines, text => Edited(text, 9));
            Rehash(bag);
            bag.Recompute();
        },
        new ArchiveFault(ArchiveDamage.RootDiffers, "data/log/checkpoint"),
        new ArchiveFault(ArchiveDamage.SignatureFalse, Server, Flaw: SignatureFlaw.OtherBytes));

    [Fact]
    public async Task A_log_rewritten_and_signed_by_another_key_is_not_the_schools()
    {
        await Make();
        var bag = new Rezipped(Zip());
        var foreign = new SigningKey(new byte[32]);
        bag.Edit(Lines, text => Edited(text, 9));
        var leaves = Rehash(bag);
        var note = new Checkpoint($"{Host}/school7/{Year}", leaves.Length, Tree.Root(leaves)).Sign(foreign);
        bag["data/log/checkpoint"] = Encoding.UTF8.GetBytes(note.ToString());
        bag["data/log/vkey"] = Encoding.UTF8.GetBytes(foreign.Verifier($"{Host}/school7/{Year}") + "\n");
        foreach (var index in (int[])[0, 23])
            bag[$"data/proofs/{index:000000000}.tlog-proof"] = Encoding.UTF8.GetBytes(new TlogProof(index, Tree.Inclusion(leaves, index), note).ToString());
        bag.Recompute();
        var own = ArchiveKey.LoadOrCreate(Directory.CreateDirectory(Path.Combine(Folder, "forger")).FullName, "test server");
        bag["data/keys/archive-cert.pem"] = Encoding.ASCII.GetBytes(own.CertificatePem);
        bag.Recompute();
        bag[Server] = own.Sign(bag["tagmanifest-sha256.txt"], DateTime.UtcNow);
        var zip = bag.Save(Folder);
        // All of it is whole in itself: only what is kept apart from the archive tells.
        (await Check(zip, trusted: false)).Faults.ShouldBeEmpty();
        (await Check(zip)).Faults.Select(fault => (fault.What, fault.Path)).ShouldBe(
            [(ArchiveDamage.KeyForeign, "data/log/vkey"), (ArchiveDamage.CheckpointForged, "data/log/checkpoint"), (ArchiveDamage.KeyForeign, Server)]);
    }

    [Fact]
    public async Task A_dropped_entry_is_named() => await First(
        bag => bag.Edit(Lines, text => string.Join('\n', text.Split('\n').Where((_, place) => place != 9))),
        ArchiveDamage.LineDiffers, 9);

    [Fact]
    public async Task Two_entries_in_each_others_place_are_named() => await First(
        bag => bag.Edit(Lines, text =>
        {
            var lines = text.Split('\n');
            (lines[4], lines[9]) = (lines[9], lines[4]);
            return string.Join('\n', lines);
        }),
        ArchiveDamage.LineDiffers, 4);

    [Fact]
    public async Task A_log_cut_short_is_named() => await First(
        bag => bag.Edit(Lines, text => string.Concat(text.Split('\n').Take(15).Select(line => line + "\n"))), ArchiveDamage.LengthDiffers, 15);

    [Fact]
    public async Task A_changed_table_is_named() => await Found(bag => bag.Edit(Subjects, text => text + "x,y\r\n"), new ArchiveFault(ArchiveDamage.FileDiffers, Subjects));

    [Fact]
    public async Task A_changed_table_under_manifests_made_anew_misses_the_signature() => await Found(
        bag =>
        {
            bag.Edit(Subjects, text => text + "x,y\r\n");
            bag.Recompute();
        },
        new ArchiveFault(ArchiveDamage.SignatureFalse, Server, Flaw: SignatureFlaw.OtherBytes));

    [Fact]
    public async Task A_file_taken_out_is_named() => await Found(bag => bag.Remove(Subjects), new ArchiveFault(ArchiveDamage.FileMissing, Subjects));

    [Fact]
    public async Task A_file_put_in_is_named() =>
        await Found(bag => bag["data/print/07B/ocenki.pdf"] = [1, 2, 3], new ArchiveFault(ArchiveDamage.FileAdded, "data/print/07B/ocenki.pdf"));

    [Fact]
    public async Task A_file_put_in_beside_the_manifests_is_named() => await Found(bag => bag["fetch.txt"] = [1], new ArchiveFault(ArchiveDamage.FileAdded, "fetch.txt"));

    [Fact]
    public async Task A_manifest_without_a_file_is_named() => (await Judged(bag => bag.Edit(
        "manifest-sha512.txt", text => string.Join('\n', text.Split('\n').Where(line => !line.EndsWith(Subjects, StringComparison.Ordinal))))))
        .ShouldContain(new ArchiveFault(ArchiveDamage.ManifestsDisagree, "manifest-sha512.txt"));

    [Fact]
    public async Task A_false_proof_is_named() => await First(
        bag =>
        {
            bag.Edit("data/proofs/000000023.tlog-proof", text => text.Replace("index 23", "index 22", StringComparison.Ordinal));
            bag.Recompute();
        },
        ArchiveDamage.ProofFalse, null);

    [Fact]
    public async Task A_proof_of_a_lying_prover_is_named()
    {
        // The path of another log's leaf, to that log's root, under this log's checkpoint.
        await Make();
        var bag = new Rezipped(Zip());
        Digest[] lie = [.. Enumerable.Range(0, Grades + 4).Select(i => TreeHash.Leaf([(byte)i]))];
        bag["data/proofs/000000000.tlog-proof"] = Encoding.UTF8.GetBytes(
            new TlogProof(0, Tree.Inclusion(lie, 0), SignedNote.Parse(bag.Text("data/log/checkpoint"))).ToString());
        bag.Recompute();
        (await Check(bag.Save(Folder), trusted: false)).Faults.ShouldContain(new ArchiveFault(ArchiveDamage.ProofFalse, "data/proofs/000000000.tlog-proof"));
    }

    [Fact]
    public async Task A_checkpoint_with_another_size_is_forged() => (await Judged(bag =>
    {
        bag.Edit("data/log/checkpoint", text => text.Replace("\n24\n", "\n23\n", StringComparison.Ordinal));
        bag.Recompute();
    })).ShouldContain(new ArchiveFault(ArchiveDamage.CheckpointForged, "data/log/checkpoint"));

    [Fact]
    public async Task A_missing_signature_is_named() => await Found(bag => bag.Remove(Server), new ArchiveFault(ArchiveDamage.SignatureMissing, Server));

    [Fact]
    public async Task A_file_that_is_there_twice_is_named()
    {
        await Make();
        (await Check(new Rezipped(Zip()).Save(Folder, twice: Subjects))).Faults.ShouldBe([new ArchiveFault(ArchiveDamage.FileTwice, Subjects)]);
    }

    [Fact]
    public async Task A_re_zipped_archive_is_whole_but_not_the_file_that_was_made()
    {
        await Make();
        var zip = new Rezipped(Zip()).Save(Folder);
        (await Check(zip)).Faults.ShouldBeEmpty();
        File.Copy(Zip() + ".sha256", zip + ".sha256");
        (await Check(zip)).Faults.ShouldBe([new ArchiveFault(ArchiveDamage.ZipDiffers)]);
    }

    [Fact]
    public async Task Words_put_in_the_place_of_others_are_named()
    {
        await Make(ArchiveKinds.Openings);
        var bag = new Rezipped(Zip(ArchiveKinds.Openings));
        bag.Edit("data/openings.csv", text => text.Replace("прочее", "прочие", StringComparison.Ordinal));
        bag.Recompute();
        var fault = (await Check(bag.Save(Folder))).Faults[0];
        (fault.What, fault.Line, fault.Index).ShouldBe((ArchiveDamage.OpeningFalse, 3L, 22L));
    }

    [Fact]
    public async Task What_is_no_archive_is_said_to_be_none()
    {
        var file = Path.Combine(Folder, "x.zip");
        await File.WriteAllTextAsync(file, "не архив");
        var fault = (await Check(file)).Faults.ShouldHaveSingleItem();
        fault.Text(CultureInfo.GetCultureInfo("ru-RU")).ShouldBe("файл не открывается: это не zip или его оглавление повреждено");
    }

    [Fact]
    public async Task Any_flipped_byte_is_found()
    {
        await Make();
        var whole = await File.ReadAllBytesAsync(Zip());
        var sum = await File.ReadAllTextAsync(Zip() + ".sha256");
        var file = Path.Combine(Folder, "flipped.zip");
        await File.WriteAllTextAsync(file + ".sha256", sum);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Sample(
            (place, change) =>
            {
                var bytes = (byte[])whole.Clone();
                bytes[place] ^= change;
                File.WriteAllBytes(file, bytes);
                return !Check(file).GetAwaiter().GetResult().IsIntact;
            },
            iter: 300,
            threads: 1);
    }

    private static string Edited(string lines, int index)
    {
        var all = lines.Split('\n');
        all[index] = all[index].Replace("\"Value\":", "\"Value\":1", StringComparison.Ordinal);
        return string.Join('\n', all);
    }

    private static Digest[] Rehash(Rezipped bag)
    {
        Digest[] leaves = [.. bag.Text(Lines).TrimEnd('\n').Split('\n').Select(line => TreeHash.Leaf(Encoding.UTF8.GetBytes(line)))];
        bag[Leaves] = [.. leaves.SelectMany(leaf => leaf.Bytes.ToArray())];
        return leaves;
    }

    private async Task<IReadOnlyList<ArchiveFault>> Judged(Action<Rezipped> deed)
    {
        await Make();
        var bag = new Rezipped(Zip());
        deed(bag);
        return (await Check(bag.Save(Folder))).Faults;
    }

    private async Task Found(Action<Rezipped> deed, params ArchiveFault[] faults) => (await Judged(deed)).ShouldBe(faults);

    private async Task First(Action<Rezipped> deed, ArchiveDamage what, long? index)
    {
        var fault = (await Judged(deed))[0];
        (fault.What, fault.Index).ShouldBe((what, index));
    }
}
