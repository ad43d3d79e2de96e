using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Notes;

public sealed class SignedNotes
{
    // The example of golang.org/x/mod/sumdb/note.
    private const string Vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string Skey = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private const string Text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    private const string Note =
        Text + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static readonly SigningKey Peter = new(Convert.FromBase64String(Skey).AsSpan(1));

    [Fact]
    public void The_published_note_verifies_with_the_published_key() =>
        SignedNote.Parse(Note).IsSignedBy(VerifierKey.Parse(Vkey)).ShouldBeTrue();

    [Fact]
    public void Signing_again_gives_the_published_note_byte_for_byte() =>
        SignedNote.Sign(Text, "PeterNeumann", Peter).ToString().ShouldBe(Note);

    [Fact]
    public void The_public_half_is_the_published_vkey() => Peter.Verifier("PeterNeumann").ToString().ShouldBe(Vkey);

    [Fact]
    public void Any_changed_character_spoils_the_note()
    {
        var key = VerifierKey.Parse(Vkey);
        for (var i = 0; i < Text.Length - 1; i++)
        {
            var changed = Note[..i] + (char)(Note[i] ^ 1) + Note[(i + 1)..];
            Accepts(changed, key).ShouldBeFalse(changed);
        }
    }

    [Theory]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T=")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void A_mangled_vkey_is_refused(string vkey) => Should.Throw<FormatException>(() => VerifierKey.Parse(vkey));

    [Fact]
    public void A_witness_adds_a_line_and_the_log_still_verifies()
    {
        var note = SignedNote.Parse(Note);
        var witness = new SigningKey(new byte[32]);
        var cosigned = SignedNote.Parse((note with { Signatures = [.. note.Signatures, .. SignedNote.Sign(Text, "witness.example", witness).Signatures] }).ToString());
        cosigned.IsSignedBy(VerifierKey.Parse(Vkey)).ShouldBeTrue();
        cosigned.IsSignedBy(witness.Verifier("witness.example")).ShouldBeTrue();
        cosigned.IsSignedBy(witness.Verifier("another.example")).ShouldBeFalse();
    }

    [Fact]
    public void A_checkpoint_is_origin_size_and_root_on_three_lines()
    {
        var checkpoint = new Checkpoint("eljournal.example/school7/2026-2027", 3, TreeHash.Leaf("x"u8));
        checkpoint.ToString().ShouldBe($"eljournal.example/school7/2026-2027\n3\n{TreeHash.Leaf("x"u8).ToBase64()}\n");
        Checkpoint.Parse(checkpoint.ToString()).ShouldBe(checkpoint);
        Should.Throw<FormatException>(() => Checkpoint.Parse(checkpoint.ToString().Replace("\n3\n", "\n03\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_log_proof_reads_back_and_proves_only_its_own_leaf()
    {
        Digest[] leaves = [.. Enumerable.Range(0, 11).Select(i => TreeHash.Leaf([(byte)i]))];
        var origin = "eljournal.example/school7/2026-2027";
        var proof = new TlogProof(6, Tree.Inclusion(leaves, 6), new Checkpoint(origin, 11, Tree.Root(leaves)).Sign(Peter), "seen"u8.ToArray());

        proof.ToString().ShouldStartWith($"c2sp.org/tlog-proof@v1\nextra c2Vlbg==\nindex 6\n{leaves[7].ToBase64()}\n");
        var read = TlogProof.Parse(proof.ToString());
        read.ToString().ShouldBe(proof.ToString());
        read.Proves(leaves[6], origin, Peter.Verifier(origin)).ShouldBeTrue();
        read.Proves(leaves[5], origin, Peter.Verifier(origin)).ShouldBeFalse();
        read.Proves(leaves[6], "eljournal.example/school8/2026-2027", Peter.Verifier(origin)).ShouldBeFalse();
        read.Proves(leaves[6], origin, new SigningKey(new byte[32]).Verifier(origin)).ShouldBeFalse();
        Should.Throw<FormatException>(() => TlogProof.Parse(proof.ToString().Replace("index 6", "index 06", StringComparison.Ordinal)));
    }

    private static bool Accepts(string note, VerifierKey key)
    {
        try
        {
            return SignedNote.Parse(note).IsSignedBy(key);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
