using System.Globalization;

namespace ElJournal.Setup.Timetables;

/// <summary>Места в неделе, as a sentence names them in the language of its reader: пн 2, вт 3.</summary>
public sealed record Places(IReadOnlyList<(int Weekday, int Slot)> All) : IFormattable
{
    /// <summary>More than these are only counted by an ellipsis.</summary>
    private const int Named = 6;

    public string ToString(string? format, IFormatProvider? provider)
    {
        var culture = provider as CultureInfo ?? CultureInfo.CurrentUICulture;
        return string.Join(", ", All.Take(Named).Select(p => $"{Weekdays.Short(p.Weekday, culture)} {p.Slot}")) + (All.Count > Named ? "…" : "");
    }

    public override string ToString() => ToString(null, null);
}

/// <summary>Дни недели, 1 (Monday) to 7.</summary>
public static class Weekdays
{
    /// <summary>пн</summary>
    public static string Short(int weekday, CultureInfo? culture = null) =>
        (culture ?? CultureInfo.CurrentUICulture).DateTimeFormat.AbbreviatedDayNames[weekday % 7];

    /// <summary>понедельник</summary>
    public static string Long(int weekday, CultureInfo? culture = null) => (culture ?? CultureInfo.CurrentUICulture).DateTimeFormat.DayNames[weekday % 7];

    /// <summary>Пн as a heading.</summary>
    public static string Heading(int weekday) => Short(weekday) is var name && name.Length > 0 ? char.ToUpper(name[0], CultureInfo.CurrentUICulture) + name[1..] : "";

    public static int Of(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
}
