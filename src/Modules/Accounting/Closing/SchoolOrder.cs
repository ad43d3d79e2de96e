using System.Globalization;
using System.Text.RegularExpressions;

namespace ElJournal.Accounting.Closing;

/// <summary>Приказ или протокол педсовета, as the school writes it: what it is, its number and its date (D-13, Z-9).</summary>
public static partial class SchoolOrder
{
    /// <summary>Whether the words name such a paper; a date still to come is none.</summary>
    public static bool IsNamed(string document, DateOnly today) =>
        Kind().IsMatch(document) && Number().IsMatch(document) && Date().Matches(document).Select(m => Day(m.Value)).OfType<DateOnly>().Any(day => day <= today);

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["d.M.yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"\b(приказ|протокол|order|protocol|minutes)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    /// <summary>№ 12-од; N 5; no. 7.</summary>
    [GeneratedRegex(@"(№|\bN|\bno\.?)\s*[\p{L}\d/-]*\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})\b")]
    private static partial Regex Date();
}
