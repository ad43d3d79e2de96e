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
}
