using System.Text;
using ElJournal.Forms.Pdf;
using Shouldly;

namespace ElJournal.Forms.Tests;

public class PdfTests
{
    private static readonly byte[] Pdf = FormPrinter.ToPdf(Sample.Print(Sample.Page(34, 26))).Bytes;

    [Fact]
    public void A_print_keeps_to_pdf_a() => PdfLint.Faults(Pdf).ShouldBeEmpty();

    [Fact]
    public void A_print_is_as_it_was_seen() => Pdf.ShouldBeAsSeen("sample");

    [Fact]
    public void The_same_data_give_the_same_bytes() => FormPrinter.ToPdf(Sample.Print(Sample.Page(34, 26))).Bytes.ShouldBe(Pdf);

    [Fact]
    public void Other_data_give_another_id()
    {
        var other = FormPrinter.ToPdf(Sample.Print(Sample.Page(34, 25))).Bytes;

        Id(other).ShouldNotBe(Id(Pdf));
        Id(Pdf).ShouldContain(Encoding.Latin1.GetString(Pdf).Split("uuid:")[1][..8]);
    }

    [Theory]
    [InlineData("%PDF-1.4", "%PDF-2.0", "does not begin")]
    [InlineData("pdfaid:conformance>U", "pdfaid:conformance>B", "conformance U")]
    [InlineData("pdfaid:part>2", "pdfaid:part>3", "part 2")]
    [InlineData("/GTS_PDFA1", "/GTS_PDFX1", "output intent")]
    [InlineData("/ID [<", "/IX [<", "/ID")]
    [InlineData("/FontFile2", "/FontFileX", "not embedded")]
    [InlineData("/ToUnicode", "/ToUnicodX", "ToUnicode")]
    [InlineData("/ca 1\n", "/ca 0\n", "transparent")]
    [InlineData("/BM /Normal", "/BM /Darken", "blended")]
    [InlineData("/Creator (ElJournal)", "/Creator (ElJournaX)", "Creator says")]
    [InlineData("/OutputIntents", "/OpenAction   ", "OpenAction")]
    [InlineData("trailer\n<</Size", "trailer\n<</Encrypt 1 0 R /Size", "encrypted")]
    public void What_breaks_pdf_a_is_found(string was, string becomes, string fault)
    {
        var broken = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Pdf).Replace(was, becomes, StringComparison.Ordinal));

        PdfLint.Faults(broken).ShouldContain(f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_tagged_in_word_only_is_found() => Broken("/OutputIntents", "/MarkInfo<</Marked true>>/OutputIntents").ShouldNotBeEmpty();

    [Fact]
    public void A_letter_that_the_fonts_lack_is_written_by_its_number()
    {
        var print = Sample.Print(Sample.Page(1, 1, "Пётр 😀 Ёлкин", "x² ≤ √2, α → β"));

        var text = Poppler.Letters(Poppler.Text(FormPrinter.ToPdf(print).Bytes));

        text.ShouldContain("Пётр[U+1F600]Ёлкин");
        text.ShouldContain("x²≤√2,α→β");
        PdfLint.Faults(FormPrinter.ToPdf(print).Bytes).ShouldBeEmpty();
    }

    [Fact]
    public void A_footer_tells_the_log_and_the_data()
    {
        var print = Sample.Print(Sample.Page(3, 4));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(FormPrinter.SheetData(print)[0])));

        var text = Poppler.Text(FormPrinter.ToPdf(print).Bytes);

        text.ShouldContain($"eljournal.example/school-1 · 184223:aaaaaaaaaaaaaaaa · {hash[..8]}");
        text.ShouldContain("Лист 1 из 2");
        text.ShouldContain("Лист 2 из 2");
        text.ShouldContain("Всего в журнале 2 (два) листа.");
        text.ShouldContain("Начало на странице 1 из 2.");
    }

    private static IReadOnlyList<string> Broken(string was, string becomes) =>
        PdfLint.Faults(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Pdf).Replace(was, becomes, StringComparison.Ordinal)));

    private static string Id(byte[] pdf) => Encoding.Latin1.GetString(pdf).Split("/ID [")[1];
}
