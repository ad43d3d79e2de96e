using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ElJournal.Integrity.Merkle;

/// <summary>
/// SHA-256 of many short texts. The framework fetches, frees and guards an object of OpenSSL around each hash, which costs more than hashing an
/// event; the three plain functions of the same library work in place. Where they are absent, or answer otherwise than the framework, the
/// framework hashes.
/// </summary>
internal static unsafe class Sha256
{
    /// <summary>Room for <c>SHA256_CTX</c>, which has 112 bytes.</summary>
    private const int ContextSize = 256;

    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, int> Begin;
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, byte*, nint, int> Add;
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, byte*, int> End;

    /// <summary>Whether the library's own functions are here and answer as the framework does.</summary>
    internal static readonly bool IsNative;

    /// <summary>Hashes by the framework although the functions are here: to show that both ways give one root, and what the portable one costs.</summary>
    internal static bool IsPortable;

    [ThreadStatic]
    private static IncrementalHash? reused;

    static Sha256()
    {
        if (!NativeLibrary.TryLoad("libcrypto.so.3", typeof(Sha256).Assembly, DllImportSearchPath.SafeDirectories, out var library)
            || !NativeLibrary.TryGetExport(library, "SHA256_Init", out var begin)
            || !NativeLibrary.TryGetExport(library, "SHA256_Update", out var add)
            || !NativeLibrary.TryGetExport(library, "SHA256_Final", out var end)) return;
        Begin = (delegate* unmanaged[SuppressGCTransition]<byte*, int>)begin;
        Add = (delegate* unmanaged[SuppressGCTransition]<byte*, byte*, nint, int>)add;
        End = (delegate* unmanaged[SuppressGCTransition]<byte*, byte*, int>)end;
        var sample = "abc"u8;
        IsNative = Native(sample) == Digest.From(SHA256.HashData(sample));
    }

    public static Digest Of(ReadOnlySpan<byte> bytes) => IsNative && !IsPortable ? Native(bytes) : Managed(bytes);

    [SkipLocalsInit]
    private static Digest Native(ReadOnlySpan<byte> bytes)
    {
        var context = stackalloc byte[ContextSize];
        Digest digest;
        Unsafe.SkipInit(out digest);
        fixed (byte* text = bytes)
        {
            _ = Begin(context);
            _ = Add(context, text, bytes.Length);
            _ = End((byte*)&digest, context);
        }
        return digest;
    }

    private static Digest Managed(ReadOnlySpan<byte> bytes)
    {
        var hash = reused ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        Span<Digest> digest = stackalloc Digest[1];
        hash.GetHashAndReset(MemoryMarshal.AsBytes(digest));
        return digest[0];
    }
}
