using System.Globalization;
using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Terms;
using ElJournal.Integrity;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Setup;

namespace ElJournal.Host.Printing;

/// <summary>Gives the printed forms what the pages show: the same readers, the same rights.</summary>
public sealed class JournalSheets(JournalPages pages, Statements statements, Recommendations advice, SealedLogs logs) : IJournalSheets
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public async Task<PageData?> Page(Actor reader, CourseId course, TermId term, CancellationToken cancel)
    {
        if (await pages.Now(reader, course, term, cancel) is not { } page || page.Term != term) return null;
        var planned = page.Lessons.Count(l => l.Extra is null && !l.IsFuture);
        var held = page.Lessons.Count(l => l.WasHeld);
        return new PageData(
            course, term, page.ClassName, page.Subject, page.Teacher, page.TermName, page.YearName, [.. page.Lessons.Select(Lesson)], [.. page.Pupils.Select(Row)],
            [.. page.Rules.Attendance.Select(c => new CodeData(c.Letter, c.Name, c.Missed))], planned, held, page.PlanLag ?? planned - held)
        {
            Works = [.. page.Rules.WorkTypes.Select(w => (w.Letter, w.Name))],
        };
    }

    public async Task<IReadOnlyList<AdviceData>> Advice(Actor reader, IReadOnlyCollection<CourseId> courses, DateOnly from, DateOnly to, CancellationToken cancel) =>
        [.. (await advice.Of(reader, courses, from, to, cancel)).Select(a => new AdviceData(a.Pupil, a.Lesson.Course, a.Lesson.Date, a.Text))];

    public async Task<StatementData?> Statement(Actor reader, ClassId schoolClass, TermId term, CancellationToken cancel)
    {
        if (await statements.Of(reader, schoolClass, term, cancel) is not { } s) return null;
        return new StatementData(
            s.Class, s.ClassName, s.Lead, s.Term, s.TermName, s.YearName, [.. s.Tabs.Select(t => new PeriodData(t.Term, t.Name))],
            [.. s.Subjects.Select(x => new SubjectData(x.Subject, x.Courses, Hundredths(x.Indicators.Average), Percent(x.Indicators.Success), Percent(x.Indicators.Quality)))],
            [.. s.Rows.Select(r => new GradesData(r.Pupil, r.Name, r.Left is not null, [.. r.Cells.Select(c => c.Grade)], Hundredths(r.Average), Decision(r)))],
            Hundredths(s.Total.Average), Percent(s.Total.Success), Percent(s.Total.Quality), Percent(s.Total.Learning));
    }

    public async Task<SealData?> Seal(SchoolId school, CancellationToken cancel) =>
        await (await logs.Of(school)).LatestCheckpoint(cancel) is { } note ? Sealed(note) : null;

    /// <summary>A checkpoint as sheets show it.</summary>
    public static SealData Sealed(SignedNote note)
    {
        var checkpoint = Checkpoint.Parse(note.Text);
        return new SealData(new(checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToHex()), note.ToString());
    }

    private static LessonData Lesson(LessonColumn lesson) => new(
        lesson.Date, lesson.Slot, lesson.WorkLetter, lesson.Topic, lesson.Homework, lesson.ShiftText ?? (lesson.NotHeld is null && lesson.Extra is null ? null : lesson.LifeText));

    private static RowData Row(PupilRow row)
    {
        var note = string.Join("; ", new[]
        {
            row.Left is { } left ? $"выбыл {Day(left)}{(row.Order is { } order ? ", " + order : "")}" : null,
            row.Exempt is null ? null : "освобождён",
        }.OfType<string>());
        return new RowData(row.Pupil, row.Name, note.Length == 0 ? null : note, [.. row.Cells.Select(c => c?.Text ?? "")], [.. row.Cells.Select(c => c?.Attendance)], row.TermGrade)
        {
            From = row.From,
            Left = row.Left,
            Average = Hundredths(row.Average),
        };
    }

    /// <summary>Решение педагогического совета as the statement's page says it.</summary>
    private static string? Decision(StatementRow row) => row.Council is [.., var last] ? TermTexts.All.With("statement.council.line", DebtTexts.All["kind." + last.Kind], last.Protocol, last.Date) : null;

    private static string? Hundredths(int? value) => value is { } v ? (v / 100m).ToString("0.00", Russian) : null;

    private static string? Percent(int? value) => value is { } v ? (v / 100m).ToString("0.#", Russian) : null;

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
