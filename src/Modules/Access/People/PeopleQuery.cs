using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Access.People;

/// <summary>The filter of the list as query parameters: ids and codes only, a name never stands in an address. An unreadable one is left out.</summary>
public sealed record PeopleQuery
{
    /// <summary><c>staff</c>, <c>pupil</c>, <c>guardian</c>.</summary>
    [FromQuery]
    public string? Kind { get; init; }

    [FromQuery]
    public string? Role { get; init; }

    [FromQuery]
    public string? Status { get; init; }

    /// <summary>Pupils of the class and their guardians.</summary>
    [FromQuery]
    public string? Class { get; init; }

    /// <summary>Not signed in for so many days; <see cref="Never"/>: not once.</summary>
    [FromQuery]
    public string? Away { get; init; }

    /// <summary>The last account of the page before.</summary>
    [FromQuery]
    public string? After { get; init; }

    public const string Never = "never";

    /// <summary>Days away that the filter offers; a message to them is the school's custom.</summary>
    public static readonly IReadOnlyList<int> Days = [7, 14, 30];

    public static readonly IReadOnlyList<string> Kinds = ["staff", "pupil", "guardian"];

    public static PeopleQuery All { get; } = new();

    public bool IsEmpty => string.IsNullOrEmpty(Kind + Role + Status + Class + Away);

    public IEnumerable<(string Name, string? Value)> Fields =>
        [("kind", Kind), ("role", Role), ("status", Status), ("class", Class), ("away", Away)];

    public bool Takes(PersonLine line, DateTimeOffset now) =>
        (string.IsNullOrEmpty(Kind) || line.Kind == Kind)
        && (!Enum.TryParse<Role>(Role, out var role) || line.Roles.Contains(role))
        && (!Enum.TryParse<AccountStatus>(Status, out var status) || line.Person.Status == status)
        && (string.IsNullOrEmpty(Class) || line.Classes.Any(c => c.Value == Class))
        && TakesAway(line, now);

    /// <summary>As a query, without or with the key of a page.</summary>
    public string Address(AccountId? after = null)
    {
        var query = string.Join('&', Fields.Append(("after", after?.Value)).Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));
        return query.Length == 0 ? "" : "?" + query;
    }

    private bool TakesAway(PersonLine line, DateTimeOffset now) => Away switch
    {
        Never => line.HasNeverBeen,
        _ when int.TryParse(Away, out var days) && Days.Contains(days) => line.LastSignIn is not { } last || now - last >= TimeSpan.FromDays(days),
        _ => true,
    };
}
