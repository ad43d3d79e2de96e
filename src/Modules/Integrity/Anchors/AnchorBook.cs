using JasperFx.Events;

namespace ElJournal.Integrity.Anchors;

/// <summary>Получатель: who gets checkpoints by mail.</summary>
/// <param name="Address">Opening of the mail address.</param>
/// <param name="Sent">The last day on which a checkpoint went out; null: none has yet.</param>
/// <param name="Alarmed">Number of the check of which the person was last alarmed; 0: never.</param>
public sealed record Recipient(string Staff, Guid Address, DateOnly? Sent = null, int Alarmed = 0);

/// <summary>Внешние копии контрольных точек of one school: to whom they go, and the last that went out.</summary>
public sealed record AnchorBook(string Id, IReadOnlyList<Recipient> Recipients)
{
    /// <summary>The stream, one for each school.</summary>
    public const string Stream = "watch/anchors";

    /// <summary>More would be a mailing list, and nobody's care.</summary>
    public const int Most = 10;

    /// <summary>The last checkpoint that went out; null: none has yet.</summary>
    public CheckpointSent? Last { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    public Recipient? Of(string staff) => Recipients.FirstOrDefault(r => r.Staff == staff);

    public static AnchorBook Create(RecipientNamed e) => Apply(e, new AnchorBook(Stream, []));

    /// <summary>Who is named again has another address from now on, and gets a checkpoint there at once.</summary>
    public static AnchorBook Apply(RecipientNamed e, AnchorBook book) => book with
    {
        Recipients = [.. book.Recipients.Where(r => r.Staff != e.Staff), new Recipient(e.Staff, e.Address.Opening, null, book.Of(e.Staff)?.Alarmed ?? 0)],
    };

    public static AnchorBook Apply(RecipientDismissed e, AnchorBook book) => book with { Recipients = [.. book.Recipients.Where(r => r.Staff != e.Staff)] };

    public static AnchorBook Apply(IEvent<CheckpointSent> e, AnchorBook book) => book with
    {
        Last = e.Data,
        LastAt = e.Timestamp,
        Recipients = [.. book.Recipients.Select(r => e.Data.Recipients.Contains(r.Staff) ? r with { Sent = e.Data.Day } : r)],
    };

    public static AnchorBook Apply(AlarmSent e, AnchorBook book) =>
        book with { Recipients = [.. book.Recipients.Select(r => e.Recipients.Contains(r.Staff) ? r with { Alarmed = e.Check } : r)] };
}
