using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>
/// Ids that follow from what they name, so that the same work done again meets itself. Never for persons: such an id could be
/// guessed from a name, which a random one and a salted commitment cannot.
/// </summary>
internal static class DerivedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static Guid Command(params IEnumerable<string> parts)
    {
        var hash = Hash(parts);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>16 characters, as <see cref="Id.New{T}"/> makes them.</summary>
    public static T Of<T>(params IEnumerable<string> parts) where T : struct, IId<T> =>
        T.From(new string([.. Hash(parts).Take(16).Select(b => Alphabet[b & 31])]));

    private static byte[] Hash(IEnumerable<string> parts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts)));
}
