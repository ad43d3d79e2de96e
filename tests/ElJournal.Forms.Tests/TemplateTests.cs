using System.Globalization;
using ElJournal.Forms.Pdf;
using Shouldly;

namespace ElJournal.Forms.Tests;

public class TemplateTests
{
    [Theory]
    [InlineData("<section>\n<p>{{ for x in }}</p></section>", 2, "forms.script")]
    [InlineData("<section>\n<p>{{ if true }}a</p></section>", 2, "forms.script")]
    [InlineData("<section>\n<script>1</script></section>", 2, "forms.element")]
    [InlineData("<section>\n\n  <img src=\"x\"/></section>", 3, "forms.element")]
    [InlineData("<section><p style=\"color:red\">a</p></section>", 1, "forms.attribute")]
    [InlineData("<section><p\nonclick=\"x\">a</p></section>", 1, "forms.attribute")]
    [InlineData("<section><p class=\"neon\">a</p></section>", 1, "forms.class")]
    [InlineData("<section><table><colgroup><col width=\"12px\"/></colgroup></table></section>", 1, "forms.value")]
    [InlineData("<section>\n<p>1 < 2</p></section>", 2, "forms.unclosed")]
    [InlineData("<section>{{ if false }}<iframe/>{{ end }}</section>", 1, "forms.element")]
    public void A_bad_template_is_refused_with_its_place(string text, int line, string code)
    {
        FormTemplate.TryParse("bad", text, out var faults).ShouldBeNull();

        faults[0].Why.Kind.Code.ShouldBe(code);
        faults[0].Line.ShouldBe(line);
    }

    [Theory]
    [InlineData("<section>\n<p>a</section>", 2, "forms.markup")]
    [InlineData("<section>\n<p>a</p>\n<td>b</td></section>", 3, "forms.nesting")]
    [InlineData("<section>\ntext</section>", 1, "forms.nesting")]
    [InlineData("a", 1, "forms.nesting")]
    [InlineData("", 1, "forms.no_section")]
    [InlineData("<section><p>{{ for i in 1..3 }}x\n{{ end }}</p>\n<tr/></section>", 3, "forms.nesting")]
    [InlineData("<section><table><tbody><tr><td>a</td></tr></tbody></table></section>", 1, "forms.table")]
    [InlineData("<section>\n<table><colgroup><col/></colgroup><tbody><tr><td>a</td><td>b</td></tr></tbody></table></section>", 2, "forms.table")]
    [InlineData("<section>\n{{ unknown_word }}</section>", 2, "forms.running")]
    [InlineData("<section>{{ include 'secret' }}</section>", 1, "forms.running")]
    [InlineData("<section>{{ date.now }}</section>", 1, "forms.running")]
    [InlineData("<section>{{ object.eval '1' }}</section>", 1, "forms.running")]
    [InlineData("<section>{{ math.uuid }}</section>", 1, "forms.running")]
    [InlineData("<section>{{ while true }}{{ end }}</section>", 1, "forms.too_much")]
    [InlineData("<section>{{ for i in 1..100000000 }}x{{ end }}</section>", 1, "forms.too_much")]
    [InlineData("<section>{{ func f; f; end; f }}</section>", 1, "forms.too_much")]
    [InlineData("<section><p class=\"qr\"></p></section>", 1, "forms.qr")]
    public void What_only_data_show_is_refused_with_its_place(string text, int line, string code)
    {
        var template = FormTemplate.TryParse("bad", text, out var faults).ShouldNotBeNull(string.Join('\n', faults));

        var fault = template.Try(new { }).ShouldNotBeNull();

        (fault.Why.Kind.Code, fault.Line).ShouldBe((code, line));
    }

    [Theory]
    [InlineData("qr", 900, true)]
    [InlineData("qr", 901, false)]
    [InlineData("qr wide", 1400, true)]
    [InlineData("qr wide", 1401, false)]
    public void A_code_holds_what_can_be_read_off_paper(string look, int bytes, bool fits)
    {
        var template = FormTemplate.Parse("code", $"<section><p class=\"{look}\">{{{{ text }}}}</p></section>");

        var fault = template.Try(new { Text = new string('7', bytes) });

        (fault is null).ShouldBe(fits);
        if (fits) PdfLint.Faults(FormPrinter.ToPdf(new("code", Sample.Made, [new(template, new { Text = new string('7', bytes) })])).Bytes).ShouldBeEmpty();
    }

    [Fact]
    public void Data_are_text_and_never_markup()
    {
        var template = FormTemplate.Parse("text", "<section><p>{{ name }}</p></section>");

        var html = FormPrinter.ToHtml(new("text", Sample.Made, [new(template, new { Name = "<script>alert(1)</script> & \u0001\uD800" })]));

        html.ShouldContain("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;");
    }

    [Fact]
    public void A_template_longer_than_an_event_is_refused()
    {
        FormTemplate.TryParse("long", new string('ж', FormTemplate.MostBytes), out var faults).ShouldBeNull();

        faults[0].Why.Kind.ShouldBe(Faults.TooLong);
    }

    [Fact]
    public void A_fault_is_told_in_both_languages()
    {
        FormTemplate.TryParse("bad", "<section>\n <blink/></section>", out var faults);

        faults[0].Text(CultureInfo.GetCultureInfo("ru")).ShouldBe("Строка 2, столбец 2: Элемента «blink» в печатных формах нет.");
        faults[0].Text(CultureInfo.GetCultureInfo("en")).ShouldBe("Line 2, column 2: Printed forms have no element “blink”.");
    }

    [Fact]
    public void The_browser_gets_the_same_words_as_the_paper()
    {
        var print = Sample.Print(Sample.Page(5, 4));

        var html = FormPrinter.ToHtml(print);

        html.ShouldContain("Лист 1 из 2");
        html.ShouldContain("Всего в журнале <b><span class=\"f-sheets\">2</span> (<span class=\"f-sheets-words\">два</span>)</b>");
        html.ShouldNotContain("style=");
    }
}
