using System.Globalization;
using ElJournal.Ui;
using Humanizer;

namespace ElJournal.Integrity.Custody.Prints;

/// <summary>Заверительная надпись (D-5): Russian whatever the reader's language, for it is written on the volume.</summary>
public static class Inscription
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>A gap between thousands that no line is broken at.</summary>
    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = "\u00A0", NumberDecimalDigits = 0 };

    /// <summary>Прошнуровано, пронумеровано и скреплено печатью 48 (сорок восемь) листов.</summary>
    public static string Of(int sheets) => $"Прошнуровано, пронумеровано и скреплено печатью {Sheets(sheets)}.";

    /// <summary>21 (двадцать один) лист; 1 001 (одна тысяча один) лист.</summary>
    public static string Sheets(int sheets) =>
        $"{sheets.ToString("N0", Grouped)}\u00A0({sheets.ToWords(GrammaticalGender.Masculine, Russian)})\u00A0{Plural.Choose(sheets, "лист|листа|листов", Russian)}";
}
