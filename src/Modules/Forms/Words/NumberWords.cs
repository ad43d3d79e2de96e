namespace ElJournal.Forms.Words;

/// <summary>Число прописью and the noun beside it, as the inscription on the last sheet has them (domain: «прошито и пронумеровано … листов»).</summary>
public static class NumberWords
{
    private static readonly string[] Ones =
    [
        "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать", "двенадцать",
        "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать",
    ];

    private static readonly string[] Tens = ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];

    private static readonly string[] Hundreds = ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

    /// <summary>A number of 0 to 999,999 in Russian words, masculine: двадцать один.</summary>
    public static string Russian(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 999_999);
        if (number == 0) return Ones[0];
        var (thousands, rest) = Math.DivRem(number, 1000);
        string[] said = thousands == 0 ? [] : [.. Below1000(thousands, feminine: true), Noun(thousands, "тысяча", "тысячи", "тысяч")];
        return string.Join(' ', [.. said, .. Below1000(rest, feminine: false)]);
    }

    /// <summary>лист, листа or листов, as the number wants it.</summary>
    public static string Noun(int number, string one, string few, string many) => (number % 10, number % 100) switch
    {
        (_, >= 11 and <= 14) => many,
        (1, _) => one,
        ( >= 2 and <= 4, _) => few,
        _ => many,
    };

    private static IEnumerable<string> Below1000(int number, bool feminine)
    {
        if (number >= 100) yield return Hundreds[number / 100];
        number %= 100;
        if (number >= 20)
        {
            yield return Tens[number / 10];
            number %= 10;
        }
        if (number > 0) yield return (feminine, number) switch { (true, 1) => "одна", (true, 2) => "две", _ => Ones[number] };
    }
}
