namespace ElJournal.Backups.Streaming;

/// <summary>How the stream of copies is, as far as this program knows.</summary>
public sealed class StreamState
{
    /// <summary>Null: not known yet.</summary>
    public bool? IsReceiving { get; internal set; }

    /// <summary>Commits are answered when the copies have them.</summary>
    public bool IsWaitedFor { get; internal set; }

    public DateTimeOffset Since { get; internal set; }

    /// <summary>Why it is not receiving.</summary>
    public string? Why { get; internal set; }
}
