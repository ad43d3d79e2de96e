using System.CommandLine;
using System.Globalization;
using ElJournal.Accounting.Pages;
using ElJournal.Host.Archives;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Reading;
using ElJournal.Kernel;
using ElJournal.Setup;
using Spectre.Console;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal archive replay</c>: a page of the journal out of an archive as it stood at any moment. No database is needed, nor the school's server.</summary>
internal static class ArchiveReplayCommand
{
    private static readonly Argument<string> Zip = new("FILE") { Description = "Файл архива J5, .zip" };

    private static readonly Option<string?> Names = new("--names") { Description = "Архив P того же года: тогда обучающиеся названы по именам", HelpName = "FILE" };

    private static readonly Option<string?> Page = new("--page") { Description = "Какая страница: курс/период; без него – перечень страниц", HelpName = "COURSE/TERM" };

    private static readonly Option<int?> Step = new("--step") { Description = "После скольких изменений страницы; без него – после последнего", HelpName = "N" };

    private static readonly Option<DateTimeOffset?> At = new("--at") { Description = "На какой момент, например 2026-03-01T12:00:00+03:00", HelpName = "TIME" };

    public static Command Create()
    {
        var command = new Command("replay", "Показать страницу журнала из архива, какой она была в любой момент; база данных не нужна") { Zip, Names, Page, Step, At };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        var file = given.GetRequiredValue(Zip);
        if (!File.Exists(file)) return Terminal.Refuse(given, $"{file}: файла нет.");
        using var log = ArchivedLog.Open(File.OpenRead(file));
        if (log?.Kind != ArchiveKinds.Journals) return Terminal.Refuse(given, $"{file}: это не архив журналов (J5). Проверьте файл: eljournal archive verify.");
        try
        {
            IReadOnlyDictionary<PupilId, string> names = new Dictionary<PupilId, string>();
            if (given.GetValue(Names) is { } path)
            {
                using var openings = File.Exists(path) ? ArchivedLog.Open(File.OpenRead(path)) : null;
                if (openings?.Kind != ArchiveKinds.Openings || openings.Year != log.Year) return Terminal.Refuse(given, $"{path}: это не архив раскрытий (P) за {log.Year} учебный год.");
                names = ArchivedJournal.Names(log, openings);
            }
            var journal = new ArchivedJournal(log, names);
            if (given.GetValue(Page) is not { } wanted) return List(given, journal);
            return wanted.Split('/') is [var course, var term] && Id.IsValid(course) && Id.IsValid(term)
                && journal.Page(new CourseId(course), new TermId(term), given.GetValue(Step), given.GetValue(At)) is { } page
                ? Show(given, page)
                : Terminal.Refuse(given, $"Страницы {wanted} в архиве нет: перечень страниц печатается без --page.");
        }
        catch (ArchiveRefused refused)
        {
            return Terminal.Refuse(given, refused.Text());
        }
    }

    private static int List(ParseResult given, ArchivedJournal journal)
    {
        var pages = journal.Pages;
        if (given.GetValue(CommandLine.Json)) Terminal.Json(new { journal.Year, Pages = pages });
        else foreach (var page in pages) Console.WriteLine($"{page.Course}/{page.Term}  {page.Class}  {page.Subject}, {Iso(page.From)} – {Iso(page.To)}");
        return CommandLine.Done;
    }

    private static int Show(ParseResult given, ReplayedPage page)
    {
        if (given.GetValue(CommandLine.Json))
        {
            Terminal.Json(new
            {
                page.Name.Course,
                page.Name.Term,
                page.Name.Class,
                page.Name.Subject,
                page.Step,
                Steps = page.Times.Count,
                At = page.Last?.Entry.At,
                By = page.Last?.Entry.Actor,
                Event = page.Last?.Entry.Id,
                page.Lessons,
                page.Pupils,
            });
            return CommandLine.Done;
        }
        Console.WriteLine($"{page.Name.Class} · {page.Name.Subject}, {page.Name.Term}");
        Console.WriteLine(page.Last is { } last
            ? $"После изменения {page.Step} из {page.Times.Count}: {last.Entry.At:yyyy-MM-dd HH:mm:ss.fff}Z, {PageTexts.Of(last.Fact.Kind)}, учётная запись {last.Entry.Actor}, лист {last.Entry.Index}"
            : $"До первой записи; всего изменений {page.Times.Count}");
        var table = new Table().AddColumn("Обучающийся");
        foreach (var lesson in page.Lessons) table.AddColumn($"{lesson.Lesson.Date:dd.MM}");
        table.AddColumn("Период");
        foreach (var row in page.Pupils) table.AddRow([row.Name.EscapeMarkup(), .. row.Cells.Select(cell => cell is null ? "" : $"{cell.Text}{(cell.Corrected ? "*" : "")}".EscapeMarkup()), (row.TermGrade ?? "").EscapeMarkup()]);
        AnsiConsole.Write(table);
        if (page.Pupils.Any(row => row.Cells.Any(cell => cell?.Corrected == true))) Console.WriteLine("* исправлялось");
        foreach (var lesson in page.Lessons) Console.WriteLine($"{lesson.Lesson.Date:dd.MM}  {lesson.Topic ?? "—"}{(lesson.Homework is null ? "" : "  Д/з: " + lesson.Homework)}");
        return CommandLine.Done;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
