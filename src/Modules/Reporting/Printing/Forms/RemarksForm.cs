using System.Globalization;
using ElJournal.Forms;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>Замечания по ведению журнала: those made in the program, and lines for those made by hand.</summary>
internal static class RemarksForm
{
    /// <summary>Lines of a sheet, and the fewest that are left for handwriting.</summary>
    private const int Lines = 16, FewestBlank = 6;

    /// <param name="data">Null: remarks are not this reader's to see.</param>
    public static FormPart Of(RemarksData? data) => new(FormFiles.Inspection, new
    {
        Rows = (data?.Rows ?? []).Select(Line).ToList(),
        Blank = Enumerable.Range(0, Math.Max(FewestBlank, Lines - (data?.Rows.Count ?? 0))).ToList(),
        Note = data switch
        {
            null => "Замечания, сделанные в программе, напечатавшему не открыты: здесь только строки для записей от руки.",
            { Whole: false } => "Не все страницы журнала этого класса открыты напечатавшему для контроля: замечаний может быть больше.",
            { Rows.Count: 0 } => "Замечаний, сделанных в программе, нет.",
            _ => "",
        },
    });

    private static RemarkRow Line(RemarkData remark) => new(
        Day(remark.On), remark.Subject, remark.Place, remark.Teacher ?? "", remark.What, remark.Words ?? "", remark.Author, Day(remark.Due),
        remark.Done.Length > 0 ? remark.Done : remark.Overdue ? "не исполнено в срок" : "", remark.Last ?? "", remark.Answer ?? "");

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}

internal sealed record RemarkRow(
    string Date, string Subject, string Place, string Teacher, string What, string Words, string Author, string Due, string Done, string Last, string Answer);
