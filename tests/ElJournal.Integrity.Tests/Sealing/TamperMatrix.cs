using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Verifying;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Sealing;

/// <summary>
/// The rest of what one who owns the database may do (<see cref="Tampering"/> has the plain deeds): deeds in several tables that leave no hole, copies put
/// back, and proofs that lie. The table of all is docs/howto/verify-the-log.md.
/// </summary>
public sealed class TamperMatrix(SealCluster cluster) : SchoolWithSealedGrades(cluster)
{
    private static readonly string[] Tables =
        ["journal.mt_streams", "journal.mt_events", "integrity.logs", "integrity.leaves", "integrity.checkpoints", "integrity.ranges", "integrity.marks"];

    /// <summary>Each deed on the sealed log of 21 entries, whose checkpoints stand at 9 and 21, and the first place that is named.</summary>
    [Theory]
    [InlineData("row and leaf gone, the leaves behind renumbered", "delete from journal.mt_events where seq_id = {seq}; delete from integrity.leaves where idx = 9; update integrity.leaves set idx = idx - 1 where idx > 9",
        Damage.ShorterThanCheckpoint, 20L)]
    [InlineData("the same, and the later checkpoint gone too", "delete from journal.mt_events where seq_id = {seq}; delete from integrity.leaves where idx = 9; update integrity.leaves set idx = idx - 1 where idx > 9; delete from integrity.checkpoints where size = 21",
        Damage.CheckpointMissing, 19L)]
    [InlineData("two leaves in each other's place", "update integrity.leaves set idx = -1 where idx = 9; update integrity.leaves set idx = 9 where idx = 12; update integrity.leaves set idx = 12 where idx = -1",
        Damage.RootDiffers, 20L)]
    [InlineData("a row and a leaf doubled", "insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, user_name, headers) select 900, '11111111-1111-4111-8111-111111111111', stream_id, 77, data, type, timestamp, tenant_id, mt_dotnet_type, user_name, headers from journal.mt_events where seq_id = {seq}; insert into integrity.leaves select tenant, year, 21, 900, '11111111-1111-4111-8111-111111111111', stream, 77, hash from integrity.leaves where idx = 9",
        Damage.CheckpointMissing, 21L)]
    [InlineData("a checkpoint of another size", "update integrity.checkpoints set size = 10 where size = 9", Damage.CheckpointForged, 9L)]
    [InlineData("every checkpoint gone", "delete from integrity.checkpoints", Damage.CheckpointMissing, 20L)]
    [InlineData("the year's opening turned into another year's", """update journal.mt_events set data = jsonb_set(data, '{Year}', '"2025-2026"') where seq_id = 1""", Damage.WrongYear, 0L)]
    public async Task A_deed_in_several_tables_is_named(string deed, string sql, Damage what, long index)
    {
        foreach (var statement in sql.Replace("{seq}", $"{await SeqOf(9)}", StringComparison.Ordinal).Split("; ")) await Database.Execute(statement);
        var broken = (await Verify()).Broken;
        broken.ShouldContain(found => found.What == what && found.Index == index, $"{deed}: {string.Join(", ", broken.Select(b => $"{b.What} {b.Index}"))}");
    }

    [Fact]
    public async Task An_older_copy_put_back_is_shorter_than_the_checkpoint_kept_outside()
    {
        await Copy();
        var kept = await Grown();
        await PutBack();
        (await Verify()).IsIntact.ShouldBeTrue("an older copy is a whole log: only a checkpoint from outside tells");
        var broken = (await Verify(kept)).Broken.ShouldHaveSingleItem();
        (broken.What, broken.Index).ShouldBe((Damage.ShorterThanCheckpoint, Grades + 1L));
    }

    [Fact]
    public async Task An_older_copy_that_went_on_otherwise_is_a_fork()
    {
        await Copy();
        var kept = await Grown();
        await PutBack();
        for (var i = 0; i < 4; i++) await Database.Record(5, $"lesson/other-7b/2026-09-05/{i}");
        await Log.SealPending();
        (await Verify()).IsIntact.ShouldBeTrue();
        var broken = (await Verify(kept)).Broken.ShouldHaveSingleItem();
        (broken.What, broken.From, broken.Index).ShouldBe((Damage.RootDiffers, Grades + 1L, Grades + 2L), "between the last common checkpoint and the one kept");
    }

    /// <summary>Every single thing in a proof that can be something else makes it prove nothing.</summary>
    [Fact]
    public async Task A_proof_with_anything_altered_proves_nothing()
    {
        var (proof, leaf) = (TlogProof.Parse((await Log.Prove(Events[9]))!.ToString()), await LeafOf(9));
        var (origin, key) = ($"{Host}/school7/{Year}", Key.Verifier($"{Host}/school7/{Year}"));
        proof.Proves(leaf, origin, key).ShouldBeTrue();
        proof.Path.Count.ShouldBeGreaterThan(3);

        var other = TreeHash.Leaf("x"u8);
        var checkpoint = Checkpoint.Parse(proof.Note.Text);
        List<(string What, TlogProof Forged)> forged =
        [
            .. Enumerable.Range(0, Grades + 2).Where(i => i != 9).Select(i => ($"index {i}", proof with { Index = i })),
            .. Enumerable.Range(0, proof.Path.Count).Select(i => ($"step {i} altered", proof with { Path = [.. proof.Path.Take(i), other, .. proof.Path.Skip(i + 1)] })),
            .. Enumerable.Range(0, proof.Path.Count).Select(i => ($"step {i} left out", proof with { Path = [.. proof.Path.Take(i), .. proof.Path.Skip(i + 1)] })),
            .. Enumerable.Range(0, proof.Path.Count + 1).Select(i => ($"a step before {i}", proof with { Path = [.. proof.Path.Take(i), other, .. proof.Path.Skip(i)] })),
            ("no path", proof with { Path = [] }),
            ("another root under the old signature", proof with { Note = proof.Note with { Text = (checkpoint with { Root = other }).ToString() } }),
            ("another size under the old signature", proof with { Note = proof.Note with { Text = (checkpoint with { Size = 20 }).ToString() } }),
            ("another log's name under the old signature", proof with { Note = proof.Note with { Text = (checkpoint with { Origin = $"{Host}/school8/{Year}" }).ToString() } }),
            ("signed by another key", proof with { Note = checkpoint.Sign(new SigningKey(new byte[32])) }),
            ("signed by the log's key for another log", proof with { Note = (checkpoint with { Origin = $"{Host}/school8/{Year}" }).Sign(Key) }),
        ];
        forged.Where(lie => lie.Forged.Proves(leaf, origin, key)).Select(lie => lie.What).ShouldBeEmpty();
        (await Task.WhenAll(Enumerable.Range(0, Grades + 1).Where(i => i != 9).Select(LeafOf))).ShouldAllBe(foreign => !proof.Proves(foreign, origin, key));
    }

    /// <summary>A prover with a tree of its own, in which one mark is another, shows a flawless path; it lacks the signature of the log.</summary>
    [Fact]
    public async Task A_prover_who_lies_about_one_entry_has_no_signature_for_it()
    {
        var leaves = await Task.WhenAll(Enumerable.Range(0, Grades + 1).Select(LeafOf));
        var (origin, key) = ($"{Host}/school7/{Year}", Key.Verifier($"{Host}/school7/{Year}"));
        var note = (await Log.LatestCheckpoint())!;
        var lie = TreeHash.Leaf("a five"u8);
        Digest[] lying = [.. leaves[..9], lie, .. leaves[10..]];
        var path = Tree.Inclusion(lying, 9);
        new TlogProof(9, path, new Checkpoint(origin, lying.Length, Tree.Root(lying)).Sign(new SigningKey(new byte[32]))).Proves(lie, origin, key).ShouldBeFalse();
        new TlogProof(9, path, note).Proves(lie, origin, key).ShouldBeFalse();
        // Nor does a longer tree that hides the lie grow out of what was signed.
        var checkpoint = Checkpoint.Parse(note.Text);
        Digest[] longer = [.. lying, TreeHash.Leaf("more"u8)];
        Proofs.IsConsistent(checkpoint.Size, checkpoint.Root, longer.Length, Tree.Root(longer), Tree.Consistency(longer, checkpoint.Size)).ShouldBeFalse();
    }

    private async Task<Digest> LeafOf(int index) => Digest.From(await Database.Ask<byte[]>($"select hash from integrity.leaves where event_id = '{Events[index]}'"));

    /// <summary>Two more grades, sealed; the checkpoint goes out of the house.</summary>
    private async Task<SignedNote> Grown()
    {
        for (var i = 0; i < 2; i++) await Database.Record(4, $"lesson/algebra-7b/2026-09-04/{i}");
        await Log.SealPending();
        return (await Log.LatestCheckpoint())!;
    }

    private async Task Copy()
    {
        foreach (var table in Tables) await Database.Execute($"create table {Kept(table)} as table {table}");
    }

    private async Task PutBack()
    {
        foreach (var table in Tables.Reverse()) await Database.Execute($"delete from {table}");
        foreach (var table in Tables) await Database.Execute($"insert into {table} select * from {Kept(table)}");
    }

    private static string Kept(string table) => "kept_" + table.Split('.')[1];
}
