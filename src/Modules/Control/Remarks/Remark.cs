using System.Globalization;
using System.Text.Json.Serialization;
using ElJournal.Setup;
using JasperFx.Events;

namespace ElJournal.Control.Remarks;

/// <summary>Замечание and what became of it, folded from its stream.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="By">Account of the one who made it.</param>
/// <param name="Words">Opening of the deputy's words.</param>
public sealed record Remark(
    string Id, RemarkId Key, RemarkTarget Target, string Check, string Lack, Guid? Words, DateOnly On, DateOnly Due, StaffId? Teacher, RoundId? Round, string By)
{
    public RemarkState State { get; init; }

    /// <summary>Version of the lesson's stream that was looked at: only what comes later mends it.</summary>
    public int Seen { get; init; }

    /// <summary>Opening of the teacher's last answer; null: none since it was opened.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Answer { get; init; }

    /// <summary>The event that mended it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Entry { get; init; }

    /// <summary>On which day of the school it ended; null while it is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Ended { get; init; }

    /// <summary>Opening of the words with which it was closed or withdrawn.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? LastWords { get; init; }

    /// <summary>The place while something is still to be done: by this an entry finds the remarks on it. Stored for its index.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pending => IsOpen ? Target.Place : null;

    /// <summary>Stored for its index.</summary>
    public string Course => Target.Course.Value;

    /// <summary>ISO day on which it was made, stored to order by.</summary>
    public string Day => On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [JsonIgnore]
    public bool IsOpen => State is RemarkState.Open;

    /// <summary>The teacher has answered, and the deputy has not yet said what comes of it.</summary>
    [JsonIgnore]
    public bool IsAnswered => IsOpen && Answer is not null;

    public bool IsOverdue(DateOnly today) => IsOpen && today > Due;

    public static Remark Create(IEvent<RemarkIssued> e) => new(
        e.Data.Remark.Stream, e.Data.Remark, e.Data.Target, e.Data.Check, e.Data.Lack, e.Data.Words?.Opening, e.Data.On, e.Data.Due, e.Data.Teacher, e.Data.Round,
        e.UserName ?? "")
    { Seen = e.Data.Seen };

    public static Remark Apply(RemarkAnswered e, Remark remark) => remark with { Answer = e.Words.Opening };

    public static Remark Apply(RemarkMended e, Remark remark) => remark with { State = RemarkState.Mended, Entry = e.Entry, Ended = e.On, LastWords = null };

    public static Remark Apply(RemarkClosed e, Remark remark) => remark with { State = RemarkState.Closed, Ended = e.On, LastWords = e.Words?.Opening };

    public static Remark Apply(RemarkWithdrawn e, Remark remark) => remark with { State = RemarkState.Withdrawn, Ended = e.On, LastWords = e.Words?.Opening };

    public static Remark Apply(RemarkReopened e, Remark remark) =>
        remark with { State = RemarkState.Open, Due = e.Due, Seen = e.Seen, Answer = null, Entry = null, Ended = null, LastWords = null };

    public static Remark Apply(RemarkPostponed e, Remark remark) => remark with { Due = e.Due };
}

/// <summary>Состояние замечания.</summary>
public enum RemarkState
{
    Open,

    /// <summary>A later entry has mended it.</summary>
    Mended,

    /// <summary>A deputy has closed it.</summary>
    Closed,

    /// <summary>It was a mistake.</summary>
    Withdrawn,
}
