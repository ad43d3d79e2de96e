using ElJournal.Reporting.Keeping;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Analysis;

/// <summary>Группы риска (D-17, D-22.5): who is one grade short of a better result, who fails, who may end without a grade.</summary>
public sealed class RisksReport(IDocumentStore store, ReportNames names) : IReport
{
    private static readonly string[] By = ["risk", "class"];

    public string Name => ReportKinds.Risks;

    public async Task<Report> Of(ReportArea area, CancellationToken cancel)
    {
        await using var session = store.QuerySession(area.School.Id.Value);
        var risks = Risks.Of(area, await Standings(session, area, cancel)).ToList();
        var by = By.Contains(area.Query.By) ? area.Query.By! : "risk";
        var pupils = await names.Pupils(session, risks.Select(r => r.Mark.Pupil), cancel);
        var staff = await names.Staff(session, risks.Select(r => r.Mark.Teacher).OfType<StaffId>(), cancel);
        var subjects = ResultsReport.SubjectsOf(area);
        var rows = risks.OrderBy(r => Place(r.Kind)).ThenBy(r => r.Mark.Class.Level).ThenBy(r => r.Mark.Class.Letter, StringComparer.CurrentCulture)
            .ThenBy(r => pupils.GetValueOrDefault(r.Mark.Pupil), StringComparer.CurrentCulture).ToList();
        var groups = by == "class"
            ? risks.GroupBy(r => r.Mark.Class.Id).OrderBy(g => g.First().Mark.Class.Level).ThenBy(g => g.First().Mark.Class.Letter, StringComparer.CurrentCulture)
                .Select(g => (IReadOnlyList<Cell>)[new(g.First().Mark.Class.Name, null, ReportWords.Address(Name, area.Query with { Class = g.Key, By = "risk", Page = 1 })), .. RiskKinds.All.Select(k => People(g.Where(r => r.Kind == k)))])
            : RiskKinds.All.Select(k => (IReadOnlyList<Cell>)[new(ReportWords.All["risk." + k]), People(risks.Where(r => r.Kind == k)), Cell.Of(risks.Count(r => r.Kind == k))]);
        return new Report(
            Name, ReportWords.Period(area, area.Courses.Select(c => c.Level).Distinct().Order().Select(l => area.PeriodOf(l)?.Id).OfType<TermId>()), by, By,
            ["risk.mark", "risk.reserve", "risk.failing", "risk.not_attested"],
            new Sheet("figures", by == "class" ? [new("class"), .. RiskKinds.All.Select(k => new Column("risk-" + k.Replace('_', '-'), true))] : [new("risk"), new("people", true), new("cases", true)], [.. groups]),
            new Sheet("risks", [new("risk"), new("class"), new("pupil"), new("subject"), new("teacher"), new("grade"), new("average", true), new("missed-of"), new("grades-of"), new("open")],
                new LazyRows<Risk>(rows, r => Detail(r, pupils, staff, subjects))), null)
        { Shown = [.. risks.Select(r => r.Mark.Pupil).Distinct()] };
    }

    /// <summary>Of each pupil and subject: the grade of the term where it stands, else what current grades come to.</summary>
    internal static async Task<IReadOnlyList<CourseStanding>> Standings(IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var marks = (await ResultMarks.Of(session, area, cancel)).Where(m => m.Course is not null && !m.Exempt).ToList();
        var found = new List<CourseStanding>(marks.Count);
        foreach (var term in marks.GroupBy(m => m.Term))
        {
            if (area.PeriodOf(term.First().Class.Level) is not { } period) continue;
            var last = area.Today < period.To ? area.Today : period.To;
            var open = term.Where(m => m.Grade is null && period.Term is not null).Select(m => m.Course!.Id).Distinct().ToList();
            var known = open.Count == 0 ? Known.None : await Known.Of(session, area, open, period.Term!, last, cancel);
            found.AddRange(term.Select(m => m.Grade is not null || period.Term is null ? new CourseStanding(m, m.Grade is not null, m.Rank, null, 0, 0, 0, 0) : known.Standing(area, m, period.Term!, last)));
        }
        return found;
    }

    private static int Place(string kind) => RiskKinds.All.Index().First(k => k.Item == kind).Index;

    private static Cell People(IEnumerable<Risk> risks) => Cell.Of(risks.Select(r => r.Mark.Pupil).Distinct().Count());

    private static IReadOnlyList<Cell> Detail(Risk risk, IReadOnlyDictionary<PupilId, string> pupils, IReadOnlyDictionary<StaffId, string> staff, IReadOnlyDictionary<SubjectId, string> subjects) =>
    [
        new(ReportWords.All["risk." + risk.Kind], null, null, risk.Kind is RiskKinds.Failing or RiskKinds.NotAttested ? "bad" : null), new(risk.Mark.Class.Name),
        new(pupils.GetValueOrDefault(risk.Mark.Pupil, "—"), null, ReportWords.Address(ReportKinds.Results, new ReportQuery { Class = risk.Mark.Class.Id, Pupil = risk.Mark.Pupil.Value, Term = risk.Mark.Term.Value })),
        new(subjects.GetValueOrDefault(risk.Mark.Subject, risk.Mark.Subject.Value)), new(risk.Mark.Teacher is { } t ? staff.GetValueOrDefault(t, "—") : "—"),
        new(risk.Standing ? risk.Mark.Grade ?? "—" : ReportWords.All["not-yet"]), Cell.Hundredths(risk.Average, false),
        new(risk.Given == 0 ? "—" : $"{risk.Missed} / {risk.Given}"), new(risk.Given == 0 ? "—" : $"{risk.Grades} / {risk.Needed}"),
        new(risk.Mark.Course!.Name, null, ReportWords.Journal(risk.Mark.Course!.Id, risk.Mark.Term)),
    ];

    /// <summary>Текущие отметки и пропуски of the courses whose grades of the term do not stand yet.</summary>
    private sealed record Known(
        ILookup<(CourseId, PupilId), (DateOnly Day, string Grade, string? WorkType)> Grades, IReadOnlyDictionary<(CourseId, PupilId), int> Missed, ILookup<CourseId, GivenLesson> Given)
    {
        public static Known None { get; } = new(
            Array.Empty<int>().ToLookup(_ => (default(CourseId), default(PupilId)), _ => (default(DateOnly), "", (string?)null)), new Dictionary<(CourseId, PupilId), int>(), Array.Empty<GivenLesson>().ToLookup(l => l.Course.Id));

        public static async Task<Known> Of(IQuerySession session, ReportArea area, IReadOnlyList<CourseId> courses, Term term, DateOnly last, CancellationToken cancel)
        {
            var codes = area.School.Rules.Journal?.Versions.SelectMany(v => v.Attendance).Where(a => a.Missed).Select(a => a.Letter) ?? [];
            return new Known(
                (await ReportFacts.Current(session, term.From, last, courses, cancel)).ToLookup(g => (g.Course, g.Pupil), g => (g.Day, g.Grade, g.WorkType)),
                (await ReportFacts.MissedCounts(session, term.From, last, courses, codes, cancel)).ToDictionary(m => (m.Course, m.Pupil), m => m.Count),
                await TermLessons.Of(session, area.School, [.. courses.Select(c => area.School.Courses[c])], term.From, term.To, cancel));
        }

        public CourseStanding Standing(ReportArea area, ResultMark mark, Term term, DateOnly last)
        {
            var (course, place) = (mark.Course!, (mark.Course!.Id, mark.Pupil));
            var average = Risks.Average(area, course, Grades[place]);
            var from = course.Roster?.Pupils.Where(p => p.Pupil == mark.Pupil).Select(p => p.From).DefaultIfEmpty(term.From).Min() ?? term.From;
            var given = Given[course.Id].Count(l => l.Day <= last && l.Day >= from);
            var minimum = area.School.Rules.Terms?.On(term.To)?.MinimumOf(term.Kind, course.Card.Hours)?.Grades ?? 0;
            var all = Given[course.Id].Count();
            return new CourseStanding(
                mark, false, Risks.RankOf(area, course, average, last), average, Missed.GetValueOrDefault(place), given, Grades[place].Count(), all == 0 ? 0 : minimum * given / all);
        }
    }
}
