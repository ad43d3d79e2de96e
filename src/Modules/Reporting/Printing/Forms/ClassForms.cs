using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>What of a class is printed: its pages and its statements.</summary>
/// <param name="Pages">By course, terms in order.</param>
/// <param name="Statements">Periods in order, then the pages of the year that have a grade.</param>
internal sealed record ClassData(ClassBook Book, string? Lead, IReadOnlyDictionary<CourseId, IReadOnlyList<PageData>> Pages, IReadOnlyList<StatementData> Statements)
{
    public string SchoolName => Book.SchoolName;

    /// <summary>Pupils of the statements, or of the pages where there are none, by name.</summary>
    public IReadOnlyList<(PupilId Pupil, string Name)> Pupils =>
    [
        .. Statements.SelectMany(s => s.Rows).Select(r => (r.Pupil, r.Name))
            .Concat(Pages.Values.SelectMany(p => p).SelectMany(p => p.Rows).Where(r => Book.Pupils.Any(e => e.Pupil == r.Pupil)).Select(r => (r.Pupil, r.Name)))
            .DistinctBy(p => p.Pupil).OrderBy(p => p.Name, StringComparer.CurrentCulture).ThenBy(p => p.Pupil.Value, StringComparer.Ordinal),
    ];

    /// <summary>Who gives a subject to the class: several where it is divided.</summary>
    public string TeacherOf(SubjectData subject) => string.Join(", ", subject.Courses.Select(TeacherOf).Where(t => t.Length > 0).Distinct());

    public string TeacherOf(CourseId course) => Pages.GetValueOrDefault(course)?.LastOrDefault(p => p.Teacher is not null)?.Teacher ?? "";
}

/// <summary>Forms of a class as parts of a print.</summary>
internal static class ClassForms
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static FormPart Cover(ClassData data, string title, string subtitle) => new(FormFiles.Cover, new
    {
        School = data.SchoolName,
        Title = title,
        Subtitle = subtitle,
        Called = data.Book.Name + " класс",
        Year = data.Book.YearName,
        LeadTitle = "Классный руководитель",
        Lead = data.Lead ?? "",
    });

    /// <summary>Содержание: subjects in the order of the curriculum, then the parts about the class.</summary>
    public static FormPart Contents(ClassData data, IEnumerable<(string Id, string Name)> parts) => new(FormFiles.Contents, new
    {
        Lines = data.Book.Courses.Select(c => new ContentsLine("course-" + c.Course.Value, c.Subject, c.Called == data.Book.Name ? "" : c.Called, data.TeacherOf(c.Course)))
            .Concat(parts.Select(p => new ContentsLine(p.Id, p.Name, "", ""))).ToList(),
    });

    public static FormPart Pupils(ClassData data) => new(FormFiles.Pupils, new
    {
        Rows = data.Pupils.Select(p => (p.Name, At: data.Book.Pupils.LastOrDefault(e => e.Pupil == p.Pupil)))
            .Select(p => new PupilLine(p.Name, p.At is { } at ? Day(at.From) : "", p.At?.Left is { } left ? $"{Day(left)}{(p.At.Order is { } order ? ", " + order : "")}" : "")).ToList(),
    });

    /// <summary>Consolidated results: each pupil's periods and year, subject by subject.</summary>
    public static FormPart Results(ClassData data)
    {
        var subjects = data.Statements.SelectMany(s => s.Subjects.Select(x => x.Name)).Distinct().ToList();
        var pupils = data.Pupils.Select((p, i) => new ResultPupil(i + 1, p.Name, DecisionOf(data, p.Pupil),
        [
            .. data.Statements.Select(s => new ResultLine(
                Period(s.TermName), YearPages.All.Contains(s.Term), [.. subjects.Select(subject => GradeOf(s, p.Pupil, subject))])),
        ])).ToList();
        return new(FormFiles.Results, new { School = data.SchoolName, Called = data.Book.Name, Year = data.Book.YearName, Subjects = subjects, Pupils = data.Statements.Count == 0 ? [] : pupils });
    }

    public static FormPart Certification(ClassData data, string title) => new(FormFiles.Certification, new
    {
        Title = title,
        Year = data.Book.YearName,
        Made = data.Book.Made.ToString("d MMMM yyyy 'г.', HH:mm", Russian),
        Note = data.Book.Seal?.Note ?? "",
        NoteLines = (data.Book.Seal?.Note ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries),
    });

    /// <summary>Сводная ведомость, variant 1: pupils down, subjects across, indicators below.</summary>
    public static FormPart Statement(ClassBook book, StatementData data)
    {
        var decisions = data.Rows.Any(r => r.Decision is not null);
        return new(FormFiles.Statement, new
        {
            School = book.SchoolName,
            Called = book.Name,
            Term = data.TermName,
            Year = book.YearName,
            Subjects = data.Subjects.Select(s => s.Name).ToList(),
            Decisions = decisions,
            Rows = data.Rows.Select(r => new StatementLine(r.Name, r.Left, [.. r.Grades.Select(g => g ?? "")], r.Average ?? "", r.Decision ?? "")).ToList(),
            Foot = Foot(data).ToList(),
            Lead = data.Lead ?? "",
        });
    }

    /// <summary>Variant 2: subjects with teachers down, pupils with periods across, two on a sheet.</summary>
    public static FormPart StatementByPupil(ClassData data)
    {
        var subjects = data.Statements.SelectMany(s => s.Subjects).GroupBy(s => s.Name).Select(g => g.First()).ToList();
        return new(FormFiles.StatementByPupil, new
        {
            School = data.SchoolName,
            Called = data.Book.Name,
            Year = data.Book.YearName,
            Lead = data.Lead ?? "",
            Periods = data.Statements.Select(s => Period(s.TermName)).ToList(),
            Subjects = subjects.Select(s => new SubjectLine(s.Name, data.TeacherOf(s))).ToList(),
            Pairs = data.Statements.Count == 0 ? [] : data.Pupils.Select(p => new PupilGrades(
                p.Name, [.. subjects.Select(s => (IReadOnlyList<string>)[.. data.Statements.Select(x => GradeOf(x, p.Pupil, s.Name))])],
                [.. data.Statements.Select(s => s.Rows.FirstOrDefault(r => r.Pupil == p.Pupil)?.Average ?? "")], DecisionOf(data, p.Pupil))).Chunk(2).ToList(),
        });
    }

    /// <summary>Табели: a sheet for each pupil.</summary>
    public static FormPart ReportCards(ClassData data)
    {
        var missed = Missing.Of(data);
        var subjects = data.Statements.SelectMany(s => s.Subjects.Select(x => x.Name)).Distinct().ToList();
        return new(FormFiles.ReportCards, new
        {
            School = data.SchoolName,
            Called = data.Book.Name + " класс",
            Year = data.Book.YearName,
            Lead = data.Lead ?? "",
            Periods = data.Statements.Select(s => Period(s.TermName)).ToList(),
            Pupils = data.Pupils.Select(p => new Card(
                p.Name,
                [.. subjects.Select(s => new CardLine(s, [.. data.Statements.Select(x => GradeOf(x, p.Pupil, s))])).Where(l => l.Grades.Any(g => g.Length > 0) || TakenBy(data, p.Pupil, l.Subject))],
                [.. data.Statements.Select(s => s.Rows.FirstOrDefault(r => r.Pupil == p.Pupil)?.Average ?? "")],
                [.. data.Statements.Select(s => missed.Count(p.Pupil, s.Term)?.Days.ToString(CultureInfo.InvariantCulture) ?? "")],
                [.. data.Statements.Select(s => missed.Count(p.Pupil, s.Term)?.Lessons.ToString(CultureInfo.InvariantCulture) ?? "")],
                DecisionOf(data, p.Pupil))).ToList(),
        });
    }

    /// <summary>Пропуски: days and lessons, by period and for the year, and for the year by kind.</summary>
    public static FormPart Missed(ClassData data)
    {
        var missing = Missing.Of(data);
        var rows = data.Pupils.Select(p => (p.Name, Counts: missing.Row(p.Pupil))).ToList();
        return new(FormFiles.Missed, new
        {
            School = data.SchoolName,
            Called = data.Book.Name,
            Year = data.Book.YearName,
            Periods = missing.Terms.Select(t => Period(t.Name)).ToList(),
            Codes = missing.Codes.Select(c => $"{c.Letter} — {c.Name.ToLower(Russian)}").ToList(),
            Rows = rows.Select(r => new MissedLine(r.Name, [.. r.Counts.Select(Number)])).ToList(),
            Totals = missing.Row(null).Select((_, i) => Number(rows.Sum(r => r.Counts[i]))).ToList(),
        });
    }

    private static IEnumerable<FootLine> Foot(StatementData data)
    {
        yield return new("Средний балл", [.. data.Subjects.Select(s => s.Average ?? "")], data.Average ?? "");
        yield return new("Успеваемость, %", [.. data.Subjects.Select(s => s.Success ?? "")], data.Success ?? "");
        yield return new("Качество знаний, %", [.. data.Subjects.Select(s => s.Quality ?? "")], data.Quality ?? "");
        foreach (var grade in data.Rows.SelectMany(r => r.Grades).OfType<string>().Distinct().OrderDescending(StringComparer.Ordinal))
        {
            var counts = data.Subjects.Select((_, i) => data.Rows.Count(r => !r.Left && r.Grades[i] == grade)).ToList();
            yield return new($"Отметок «{grade}»", [.. counts.Select(c => c == 0 ? "" : Number(c))], Number(counts.Sum()));
        }
    }

    private static bool TakenBy(ClassData data, PupilId pupil, string subject) =>
        data.Pages.Values.SelectMany(p => p).Any(p => p.Subject == subject && p.Rows.Any(r => r.Pupil == pupil));

    internal static string GradeOf(StatementData statement, PupilId pupil, string subject)
    {
        var at = statement.Subjects.Index().FirstOrDefault(s => s.Item.Name == subject, (-1, null!)).Index;
        return at < 0 ? "" : statement.Rows.FirstOrDefault(r => r.Pupil == pupil)?.Grades[at] ?? "";
    }

    internal static string DecisionOf(ClassData data, PupilId pupil) =>
        data.Statements.SelectMany(s => s.Rows).LastOrDefault(r => r.Pupil == pupil && r.Decision is not null)?.Decision ?? "";

    internal static string Period(string name) => name.Length == 0 ? name : char.ToUpper(name[0], Russian) + name[1..];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}

internal sealed record ContentsLine(string Id, string Name, string Called, string Teacher);

internal sealed record PupilLine(string Name, string From, string Left);

internal sealed record ResultPupil(int Number, string Name, string Decision, IReadOnlyList<ResultLine> Lines);

internal sealed record ResultLine(string Period, bool Strong, IReadOnlyList<string> Grades);

internal sealed record StatementLine(string Name, bool Left, IReadOnlyList<string> Grades, string Average, string Decision);

internal sealed record FootLine(string Name, IReadOnlyList<string> Values, string Total);

internal sealed record SubjectLine(string Name, string Teacher);

internal sealed record PupilGrades(string Name, IReadOnlyList<IReadOnlyList<string>> Grades, IReadOnlyList<string> Averages, string Decision);

internal sealed record Card(string Name, IReadOnlyList<CardLine> Lines, IReadOnlyList<string> Averages, IReadOnlyList<string> Days, IReadOnlyList<string> Missed, string Decision);

internal sealed record CardLine(string Subject, IReadOnlyList<string> Grades);

internal sealed record MissedLine(string Name, IReadOnlyList<string> Counts);
