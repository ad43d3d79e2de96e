using System.IO.Compression;
using System.Text;
using ElJournal.Forms;
using ElJournal.Kernel;

namespace ElJournal.Reporting.Printing.School;

/// <summary>What was written: files and their length together, and the classes that are in it.</summary>
/// <param name="LeftOut">Names of the classes of the year that are not.</param>
/// <param name="Sheets">Sheets of paper that they take, printed on both sides where the form is.</param>
internal sealed record WrittenPrints(int Files, int Sheets, IReadOnlyList<string> Classes, IReadOnlyList<string> LeftOut);

/// <summary>Печать всей школы as one zip of PDF files. A class is read, drawn and written before the next, so what is in memory is one class at most.</summary>
public sealed class SchoolZip(PrintRoom room)
{
    /// <summary>What can be printed of all classes at once; the words are the names of the files.</summary>
    public static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>
    {
        [FormKinds.Journal] = "Классный журнал",
        [FormKinds.Statement] = "Сводные ведомости",
        [FormKinds.Missed] = "Посещаемость",
    };

    /// <summary>The earliest moment that a zip can name.</summary>
    private static readonly DateTime Earliest = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Makes the file; broken off by anything, it leaves nothing under the name, nor beside it.</summary>
    /// <param name="describe">Told what is in it before the file gets its name.</param>
    /// <exception cref="SchoolPrintRefused">It cannot be made; the reason is a sentence.</exception>
    internal async Task Write(
        Actor reader, YearBooks books, IReadOnlyList<string> forms, string path, Func<WrittenPrints, Task> describe, Action<int, int> said, CancellationToken cancel)
    {
        var draft = path + PrintShelf.Unfinished;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            WrittenPrints written;
            await using (var output = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 17))
            {
                written = await Fill(output, reader, books, forms, said, cancel);
                await output.FlushAsync(cancel);
                output.Flush(flushToDisk: true);
            }
            await describe(written);
            File.Move(draft, path);
        }
        catch (IOException disk)
        {
            throw SchoolPrintRefused.Disk(disk);
        }
        finally
        {
            if (File.Exists(draft)) File.Delete(draft);
        }
    }

    private async Task<WrittenPrints> Fill(
        FileStream output, Actor reader, YearBooks books, IReadOnlyList<string> forms, Action<int, int> said, CancellationToken cancel)
    {
        var (files, sheets, all) = (0, 0, books.Whole.Count * forms.Count);
        var (inside, leftOut) = (new List<ClassBook>(), books.LeftOut.ToList());
        said(0, all);
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (i, book) in books.Whole.Index())
        {
            cancel.ThrowIfCancellationRequested();
            if (await room.Whole(reader, book.Class, forms, cancel) is { } prints)
            {
                inside.Add(book);
                foreach (var (j, (form, print)) in prints.Index())
                {
                    cancel.ThrowIfCancellationRequested();
                    var name = $"{Plain(book.Name)}/{Files[form]} {Plain(book.Name)}.pdf";
                    var drawn = Drawn(print, book.Name, form);
                    Add(zip, name, print.Made, drawn.Bytes);
                    sheets += drawn.Sheets;
                    files++;
                    said((i * forms.Count) + j + 1, all);
                }
            }
            // Taken from the reader, or from the school, since it was asked for.
            else leftOut.Add(book.Name);
            said((i + 1) * forms.Count, all);
        }
        cancel.ThrowIfCancellationRequested();
        Add(zip, "Содержание.txt", Latest(inside), Encoding.UTF8.GetBytes(Contents(books, forms, inside, leftOut, sheets)));
        return new(files, sheets, [.. inside.Select(b => b.Class.Value)], leftOut);
    }

    private static PrintedPdf Drawn(FormPrint print, string schoolClass, string form)
    {
        try
        {
            return FormPrinter.ToPdf(print);
        }
        catch (FormFaultException fault)
        {
            throw SchoolPrintRefused.Unfit(schoolClass, Files[form], fault);
        }
    }

    private static void Add(ZipArchive zip, string name, DateTimeOffset made, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = made.DateTime < Earliest ? new(Earliest, TimeSpan.Zero) : made;
        using var into = entry.Open();
        into.Write(bytes);
    }

    private static DateTimeOffset Latest(IReadOnlyList<ClassBook> books) => books.Count == 0 ? new(Earliest, TimeSpan.Zero) : books.Max(b => b.Made);

    /// <summary>Whoever opens the file next month sees what is not in it.</summary>
    private static string Contents(YearBooks books, IReadOnlyList<string> forms, IReadOnlyList<ClassBook> inside, IReadOnlyList<string> leftOut, int sheets) => string.Join("\r\n",
    [
        $"{books.Whole.Select(b => b.SchoolName).FirstOrDefault()}, {books.Span} учебный год",
        $"Формы: {string.Join(", ", forms.Select(f => Files[f].ToLowerInvariant()))}.",
        $"Классы: {string.Join(", ", inside.Select(b => b.Name))}.",
        $"Листов бумаги: {sheets}.",
        leftOut.Count == 0 ? "Здесь все классы года." : $"Не вошли: {string.Join(", ", leftOut)}. Эти классы печатает тот, кому они открыты целиком.", "",
    ]);

    /// <summary>8 «Б» → 8Б: what a file may be called everywhere.</summary>
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
