using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Forms.Pdf;
using ElJournal.Forms.Tests;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Setup;
using Shouldly;
using Xunit;

namespace ElJournal.Reporting.Tests.Printing;

public class FormTests
{
    public static TheoryData<string> Forms => ["subject", "journal", "statement", "statement-year", "statement-by-pupil", "missed", "report-cards", "extract", "extract-year"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_is_as_it_was_seen_and_keeps_to_pdf_a(string form)
    {
        var pdf = FormPrinter.ToPdf(Print(form, SampleClass.Of(28, form == "journal" ? 14 : 24, form == "journal" ? 4 : 17))).Bytes;

        PdfLint.Faults(pdf).ShouldBeEmpty();
        pdf.ShouldBeAsSeen(form);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_word_of_the_data_stands_in_a_form_of_any_size(string form)
    {
        foreach (var (pupils, lessons) in new[] { (0, 0), (1, 1), (45, 80) })
        {
            var data = SampleClass.Of(pupils, lessons, 3);
            var print = Print(form, data);

            var text = Poppler.Letters(Poppler.Text(FormPrinter.ToPdf(print).Bytes));

            foreach (var word in FormPrinter.SheetData(print).SelectMany(d => d.Split(['\n', '\t', ' ', '-', '/'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length < 20 && w.Any(char.IsLetterOrDigit)).Distinct())
                text.ShouldContain(Poppler.Letters(word));
        }
    }

    [Fact]
    public void The_inscription_counts_the_sheets_of_the_journal()
    {
        var pdf = FormPrinter.ToPdf(Print("journal", SampleClass.Of(28, 14, 4)));

        var text = Poppler.Text(pdf.Bytes).ReplaceLineEndings(" ");

        text.ShouldContain($"скреплено печатью {pdf.Sheets} (");
        pdf.Sheets.ShouldBe((pdf.Pages + 1) / 2);
    }

    [Fact]
    public void Lessons_over_one_spread_go_over_several_and_the_grade_of_the_term_stands_on_the_last()
    {
        var data = SampleClass.Of(5, 45, 1);

        var spreads = SubjectForm.Of("x", [data.Pages.Values.First()[0]]).Select(p => (SpreadModel)p.Model).ToList();

        spreads.Select(s => s.Lessons.Count).ShouldBe([20, 20, 5]);
        spreads.Select(s => s.Last).ShouldBe([false, false, true]);
        spreads.SelectMany(s => s.Lessons).Select(l => l.Topic).Distinct().Count().ShouldBe(45);
    }

    private static FormPart Extracts(ClassData data, TermId term)
    {
        var kept = term == YearPages.Annual ? data : data with
        {
            Pages = data.Pages.ToDictionary(p => p.Key, p => (IReadOnlyList<PageData>)[.. p.Value.Where(x => x.Term == term)]),
        };
        AdviceData[] advice = [.. data.Pupils.Take(1).Select(p => new AdviceData(p.Pupil, data.Book.Courses[0].Course, new(2025, 9, 18), "Повторите правописание корней с чередованием (§ 14–16) и выполните упражнения 88–91."))];
        return ExtractForm.Of(kept, term, [.. data.Pupils.Select((p, i) => ExtractForm.Sheet(kept, term, p.Pupil, advice)! with { Number = $"{i + 1}", Issued = "27.05.2026" })]);
    }

    private static FormPrint Print(string form, ClassData data)
    {
        FormPart[] parts = form switch
        {
            "subject" => [ClassForms.Cover(data, "Классный журнал", "Русский язык"), .. SubjectForm.Of("s", data.Pages.Values.First())],
            "statement" => data.Statements.Count == 0 ? [ClassForms.Pupils(data)] : [ClassForms.Statement(data.Book, data.Statements[0])],
            "statement-year" => data.Statements.Count == 0 ? [ClassForms.Pupils(data)] : [ClassForms.Statement(data.Book, data.Statements[^1])],
            "statement-by-pupil" => [ClassForms.StatementByPupil(data)],
            "missed" => [ClassForms.Missed(data)],
            "report-cards" => [ClassForms.ReportCards(data)],
            "extract" => [Extracts(data, data.Book.Terms[0].Id)],
            "extract-year" => [Extracts(data, YearPages.Annual)],
            _ => [],
        };
        return form == "journal" ? PrintRoom.Journal(data, SampleOffice.Remarks(3)) : new FormPrint(form, data.Book.Made, parts) { Seal = data.Book.Seal?.Seal, Bound = form == "subject" };
    }
}
