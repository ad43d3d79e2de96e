using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Witnessing;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Watching;

public sealed class WitnessRulesTests
{
    private const string Origin = "eljournal.example/school7/2026-2027";

    private static readonly SigningKey Key = new(Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly SigningKey WitnessSeed = new(Enumerable.Repeat((byte)9, 32).ToArray());
    private static readonly Digest[] Leaves = [.. Enumerable.Range(0, 20).Select(i => TreeHash.Leaf([(byte)i]))];
    private static readonly Checkpoint Seen = At(9);

    [Theory]
    [InlineData(9, 20, WitnessAnswer.Cosigned)]
    [InlineData(9, 9, WitnessAnswer.Cosigned)]
    [InlineData(8, 20, WitnessAnswer.Conflict)]
    [InlineData(0, 20, WitnessAnswer.Conflict)]
    [InlineData(12, 20, WitnessAnswer.Conflict)]
    public void The_old_size_is_the_one_that_was_seen(long old, int size, WitnessAnswer answer) =>
        WitnessRules.AgainstTheRecord(Asked(old, size, old > 0 ? Tree.Consistency(Leaves.AsSpan(0, size), old) : []), Seen).ShouldBe(answer);

    [Fact]
    public void A_log_that_was_never_seen_begins_without_a_proof()
    {
        WitnessRules.AgainstTheRecord(Asked(0, 20, []), null).ShouldBe(WitnessAnswer.Cosigned);
        WitnessRules.AgainstTheRecord(Asked(0, 20, [Leaves[0]]), null).ShouldBe(WitnessAnswer.NotGrown);
        WitnessRules.AgainstTheRecord(Asked(3, 20, []), null).ShouldBe(WitnessAnswer.Conflict);
    }

    [Fact]
    public void A_fork_is_refused()
    {
        Digest[] other = [.. Leaves[..5], TreeHash.Leaf("x"u8), .. Leaves[6..]];
        var forked = new AddCheckpoint(9, Tree.Consistency(other, 9), new Checkpoint(Origin, 20, Tree.Root(other)).Sign(Key));
        WitnessRules.AgainstTheRecord(forked, Seen).ShouldBe(WitnessAnswer.NotGrown);
        WitnessRules.AgainstTheRecord(new AddCheckpoint(9, [], new Checkpoint(Origin, 9, Tree.Root(other.AsSpan(0, 9))).Sign(Key)), Seen).ShouldBe(WitnessAnswer.Conflict);
    }

    [Theory]
    [InlineData("eljournal.example/school7/2026-2027", null)]
    [InlineData("eljournal.example/school7/2027-2028", null)]
    [InlineData("eljournal.example/school8/2026-2027", WitnessAnswer.Unknown)]
    [InlineData("other.example/school7/2026-2027", WitnessAnswer.Unknown)]
    [InlineData("eljournal.example", WitnessAnswer.Unknown)]
    public void A_school_is_known_by_one_key_for_all_its_years(string origin, WitnessAnswer? answer)
    {
        var asked = new AddCheckpoint(0, [], new Checkpoint(origin, 20, Tree.Root(Leaves)).Sign(Key));
        WitnessRules.BeforeTheRecord(asked, WitnessRules.KeyOf(origin, [Key.Verifier(Origin)])).ShouldBe(answer);
    }

    [Fact]
    public void Another_key_and_a_greater_old_size_are_refused()
    {
        var foreign = new AddCheckpoint(0, [], At(20).Sign(WitnessSeed));
        WitnessRules.BeforeTheRecord(foreign, Key.Verifier(Origin)).ShouldBe(WitnessAnswer.Unsigned);
        WitnessRules.BeforeTheRecord(Asked(21, 20, []), Key.Verifier(Origin)).ShouldBe(WitnessAnswer.Wrong);
    }

    [Fact]
    public void A_request_is_read_as_it_is_written()
    {
        var asked = Asked(9, 20, Tree.Consistency(Leaves, 9));
        var read = AddCheckpoint.Parse(asked.ToString());
        (read.OldSize, read.Note.ToString()).ShouldBe((9L, asked.Note.ToString()));
        read.Proof.ShouldBe(asked.Proof);
        AddCheckpoint.Parse(Asked(0, 20, []).ToString()).Proof.ShouldBeEmpty();
        foreach (var torn in (string[])["", "old 9\n", asked.ToString().Replace("old 9", "old 09", StringComparison.Ordinal), asked.ToString().Replace("old", "new", StringComparison.Ordinal)])
            Should.Throw<FormatException>(() => AddCheckpoint.Parse(torn));
        Should.Throw<FormatException>(() => AddCheckpoint.Parse(Asked(9, 20, [.. Enumerable.Repeat(Leaves[0], 64)]).ToString()));
    }

    /// <summary>The line is taken apart by hand, as c2sp.org/tlog-cosignature describes it.</summary>
    [Fact]
    public void A_cosignature_is_what_the_specification_says()
    {
        const string name = "witness.example/region";
        var at = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
        var line = new SignedNote(At(20).ToString(), [WitnessKey.Cosign(name, WitnessSeed, At(20).ToString(), at)]).ToString().TrimEnd('\n').Split('\n')[^1];
        line.ShouldStartWith($"\u2014 {name} ");
        var bytes = Convert.FromBase64String(line.Split(' ')[2]);
        bytes.Length.ShouldBe(4 + 8 + 64);
        bytes[..4].ShouldBe(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), 0x0A, 0x04, .. WitnessSeed.PublicKey.Span])[..4]);
        BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(4)).ShouldBe(at.ToUnixTimeSeconds());
        var message = Encoding.UTF8.GetBytes($"cosignature/v1\ntime {at.ToUnixTimeSeconds()}\n{Origin}\n20\n{Tree.Root(Leaves).ToBase64()}\n");
        var verifier = new Ed25519Signer();
        verifier.Init(false, new Ed25519PublicKeyParameters(WitnessSeed.PublicKey.ToArray()));
        verifier.BlockUpdate(message, 0, message.Length);
        verifier.VerifySignature(bytes[12..]).ShouldBeTrue();
    }

    [Fact]
    public void Only_the_witnesss_own_line_is_believed()
    {
        var at = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
        var key = new WitnessKey("witness.example/region", WitnessSeed.PublicKey.Span);
        var line = WitnessKey.Cosign(key.Name, WitnessSeed, At(20).ToString(), at);
        key.Cosigned(At(20).ToString(), line).ShouldBe(at);
        key.Cosigned(At(19).ToString(), line).ShouldBeNull();
        key.Cosigned(At(20).ToString(), line with { Name = "witness.example/other" }).ShouldBeNull();
        key.Cosigned(At(20).ToString(), WitnessKey.Cosign(key.Name, Key, At(20).ToString(), at)).ShouldBeNull();
        WitnessKey.Parse(key.ToString()).Cosigned(At(20).ToString(), line).ShouldBe(at);
        Should.Throw<FormatException>(() => WitnessKey.Parse(Key.Verifier(key.Name).ToString()));
    }

    private static Checkpoint At(int size) => new(Origin, size, Tree.Root(Leaves.AsSpan(0, size)));

    private static AddCheckpoint Asked(long old, int size, IReadOnlyList<Digest> proof) => new(old, proof, At(size).Sign(Key));
}
