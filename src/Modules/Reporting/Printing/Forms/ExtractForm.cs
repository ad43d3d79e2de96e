using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>Выписка из журнала for a family (domain: 4d): a sheet for each pupil, with a stub that comes back signed.</summary>
internal static class ExtractForm
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <param name="sheets">In the order of the print, with their numbers.</param>
    public static FormPart Of(ClassData data, TermId term, IReadOnlyList<ExtractSheet> sheets) => new(FormFiles.Extract, new
    {
        School = data.SchoolName,
        Called = data.Book.Name + " класс",
        Year = data.Book.YearName,
        Period = PeriodOf(data, term),
        WholeYear = term == YearPages.Annual,
        Periods = data.Statements.Select(s => ClassForms.Period(s.TermName)).ToList(),
        Lead = data.Lead ?? "",
        Made = data.Book.Made.ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture),
        Works = term == YearPages.Annual ? [] : Works(data, sheets),
        Pupils = sheets,
    });

    /// <summary>What the journal says of a pupil in the period; null: the pupil is on none of its pages.</summary>
    public static ExtractSheet? Sheet(ClassData data, TermId term, PupilId pupil, IReadOnlyList<AdviceData> advice)
    {
        var name = data.Pupils.FirstOrDefault(p => p.Pupil == pupil).Name;
        if (name is null) return null;
        var missed = Missing.Of(data);
        var subjects = data.Book.Courses.ToDictionary(c => c.Course, c => c.Subject);
        var grades = data.Statements.SelectMany(s => s.Subjects.Select(x => x.Name)).Distinct();
        return new ExtractSheet(
            "____", name, "____________",
            term == YearPages.Annual ? [] : [.. data.Book.Courses.SelectMany(c => Line(data, c, term, pupil))],
            term == YearPages.Annual
                ? [.. grades.Select(s => new CardLine(s, [.. data.Statements.Select(x => ClassForms.GradeOf(x, pupil, s))])).Where(l => l.Grades.Any(g => g.Length > 0))]
                : [],
            MissedOf(missed, pupil), term == YearPages.Annual ? ClassForms.DecisionOf(data, pupil) : "",
            [.. advice.Where(a => a.Pupil == pupil).Select(a => new AdviceLine(Day(a.Date), subjects.GetValueOrDefault(a.Course, ""), a.Text))]);
    }

    /// <summary>Whether two extracts say the same: sum of the pupil's part without number and day of issue, lower-case hex.</summary>
    public static string Sum(ExtractSheet sheet) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new { sheet.Lines, sheet.Year, sheet.Missed, sheet.Decision, sheet.Advice })));

    private static string PeriodOf(ClassData data, TermId term) => term == YearPages.Annual
        ? "год" : data.Pages.Values.SelectMany(p => p).FirstOrDefault(p => p.Term == term)?.TermName ?? data.Statements.FirstOrDefault(s => s.Term == term)?.TermName ?? "";

    private static IEnumerable<ExtractLine> Line(ClassData data, CourseBook course, TermId term, PupilId pupil)
    {
        if (data.Pages.GetValueOrDefault(course.Course)?.FirstOrDefault(p => p.Term == term) is not { } page || page.Rows.FirstOrDefault(r => r.Pupil == pupil) is not { } row) yield break;
        var missing = page.Codes.Where(c => c.Missed).Select(c => c.Letter).ToHashSet();
        var marks = row.Cells.Index().Select(c => (page.Lessons[c.Index], Text: Grades(c.Item, row.Attendance[c.Index]))).Where(m => m.Text.Length > 0)
            .Select(m => new ExtractMark(m.Item1.Date.ToString("dd.MM", CultureInfo.InvariantCulture), m.Item1.Work ?? "", m.Text));
        var lost = row.Attendance.Count(a => a is not null && missing.Contains(a));
        yield return new ExtractLine(course.Subject, page.Teacher ?? "", [.. marks], row.Average ?? "", row.Grade ?? "", lost == 0 ? "" : lost.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What stands in a cell beside the mark of attendance.</summary>
    private static string Grades(string cell, string? attendance) => attendance is null ? cell : cell.Length > attendance.Length ? cell[attendance.Length..].Trim() : "";

    private static string MissedOf(Missing missed, PupilId pupil)
    {
        var row = missed.Row(pupil);
        var (days, lessons) = (row[^(missed.Codes.Count + 2)], row[^(missed.Codes.Count + 1)]);
        if (lessons == 0 && missed.Codes.Index().All(c => row[^(missed.Codes.Count - c.Index)] == 0)) return "Пропущенных уроков нет.";
        var kinds = missed.Codes.Index().Select(c => (c.Item, Count: row[^(missed.Codes.Count - c.Index)])).Where(c => c.Count > 0).Select(c => $"{c.Item.Letter} ({c.Item.Name.ToLower(Russian)}) — {c.Count}");
        return $"Пропущено уроков: {lessons}, полных дней: {days}. По видам: {string.Join("; ", kinds)}.";
    }

    private static List<string> Works(ClassData data, IReadOnlyList<ExtractSheet> sheets)
    {
        var used = sheets.SelectMany(s => s.Lines).SelectMany(l => l.Marks).Select(m => m.Work).Where(w => w.Length > 0).ToHashSet();
        return [.. data.Pages.Values.SelectMany(p => p).SelectMany(p => p.Works).Where(w => used.Contains(w.Letter)).DistinctBy(w => w.Letter).Select(w => $"{w.Letter} — {w.Name.ToLower(Russian)}")];
    }

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}

/// <param name="Lines">Of a term; empty for the year.</param>
/// <param name="Year">Of the year; empty for a term.</param>
internal sealed record ExtractSheet(
    string Number, string Name, string Issued, IReadOnlyList<ExtractLine> Lines, IReadOnlyList<CardLine> Year, string Missed, string Decision, IReadOnlyList<AdviceLine> Advice);

internal sealed record ExtractLine(string Subject, string Teacher, IReadOnlyList<ExtractMark> Marks, string Average, string Grade, string Missed);

internal sealed record ExtractMark(string Day, string Work, string Text);

internal sealed record AdviceLine(string Day, string Subject, string Text);
