using System.Globalization;
using ElJournal.Integrity.Archives.Checking;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>What is said of signatures, in the reader's language.</summary>
public static class SignatureWords
{
    /// <summary>What is wrong.</summary>
    /// <param name="about">What the flaw is about; null: nothing more can be said.</param>
    public static string Of(SignatureFlaw flaw, string? about = null, CultureInfo? culture = null)
    {
        var words = Text("signature.flaw." + flaw, culture);
        return string.IsNullOrEmpty(about) ? words : $"{words} ({about})";
    }

    /// <summary>Whose it is: подпись сервера, подпись директора, штамп времени.</summary>
    public static string By(BagSigner signer) => Text("signature.by." + signer);

    /// <summary>ГОСТ Р 34.10-2012, 256 бит; RSA-SHA256.</summary>
    public static string Algorithm(string name) =>
        Refusals.Texts.GetString("signature.algorithm." + name, CultureInfo.CurrentUICulture) ?? name.ToUpperInvariant();

    private static string Text(string key, CultureInfo? culture = null) =>
        Refusals.Texts.GetString(key, culture ?? CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text for {key}.");
}
