using System.Globalization;
using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Accounting.Api;

/// <summary>Entries of several cells, in the order they were typed.</summary>
public sealed record CellEntries(IReadOnlyList<CellEntry>? Entries);

/// <param name="Id">Made by the sender; sent again with the same id, it is done once.</param>
/// <param name="Seen">Version the person saw.</param>
public sealed record CellEntry(Guid Id, string Lesson, string Pupil, string? Value, int Seen, string? Reason = null, string? Note = null)
{
    /// <summary>Срок точки, an ISO day; absent: by the school's rules.</summary>
    public string? Due { get; init; }

    /// <summary>When it was typed, if there was no network to send it at once.</summary>
    public DateTimeOffset? Typed { get; init; }

    /// <summary>Absent: nothing is said of the comment; empty: it is taken away.</summary>
    public string? Comment { get; init; }

    /// <summary>Version of the comment that the person saw.</summary>
    public int CommentSeen { get; init; }
}

/// <param name="Field"><c>topic</c>, <c>homework</c> or <c>work_type</c>.</param>
public sealed record LessonEntry(
    Guid Id, string Lesson, string Field, string? Text, int Seen, int? Minutes = null, int? PlanItem = null, string? Reason = null, string? Note = null,
    DateTimeOffset? Typed = null);

public sealed record CellResults(IReadOnlyList<EntryResult> Results);

/// <summary>What became of an entry, and what stands there now.</summary>
/// <param name="Status"><c>accepted</c>, <c>refused</c>, <c>changed</c> (somebody was faster) or <c>reason_needed</c>.</param>
/// <param name="Average">The pupil's weighted average on the page, in hundredths.</param>
public sealed record EntryResult(
    Guid Id, string Status, int Version, DateTimeOffset? At, string Value, bool Corrected, int? Average, EntryProblem? Problem, EntryCurrent? Current)
{
    /// <summary>Until when the grade is owed, where a point stands.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Version of the cell's comment; 0 when there never was one.</summary>
    public int CommentVersion { get; init; }

    internal static EntryResult Malformed(Guid id) =>
        new(id, "refused", 0, null, "", false, null, new EntryProblem("api.malformed", Words.Text("api.malformed")), null);
}

/// <param name="Href">Where a permission may be asked for; null where none would help.</param>
public sealed record EntryProblem(string Code, string Text, string? Href = null);

public sealed record EntryCurrent(string Value, int Version, string By, DateTimeOffset At);

public sealed record HistoryAnswer(string Title, IReadOnlyList<HistoryLine> Changes);

public sealed record HistoryLine(
    DateTimeOffset At, string By, string Role, string Channel, string Kind, string? Old, string? New, bool Correction, string? Reason, string? Note)
{
    /// <summary>By whose permission, in words; null where none was needed.</summary>
    public string? Permit { get; init; }

    public string? OnBehalfOf { get; init; }

    public DateTimeOffset? ClientTime { get; init; }
}

/// <summary>The register's filter as query parameters; an unreadable one is left out.</summary>
public sealed record ChangeQuery
{
    [FromQuery]
    public string? Person { get; init; }

    /// <summary>Ids with commas between them: a name never stands in an address, where logs and histories would keep it.</summary>
    [FromQuery]
    public string? Pupil { get; init; }

    [FromQuery]
    public string? Class { get; init; }

    [FromQuery]
    public string? Subject { get; init; }

    [FromQuery]
    public string? Kind { get; init; }

    [FromQuery]
    public string? From { get; init; }

    [FromQuery]
    public string? To { get; init; }

    [FromQuery]
    public bool? Corrections { get; init; }

    [FromQuery]
    public long? Before { get; init; }

    /// <summary>Id of a change: only those of the same sign-in.</summary>
    [FromQuery]
    public Guid? Beside { get; init; }

    [FromQuery]
    public string? Channel { get; init; }

    /// <summary>So that an address stays one.</summary>
    public const int MostPupils = 30;

    public ChangeFilter Filter() => new(
        Key<AccountId>(Person), Pupils(), Key<ClassId>(Class), Key<SubjectId>(Subject),
        Enum.TryParse<ChangeKind>(Kind, true, out var kind) ? kind : null, Day(From), Day(To), Corrections ?? false, Before)
    { Beside = Beside, Channel = Enum.TryParse<Channel>(Channel, true, out var channel) ? channel : null };

    private IReadOnlyCollection<PupilId>? Pupils() => string.IsNullOrWhiteSpace(Pupil)
        ? null
        : [.. Pupil.Split(',').Take(MostPupils).Where(Id.IsValid).Select(id => new PupilId(id))];

    private static T? Key<T>(string? text) where T : struct, IId<T> => Id.IsValid(text) ? T.From(text) : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
