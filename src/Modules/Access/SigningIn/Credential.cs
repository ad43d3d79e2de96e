using ElJournal.Kernel;
using JasperFx.Metadata;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Учётные данные: how an account signs in. A document, not events: it holds a login made of a name and a hash,
/// and must be erasable. Its id is the account's.
/// </summary>
public sealed record Credential : IVersioned
{
    public const int ShortestLogin = 3;
    public const int LongestLogin = 64;
    public const string LoginCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";

    public string Id { get; set; } = "";

    /// <summary>In its normal form; unique in the school.</summary>
    public string Login { get; set; } = "";

    public string PasswordHash { get; set; } = "";

    /// <summary>Changes with the password; a session opened under another stamp is over.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>The one-time code of a printed slip; null where none is out. Never beside a password: whoever gets a slip has lost it.</summary>
    public SlipCode? Slip { get; set; }

    public int FailedCount { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Two changes at once do not overwrite each other.</summary>
    public Guid Version { get; set; }

    public AccountId Account => new(Id);

    public static Credential New(AccountId account, string login, PasswordHash? password)
    {
        var credential = new Credential { Id = account.Value, Login = Normal(login) };
        return password is null ? credential : credential.With(password);
    }

    /// <summary>A password of the owner's choice; ends all sessions, the lock and the slip.</summary>
    public Credential With(PasswordHash password) =>
        this with { PasswordHash = password.Value, Stamp = password.Stamp, Slip = null, FailedCount = 0, LockedUntil = null };

    /// <summary>A slip, or nothing at all: the old password dies, and with the stamp all sessions.</summary>
    public Credential WithoutPassword(string stamp, SlipCode? slip) =>
        this with { PasswordHash = "", Stamp = stamp, Slip = slip, FailedCount = 0, LockedUntil = null };

    public bool HasPassword => PasswordHash.Length > 0;

    /// <summary>A login is compared without regard to case and surrounding blanks.</summary>
    public static string Normal(string login) => login.Trim().ToLowerInvariant();

    public static bool IsLogin(string login) =>
        Normal(login) is { Length: >= ShortestLogin and <= LongestLogin } normal && normal.All(LoginCharacters.Contains);

    /// <summary>Never prints login or hash: this record may meet a log.</summary>
    public override string ToString() => $"Credential {Id}";
}
