using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ElJournal.Access.SigningIn;

/// <summary>A password on its way into the store. The stamp changes with it and ends the sessions of the former one.</summary>
public sealed record PasswordHash(string Value, string Stamp)
{
    /// <summary>Never prints the hash: this record may meet a log.</summary>
    public override string ToString() => "PasswordHash";
}

/// <summary>
/// Правила паролей: long, nothing that is guessed first, no composition and no expiry (ASVS 5.0, 6.2). How long is a rule of the
/// school, by kind of account (<see cref="Rules.AccessRules"/>). Guessed first are the 30,000 commonest passwords and whatever is
/// made of them by turning letters into digits, repeating and counting on (zxcvbn), and the words of this very place.
/// Hashes are PBKDF2-HMAC-SHA512.
/// </summary>
public sealed class Passwords(IPasswordHasher<Credential> hasher)
{
    public const int Iterations = 220_000;
    public const int Longest = 128;

    /// <summary>Of 4, as zxcvbn counts: below it a guesser with the hash in hand is done within days.</summary>
    private const int FairScore = 3;

    private const int FewestDifferent = 6;

    /// <summary>Holds its dictionaries; read only.</summary>
    private static readonly Zxcvbn.Zxcvbn Judge = new();

    /// <summary>Rows and orders that fingers and minds follow; any stretch of them, forwards or back, is a guess.</summary>
    private static readonly string[] Orders =
    [
        "1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop[]asdfghjkl;'zxcvbnm,./", "йцукенгшщзхъфывапролджэячсмитьбю", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,",
    ];

    /// <summary>Long passwords that lists of stolen ones begin with, and words of this very place.</summary>
    private static readonly string[] Words =
    [
        "correcthorsebatterystaple", "iloveyouforever", "letmeinletmein", "administrator", "superadministrator", "passwordpassword",
        "mypasswordispassword", "thisisapassword", "passw0rdpassw0rd", "password", "qwerty", "welcome", "changeme", "eljournal", "journal", "school",
        "электронныйжурнал", "журнал", "школа", "гимназия", "лицей", "учитель", "директор", "администратор", "пароль", "йцукен", "учебныйгод",
    ];

    /// <summary>What a wrong guess at a login without an account is compared with, so that it takes as long.</summary>
    private readonly Lazy<string> nobodys = new(() => hasher.HashPassword(new Credential(), Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    /// <summary>Null when the password may be chosen for this login.</summary>
    /// <param name="shortest">Fewest characters, by the school's rules for this kind of account.</param>
    public static Outcome? Forbid(string login, string password, int shortest)
    {
        var letters = password.EnumerateRunes().Count();
        if (letters < shortest) return Outcome.Refused(Refusals.PasswordIsShort, shortest);
        if (password.Length > Longest) return Outcome.Refused(Refusals.PasswordIsLong, Longest);
        return IsGuessedFirst(password, login) ? Outcome.Refused(Refusals.PasswordIsWeak) : null;
    }

    public PasswordHash Hash(string password) =>
        new(hasher.HashPassword(new Credential(), password), Stamp());

    /// <summary>A new stamp without a password: ends the sessions.</summary>
    public static string Stamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Compares; a credential without a password, or none at all, takes as long and never matches.</summary>
    public PasswordVerificationResult Compare(Credential? credential, string password)
    {
        var found = credential is { HasPassword: true } ? hasher.VerifyHashedPassword(credential, credential.PasswordHash, password) : PasswordVerificationResult.Failed;
        if (credential is not { HasPassword: true }) hasher.VerifyHashedPassword(new Credential(), nobodys.Value, password);
        return found;
    }

    private static bool IsGuessedFirst(string password, string login)
    {
        var said = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (said.Distinct().Count() < FewestDifferent || IsRepetition(said) || Orders.Any(order => Follows(order, said))) return true;
        // What remains when the guessable parts are struck out must still be a password of its own.
        var rest = Words.Append(Credential.Normal(login)).Where(word => word.Length >= 4).OrderByDescending(word => word.Length)
            .Aggregate(said, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        return (rest != said && rest.Count(char.IsLetter) < 8) || Judge.EvaluatePassword(said, [Credential.Normal(login)]).Score < FairScore;
    }

    private static bool IsRepetition(string said)
    {
        for (var period = 1; period <= said.Length / 2; period++)
        {
            var first = said.AsSpan(0, period);
            var same = true;
            for (var at = period; same && at < said.Length; at++) same = said[at] == first[at % period];
            if (same) return true;
        }
        return false;
    }

    private static bool Follows(string order, string said)
    {
        var round = string.Concat(Enumerable.Repeat(order, 1 + Longest / order.Length));
        return round.Contains(said, StringComparison.Ordinal) || string.Concat(round.Reverse()).Contains(said, StringComparison.Ordinal);
    }
}
