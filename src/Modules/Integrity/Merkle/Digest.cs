using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ElJournal.Integrity.Merkle;

/// <summary>A SHA-256 value held in place, so that millions of them lie in one array without an object each.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Digest
{
    public const int Size = 32;

    private readonly ulong a;
    private readonly ulong b;
    private readonly ulong c;
    private readonly ulong d;

    /// <summary>The 32 bytes as they stand in memory; valid while the value they belong to lives.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in this, 1));

    public static Digest From(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? MemoryMarshal.Read<Digest>(bytes)
        : throw new FormatException($"A SHA-256 value has {Size} bytes, not {bytes.Length}.");

    public static Digest FromBase64(string text) => From(Convert.FromBase64String(text));

    public static Digest FromHex(string text) => From(Convert.FromHexString(text));

    public string ToBase64() => Convert.ToBase64String(Bytes);

    public string ToHex() => Convert.ToHexStringLower(Bytes);

    public override string ToString() => ToHex();
}
