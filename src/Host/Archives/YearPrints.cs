using ElJournal.Access.Rights;
using ElJournal.Forms;
using ElJournal.Integrity.Archives;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Host.Archives;

/// <summary>Классные журналы of a year as the paper journal has them: one file for a class.</summary>
internal sealed class YearPrints(IDocumentStore store, PrintRoom room)
{
    public async Task Of(SchoolId school, string year, SealData seal, DateTimeOffset at, IArchiveShelf shelf, Action<int, int> said, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var classes = await Classes(session, year, cancel);
        var card = await session.LoadAsync<SchoolCard>(Streams.School(school), cancel);
        var made = card is null ? at : TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(card.TimeZone));
        foreach (var (place, schoolClass) in classes.Index())
        {
            said(place, classes.Count);
            cancel.ThrowIfCancellationRequested();
            if (await room.KeptJournal(Reader(school), new ClassId(schoolClass.Id), seal, made, cancel) is not { } print) continue;
            var printed = FormPrinter.ToPdf(print);
            await using var file = shelf.Open(new ArchivedFile($"print/{schoolClass.Id}.pdf", $"Классный журнал {schoolClass.Name}", printed.Sheets, ArchiveKinds.JournalYears));
            await file.WriteAsync(printed.Bytes, cancel);
        }
        said(classes.Count, classes.Count);
    }

    /// <summary>Always in the same order.</summary>
    public static async Task<IReadOnlyList<ClassRoster>> Classes(IQuerySession session, string year, CancellationToken cancel) =>
        [.. (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year.Value == year).OrderBy(c => c.Id, StringComparer.Ordinal)];

    /// <summary>Whoever makes the archive need not be one who reads every page: the archive is whole or it is none.</summary>
    public static Actor Reader(SchoolId school) => Actors.ForCommandLine(school) with
    {
        Grants = new Grants([new Grant(Permission.ReadJournal, Grant.WholeSchool), new Grant(Permission.ReadControl, Grant.WholeSchool)]),
    };
}
