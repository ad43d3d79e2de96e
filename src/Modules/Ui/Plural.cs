using System.Globalization;

namespace ElJournal.Ui;

/// <summary>The form of a word after a number: урок, урока, уроков; lesson, lessons.</summary>
public static class Plural
{
    /// <param name="forms"><c>one|few|many</c> in Russian, <c>one|other</c> in English.</param>
    public static string Choose(int number, string forms, CultureInfo culture)
    {
        var all = forms.Split('|');
        var index = culture.TwoLetterISOLanguageName == "ru" ? Russian(Math.Abs(number)) : number == 1 ? 0 : 1;
        return all[Math.Min(index, all.Length - 1)];
    }

    private static int Russian(int number) => (number % 10, number % 100) switch
    {
        (1, not 11) => 0,
        (2 or 3 or 4, not (12 or 13 or 14)) => 1,
        _ => 2,
    };
}
