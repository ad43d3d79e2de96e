using System.Globalization;
using CsvHelper;
using ElJournal.Kernel;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Журнал замен for a spreadsheet of the accountant.</summary>
public static class RegisterCsv
{
    public static async Task<byte[]> Of(PayPage page, CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true }, leaveOpen: true))
        {
            await csv.WriteRecordAsync(
                new[] { "Дата", "Урок", "Класс (группа)", "Вид", "Предмет по плану", "Кого замещали", "Кто замещал", "Что проведено", "Зачтено в программу", "Причина", "Часы" }, cancel);
            foreach (var (row, former, teacher) in page.Rows)
            {
                await csv.WriteRecordAsync(
                    new[]
                    {
                        row.Lesson.Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture), row.Lesson.Slot.ToString(CultureInfo.InvariantCulture), row.ClassName,
                        row.IsGroup ? "группа" : "класс", row.Subject, former ?? "", teacher, row.Combined ? row.Taught + " (объединённый урок)" : row.Taught,
                        row.SameSubject ? "да" : "нет", ShiftWords.Reason(row.Reason), (row.Hours / 100m).ToString("0.##", CultureInfo.GetCultureInfo("ru-RU")),
                    }.Select(CsvCell.Safe).ToArray(), cancel);
            }
            await csv.FlushAsync(cancel);
        }
        return buffer.ToArray();
    }
}
