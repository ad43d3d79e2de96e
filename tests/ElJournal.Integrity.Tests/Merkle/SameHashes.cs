using System.Security.Cryptography;
using ElJournal.Integrity.Merkle;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Merkle;

/// <summary>Whatever hashes on this machine, it answers as the framework does, at every length around the blocks of SHA-256.</summary>
public sealed class SameHashes
{
    [Fact]
    public void Leaves_of_all_lengths_are_those_of_the_framework()
    {
        foreach (var length in Enumerable.Range(0, 300).Append(65_535))
        {
            var text = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
            TreeHash.Leaf(text).ShouldBe(Digest.From(SHA256.HashData([TreeHash.LeafPrefix, .. text])));
        }
    }

    [Fact]
    public void Both_ways_of_hashing_give_one_root()
    {
        Sha256.IsNative.ShouldBeTrue("libcrypto is where this runs: there are two ways to compare");
        var quick = Root();
        Sha256.IsPortable = true;
        try
        {
            Root().ShouldBe(quick);
        }
        finally
        {
            Sha256.IsPortable = false;
        }

        static Digest Root()
        {
            var range = new CompactRange();
            for (var i = 0; i < 5000; i++) range.Append(TreeHash.Leaf(Enumerable.Repeat((byte)i, i % 700).ToArray()));
            return range.Root();
        }
    }
}
