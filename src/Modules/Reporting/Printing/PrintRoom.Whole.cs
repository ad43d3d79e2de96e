using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

public sealed partial class PrintRoom
{
    /// <summary>Forms of a class out of one reading, each a print of its own. Null: there is no such class, or not the whole of it is for this reader.</summary>
    internal async Task<IReadOnlyList<(string Form, FormPrint Print)>?> Whole(Actor reader, ClassId schoolClass, IReadOnlyCollection<string> forms, CancellationToken cancel)
    {
        if (await books.Of(reader, schoolClass, cancel) is not { Whole: true } book) return null;
        var data = await Data(reader, book, cancel);
        var prints = new List<(string, FormPrint)>();
        foreach (var form in forms)
        {
            var print = form switch
            {
                FormKinds.Journal => Journal(data, await InRussian.Of(() => control.Remarks(reader, schoolClass, cancel))),
                FormKinds.Missed => Single(book, $"Посещаемость: {book.Name}", ClassForms.Missed(data)),
                // Of each period and of the year, one after another.
                FormKinds.Statement when data.Statements.Count > 0 => new FormPrint(
                    $"Сводные ведомости: {book.Name}", book.Made, [.. data.Statements.Select(s => ClassForms.Statement(book, s))])
                { Seal = book.Seal?.Seal },
                _ => null,
            };
            if (print is not null) prints.Add((form, await templates.Of(reader.School, print, cancel)));
        }
        return prints;
    }
}
