using System.Text;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>A manifest of a bag: hash by path, as RFC 8493 §2.1.3 writes it.</summary>
internal static class Manifest
{
    /// <summary>A manifest longer than this is not one of ours.</summary>
    public const int LongestManifest = 16 << 20;

    /// <summary>Null: not a manifest, or one that names a file twice or one outside the bag.</summary>
    public static Dictionary<string, string>? Read(byte[] bytes)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space <= 0) return null;
            var path = line[space..].Trim().TrimStart('*');
            if (path.Length == 0 || path.StartsWith('/') || path.Split('/').Contains("..") || !hashes.TryAdd(path, line[..space].ToLowerInvariant())) return null;
        }
        return hashes.Count > 0 ? hashes : null;
    }
}
