using System.Globalization;
using ElJournal.Accounting.Terms;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Accounting.Journal;

/// <summary>Builds the page a person sees out of its sources. One builder for now, for any past moment, for screen, API and print.</summary>
public static class PageBuilder
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static JournalPage Build(PageSources from, bool mayWrite, PageMoment? moment = null)
    {
        var lessons = from.Columns().ToList();
        var hours = PlanPace.Walk(from.Plan, lessons, from.Lessons);
        var columns = lessons.Select(c => Column(from, c.Lesson, hours[c.Lesson], moment)).ToList();
        var rows = from.Roster.Pupils
            .Where(p => p.From <= from.Term.To && !(p.Left <= from.Term.From))
            // Who was away for a while in between has one row: from the first coming to the last leaving.
            .GroupBy(p => p.Pupil).Select(g => g.Last() with { From = g.Min(p => p.From) })
            .Select(p => Row(from, p, columns, moment))
            .OrderBy(r => r.Name, StringComparer.Create(Russian, ignoreCase: true))
            .ToList();
        var terms = from.Year.TermsOf(from.Roster.Level).Select(t => new TermLink(t.Id, TermName(t), t.Id == from.Term.Id)).ToList();
        var page = new JournalPage(
            from.Course.Course, from.Term.Id, from.Roster.Name, from.Subject, TermName(from.Term), YearName(from.Year), from.Teacher,
            terms, columns, rows, EntryRules.From(from.Rules, from.Marking), mayWrite && moment is null, moment)
        {
            Regulated = from.Corrections is not null,
            NeedsWords = from.Corrections?.NeedsWords == true,
            Today = from.Today,
            PlanLag = moment is null ? PlanPace.Lag(from.Plan, lessons, from.Lessons, from.Today) : null,
            PlanDue = lessons.LastOrDefault(l => l.Lesson.Date < from.Today) is { Lesson: not null } due ? from.Plan.ElementAtOrDefault(due.Ordinal - 1) : null,
            Closed = from.Standing?.Closed == true,
            ExemptMark = from.Ruling?.Rules.Exempt,
        };
        return moment is null && from.Ruling is { } ruling ? Proposed(page, from, ruling) : page;
    }

    /// <summary>The page with what the rules propose where no grade stands yet.</summary>
    private static JournalPage Proposed(JournalPage page, PageSources from, TermRuling ruling)
    {
        if (ruling.Rules.GradedTerms(from.Year, ruling.Level, ruling.Hours).All(t => t.Id != from.Term.Id)) return page;
        var until = from.Today < from.Term.To ? from.Today : from.Term.To;
        return page with
        {
            Scale = new TermScale(ruling.Rules.MinimumOf(from.Term.Kind, ruling.Hours)?.Grades, ruling.System?.Thresholds ?? []),
            Pupils = [.. page.Pupils.Select(row => row.TermGrade is not null || row.Left <= until
                ? row
                : row with { Proposed = Terms.Proposals.OfTerm(page, row, from.Term, ruling, row.Exempt) })],
        };
    }

    /// <summary>2-я четверть.</summary>
    public static string TermName(Term term) =>
        string.Format(CultureInfo.CurrentUICulture, Refusals.Texts.GetString("term." + term.Kind, CultureInfo.CurrentUICulture) ?? "{0}", term.Ordinal);

    /// <summary>Weighted average in hundredths: Σ(grade·weight)/Σ(weight), halves up; null without counted grades.</summary>
    public static int? Average(IEnumerable<(string Grade, string? WorkType)> grades, JournalRulesSet rules) => Average(grades, rules.Grades, rules.WorkTypes);

    /// <summary>The same by a scale and kinds of work.</summary>
    public static int? Average(IEnumerable<(string Grade, string? WorkType)> grades, IReadOnlyList<GradeSymbol> scale, IReadOnlyList<WorkType> works) =>
        WeightedAverage.Of(WeightedAverage.Weigh(grades, scale, works));

    /// <summary>Качество (D-10.12): how many of a hundred counted grades are «4» and «5», halves up; null without counted grades.</summary>
    public static int? Quality(IReadOnlyCollection<int> hundredths) => hundredths.Count == 0
        ? null
        : ((hundredths.Count(value => value >= 400) * 200) + hundredths.Count) / (hundredths.Count * 2);

    private static LessonColumn Column(PageSources from, LessonId id, PlanItem? planned, PageMoment? moment)
    {
        var lesson = from.Lessons.GetValueOrDefault(id);
        var work = from.Rules.WorkTypes.FirstOrDefault(w => w.Code == lesson?.WorkType?.Text);
        return new LessonColumn(
            id, id.Date, id.Slot, lesson?.Topic?.Text, planned?.Topic, planned?.Number, lesson?.Topic?.Last.Version ?? 0,
            lesson?.Homework?.Text ?? null, lesson?.HomeworkMinutes, lesson?.Homework?.Last.Version ?? 0,
            work?.Code, work?.Letter, lesson is { Unopened: false }, id.Date == from.Today, id.Date > from.Today,
            lesson?.Topic?.Corrected ?? false, lesson?.Homework?.Corrected ?? false,
            moment?.Change is { Pupil: null } change && change.Lesson == id)
        {
            WorkTypeVersion = lesson?.WorkType?.Last.Version ?? 0,
            Shift = lesson?.Shift,
            ShiftText = lesson?.Shift is { } shift ? from.Shifts?.Of(shift) : null,
            NotHeld = lesson?.NotHeld?.Text,
            Extra = lesson?.Extra,
            LifeText = from.Life is not { } life ? null : lesson switch
            {
                { NotHeld: { } not } => life.NotHeld.FirstOrDefault(r => r.Code == not.Text)?.Name ?? not.Text,
                { Extra: { } extra } => life.Extra.FirstOrDefault(k => k.Code == extra)?.Name ?? extra,
                _ => null,
            },
        };
    }

    private static PupilRow Row(PageSources from, Enrolment pupil, List<LessonColumn> columns, PageMoment? moment)
    {
        var cells = columns.Select(column => Shown(from, pupil.Pupil, column, moment)).ToList();
        var grades = columns.Zip(cells).SelectMany(pair => (pair.Second?.Grades ?? []).Select(g => (g, pair.First.WorkType)));
        return new PupilRow(
            pupil.Pupil, from.PupilNames.GetValueOrDefault(pupil.Pupil, "—"), pupil.From, pupil.Left, pupil.Order, cells, Average(grades, from.Rules))
        {
            TermGrade = from.Standing?.GradeOf(pupil.Pupil),
            Plan = from.Plans.GetValueOrDefault(pupil.Pupil),
            Exempt = from.Exemptions?.Of(pupil.Pupil, from.Term.From, from.Term.To),
        };
    }

    private static PageCell? Shown(PageSources from, PupilId pupil, LessonColumn column, PageMoment? moment)
    {
        if (from.Lessons.GetValueOrDefault(column.Lesson)?.Cells.GetValueOrDefault(pupil.Value) is not { } cell) return null;
        var changed = moment?.Change is { } change && change.Pupil == pupil && change.Lesson == column.Lesson;
        return new PageCell(cell.Attendance, [.. cell.Standing], cell.Version, cell.Corrected, changed)
        {
            Due = cell.Due,
            Comment = cell.Comment is { } comment ? from.Comments.GetValueOrDefault(comment) : null,
            CommentVersion = cell.Commented,
        };
    }

    /// <summary>2026/27.</summary>
    public static string YearName(YearCalendar year) => $"{year.From.Year}/{year.To.Year % 100:00}";
}
