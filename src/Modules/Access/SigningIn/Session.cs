using System.Security.Cryptography;
using ElJournal.Kernel;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Сеанс: one sign-in, asked for at every request, so that it ends on every node at once, whatever cookie is still about.
/// It stays for a while after its end as the list of sign-ins. Address and device are personal, hence a document and no event.
/// </summary>
/// <param name="Stamp">That of the credential at sign-in.</param>
public sealed record Session(string Id, AccountId Account, string Stamp, DateTimeOffset Started, DateTimeOffset Expires)
{
    /// <summary>How long the list of sign-ins reaches back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    /// <summary>256 random bits in hex (ASVS 5.0 7.2.3).</summary>
    internal static string NewId() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>Until the minute; a request within it is not written down again.</summary>
    public DateTimeOffset LastSeen { get; init; } = Started;

    public DateTimeOffset? Ended { get; init; }

    /// <summary>The second step was passed at this sign-in.</summary>
    public bool SecondStep { get; init; }

    /// <summary>Browser and system, as it called itself: Firefox, Android. Empty when it did not.</summary>
    public string Device { get; init; } = "";

    /// <summary>Random name of the browser, from its own cookie: by which a new one is told.</summary>
    public string DeviceKey { get; init; } = "";

    /// <summary>Place in the network.</summary>
    public string Address { get; init; } = "";

    /// <summary>Neither ended nor too old; the stamp is compared elsewhere.</summary>
    public bool IsOpen(DateTimeOffset now, TimeSpan idle) => Ended is null && now < Expires && now - LastSeen <= idle;

    /// <summary>Never prints where somebody was: this record may meet a log.</summary>
    public override string ToString() => $"Session of {Account}";
}
