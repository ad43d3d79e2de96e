using CsCheck;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Kernel.Tests;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+7 900", "'+7 900")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠A1", "'＠A1")]
    [InlineData("'=1", "''=1")]
    public void A_cell_that_reads_as_a_formula_gets_an_apostrophe(string text, string safe) => CsvCell.Safe(text).ShouldBe(safe);

    [Theory]
    [InlineData("")]
    [InlineData("Никонов-Пестов")]
    [InlineData("§ 14, упр. 5")]
    [InlineData("'цитата'")]
    [InlineData("5 + 3 = 8")]
    public void An_ordinary_cell_stays_as_it_is(string text) => CsvCell.Safe(text).ShouldBe(text);

    [Fact]
    public void Any_text_comes_back_from_its_safe_form() =>
        Gen.OneOf(Gen.String, Gen.String["'=+-@\t\r\n ＝＋－＠а1"]).Sample(text => CsvCell.Plain(CsvCell.Safe(text)) == text, writeLine: Console.Error.WriteLine);

    [Fact]
    public void A_safe_cell_never_begins_like_a_formula() =>
        Gen.String["'=+-@\t\r\n ＝＋－＠а1"].Sample(
            text => CsvCell.Safe(text).TrimStart(' ') is not ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..],
            writeLine: Console.Error.WriteLine);
}
