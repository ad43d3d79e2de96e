using System.Globalization;
using ElJournal.Control;
using ElJournal.Control.Remarks;
using ElJournal.Control.Works;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Setup;

namespace ElJournal.Host.Printing;

/// <summary>Gives the printed forms what the pages of the control show: the same readers, the same rights.</summary>
public sealed class ControlSheets(WorkReading works, RemarkBook remarks) : IControlSheets
{
    public async Task<WorksData?> Works(Actor reader, WorksAsked asked, CancellationToken cancel)
    {
        if (await works.Read(reader, cancel) is not { } book) return null;
        var look = WorkLook.Of(book, asked.Period, asked.Level, asked.Class, asked.Subject, asked.Only);
        var (byDays, from, to, columns) = look.Columns(book);
        var shown = look.Works(book).Where(w => w.Date >= from && w.Date <= to).ToList();
        var byClass = shown.SelectMany(w => book.CourseOf(w).Classes.Select(c => (c.Value, Work: w))).ToLookup(p => p.Value, p => p.Work);
        var rules = book.Facts.Rules is { } adopted ? adopted.On(book.Facts.Today) ?? adopted.Versions[0] : null;
        var found = book.Works.SelectMany(w => book.Violations[w.Work]).ToList();
        return new WorksData(
            $"{book.Year.From.Year}/{book.Year.To.Year}", look.Name(book), Chosen(book, look), look.Query(),
            [.. columns.Select(c => new WorksColumn(WorkWords.Span(c.From, c.To), byDays ? WorkWords.Weekday(c.From) : ""))],
            [.. look.Rows(book).Select(row => new WorksClass(
                WorkWords.All.With("level-classes", row.Level), row.Name,
                [.. columns.Select(c => (IReadOnlyList<WorksCell>)[.. byClass[row.Id].Where(w => w.Date >= c.From && w.Date <= c.To).Select(w => Cell(book, w))])]))],
            [.. ControlForms.All.Select(f => $"{WorkWords.Letter(f)} – {WorkWords.Form(f)}")],
            [.. (book.Facts.Schedule?.Approvals ?? []).Select(a => new WorksOrder(WorkWords.Paper(a.Order), WorkWords.All.With("approval.for", a.From, a.To)))],
            book.Works.Count(book.IsApproved), book.Works.Count,
            rules is null ? null : WorkWords.All.With("rules.since", Day(rules.From), rules.Act),
            [.. (rules?.Limits ?? []).Select(l => new WorksLimit(
                WorkWords.Says(l), l.Clause, found.Count(v => v.Check.Limit.Limit == l.Limit), found.Count(v => v.Check.Limit.Limit == l.Limit && !v.Explained)))],
            [.. shown.SelectMany(w => book.Violations[w.Work]).OrderBy(v => v.Explained).ThenBy(v => v.Work.Place(), WorkPlace.InOrder).Select(v => new WorksDeviation(
                Called(book, v.Work) + ", " + Day(v.Work.Date), string.Join(": ", new[] { WorkWords.Says(v.Check.Limit), WorkWords.Found(v.Check) }.Where(s => s.Length > 0)), v.Explained))],
            [.. WorkChange.In(book).Select(c => new WorksChange(Day(c.Paper.Date), c.Paper.Title, Called(book, c.Work), c.What))]);
    }

    public async Task<RemarksData?> Remarks(Actor reader, ClassId schoolClass, CancellationToken cancel)
    {
        if (await remarks.Of(reader, schoolClass, cancel) is not { } page) return null;
        return new RemarksData(page.Whole,
        [
            .. page.Rows.Select(l => new RemarkData(
                l.Remark.On, l.Subject, RemarkWords.Place(l), l.Teacher, RemarkWords.Lack(l.Remark.Lack), l.Words, l.Author, l.Remark.Due, RemarkWords.Done(l), l.Answer, l.LastWords,
                l.Remark.IsOverdue(page.Today))),
        ]);
    }

    private static WorksCell Cell(WorkBook book, ControlWork work) => new(
        book.SubjectOf(work.Course), $"{WorkWords.Letter(work.Form)}, {WorkWords.Level(work.Level)}",
        string.Join(", ", new[] { work.Date.ToString("dd.MM", CultureInfo.InvariantCulture), WorkWords.All.With("slot.short", work.Slot), book.GroupOf(work.Course) }.Where(s => s.Length > 0)),
        book.TeacherOf(work.Course, work.Date) ?? "", book.Violations[work.Work].Any(), book.IsApproved(work));

    private static string Called(WorkBook book, ControlWork work) => $"{book.Names.GetValueOrDefault(work.Course, "?")}, {book.SubjectOf(work.Course)}";

    /// <summary>What of the schedule was chosen; empty: all of it.</summary>
    private static string Chosen(WorkBook book, WorkLook look) => string.Join("; ", new[]
    {
        look.Level is { } level ? WorkWords.All.With("level-classes", level) : null,
        look.Class.Length > 0 ? $"{WorkWords.All["class"]}: {book.Classes.First(c => c.Id == look.Class).Name}" : null,
        look.Subject.Length > 0 ? $"{WorkWords.All["subject"]}: {book.Subjects[new SubjectId(look.Subject)].Name}" : null,
        look.Only switch { WorkLook.Broken => WorkWords.All["only.broken"], WorkLook.Open => WorkWords.All["only.open"], _ => null },
    }.OfType<string>());

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
