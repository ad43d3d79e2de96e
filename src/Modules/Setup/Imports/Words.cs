using System.Text;
using ElJournal.Kernel;

namespace ElJournal.Setup.Imports;

/// <summary>How words from a file are cleaned for storing and folded for comparing.</summary>
internal static class Words
{
    /// <summary>Typed with the Latin keyboard, looks the same: АВЕКМНОРСТУХ.</summary>
    private const string Latin = "ABEKMHOPCTYX";
    private const string Cyrillic = "АВЕКМНОРСТУХ";

    /// <summary>The text without invisible characters and needless spaces, in NFC; line breaks inside become spaces.</summary>
    public static string Clean(string text)
    {
        var plain = CsvCell.Plain(text);
        var clean = new StringBuilder(plain.Length);
        foreach (var c in plain)
        {
            if (c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD' or '\uFFFE' or '\uFFFF')
            {
                continue;
            }

            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                clean.Append(c);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    /// <summary>For comparing: small letters, ё as е, every run of other characters but № one space.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || c == '№')
            {
                folded.Append(char.ToLowerInvariant(c) is 'ё' ? 'е' : char.ToLowerInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>Capital letters with Latin look-alikes as Cyrillic ones: 8A and 8А are one class.</summary>
    public static string Russian(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var capital = char.ToUpperInvariant(source[i]);
            var look = Latin.IndexOf(capital, StringComparison.Ordinal);
            span[i] = look < 0 ? capital : Cyrillic[look];
        }
    });

    public static string? OrNull(string text) => text.Length == 0 ? null : text;
}
