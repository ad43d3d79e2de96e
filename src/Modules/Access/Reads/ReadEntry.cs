using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;

namespace ElJournal.Access.Reads;

/// <summary>Чтение: who looked at whose data, when, as what, why and from which sign-in. Ids only.</summary>
/// <param name="OnBehalfOf">For whom, or as whom, the page was looked at, when not for oneself.</param>
/// <param name="Kind">Kind of page: <c>journal</c>, <c>changes</c> …</param>
/// <param name="Subject">Whose data: <c>pupil/{id}</c>, <c>class/{id}</c>, <c>course/{id}</c>, or <c>*</c>, the whole register.</param>
public sealed record ReadEntry(
    SchoolId School, DateTimeOffset At, AccountId Account, Role Role, AccountId? OnBehalfOf, string Session, string Kind, Purpose Purpose, string Subject)
{
    /// <summary>The day of its partition, by UTC.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>To the microsecond, as the database keeps it: what is hashed must be what can be read back.</summary>
    public static DateTimeOffset Moment(DateTimeOffset at) => new(at.UtcTicks / 10 * 10, TimeSpan.Zero);
}

/// <summary>Цепочка чтений: the hash of an entry covers its place, its words and the hash before it, so nothing in between can be changed.</summary>
internal static class ReadChain
{
    public static readonly byte[] Beginning = new byte[32];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Next(byte[] before, long n, ReadEntry e) => SHA256.HashData([.. before, .. Canonical(n, e)]);

    /// <summary>A JSON array of texts in a fixed order, UTF-8.</summary>
    internal static byte[] Canonical(long n, ReadEntry e) => JsonSerializer.SerializeToUtf8Bytes<string?[]>(
    [
        e.School.Value, n.ToString(CultureInfo.InvariantCulture),
        e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        e.Account.Value, Provenance.Headers.Name(e.Role), e.OnBehalfOf?.Value, e.Session, e.Kind, Provenance.Headers.Name(e.Purpose), e.Subject,
    ], Plain);
}
