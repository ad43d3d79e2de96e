using ElJournal.Forms;
using ElJournal.Integrity.Custody;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Host.Archives;

/// <summary>Tells the custody of archives what the register of the school knows.</summary>
public sealed class CustodyGround(IDocumentStore store, Openings openings, PrintRoom prints, TimeProvider clock) : ICustodyGround
{
    public async Task<DateOnly> Today(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await session.DayOf(clock.GetUtcNow(), cancel);
    }

    public async Task<IReadOnlyList<CustodyYear>> Years(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).ToLookup(c => c.Year);
        return [.. (await session.Query<YearCalendar>().Select(SchoolYears.DaysOf).ToListAsync(cancel)).OrderByDescending(y => y.From)
            .Select(y => new CustodyYear(y.Year.Value, y.From, y.To, [.. classes[y.Year].Select(c => new KeptClass(c.Id, c.Name))]))];
    }

    public async Task<IReadOnlyList<Keeper>> Staff(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var today = await session.DayOf(clock.GetUtcNow(), cancel);
        var cards = await session.Query<StaffCard>().ToListAsync(cancel);
        var people = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return [.. cards.Select(c => new Keeper(c.Staff.Value, people.GetValueOrDefault(c.Card)?.ShortName ?? UiTexts.All["erased"], c.From <= today && !(c.Dismissed <= today) && people.GetValueOrDefault(c.Card) is not null))
            .OrderBy(k => k.Name, StringComparer.CurrentCulture)];
    }

    public async Task<SheetCount?> Sheets(Actor reader, string schoolClass, CancellationToken cancel)
    {
        if (await prints.OfClass(reader, new ClassId(schoolClass), FormKinds.Journal, null, cancel) is not { } print) return null;
        try
        {
            var pdf = FormPrinter.ToPdf(print);
            return new SheetCount(pdf.Pages, pdf.Sheets);
        }
        // A template of the school's own that does not go with its data: whoever prints is told by line and word.
        catch (FormFaultException)
        {
            return null;
        }
    }
}
