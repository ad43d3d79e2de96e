using System.Globalization;
using Humanizer;

namespace ElJournal.Forms.Words;

/// <summary>Число прописью and the noun beside it, as the inscription on the last sheet has them (domain: «прошито и пронумеровано … листов»).</summary>
public static class NumberWords
{
    private static readonly CultureInfo Language = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>A number of 0 to 999,999 in Russian words, masculine: двадцать один.</summary>
    public static string Russian(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 999_999);
        return number.ToWords(GrammaticalGender.Masculine, Language);
    }

    /// <summary>лист, листа or листов, as the number wants it.</summary>
    public static string Noun(int number, string one, string few, string many) => (number % 10, number % 100) switch
    {
        (_, >= 11 and <= 14) => many,
        (1, _) => one,
        ( >= 2 and <= 4, _) => few,
        _ => many,
    };
}
