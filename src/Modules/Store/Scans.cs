using System.IO.Compression;
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

    /// <summary>A document of hundreds of slides has fewer.</summary>
    private const int MostParts = 10_000;

    private static readonly (byte[] Signature, string Type)[] Known =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"), ([0xFF, 0xD8, 0xFF], "image/jpeg"), ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
    ];

    private Scan(Guid id, string type, byte[] content) =>
        (Id, Type, Content, Sha256) = (id, type, content, Convert.ToHexStringLower(SHA256.HashData(content)));

    public Guid Id { get; }

    /// <summary><c>application/pdf</c>, <c>image/jpeg</c>, <c>image/png</c> or that of a document: by the content, whatever name the file came under.</summary>
    public string Type { get; }

    public byte[] Content { get; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>Null when it is empty, larger than <see cref="Largest"/>, or none of the three kinds.</summary>
    public static Scan? Of(byte[] content) =>
        content.Length <= Largest && Known.FirstOrDefault(known => content.AsSpan().StartsWith(known.Signature)) is { Type: { } type }
            ? new Scan(Guid.NewGuid(), type, content)
            : null;

    /// <summary>
    /// The same, or a document of Word, Excel or PowerPoint: what a teacher gives out. One that carries macros is none: a program is not sent to families.
    /// </summary>
    public static Scan? OrDocument(byte[] content) => Of(content)
        ?? (content.Length <= Largest && content.AsSpan().StartsWith("PK"u8) && DocumentType(content) is { } type ? new Scan(Guid.NewGuid(), type, content) : null);

    /// <summary>By which ending a file of the type is known: pdf, docx.</summary>
    public static string EndingOf(string type) => type switch
    {
        "application/pdf" => "pdf",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        _ => Documents.FirstOrDefault(known => known.Type == type).Ending ?? "bin",
    };

    private static readonly (string Part, string Type, string Ending)[] Documents =
    [
        ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ];

    private static string? DocumentType(byte[] content)
    {
        try
        {
            // Only the list of parts is read; nothing is unpacked.
            using var archive = new ZipArchive(new MemoryStream(content, false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostParts || archive.Entries.Any(part => part.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            return archive.GetEntry("[Content_Types].xml") is null ? null : Documents.FirstOrDefault(known => archive.GetEntry(known.Part) is not null).Type;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

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
