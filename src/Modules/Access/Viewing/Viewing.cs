using ElJournal.Kernel;

namespace ElJournal.Access.Viewing;

/// <summary>
/// Просмотр чужими глазами under way in a session: a document, not events, because the session it belongs to is none either.
/// Its id is the session's; the start and the end are events on the stream of the account that is seen.
/// </summary>
public sealed record Viewing(string Id, AccountId Seen, Role Role, DateTimeOffset Until)
{
    /// <summary>After this a forgotten preview is over.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
}
