using ElJournal.Access.Rights;
using ElJournal.Accounting.Terms;
using ElJournal.Integrity.Archives;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Host.Archives;

/// <summary>Сводные ведомости of a year as tables: a row for each grade of a pupil in a subject and a period, the page of the year included.</summary>
internal sealed class YearStatements(IDocumentStore store, Statements statements)
{
    public async Task<IReadOnlyList<StatementFile>> Of(SchoolId school, string year, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year.Value == year).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        var reader = Actors.ForCommandLine(school) with { Grants = new Grants([new Grant(Permission.ReadJournal, Grant.WholeSchool)]) };
        var files = new List<StatementFile>();
        foreach (var schoolClass in classes)
        {
            if (await Table(reader, new ClassId(schoolClass.Id), cancel) is { } csv) files.Add(new StatementFile(schoolClass.Id, $"Сводная ведомость {schoolClass.Name}", csv));
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
