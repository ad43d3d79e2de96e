using System.Globalization;
using System.Text;
using AnyAscii;
using ElJournal.Access.SigningIn;
using ElJournal.Setup;

namespace ElJournal.Access.Newcomers;

/// <summary>Логин of a new account: family name and initials in Latin letters, a number where it is taken. Personal, so in no event.</summary>
public static class Login
{
    /// <summary>sokolova.iv, sokolova.iv2, …</summary>
    /// <param name="card">Null when the words are erased already.</param>
    public static IEnumerable<string> For(PersonCard? card, string otherwise)
    {
        var first = card is null ? Plain(otherwise) : Plain(card.Family) is { Length: > 0 } family ? Joined(family, Initial(card.Given) + Initial(card.Patronymic)) : Plain(otherwise);
        // Room for the number.
        first = first[..Math.Min(first.Length, Credential.LongestLogin - 6)].PadRight(Credential.ShortestLogin, '1');
        yield return first;
        for (var number = 2; ; number++) yield return first + number.ToString(CultureInfo.InvariantCulture);
    }

    private static string Joined(string family, string initials) => initials.Length > 0 ? $"{family}.{initials}" : family;

    private static string Initial(string? name) => Plain(name ?? "") is { Length: > 0 } plain ? plain[..1] : "";

    private static string Plain(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormC).Transliterate().ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')).Trim('-');
}
