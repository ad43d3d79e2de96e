using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>All that the grades of one page, a term's or the year's, are judged by.</summary>
/// <param name="From">First day of the term or year.</param>
/// <param name="Term">Null: a page of the year.</param>
/// <param name="Page">The journal's page with its visible cells, without names; of a page of the year without lessons.</param>
/// <param name="Ruling">Null: the school has no rules of term grades yet.</param>
/// <param name="Pages">All pages of the course that have a stream.</param>
/// <param name="Year">Grades of the subject; of a term's page only those of the course.</param>
public sealed record TermSources(
    CourseSetUp SetUp, TermId Id, Term? Term, DateOnly From, DateOnly To, JournalPage Page, TermRuling? Ruling, IReadOnlyList<TermPage> Pages,
    CourseExemptions? Exemptions, YearGrades Year, DateOnly Today)
{
    public TermPage? Standing => Pages.FirstOrDefault(p => p.Term == Id);

    public YearCalendar Calendar => SetUp.Year!;

    public int Level => SetUp.Roster!.Level;

    /// <summary>The terms that are graded.</summary>
    public IReadOnlyList<Term> Graded => Ruling?.Rules.GradedTerms(Calendar, Level, SetUp.Course.Hours) ?? Calendar.TermsOf(Level);

    /// <summary>This page takes grades: one of the year, or of a term that the rules grade.</summary>
    public bool IsGraded => Term is null || Graded.Any(t => t.Id == Term.Id);

    /// <summary>What may stand as a grade of a term.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>Регламент исправлений of today; null where the school has set none.</summary>
    public CorrectionRulesSet? Corrections { get; init; }

    /// <summary>Requests on the page that wait or are open.</summary>
    public IReadOnlyList<Correction> Pending { get; init; } = [];

    public DateTimeOffset Now { get; init; }

    /// <summary>Замены: who gave a lesson for the course's teacher.</summary>
    public IReadOnlyDictionary<LessonId, StaffId> Substitutes { get; init; } = new Dictionary<LessonId, StaffId>();

    /// <summary>Null: there is no such course or page, or no rules of the journal.</summary>
    public static async Task<TermSources?> Load(
        IQuerySession session, CourseSetUps setUps, KeptLessons kept, CourseId course, TermId id, DateTimeOffset now, CancellationToken cancel)
    {
        var batch = session.CreateBatchQuery();
        var setUpTask = setUps.Of(course, batch);
        var rulesTask = batch.Load<TermGradeRules>(Streams.TermGrading);
        var pendingTask = Permits.On(TermPages.Stream(course, id), batch);
        var exemptTask = batch.Load<CourseExemptions>(TermStreams.Exemptions(course));
        var pagesTask = batch.Query<TermPage>().Where(p => p.Course == course.Value).ToList();
        await batch.Execute(cancel);
        if (await setUpTask is not { Roster: { } roster, Year: { } year } setUp) return null;
        var term = year.TermsOf(roster.Level).FirstOrDefault(t => t.Id == id);
        if (term is null && !YearPages.All.Contains(id)) return null;
        var (from, to) = term is null ? (year.From, year.To) : (term.From, term.To);
        if (setUp.RulesOn(to) is not { } entry) return null;

        var today = setUp.School?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var days = term ?? new Term(id, "", 0, from, to);
        var lessons = term is null ? [] : await kept.Of(session, course, from, to, cancel);
        var sources = new PageSources(
            setUp.Course, roster, "", year, days, entry, term is null ? null : setUp.Timetable, [], lessons.ToDictionary(l => l.Key),
            new Dictionary<PupilId, string>(), null, today);
        var rules = (await rulesTask)?.On(to);
        var system = setUp.Grading?.Of(setUp.Course.Subject, roster.Level, to);
        var ruling = rules is null ? null : new TermRuling(system, rules, roster.Level, setUp.Course.Hours);
        var pages = (await pagesTask).ToList();
        var grades = term is null
            ? await YearGrades.Load(session, setUp.Course, roster.Level, rules, cancel)
            : new YearGrades([(setUp.Course, year)], pages);
        return new TermSources(setUp, id, term, from, to, PageBuilder.Build(sources, false), ruling, pages, await exemptTask, grades, today)
        {
            Substitutes = lessons.Where(l => l.Substitute is not null).ToDictionary(l => l.Key, l => l.Substitute!.Value),
            Corrections = setUp.CorrectionsOn(today),
            Pending = await pendingTask,
            Now = now,
            Symbols = SymbolsOf(entry, system, setUp.Grading?.On(to), rules),
        };
    }

    /// <summary>Proposals for everybody on the page, those who have left as well.</summary>
    public IReadOnlyDictionary<PupilId, Proposal> Proposals() => Page.Pupils.ToDictionary(row => row.Pupil, Of);

    /// <summary>Needs a grade: still here on the last day, or today while it is yet to come.</summary>
    public bool NeedsGrade(PupilRow row) => !(row.Left <= (Today < To ? Today : To)) && Symbols.Count > 0 && IsGraded;

    private Proposal Of(PupilRow row)
    {
        if (Ruling is null || Id == YearPages.Exam) return new Proposal(ProposalKind.Free, null);
        if (Term is { } term) return Terms.Proposals.OfTerm(Page, row, term, Ruling, Exemptions?.Of(row.Pupil, term.From, term.To));
        if (Id == YearPages.Annual)
        {
            // Of the terms before the pupil came there is a grade only where one was brought.
            var terms = Graded.Select(t => (Term: t, Grade: Year.Of(row.Pupil, Calendar.Year, t.Id))).Where(t => t.Grade is not null || row.From <= t.Term.To);
            return Terms.Proposals.OfYear([.. terms], Ruling);
        }
        return Terms.Proposals.AtTheEnd(Year.Parts(row.Pupil, Ruling), Ruling);
    }

    internal static IReadOnlyList<string> SymbolsOf(JournalRulesSet entry, GradingSystem? system, GradingSet? set, TermGradeRulesSet? rules)
    {
        // Безотметочное обучение has no grades of terms either.
        if (system is { Symbols.Count: 0 }) return [];
        var own = system?.Symbols.Select(s => s.Symbol) ?? entry.Grades.Select(g => g.Symbol);
        return [.. own.Concat(set?.Specials.Select(s => s.Symbol) ?? []).Concat(rules is null ? [] : [rules.NotAttested.Symbol, rules.Exempt])
            .DistinctBy(s => s.ToUpperInvariant())];
    }
}
