using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Sample;

/// <summary>
/// Chance that is the same on every machine and in every version of the runtime: SplitMix64 from a seed. Each thing throws dice of its own,
/// named after it, so that what is thrown for one pupil does not change with how many throws another took.
/// </summary>
public sealed class Dice
{
    private readonly ulong seed;
    private ulong state;

    public Dice(long seed) => state = this.seed = unchecked((ulong)seed);

    /// <summary>Other dice from the same seed, for the thing named.</summary>
    public Dice For(params ReadOnlySpan<string> name)
    {
        Span<byte> own = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(own, seed);
        Span<byte> hash = stackalloc byte[32];
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(own);
        foreach (var part in name)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(part));
            digest.AppendData([0]);
        }
        digest.GetHashAndReset(hash);
        return new Dice(BinaryPrimitives.ReadInt64BigEndian(hash));
    }

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>At least 0, below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    /// <summary>At least 0, below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Share() * count);

    /// <summary>Both ends inclusive.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>Of the normal distribution (sum of twelve throws: the same bits everywhere, which logarithms and cosines are not).</summary>
    public double Normal(double mean = 0, double deviation = 1)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += Share();
        return mean + (deviation * sum);
    }

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>One of them by weight.</summary>
    public T One<T>(IReadOnlyList<T> of, Func<T, double> weight)
    {
        var left = Share() * of.Sum(weight);
        foreach (var item in of)
        {
            if ((left -= weight(item)) < 0) return item;
        }
        return of[^1];
    }

    /// <summary>All of them in an order of chance.</summary>
    public IReadOnlyList<T> Shuffled<T>(IEnumerable<T> all)
    {
        var list = all.ToArray();
        for (var i = list.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
        return list;
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)(Next() >> 32);
        return bytes;
    }

    /// <summary>A random id (version 4), as the program would have drawn it.</summary>
    public Guid Guid()
    {
        var bytes = Bytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
