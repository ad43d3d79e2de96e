using System.Globalization;
using JasperFx.Events;

namespace ElJournal.Backups;

/// <summary>Копии года: the last of each kind of fact in a calendar year.</summary>
/// <param name="Id">Key of the stream, <c>backups/{year}</c>.</param>
public sealed record SafetyBook(
    string Id, CopyMade? Copy = null, DateTimeOffset? CopyAt = null, RestoreProven? Proven = null, DateTimeOffset? ProvenAt = null,
    RestoreFailed? Failed = null, DateTimeOffset? FailedAt = null, StreamChanged? Stream = null, DateTimeOffset? StreamAt = null)
{
    public static string StreamOf(int year) => "backups/" + year.ToString(CultureInfo.InvariantCulture);

    public static SafetyBook Create(IEvent<CopyMade> e) => Apply(e, new SafetyBook(e.StreamKey!));

    public static SafetyBook Create(IEvent<RestoreProven> e) => Apply(e, new SafetyBook(e.StreamKey!));

    public static SafetyBook Create(IEvent<RestoreFailed> e) => Apply(e, new SafetyBook(e.StreamKey!));

    public static SafetyBook Create(IEvent<StreamChanged> e) => Apply(e, new SafetyBook(e.StreamKey!));

    public static SafetyBook Apply(IEvent<CopyMade> e, SafetyBook book) => book with { Copy = e.Data, CopyAt = e.Timestamp };

    public static SafetyBook Apply(IEvent<RestoreProven> e, SafetyBook book) => book with { Proven = e.Data, ProvenAt = e.Timestamp };

    public static SafetyBook Apply(IEvent<RestoreFailed> e, SafetyBook book) => book with { Failed = e.Data, FailedAt = e.Timestamp };

    public static SafetyBook Apply(IEvent<StreamChanged> e, SafetyBook book) => book with { Stream = e.Data, StreamAt = e.Timestamp };
}
