using ElJournal.Integrity.Merkle;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Merkle;

public sealed class EverySmallTree
{
    private const int Largest = 64;

    private static readonly Digest[] Leaves = [.. Enumerable.Range(0, Largest).Select(i => TreeHash.Leaf([(byte)i]))];
    private static readonly Digest[] Roots = [.. Enumerable.Range(0, Largest + 1).Select(size => DefinitionOfRoot(Leaves.AsSpan(0, size)))];

    [Fact]
    public void Appending_gives_the_root_of_the_definition()
    {
        var range = new CompactRange();
        foreach (var leaf in Leaves)
        {
            range.Root().ShouldBe(Roots[range.Size]);
            range.Append(leaf);
        }

        range.Root().ShouldBe(Roots[Largest]);
    }

    [Fact]
    public void Every_leaf_of_every_tree_is_proved_and_no_other()
    {
        for (var size = 1; size <= Largest; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var path = Tree.Inclusion(Leaves.AsSpan(0, size), index);
                Proofs.Includes(Leaves[index], index, size, path, Roots[size]).ShouldBeTrue($"{index} of {size}");
                Proofs.Includes(Leaves[(index + 1) % Largest], index, size, path, Roots[size]).ShouldBeFalse();
                Proofs.Includes(Leaves[index], index, size, path, Roots[size - 1]).ShouldBeFalse();
                Proofs.Includes(Leaves[index], index, size, [.. path, Leaves[0]], Roots[size]).ShouldBeFalse();
                Proofs.Includes(Leaves[index], size, size, path, Roots[size]).ShouldBeFalse();
                for (var other = 0; other < size; other++)
                {
                    Proofs.Includes(Leaves[index], other, size, path, Roots[size]).ShouldBe(other == index);
                }
            }
        }
    }

    [Fact]
    public void Every_growth_is_proved_and_no_other_past()
    {
        for (var size2 = 1; size2 <= Largest; size2++)
        {
            for (var size1 = 1; size1 <= size2; size1++)
            {
                var proof = Tree.Consistency(Leaves.AsSpan(0, size2), size1);
                Proofs.IsConsistent(size1, Roots[size1], size2, Roots[size2], proof).ShouldBeTrue($"{size1} to {size2}");
                Proofs.IsConsistent(size1, Roots[size1 - 1], size2, Roots[size2], proof).ShouldBeFalse();
                Proofs.IsConsistent(size1, Roots[size1], size2, Roots[size2 - 1], proof).ShouldBeFalse();
                Proofs.IsConsistent(size1, Roots[size1], size2, Roots[size2], [.. proof, Leaves[0]]).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void An_empty_past_proves_nothing() =>
        Proofs.IsConsistent(0, TreeHash.Empty, 8, Roots[8], []).ShouldBeFalse();

    /// <summary>RFC 6962 §2.1 word for word, apart from the code under test.</summary>
    private static Digest DefinitionOfRoot(ReadOnlySpan<Digest> leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.Length == 0 ? TreeHash.Empty : leaves[0];
        }

        var k = 1;
        while (k * 2 < leaves.Length)
        {
            k *= 2;
        }

        return TreeHash.Node(DefinitionOfRoot(leaves[..k]), DefinitionOfRoot(leaves[k..]));
    }
}
