using System.Globalization;

namespace ElJournal.Ui;

/// <summary>Days and moments as people write them, in the reader's language and the school's time zone.</summary>
public static class Moments
{
    /// <summary>27 нояб.</summary>
    public static string Day(DateOnly date) => date.ToString("d MMM", CultureInfo.CurrentUICulture);

    /// <summary>27 ноября</summary>
    public static string LongDay(DateOnly date) => date.ToString("d MMMM", CultureInfo.CurrentUICulture);

    /// <summary>пятница, 27 ноября</summary>
    public static string Weekday(DateOnly date) => date.ToString("dddd, d MMMM", CultureInfo.CurrentUICulture);

    /// <summary>23–29 ноября; 30 ноября – 6 декабря</summary>
    public static string Span(DateOnly from, DateOnly to)
    {
        if (from.Month != to.Month) return $"{LongDay(from)} – {LongDay(to)}";
        // Where the day stands after the month, as in English, it is the last number that is written twice.
        var last = LongDay(to);
        return last.StartsWith(to.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) ? $"{from.Day}–{last}" : $"{LongDay(from)}–{to.Day}";
    }

    /// <summary>Ноябрь as a heading: in the nominative.</summary>
    public static string Month(DateOnly date) => CultureInfo.CurrentUICulture.DateTimeFormat.MonthNames[date.Month - 1];

    /// <summary>27.11.2026 16:28:05</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo? zone) =>
        Local(at, zone).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>27 нояб., 16:28</summary>
    public static string Short(DateTimeOffset at, TimeZoneInfo? zone) =>
        Local(at, zone).ToString("d MMM, HH:mm", CultureInfo.CurrentUICulture);

    /// <summary>16:28</summary>
    public static string Clock(DateTimeOffset at, TimeZoneInfo? zone) => Local(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>462 → 4,62</summary>
    public static string Hundredths(int value) =>
        (value / 100m).ToString("0.00", CultureInfo.CurrentUICulture);

    private static DateTimeOffset Local(DateTimeOffset at, TimeZoneInfo? zone) => zone is null ? at : TimeZoneInfo.ConvertTime(at, zone);
}
