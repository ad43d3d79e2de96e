using ElJournal.Accounting;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Analysis;

/// <summary>Качество, СОУ и средний балл по периодам и годам (Z-12, D-17, D-22.5): the results of every period beside each other.</summary>
public sealed class AnalysisReport(IDocumentStore store, ReportNames names, ReportSchools schools) : IReport
{
    private static readonly string[] By = ["school", "level", "class", "subject", "teacher", "year"];

    public string Name => ReportKinds.Analysis;

    public async Task<Report> Of(ReportArea area, CancellationToken cancel)
    {
        await using var session = store.QuerySession(area.School.Id.Value);
        var by = By.Contains(area.Query.By) ? area.Query.By! : "school";
        var periods = by == "year" ? await Years(session, area, cancel) : await Terms(session, area, cancel);
        var staff = by == "teacher" ? await names.Staff(session, periods.SelectMany(p => p.Marks).Select(m => m.Teacher).OfType<StaffId>(), cancel) : new Dictionary<StaffId, string>();
        var subjects = ResultsReport.SubjectsOf(area);
        var rows = new List<IReadOnlyList<Cell>>();
        var groups = periods.SelectMany(p => p.Marks.Where(m => by != "teacher" || m.Teacher is not null).Select(m => (Key: KeyOf(by, m), p.Name, Mark: m))).GroupBy(m => m.Key)
            .OrderBy(g => by is "class" or "level" ? g.First().Mark.Class.Level : 0).ThenBy(g => NameOf(g.First().Mark), StringComparer.CurrentCulture);
        foreach (var group in groups)
        {
            Indicators? before = null;
            foreach (var period in periods.Select(p => p.Name).Distinct())
            {
                var sum = Indicators.Of(group.Where(m => m.Name == period).Select(m => m.Mark));
                if (sum.Graded == 0) continue;
                rows.Add([new Cell(NameOf(group.First().Mark), null, To(area, by, group.First().Mark)), new Cell(period), Cell.Of(sum.Graded), Cell.Hundredths(sum.Success, true), Cell.Hundredths(sum.Quality, true), Change(sum.Quality - before?.Quality), Cell.Hundredths(sum.Learning, true), Cell.Hundredths(sum.Average, false)]);
                before = sum;
            }
        }
        return new Report(
            Name, area.School.YearName, by, By, ["analysis.change", "formula.success", "formula.quality", "formula.learning", "formula.average"],
            new Sheet("figures", [new(by == "year" ? "school" : by), new("period"), new("n", true), new("success", true), new("quality", true), new("change", true), new("learning", true), new("average", true)], rows),
            null, new Chart("quality", 10_000, [.. rows.Take(40).Select(r => ($"{r[0].Text} · {r[1].Text}", (int)((r[4].Value ?? 0) * 100), r[0].Href))]));

        string NameOf(ResultMark mark) => by switch
        {
            "level" => ReportWords.All.With("level", mark.Class.Level),
            "class" => mark.Class.Name,
            "subject" => subjects.GetValueOrDefault(mark.Subject, mark.Subject.Value),
            "teacher" => staff.GetValueOrDefault(mark.Teacher!.Value, "—"),
            _ => ReportWords.All["whole-school"],
        };
    }

    /// <summary>Every term and the year's own page, as far as they have grades.</summary>
    internal static async Task<List<(string Name, IReadOnlyList<ResultMark> Marks)>> Terms(IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var levels = area.Courses.Select(c => c.Level).Distinct().Order();
        var terms = levels.SelectMany(area.School.Year.TermsOf).DistinctBy(t => t.Id).Where(t => t.From <= area.Today).OrderBy(t => t.To).Select(t => t.Id).Append(YearPages.Annual).ToList();
        var courses = area.Courses.Where(c => c.IsCore).ToList();
        var rows = (await ReportFacts.TermGrades(session, terms, courses.Select(c => c.Id), cancel)).ToLookup(r => r.Term);
        // Pure functions of what was read: they go side by side.
        return [.. terms.AsParallel().AsOrdered().Select(term => (
            ReportWords.TermName(area.School.Year, term), ResultMarks.Of(area with { Query = area.Query with { Term = term.Value } }, courses, [.. rows[term]])))];
    }

    /// <summary>The annual grades of every year the school has.</summary>
    private async Task<List<(string Name, IReadOnlyList<ResultMark> Marks)>> Years(IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var found = new List<(string, IReadOnlyList<ResultMark>)>();
        foreach (var year in area.School.Years.OrderBy(y => y.From))
        {
            if (await schools.Of(area.School.Id, year.Year, cancel) is { } school)
                found.Add((school.YearName, await ResultMarks.Of(session, area with { School = school, Query = area.Query with { Term = YearPages.Annual.Value } }, cancel)));
        }
        return found;
    }

    private static string KeyOf(string by, ResultMark mark) => by switch
    {
        "level" => $"{mark.Class.Level}",
        "class" => mark.Class.Id,
        "subject" => mark.Subject.Value,
        "teacher" => mark.Teacher!.Value.Value,
        _ => "",
    };

    private static string? To(ReportArea area, string by, ResultMark mark) => by switch
    {
        "class" => ReportWords.Address(ReportKinds.Analysis, area.Query with { Class = mark.Class.Id, By = "subject" }),
        "level" => ReportWords.Address(ReportKinds.Analysis, area.Query with { Level = mark.Class.Level, By = "class" }),
        "subject" => ReportWords.Address(ReportKinds.Analysis, area.Query with { Subject = mark.Subject.Value, By = "class" }),
        "teacher" => ReportWords.Address(ReportKinds.Analysis, area.Query with { Teacher = mark.Teacher!.Value.Value, By = "class" }),
        _ => ReportWords.Address(ReportKinds.Results, area.Query with { Term = mark.Term.Value, By = "class" }),
    };

    private static Cell Change(int? change) => change is { } c
        ? new((c > 0 ? "+" : c < 0 ? "−" : "") + (Math.Abs(c) / 100m).ToString("0.0", System.Globalization.CultureInfo.CurrentCulture), c / 100m, null, c < 0 ? "bad" : null)
        : new("—");
}
