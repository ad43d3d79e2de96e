using ElJournal.Kernel;

namespace ElJournal.Setup.Imports.Uploads;

/// <summary>Строки с ошибками: the same rows with their headings as they came, and why each was not taken, to be corrected and loaded again.</summary>
internal static class ErrorFile
{
    /// <summary>Semicolons, for a spreadsheet; to be written as UTF-8 with a mark.</summary>
    public static string Of(TableFile file, ImportCheck check, ColumnChoice? columns)
    {
        var reasons = check.Report.Rows.Where(row => row.Outcome is RowOutcome.Error or RowOutcome.Ask).ToLookup(row => (row.Sheet, row.Line));
        var lines = new List<IEnumerable<string>>();
        foreach (var sheet in file.Sheets.Where(sheet => reasons.Any(group => group.Key.Sheet == sheet.Name)))
        {
            if (Header.Find(sheet, check.Kind.Columns, check.Kind.Suffices, columns) is { } header)
                lines.Add([.. header.Headings, ImportTexts.Say("csv_sheet"), ImportTexts.Say("csv_line"), ImportTexts.Say("csv_column"), ImportTexts.Say("csv_reason")]);
            foreach (var row in sheet.Rows.Where(row => reasons.Contains((sheet.Name, row.Line))))
            {
                var said = reasons[(sheet.Name, row.Line)].ToList();
                var width = lines.Count > 0 ? lines[0].Count() - 4 : row.Cells.Count;
                lines.Add([
                    .. Enumerable.Range(0, width).Select(place => row[place]), sheet.Name ?? "", $"{row.Line}",
                    string.Join(", ", said.Select(one => one.Column).OfType<string>().Distinct()), string.Join(" ", said.Select(one => one.Reason).OfType<string>()),
                ]);
            }
        }
        return string.Concat(lines.Select(cells => string.Join(';', cells.Select(cell => ImportReport.Quoted(CsvCell.Safe(cell)))) + "\r\n"));
    }
}
