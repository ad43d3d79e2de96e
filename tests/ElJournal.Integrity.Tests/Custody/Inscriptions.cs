using ElJournal.Integrity.Custody.Prints;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Custody;

/// <summary>The number of sheets in words: by examples a clerk would write, and every number of sheets against the rules of the grammar, written down anew.</summary>
public sealed class Inscriptions
{
    private static readonly string[] Ones =
    [
        "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать",
        "семнадцать", "восемнадцать", "девятнадцать",
    ];

    private static readonly string[] Tens = ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];

    private static readonly string[] Hundreds = ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

    [Theory]
    [InlineData(1, "1 (один) лист")]
    [InlineData(2, "2 (два) листа")]
    [InlineData(3, "3 (три) листа")]
    [InlineData(4, "4 (четыре) листа")]
    [InlineData(5, "5 (пять) листов")]
    [InlineData(10, "10 (десять) листов")]
    [InlineData(11, "11 (одиннадцать) листов")]
    [InlineData(12, "12 (двенадцать) листов")]
    [InlineData(14, "14 (четырнадцать) листов")]
    [InlineData(19, "19 (девятнадцать) листов")]
    [InlineData(20, "20 (двадцать) листов")]
    [InlineData(21, "21 (двадцать один) лист")]
    [InlineData(22, "22 (двадцать два) листа")]
    [InlineData(25, "25 (двадцать пять) листов")]
    [InlineData(40, "40 (сорок) листов")]
    [InlineData(48, "48 (сорок восемь) листов")]
    [InlineData(90, "90 (девяносто) листов")]
    [InlineData(91, "91 (девяносто один) лист")]
    [InlineData(100, "100 (сто) листов")]
    [InlineData(101, "101 (сто один) лист")]
    [InlineData(102, "102 (сто два) листа")]
    [InlineData(111, "111 (сто одиннадцать) листов")]
    [InlineData(112, "112 (сто двенадцать) листов")]
    [InlineData(121, "121 (сто двадцать один) лист")]
    [InlineData(200, "200 (двести) листов")]
    [InlineData(343, "343 (триста сорок три) листа")]
    [InlineData(500, "500 (пятьсот) листов")]
    [InlineData(999, "999 (девятьсот девяносто девять) листов")]
    [InlineData(1000, "1 000 (одна тысяча) листов")]
    [InlineData(1001, "1 001 (одна тысяча один) лист")]
    [InlineData(1011, "1 011 (одна тысяча одиннадцать) листов")]
    [InlineData(2002, "2 002 (две тысячи два) листа")]
    [InlineData(2100, "2 100 (две тысячи сто) листов")]
    [InlineData(5021, "5 021 (пять тысяч двадцать один) лист")]
    [InlineData(9999, "9 999 (девять тысяч девятьсот девяносто девять) листов")]
    public void Sheets_are_counted_in_words(int sheets, string written) => Inscription.Sheets(sheets).Replace('\u00A0', ' ').ShouldBe(written);

    [Fact]
    public void Every_number_follows_the_grammar()
    {
        for (var sheets = 1; sheets <= 9999; sheets++)
            Inscription.Sheets(sheets).Replace("\u00A0", "", StringComparison.Ordinal).ShouldBe($"{sheets}({Words(sheets)}){Noun(sheets)}");
    }

    [Fact]
    public void The_inscription_is_a_sentence() =>
        Inscription.Of(48).Replace('\u00A0', ' ').ShouldBe("Прошнуровано, пронумеровано и скреплено печатью 48 (сорок восемь) листов.");

    /// <summary>Sheets are masculine, thousands feminine: одна тысяча один, две тысячи два.</summary>
    private static string Words(int number)
    {
        var (thousands, rest) = (number / 1000, number % 1000);
        string?[] words =
        [
            thousands switch { 0 => null, 1 => "одна тысяча", 2 => "две тысячи", 3 or 4 => Ones[thousands] + " тысячи", _ => Ones[thousands] + " тысяч" },
            rest < 100 ? null : Hundreds[rest / 100],
            rest % 100 < 20 ? null : Tens[rest % 100 / 10],
            rest % 100 is > 0 and < 20 ? Ones[rest % 100] : rest % 10 > 0 ? Ones[rest % 10] : null,
        ];
        return string.Join(' ', words.OfType<string>());
    }

    private static string Noun(int number) => (number % 100) is >= 11 and <= 14 ? "листов" : (number % 10) switch { 1 => "лист", 2 or 3 or 4 => "листа", _ => "листов" };
}
