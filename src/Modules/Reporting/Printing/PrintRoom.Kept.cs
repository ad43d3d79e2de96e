using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

public sealed partial class PrintRoom
{
    /// <summary>Классный журнал as it goes into the archive (D-5.1). Null: no such class, or not all of it is this reader's.</summary>
    /// <param name="seal">State of the log that the archive stands under.</param>
    /// <param name="made">Moment of that state.</param>
    public Task<FormPrint?> KeptJournal(Actor reader, ClassId schoolClass, SealData seal, DateTimeOffset made, CancellationToken cancel) => InRussian.Of(async () =>
    {
        if (await books.Of(reader, schoolClass, cancel) is not { Whole: true } book) return null;
        var data = await Data(reader, book with { Made = made, Seal = seal }, cancel);
        return await templates.Of(reader.School, Journal(data, await control.Remarks(reader, schoolClass, cancel)), cancel);
    });

    /// <summary>
    /// Сводная ведомость as it is kept for twenty-five years (D-5.2): the page of the year, then every pupil with all periods. It carries no state of the log, in which its own hash is going to stand, and
    /// its moment is that of the newest of its grades: the same grades give the same bytes. Null: no such class, or not all of it is this reader's.
    /// </summary>
    public Task<FormPrint?> KeptStatement(Actor reader, ClassId schoolClass, CancellationToken cancel) => InRussian.Of(async () =>
    {
        if (await books.Of(reader, schoolClass, cancel) is not { Whole: true, Terms: [var first, ..] } book) return null;
        var moment = await books.GradedAt(reader.School, book, cancel) ?? new DateTimeOffset(first.From, TimeOnly.MinValue, TimeSpan.Zero);
        var kept = book with { Made = moment, Seal = null };
        var data = await Data(reader, kept, cancel);
        if (data.Statements.FirstOrDefault(s => s.Term == Accounting.YearPages.Annual) is not { } annual) return null;
        var print = new FormPrint($"Сводная ведомость: {book.Name}, {book.YearName}", moment, [ClassForms.Statement(kept, annual), ClassForms.StatementByPupil(data)]);
        return await templates.Of(reader.School, print, cancel);
    });
}
