using ElJournal.Forms;
using ElJournal.Forms.Pdf;
using ElJournal.Forms.Tests;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Reporting.Reading;
using Shouldly;
using Xunit;

namespace ElJournal.Reporting.Tests.Printing;

/// <summary>Forms that do not belong to one class: as they were seen, with every word of the data, whatever its size.</summary>
public class OfficeFormTests
{
    public static TheoryData<string> Forms =>
        ["report-results", "report-missed", "substitutions", "substitutions-day", "works", "works-days", "remarks", "emergency", "answer"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_is_as_it_was_seen_and_keeps_to_pdf_a(string form)
    {
        var pdf = FormPrinter.ToPdf(await Print(form, 12)).Bytes;

        PdfLint.Faults(pdf).ShouldBeEmpty();
        pdf.ShouldBeAsSeen(form);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_word_of_the_data_stands_in_a_form_of_any_size(string form)
    {
        foreach (var size in new[] { 0, 1, 45, 80 })
        {
            var print = await Print(form, size);

            var pdf = FormPrinter.ToPdf(print).Bytes;

            PdfLint.Faults(pdf).ShouldBeEmpty();
            var text = Poppler.Letters(Poppler.Text(pdf));
            foreach (var word in FormPrinter.SheetData(print).SelectMany(d => d.Split(['\n', '\t', ' ', '-', '/'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length < 20 && w.Any(char.IsLetterOrDigit)).Distinct())
                text.ShouldContain(Poppler.Letters(word));
        }
    }

    [Theory]
    [InlineData(28)]
    [InlineData(45)]
    public async Task A_lesson_of_a_day_without_the_program_has_one_sheet(int pupils) =>
        FormPrinter.ToPdf(await InRussian.Of(() => Task.FromResult(Ground.Print("x", LessonForms.Emergency(SampleOffice.Emergency(6, pupils, longNames: false), Ground))))).Pages.ShouldBe(6);

    [Fact]
    public void Namesakes_have_sums_of_their_own()
    {
        var lines = FormPrinter.SheetData(Ground.Print("x", SubstitutionForm.Of(SampleOffice.Substitutions(20, day: false), Ground))).SelectMany(d => d.Split('\n')).ToList();

        lines.Count(l => l.Contains("Итого: Иванова М. И.", StringComparison.Ordinal)).ShouldBe(SampleOffice.Substitutions(20, day: false).Rows.Where(r => r.Name == "Иванова М. И.").Select(r => (r.Teacher, r.IsGroup)).Distinct().Count());
    }

    [Fact]
    public async Task Rows_that_nobody_would_read_are_named_and_not_printed()
    {
        var print = await InRussian.Of(() => Task.FromResult(Ground.Print("x", ReportForm.Of(SampleOffice.Report(ReportKinds.Missed, ReportForm.MostRows), "", Ground))));

        var data = string.Join('\n', FormPrinter.SheetData(print));

        data.ShouldContain($"Строк больше {ReportForm.MostRows}");
        data.ShouldNotContain("Правописание");
    }

    [Fact]
    public void A_schedule_of_many_days_stands_in_tables_that_can_be_read() =>
        WorksForm.Tables(SampleOffice.Works(3, 26)).Select(t => t.Columns.Count).ShouldBe([9, 9, 8]);

    private static PrintGround Ground => SampleOffice.Ground;

    private static Task<FormPrint> Print(string form, int size) => InRussian.Of(() => Task.FromResult(Ground.Print(form, form switch
    {
        "report-results" => ReportForm.Of(SampleOffice.Report(ReportKinds.Results, size), "Параллель: 8 классы; Сгруппировать: Класс и предмет", Ground),
        "report-missed" => ReportForm.Of(SampleOffice.Report(ReportKinds.Missed, size), "Класс: 8 «Б»", Ground),
        "substitutions" => SubstitutionForm.Of(SampleOffice.Substitutions(size, day: false), Ground),
        "substitutions-day" => SubstitutionForm.Of(SampleOffice.Substitutions(size, day: true), Ground),
        "works" => WorksForm.Of(SampleOffice.Works(size, size == 0 ? 0 : 9), Ground),
        "works-days" => WorksForm.Of(SampleOffice.Works(Math.Min(size, 24), 26), Ground),
        "remarks" => RemarksForm.Of(size == 80 ? null : SampleOffice.Remarks(size)),
        "emergency" => LessonForms.Emergency(SampleOffice.Emergency(size == 0 ? 0 : 3, size == 12 ? 28 : size, longNames: true), Ground),
        _ => LessonForms.Answer(SampleOffice.Answer(size == 12 ? 4 : size, isProven: size == 12), Ground),
    })));
}
