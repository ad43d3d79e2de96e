using CsCheck;
using ElJournal.Forms.Pdf;
using Shouldly;

namespace ElJournal.Forms.Tests;

public class LayoutTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(45, 30)]
    [InlineData(200, 3)]
    public void Whatever_the_size_all_is_there(int pupils, int lessons) => AllIsThere(Sample.Page(pupils, lessons));

    [Fact]
    public void Long_names_and_words_are_wrapped_and_not_cut() => AllIsThere(Sample.Page(
        34, 20, "Константинопольская-Зарубежная Александрина-Виктория Владиславовна", new string('ж', 200), string.Join(' ', Enumerable.Repeat("Подготовить сообщение", 40))));

    [Fact]
    public void A_row_taller_than_a_page_goes_on_over_the_next() =>
        AllIsThere(Sample.Page(1, 2, topic: "Тема", homework: string.Join(' ', Enumerable.Range(1, 1500).Select(i => $"№{i}"))));

    [Fact]
    public void Every_word_of_any_data_stands_in_the_pdf() => Gen.Select(Gen.Int[0, 50], Gen.Int[0, 24], Words, Words, Words)
        .Sample((pupils, lessons, name, topic, homework) => AllIsThere(Sample.Page(pupils, lessons, name, topic, homework)), iter: 40, threads: 1);

    [Fact]
    public void A_head_is_repeated_on_each_page()
    {
        var pdf = FormPrinter.ToPdf(Sample.Print(Sample.Page(100, 5)));

        pdf.Pages.ShouldBeGreaterThan(3);
        Poppler.Text(pdf.Bytes).Split('\f').Count(p => p.Contains("Фамилия, имя", StringComparison.Ordinal)).ShouldBe(pdf.Pages - 1);
    }

    [Fact]
    public void What_is_kept_together_stands_on_one_page()
    {
        // As many rows before it as make it fall on every place of a page.
        foreach (var rows in Enumerable.Range(40, 30))
        {
            var template = FormTemplate.Parse("keep", """
                <section class="portrait"><table class="grid"><colgroup><col/></colgroup><tbody>{{ for i in 1..rows }}<tr><td>строка</td></tr>{{ end }}</tbody>
                <tbody class="keep"><tr><td>первая</td></tr><tr><td>вторая</td></tr><tr><td>третья</td></tr></tbody></table></section>
                """);

            var pages = Poppler.Text(FormPrinter.ToPdf(new("keep", Sample.Made, [new(template, new { Rows = rows })])).Bytes).Split('\f');

            pages.Count(p => p.Contains("первая", StringComparison.Ordinal) || p.Contains("третья", StringComparison.Ordinal)).ShouldBe(1);
        }
    }

    [Fact]
    public void A_bound_print_counts_sheets_by_two_sides()
    {
        var template = FormTemplate.Parse("bound", """
            <section class="portrait"><p>обложка</p></section>
            <section class="portrait even"><p>левая</p></section>
            <section class="portrait odd"><p>правая</p></section>
            """);

        var pdf = FormPrinter.ToPdf(new FormPrint("bound", Sample.Made, [new(template, new { })]) { Bound = true });

        (pdf.Pages, pdf.Sheets).ShouldBe((3, 2));
        Poppler.Text(pdf.Bytes).ShouldContain("Лист 2 из 2, стр. 3");
    }

    [Fact]
    public void A_section_that_must_begin_on_the_other_side_leaves_a_page_empty()
    {
        var template = FormTemplate.Parse("bound", """<section class="portrait odd"><p>одна</p></section><section class="portrait odd"><p>другая</p></section>""");

        FormPrinter.ToPdf(new("bound", Sample.Made, [new(template, new { })])).Pages.ShouldBe(3);
    }

    [Fact]
    public void A_turned_head_longer_than_its_column_is_wrapped_or_made_longer()
    {
        var template = FormTemplate.Parse("turned", """
            <section class="portrait"><table class="grid"><colgroup><col width="8mm"/><col width="6mm"/></colgroup>
            <thead><tr><th class="v">Основы безопасности и защиты Родины (практические занятия)</th><th class="v">Изобразительное искусство</th></tr></thead>
            <tbody><tr><td>1</td><td>2</td></tr></tbody></table></section>
            """);

        var text = Poppler.Letters(Poppler.Text(FormPrinter.ToPdf(new("turned", Sample.Made, [new(template, new { })])).Bytes));

        text.ShouldContain("практические");
        text.ShouldContain("Изобразительное");
    }

    private static readonly Gen<string> Words = Gen.String[Gen.OneOf(
        Gen.Char["абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗ"], Gen.Char["abcXYZ0123456789"], Gen.Char[" -–/.,;:<>&\"'«»№§()"]), 1, 120];

    private static void AllIsThere(PageModel model)
    {
        var pdf = FormPrinter.ToPdf(Sample.Print(model)).Bytes;

        // Words of one cell may be parted by words of its neighbour when both are wrapped, so they are looked for one by one.
        var text = Poppler.Letters(Poppler.Text(pdf));
        foreach (var said in model.Pupils.Select(p => p.Name).Concat(model.Lessons.SelectMany(l => new[] { l.Topic, l.Homework })).Distinct())
            foreach (var word in said.Split([' ', '-', '/', '–'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length < 24))
                text.ShouldContain(Poppler.Letters(word));
        Longest(model, text);
        PdfLint.Faults(pdf).ShouldBeEmpty();
    }

    /// <summary>Of a word longer than a line each letter stands there.</summary>
    private static void Longest(PageModel model, string text)
    {
        foreach (var word in model.Lessons.SelectMany(l => l.Topic.Split(' ')).Where(w => w.Length >= 24))
            foreach (var letters in word.GroupBy(c => c)) text.Count(c => c == letters.Key).ShouldBeGreaterThanOrEqualTo(letters.Count());
    }
}
