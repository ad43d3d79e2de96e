using System.Globalization;
using System.Text.Json.Serialization;
using ElJournal.Kernel;
using JasperFx.Events;

namespace ElJournal.Accounting.Corrections;

/// <summary>Запрос на исправление and what became of it, folded from its stream.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="By">Account of the one who asks.</param>
public sealed record Correction(
    string Id, CorrectionId Key, CorrectionTarget Target, string? Old, string Wanted, string Reason, PersonalText Memo, string By)
{
    public CorrectionState State { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Until { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Document { get; init; }

    /// <summary>Account of the one who granted or refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Decider { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PersonalText? Answer { get; init; }

    /// <summary>The place while something may still come of the request: by this an entry finds what is open to it. Stored for its index.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pending => IsPending ? Target.Place : null;

    [JsonIgnore]
    public bool IsPending => State is CorrectionState.Requested or CorrectionState.Granted;

    /// <summary>When the permission ends; null where none was given.</summary>
    [JsonIgnore]
    public DateTimeOffset? Ends => Until is null ? null : Moment(Until);

    public bool IsOver(DateTimeOffset now) => State is CorrectionState.Granted && now >= Ends;

    public static Correction Create(IEvent<CorrectionRequested> e) => new(
        e.Data.Correction.Stream, e.Data.Correction, e.Data.Target, e.Data.Old, e.Data.Wanted, e.Data.Reason, e.Data.Memo, e.UserName ?? "");

    public static Correction Apply(IEvent<CorrectionGranted> e, Correction correction) => correction with
    {
        State = CorrectionState.Granted,
        Until = e.Data.Until,
        Document = e.Data.Document,
        Decider = e.UserName,
    };

    public static Correction Apply(IEvent<CorrectionRefused> e, Correction correction) =>
        correction with { State = CorrectionState.Refused, Answer = e.Data.Reason, Decider = e.UserName };

    public static Correction Apply(CorrectionWithdrawn _, Correction correction) => correction with { State = CorrectionState.Withdrawn };

    public static Correction Apply(CorrectionApplied _, Correction correction) => correction with { State = CorrectionState.Applied };

    public static Correction Apply(CorrectionExpired _, Correction correction) => correction with { State = CorrectionState.Expired };

    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    public static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}

/// <summary>Состояние запроса.</summary>
public enum CorrectionState
{
    Requested,
    Granted,
    Refused,
    Withdrawn,
    Applied,
    Expired,
}
