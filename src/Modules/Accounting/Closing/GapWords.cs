using System.Globalization;
using ElJournal.Accounting.Api;
using ElJournal.Ui;

namespace ElJournal.Accounting.Closing;

/// <summary>Незаполненное in words and as a form carries it.</summary>
public static class GapWords
{
    /// <summary>«без темы 3, мало отметок 1»; «ничего», where nothing is missing.</summary>
    public static string Of(IReadOnlyList<PageGap> gaps) => gaps.Count == 0
        ? Words.Text("gap.none")
        : string.Join(", ", gaps.Select(gap => string.Create(CultureInfo.InvariantCulture, $"{Words.Text("gap." + gap.Kind)} {gap.Count}")));

    /// <summary><c>topics:3,few_grades:1</c>.</summary>
    public static string Write(IReadOnlyList<PageGap> gaps) => string.Join(',', gaps.Select(gap => string.Create(CultureInfo.InvariantCulture, $"{gap.Kind}:{gap.Count}")));

    /// <summary>«6, 9, 11 нояб., 2, 4 дек.»: the month is said once; the first <paramref name="most"/> of them.</summary>
    public static string Days(IReadOnlyList<DateOnly> days, int most) => string.Join(", ", days.Take(most).GroupBy(d => (d.Year, d.Month)).Select(month =>
        string.Join(", ", month.SkipLast(1).Select(d => d.Day.ToString(CultureInfo.InvariantCulture)).Append(Moments.Day(month.Last()).Replace(' ', '\u00a0')))))
        + (days.Count > most ? "…" : "");

    /// <summary>What is not understood is left out: then the closing is refused with what is missing.</summary>
    public static IReadOnlyList<PageGap> Read(string? text) =>
    [
        .. from part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
           let words = part.Split(':')
           where words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
           select new PageGap(words[0], int.Parse(words[1], CultureInfo.InvariantCulture)),
    ];
}
