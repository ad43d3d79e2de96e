using System.Security.Cryptography;
using ElJournal.Kernel;
using Marten;
using Npgsql;

namespace ElJournal.Store;

/// <summary>
/// Скан бумаги on its way into the store. The event holds id, length and SHA-256; the picture lies with the openings and can be erased.
/// What the sender's file was called is nobody's business and is not kept.
/// </summary>
public sealed record Scan
{
    /// <summary>10 MB: a page photographed by a telephone fits, a film does not.</summary>
    public const int Largest = 10 << 20;

    private static readonly (byte[] Signature, string Type)[] Known =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"), ([0xFF, 0xD8, 0xFF], "image/jpeg"), ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
    ];

    private Scan(Guid id, string type, byte[] content) =>
        (Id, Type, Content, Sha256) = (id, type, content, Convert.ToHexStringLower(SHA256.HashData(content)));

    public Guid Id { get; }

    /// <summary><c>application/pdf</c>, <c>image/jpeg</c> or <c>image/png</c>: by the first bytes, whatever name the file came under.</summary>
    public string Type { get; }

    public byte[] Content { get; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>Null when it is empty, larger than <see cref="Largest"/>, or none of the three kinds.</summary>
    public static Scan? Of(byte[] content) =>
        content.Length <= Largest && Known.FirstOrDefault(known => content.AsSpan().StartsWith(known.Signature)) is { Type: { } type }
            ? new Scan(Guid.NewGuid(), type, content)
            : null;

    internal static Scan Stored(Guid id, string type, byte[] content) => new(id, type, content);

    /// <summary>Never prints the picture: this record may meet a log.</summary>
    public override string ToString() => $"Scan {Id}";
}

/// <summary>Сканы: beside the openings, erased with them.</summary>
public sealed class Scans(NpgsqlDataSource database)
{
    internal const string Ddl = """
        create table if not exists openings.scan (
            tenant_id text not null,
            id uuid not null,
            type text not null,
            content bytea not null,
            primary key (tenant_id, id));

        """;

    /// <summary>Queues the scan into the transaction of the event that names it.</summary>
    public static void Store(IDocumentSession session, Scan scan) => session.QueueSqlCommand(
        "insert into openings.scan (tenant_id, id, type, content) values (?, ?, ?, ?) on conflict do nothing",
        session.TenantId, scan.Id, scan.Type, scan.Content);

    /// <summary>Null when it is erased.</summary>
    public async Task<Scan?> Read(SchoolId school, Guid id, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand("select type, content from openings.scan where tenant_id = $1 and id = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Scan.Stored(id, reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null;
    }
}
