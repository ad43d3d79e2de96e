using System.Security.Cryptography;
using System.Text.Json;
using ElJournal.Integrity.Merkle;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Merkle;

/// <summary>The vectors of the transparency.dev project, valid and corrupted, read from a folder beside the repository when it is there.</summary>
public sealed class SharedVectors
{
    private const int Count = 196;

    [Fact]
    public void All_published_proofs_are_judged_as_published()
    {
        var file = Beside("shared", "vectors", "merkle-vectors.ndjson");
        if (file is null)
        {
            Assert.Skip("There is no folder shared/vectors beside the repository; the roots of RFC 6962 are checked without it.");
        }

        var vectors = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        vectors.Count.ShouldBe(Count);
        var misjudged = vectors.Where(vector => IsAccepted(vector) == vector.GetProperty("wantErr").GetBoolean());
        misjudged.Select(vector => vector.GetProperty("file").GetString()).ShouldBeEmpty();
    }

    private static bool IsAccepted(JsonElement vector)
    {
        try
        {
            var proof = vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } given
                ? given.EnumerateArray().Select(hash => Digest.FromBase64(hash.GetString()!)).ToList()
                : [];
            return vector.TryGetProperty("leafIdx", out var index)
                ? Proofs.Includes(Hash(vector, "leafHash"), (long)index.GetUInt64(), (long)vector.GetProperty("treeSize").GetUInt64(), proof, Hash(vector, "root"))
                : Proofs.IsConsistent(
                    (long)vector.GetProperty("size1").GetUInt64(),
                    AnyLength(vector, "root1"),
                    (long)vector.GetProperty("size2").GetUInt64(),
                    AnyLength(vector, "root2"),
                    proof);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Digest Hash(JsonElement vector, string name) => Digest.FromBase64(vector.GetProperty(name).GetString() ?? "");

    /// <summary>Where nothing is computed, the vectors put the words "don't care" for a root; unequal words stay unequal.</summary>
    private static Digest AnyLength(JsonElement vector, string name) =>
        Convert.FromBase64String(vector.GetProperty(name).GetString() ?? "") is { Length: not Digest.Size } words
            ? Digest.From(SHA256.HashData(words))
            : Hash(vector, name);

    private static string? Beside(params string[] path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ElJournal.sln")))
        {
            root = root.Parent;
        }

        var file = root?.Parent is { } parent ? Path.Combine([parent.FullName, .. path]) : null;
        return File.Exists(file) ? file : null;
    }
}
