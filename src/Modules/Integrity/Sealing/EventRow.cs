using System.Text;

namespace ElJournal.Integrity.Sealing;

/// <summary>A stored event as the database hands it out, before anything reads it; valid until the next row is read.</summary>
public readonly ref struct EventRow
{
    public required long Seq { get; init; }

    public required Guid Id { get; init; }

    public required ReadOnlySpan<byte> Stream { get; init; }

    public required long Version { get; init; }

    /// <summary>The body, jsonb as text.</summary>
    public required ReadOnlySpan<byte> Data { get; init; }

    /// <summary>The stored name, <c>module.snake_case.vN</c>.</summary>
    public required ReadOnlySpan<byte> Type { get; init; }

    /// <summary>Microseconds since 2000-01-01 UTC, as PostgreSQL counts.</summary>
    public required long Microseconds { get; init; }

    /// <summary>The acting account; empty when none is recorded.</summary>
    public required ReadOnlySpan<byte> Actor { get; init; }

    public required bool HasActor { get; init; }

    /// <summary>The event's metadata headers, jsonb as text; empty when there are none.</summary>
    public required ReadOnlySpan<byte> Headers { get; init; }

    public string StreamName => Encoding.UTF8.GetString(Stream);
}
