using System.Globalization;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Control.Works;

/// <summary>График контрольных работ года, as one reader sees it, with the names that its pages say.</summary>
/// <param name="Works">Of the courses that the reader may look at, in their order.</param>
/// <param name="Cancelled">Of the same courses.</param>
/// <param name="Staff">Short names; whose was erased is not there.</param>
public sealed record WorkBook(
    WorkJudge Judge, IReadOnlyList<ControlWork> Works, IReadOnlyList<ControlWork> Cancelled, IReadOnlyList<ClassRoster> Classes,
    IReadOnlyDictionary<SubjectId, SubjectCard> Subjects, IReadOnlyDictionary<CourseId, string> Names, IReadOnlyDictionary<StaffId, string> Staff)
{
    private const int Widest = 11;

    private ILookup<ControlWorkId, WorkViolation>? violations;

    public WorkFacts Facts => Judge.Facts;

    public YearCalendar Year => Judge.Facts.Year!;

    /// <summary>By work; those of the whole school, whoever looks.</summary>
    public ILookup<ControlWorkId, WorkViolation> Violations => violations ??= WorkAudit.Of(Judge).ToLookup(v => v.Work.Work);

    /// <summary>Never prints a name: this record may meet a log.</summary>
    public override string ToString() => $"WorkBook {Year.Year}";

    public CourseCard CourseOf(ControlWork work) => Facts.Courses[work.Course];

    public string SubjectOf(CourseId course) => Subjects.GetValueOrDefault(Facts.Courses[course].Subject)?.Name ?? Facts.Courses[course].Subject.Value;

    /// <summary>What fits into a cell: the school's own short name, else the first word, or the initials of a long name.</summary>
    public string ShortOf(CourseId course)
    {
        var card = Subjects.GetValueOrDefault(Facts.Courses[course].Subject);
        if (card?.Short is { } given) return given;
        var words = (card?.Name ?? "?").Split(" (")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 3) return string.Concat(words.Where(w => w.Length > 2).Select(w => char.ToUpper(w[0], CultureInfo.CurrentUICulture)));
        return words[0].Length <= Widest ? words[0] : $"{words[0][..(Widest - 3)]}.";
    }

    /// <summary>«группа 1»; empty for a whole class.</summary>
    public string GroupOf(CourseId course) => Facts.Courses[course].Group is null ? "" : Names.GetValueOrDefault(course, "") is var name && name.IndexOf(", ", StringComparison.Ordinal) is >= 0 and var at ? name[(at + 2)..] : name;

    /// <summary>Who signs for the course on a day.</summary>
    public string? TeacherOf(CourseId course, DateOnly day) => Facts.Courses[course].TeacherOn(day) is { } t ? Staff.GetValueOrDefault(t.Teacher) : null;

    public bool IsApproved(ControlWork work) => Facts.Schedule?.On(work.Date) is not null;

    /// <summary>Вид периода with its number; where levels have other terms than the school, those too.</summary>
    public IReadOnlyList<Term> Terms => [.. Year.Terms.Concat(Year.LevelTerms.SelectMany(set => set.Terms)).DistinctBy(t => t.Id)];
}

/// <summary>Что показать: a term by weeks or a month by days, and of whom.</summary>
/// <param name="Period">Id of a term, or a month as <c>2026-10</c>.</param>
/// <param name="Only"><c>broken</c>, <c>open</c>; empty: all.</param>
public sealed record WorkLook(string Period, int? Level, string Class, string Subject, string Only)
{
    public const string Broken = "broken";
    public const string Open = "open";

    public static WorkLook Of(WorkBook book, string? period, int? level, string? schoolClass, string? subject, string? only)
    {
        var terms = book.Terms;
        var today = book.Facts.Today;
        var usual = terms.FirstOrDefault(t => t.From <= today && today <= t.To) ?? terms.LastOrDefault(t => t.From <= today) ?? terms.FirstOrDefault();
        var known = period is not null && (terms.Any(t => t.Id.Value == period) || Months(book).Any(m => Month(m) == period));
        return new WorkLook(
            known ? period! : usual?.Id.Value ?? Month(book.Year.From), level is >= 1 and <= 11 ? level : null,
            book.Classes.Any(c => c.Id == schoolClass) ? schoolClass! : "", book.Subjects.Keys.Any(s => s.Value == subject) ? subject! : "", only is Broken or Open ? only : "");
    }

    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static IEnumerable<DateOnly> Months(WorkBook book)
    {
        for (var month = new DateOnly(book.Year.From.Year, book.Year.From.Month, 1); month <= book.Year.To; month = month.AddMonths(1)) yield return month;
    }

    /// <summary>Weeks of a term, or school days of a month: what the columns are.</summary>
    public (bool ByDays, DateOnly From, DateOnly To, IReadOnlyList<(DateOnly From, DateOnly To)> Columns) Columns(WorkBook book)
    {
        var columns = new List<(DateOnly From, DateOnly To)>();
        if (book.Terms.FirstOrDefault(t => t.Id.Value == Period) is { } term)
        {
            for (var monday = term.From.AddDays(-(((int)term.From.DayOfWeek + 6) % 7)); monday <= term.To; monday = monday.AddDays(7))
            {
                var (from, to) = (monday < term.From ? term.From : monday, monday.AddDays(6) > term.To ? term.To : monday.AddDays(6));
                // A week of holidays has no column.
                if (HasLessons(from, to)) columns.Add((from, to));
            }
            return (false, term.From, term.To, columns);
        }
        var first = Months(book).First(m => Month(m) == Period);
        var last = first.AddMonths(1).AddDays(-1);
        for (var day = first; day <= last; day = day.AddDays(1))
            if (HasLessons(day, day)) columns.Add((day, day));
        return (true, first, last, columns);

        bool HasLessons(DateOnly from, DateOnly to) => book.Works.Any(w => w.Date >= from && w.Date <= to)
            || Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Any(day =>
                day.DayOfWeek is not DayOfWeek.Sunday && book.Classes.Select(c => c.Level).Distinct().Any(level => book.Year.WeekdayOn(day, level) is { } weekday
                    && book.Facts.Tables.Values.Any(t => t.VersionOn(day)?.Slots.Any(s => s.Weekday == weekday) == true)));
    }

    /// <summary>1-я четверть; Октябрь 2026</summary>
    public string Name(WorkBook book) => book.Terms.FirstOrDefault(t => t.Id.Value == Period) is { } term ? WorkWords.Term(term) : WorkWords.Month(Months(book).First(m => Month(m) == Period));

    /// <summary>The rows: classes that are looked at.</summary>
    public IReadOnlyList<ClassRoster> Rows(WorkBook book) =>
        [.. book.Classes.Where(c => (Level is null || c.Level == Level) && (Class.Length == 0 || c.Id == Class))];

    public IEnumerable<ControlWork> Works(WorkBook book) => book.Works.Where(w =>
        (Subject.Length == 0 || book.CourseOf(w).Subject.Value == Subject)
        && (Only switch { Broken => book.Violations[w.Work].Any(), Open => !book.IsApproved(w), _ => true }));

    public string Query() => $"?period={Period}&level={Level}&class={Class}&subject={Subject}&only={Only}";
}
