using System.Security.Cryptography;

namespace ElJournal.Integrity.Archives.Bag;

/// <summary>A file of a bag and what its manifests say of it; hashes in lower-case hex.</summary>
internal sealed record BaggedFile(string Path, long Length, string Sha256, string Sha512);

/// <summary>Hashes what is written into a file, so that no file is read twice. The file has its name only when it is whole.</summary>
internal sealed class HashedFile(string folder, string path, Action<BaggedFile> done) : Stream
{
    private const int BufferSize = 1 << 17;
    private const string Draft = ".part";

    private readonly string place = Path.Combine(folder, path);
    private readonly FileStream file = Begin(Path.Combine(folder, path));
    private readonly IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
    private long length;
    private bool isClosed;

    /// <summary>Nothing is left of it when it is closed after this.</summary>
    public bool IsSpoilt { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position { get => length; set => throw new NotSupportedException(); }

    /// <summary>What a file that is there already would be in the manifests.</summary>
    public static async Task<BaggedFile> Of(string folder, string path, CancellationToken cancel)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var (buffer, length) = (new byte[BufferSize], 0L);
        await using var file = File.OpenRead(Path.Combine(folder, path));
        for (int read; (read = await file.ReadAsync(buffer, cancel)) > 0; length += read)
        {
            sha256.AppendData(buffer, 0, read);
            sha512.AppendData(buffer, 0, read);
        }
        return new BaggedFile(path, length, Hex(sha256), Hex(sha512));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        file.Write(buffer);
        sha256.AppendData(buffer);
        sha512.AppendData(buffer);
        length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isClosed)
        {
            isClosed = true;
            file.Dispose();
            if (IsSpoilt)
            {
                File.Delete(place + Draft);
            }
            else
            {
                File.Move(place + Draft, place, overwrite: true);
                done(new BaggedFile(path, length, Hex(sha256), Hex(sha512)));
            }
            sha256.Dispose();
            sha512.Dispose();
        }
        base.Dispose(disposing);
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetCurrentHash());

    private static FileStream Begin(string place)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return new FileStream(place + Draft, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize);
    }
}
