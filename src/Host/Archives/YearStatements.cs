using ElJournal.Accounting.Terms;
using ElJournal.Forms;
using ElJournal.Integrity.Archives;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Host.Archives;

/// <summary>Сводные ведомости of a year: each as a table, a row for each grade of a pupil in a subject and a period, the page of the year included; and as the printed form.</summary>
internal sealed class YearStatements(IDocumentStore store, Statements statements, PrintRoom room)
{
    public async Task<IReadOnlyList<StatementFile>> Of(SchoolId school, string year, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var reader = YearPrints.Reader(school);
        var files = new List<StatementFile>();
        foreach (var schoolClass in await YearPrints.Classes(session, year, cancel))
        {
            if (await Table(reader, new ClassId(schoolClass.Id), cancel) is not { } csv) continue;
            var printed = await room.KeptStatement(reader, new ClassId(schoolClass.Id), cancel) is { } print ? FormPrinter.ToPdf(print) : null;
            files.Add(new StatementFile(schoolClass.Id, $"Сводная ведомость {schoolClass.Name}", csv, printed?.Bytes, printed?.Sheets));
        }
        return files;
    }

    /// <summary>Null: no subject of the class is graded.</summary>
    private async Task<byte[]?> Table(Actor reader, ClassId schoolClass, CancellationToken cancel)
    {
        if (await statements.Of(reader, schoolClass, Accounting.YearPages.Annual, cancel) is not { } annual) return null;
        using var bytes = new MemoryStream();
        using (var table = new ArchiveTable(bytes, [.. Columns.Select(column => new ArchivedColumn(column, column))]))
        {
            foreach (var tab in annual.Tabs)
            {
                var page = tab.Term == annual.Term ? annual : await statements.Of(reader, schoolClass, tab.Term, cancel);
                foreach (var row in (page?.Rows ?? []).OrderBy(r => r.Pupil.Value, StringComparer.Ordinal))
                {
                    foreach (var (cell, subject) in row.Cells.Zip(page!.Subjects))
                    {
                        if (cell.Grade is not null) table.Row(annual.ClassName, row.Pupil.Value, row.Name, subject.Subject, tab.Term.Value, page.TermName, cell.Grade);
                    }
                }
            }
        }
        return bytes.ToArray();
    }

    private static readonly string[] Columns = ["class", "pupil", "name", "subject", "period", "period_name", "grade"];
}
