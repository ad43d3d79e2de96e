using System.Buffers.Text;
using System.Text;
using ElJournal.Integrity.Canonical;
using ElJournal.Integrity.Merkle;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Sealing;

/// <summary>
/// Запечатываемая запись: the bytes of one event that the log seals, JCS of
/// <c>{actor, at, data, id, meta, seq, stream, tenant, type, v, ver}</c>.
/// </summary>
/// <remarks>
/// <para><c>meta</c> seals the provenance that the history shows beside the author: <c>role</c>, <c>session</c>, <c>channel</c>,
/// <c>on_behalf_of</c>, <c>client_time</c> and <c>permit</c>, as far as the event's headers hold them. Without them one could turn "typed by the deputy
/// for the teacher, from a file" into "typed by the teacher" and no hash would change. The other headers, correlation and causation
/// are the plumbing of a release and stay outside.</para>
/// <para>The .NET type name is never sealed: a renamed class would break every seal. <c>v</c> repeats the version inside <c>type</c>;
/// 0 for a name that carries none.</para>
/// </remarks>
public sealed class Envelope
{
    /// <summary>tlog-tiles counts an entry's length in 16 bits.</summary>
    public const int LongestEntry = 65_535;

    private static readonly byte[][] Provenance =
        ["channel"u8.ToArray(), "client_time"u8.ToArray(), "on_behalf_of"u8.ToArray(), "permit"u8.ToArray(), "role"u8.ToArray(), "session"u8.ToArray()];

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly long EarliestMicrosecond = (DateTime.MinValue.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond;
    private static readonly long LatestMicrosecond = (DateTime.MaxValue.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private readonly CanonicalJson json = new();
    private readonly byte[] tenant;

    public Envelope(SchoolId school)
    {
        var name = new CanonicalJson();
        name.Text(Encoding.UTF8.GetBytes(school.Value));
        tenant = name.Written.ToArray();
    }

    /// <summary>The entry's bytes, one line of an archive; valid until the next event.</summary>
    public ReadOnlySpan<byte> Entry(in EventRow row) => Prefixed(row)[1..];

    public Digest Leaf(in EventRow row) => TreeHash.PrefixedLeaf(Prefixed(row));

    /// <summary>The entry made last; valid until the next event.</summary>
    public ReadOnlySpan<byte> Last => json.Written[1..];

    /// <summary>Length of the entry made last.</summary>
    public int Length => json.Written.Length - 1;

    private ReadOnlySpan<byte> Prefixed(in EventRow row)
    {
        json.Clear();
        json.Raw([TreeHash.LeafPrefix]);
        json.Raw("{\"actor\":"u8);
        if (row.HasActor)
        {
            json.Text(row.Actor);
        }
        else
        {
            json.Raw("null"u8);
        }

        json.Raw(",\"at\":\""u8);
        Time(row.Microseconds);
        json.Raw("\",\"data\":"u8);
        json.Value(row.Data);
        json.Raw(",\"id\":"u8);
        json.Text(row.Id);
        json.Raw(",\"meta\":"u8);
        if (row.Headers.IsEmpty)
        {
            json.Raw("{}"u8);
        }
        else
        {
            json.ObjectOf(row.Headers, Provenance);
        }

        json.Raw(",\"seq\":"u8);
        json.Integer(row.Seq);
        json.Raw(",\"stream\":"u8);
        json.Text(row.Stream);
        json.Raw(",\"tenant\":"u8);
        json.Raw(tenant);
        json.Raw(",\"type\":"u8);
        json.Text(row.Type);
        json.Raw(",\"v\":"u8);
        json.Integer(VersionOf(row.Type));
        json.Raw(",\"ver\":"u8);
        json.Integer(row.Version);
        json.Raw("}"u8);

        return json.Written.Length - 1 <= LongestEntry
            ? json.Written
            : throw new NotSealableException($"The event's entry has {json.Written.Length - 1} bytes, more than {LongestEntry}.");
    }

    /// <summary><c>YYYY-MM-DDTHH:MM:SS.ffffffZ</c>.</summary>
    private void Time(long microseconds)
    {
        // Marten fills the place of an event that failed with a tombstone, whose time is minus infinity: the first moment of the calendar.
        if (microseconds == long.MinValue) microseconds = EarliestMicrosecond;
        if (microseconds < EarliestMicrosecond || microseconds > LatestMicrosecond)
        {
            throw new NotSealableException("The event's time is outside the calendar.");
        }

        var time = Epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        Span<byte> text = stackalloc byte[27];
        "0000-00-00T00:00:00.000000Z"u8.CopyTo(text);
        Digits(text[..4], time.Year);
        Digits(text[5..7], time.Month);
        Digits(text[8..10], time.Day);
        Digits(text[11..13], time.Hour);
        Digits(text[14..16], time.Minute);
        Digits(text[17..19], time.Second);
        Digits(text[20..26], (int)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
        json.Raw(text);
    }

    private static void Digits(Span<byte> place, int value)
    {
        for (var i = place.Length - 1; i >= 0; i--, value /= 10)
        {
            place[i] = (byte)('0' + (value % 10));
        }
    }

    /// <summary>N of a name that ends with <c>.vN</c>.</summary>
    private static int VersionOf(ReadOnlySpan<byte> type)
    {
        var mark = type.LastIndexOf(".v"u8);
        return mark >= 0 && Utf8Parser.TryParse(type[(mark + 2)..], out int version, out var consumed)
            && consumed == type.Length - mark - 2 ? version : 0;
    }
}
