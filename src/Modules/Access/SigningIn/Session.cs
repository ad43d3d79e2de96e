using ElJournal.Kernel;

namespace ElJournal.Access.SigningIn;

/// <summary>Сеанс: one sign-in. It ends when the document goes, whatever cookie is still about.</summary>
/// <param name="Stamp">That of the credential at sign-in.</param>
public sealed record Session(string Id, AccountId Account, string Stamp, DateTimeOffset Started, DateTimeOffset Expires)
{
    /// <summary>Without a request for this long the cookie is worth nothing.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>However busy, a session ends after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);
}
