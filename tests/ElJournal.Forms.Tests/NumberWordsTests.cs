using ElJournal.Forms.Words;
using Shouldly;

namespace ElJournal.Forms.Tests;

public class NumberWordsTests
{
    [Theory]
    [InlineData(0, "ноль листов")]
    [InlineData(1, "один лист")]
    [InlineData(2, "два листа")]
    [InlineData(5, "пять листов")]
    [InlineData(11, "одиннадцать листов")]
    [InlineData(14, "четырнадцать листов")]
    [InlineData(21, "двадцать один лист")]
    [InlineData(40, "сорок листов")]
    [InlineData(92, "девяносто два листа")]
    [InlineData(100, "сто листов")]
    [InlineData(111, "сто одиннадцать листов")]
    [InlineData(1001, "одна тысяча один лист")]
    [InlineData(2014, "две тысячи четырнадцать листов")]
    [InlineData(11_000, "одиннадцать тысяч листов")]
    [InlineData(999_999, "девятьсот девяносто девять тысяч девятьсот девяносто девять листов")]
    public void A_number_of_sheets_is_said_in_words(int number, string said) =>
        $"{NumberWords.Russian(number)} {NumberWords.Noun(number, "лист", "листа", "листов")}".ShouldBe(said);
}
