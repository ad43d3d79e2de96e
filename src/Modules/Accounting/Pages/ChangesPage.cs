using ElJournal.Accounting.Journal;
using ElJournal.Kernel;

namespace ElJournal.Accounting.Pages;

/// <summary>Изменения: one page of the register, newest first, with the filter it was asked by.</summary>
/// <param name="Next">Key of the next, older page (pass as <c>before</c>); null on the last.</param>
/// <param name="PupilName">What stands in the field of the pupil: the chosen one's name.</param>
/// <param name="PupilProblem">Why the typed name was not taken.</param>
public sealed record ChangesPage(
    ChangeFilter Filter, IReadOnlyList<Change> Changes, long? Next, FilterChoices Choices, string? PupilName = null, string? PupilProblem = null);

/// <summary>Отбор. The field names are the query's: <c>person, pupil, class, subject, kind, channel, from, to, corrections</c>.</summary>
/// <param name="Person">Account id of who changed it.</param>
/// <param name="Pupil">Ids of pupils, with commas between them.</param>
/// <param name="Before">Only what is older than this place in the log; null for the newest.</param>
public sealed record ChangeFilter(
    string? Person = null,
    string? Pupil = null,
    string? Class = null,
    string? Subject = null,
    ChangeKind? Kind = null,
    DateOnly? From = null,
    DateOnly? To = null,
    bool Corrections = false,
    long? Before = null)
{
    /// <summary>Id of a change: only those of the same sign-in.</summary>
    public Guid? Beside { get; init; }

    /// <summary>Откуда пришло.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The filter as a query, without or with the key of a page.</summary>
    public string Query(long? before)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("person", Person), ("pupil", Pupil), ("class", Class), ("subject", Subject), ("kind", Kind?.ToString()),
            ("from", From?.ToString("yyyy-MM-dd")), ("to", To?.ToString("yyyy-MM-dd")),
            ("channel", Channel?.ToString()), ("corrections", Corrections ? "true" : null), ("beside", Beside?.ToString()), ("before", before?.ToString()),
        };
        var query = string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? "" : "?" + query;
    }
}

/// <summary>What the filter's lists offer.</summary>
public sealed record FilterChoices(IReadOnlyList<Choice> People, IReadOnlyList<Choice> Classes, IReadOnlyList<Choice> Subjects);

/// <summary>One entry of a list: the value sent and the name shown.</summary>
public sealed record Choice(string Value, string Name);
