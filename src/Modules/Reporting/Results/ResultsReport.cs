using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Results;

/// <summary>R1, результаты освоения программ (Z-13.1): by class and subject, with both percentages named.</summary>
public sealed class ResultsReport(IDocumentStore store, ReportNames names) : IReport
{
    private static readonly string[] By = ["class-subject", "class", "subject", "level", "teacher", "pupil"];

    private static readonly Column[] Figures =
    [
        new("pupils", true), new("n", true), new("n5", true), new("n4", true), new("n3", true), new("n2", true), new("na", true), new("exempt", true), new("without", true),
        new("regulation", true), new("success", true), new("quality", true), new("learning", true), new("average", true),
    ];

    public string Name => ReportKinds.Results;

    public async Task<Report> Of(ReportArea area, CancellationToken cancel)
    {
        await using var session = store.QuerySession(area.School.Id.Value);
        var marks = await ResultMarks.Of(session, area, cancel);
        var by = By.Contains(area.Query.By) ? area.Query.By! : area.Query.Pupil is null ? "class-subject" : "subject";
        var staff = by == "teacher" ? await names.Staff(session, marks.Select(m => m.Teacher).OfType<StaffId>(), cancel) : new Dictionary<StaffId, string>();
        var pupils = by == "pupil" || area.Query.Class is not null || area.Query.Pupil is not null
            ? await names.Pupils(session, marks.Select(m => m.Pupil), cancel) : new Dictionary<PupilId, string>();
        var look = new ResultLook(area, SubjectsOf(area), staff, pupils);
        var groups = look.Groups(marks, by);
        Column[] heads = [.. ResultLook.Heads(by).Select(h => new Column(h)), .. Figures];
        var rows = groups.Select(g => (IReadOnlyList<Cell>)[.. g.Names, .. CellsOf(g.Sum)]).ToList();
        if (groups.Count > 1) rows.Add([new Cell(ReportWords.All["total"]), .. ResultLook.Heads(by).Skip(1).Select(_ => new Cell("")), .. CellsOf(Indicators.Of(marks.Where(m => by != "teacher" || m.Teacher is not null)))]);
        return new Report(
            Name, ReportWords.Period(area, marks.Select(m => m.Term)), by, By, ["formula.regulation", "formula.success", "formula.quality", "formula.learning", "formula.average", "formula.who"],
            new Sheet("figures", heads, rows), pupils.Count > 0 ? look.Details(marks) : null,
            new Chart("quality", 10_000, [.. groups.Where(g => g.Sum.Quality is not null).Take(40).Select(g => (string.Join(" · ", g.Names.Select(n => n.Text)), g.Sum.Quality!.Value, g.Names[0].Href))]))
        { Shown = pupils.Count > 0 ? [.. marks.Select(m => m.Pupil).Distinct()] : [] };
    }

    internal static IReadOnlyDictionary<SubjectId, string> SubjectsOf(ReportArea area) => area.School.State.Subjects.ToDictionary(s => s.Subject, s => s.Name);

    internal static IEnumerable<Cell> CellsOf(Indicators sum) =>
    [
        Cell.Of(sum.Pupils), Cell.Of(sum.Graded), Cell.Of(sum.Fives), Cell.Of(sum.Fours), Cell.Of(sum.Threes), Cell.Of(sum.Twos, tone: sum.Twos > 0 ? "bad" : null),
        Cell.Of(sum.NotAttested, tone: sum.NotAttested > 0 ? "warn" : null), Cell.Of(sum.Exempt), Cell.Of(sum.Without), Cell.Hundredths(sum.Regulation, true),
        Cell.Hundredths(sum.Success, true), Cell.Hundredths(sum.Quality, true), Cell.Hundredths(sum.Learning, true), Cell.Hundredths(sum.Average, false),
    ];
}

/// <summary>Группа итогов with its names.</summary>
internal sealed record ResultGroup(IReadOnlyList<Cell> Names, Indicators Sum);

/// <summary>Puts marks together for the eye.</summary>
internal sealed class ResultLook(
    ReportArea area, IReadOnlyDictionary<SubjectId, string> subjects, IReadOnlyDictionary<StaffId, string> staff, IReadOnlyDictionary<PupilId, string> pupils)
{
    public static IReadOnlyList<string> Heads(string by) => by switch
    {
        "class-subject" => ["class", "subject"],
        "pupil" => ["pupil", "class"],
        _ => [by],
    };

    public IReadOnlyList<ResultGroup> Groups(IReadOnlyList<ResultMark> marks, string by)
    {
        var query = area.Query with { Page = 1, By = null };
        return by switch
        {
            "class" => Group(marks, m => m.Class.Id, m => (m.Class.Level, m.Class.Letter), m => [new(m.Class.Name, null, To(query with { Class = m.Class.Id }))]),
            "subject" => Group(marks, m => m.Subject.Value, m => (0, Subject(m)), m => [new(Subject(m), null, To(query with { Subject = m.Subject.Value }))]),
            "level" => Group(marks, m => m.Class.Level.ToString(System.Globalization.CultureInfo.InvariantCulture), m => (m.Class.Level, ""), m => [new($"{m.Class.Level}", null, To(query with { Level = m.Class.Level, By = "class" }))]),
            "teacher" => Group([.. marks.Where(m => m.Teacher is not null)], m => m.Teacher!.Value.Value, m => (0, Teacher(m)), m => [new(Teacher(m), null, To(query with { Teacher = m.Teacher!.Value.Value }))]),
            "pupil" => Group(marks, m => m.Pupil.Value, m => (m.Class.Level, m.Class.Letter + Pupil(m)), m => [new(Pupil(m), null, To(query with { Pupil = m.Pupil.Value, Class = m.Class.Id })), new(m.Class.Name)]),
            _ => Group(marks, m => $"{m.Class.Id}/{m.Subject}", m => (m.Class.Level, m.Class.Letter + "|" + Subject(m)), m =>
                [new(m.Class.Name, null, To(query with { Class = m.Class.Id })), new(Subject(m), null, To(query with { Class = m.Class.Id, Subject = m.Subject.Value }))]),
        };
    }

    public Sheet Details(IReadOnlyList<ResultMark> marks) => new("details",
        [new("class"), new("pupil"), new("subject"), new("grade"), new("open")],
        [.. marks.OrderBy(m => m.Class.Level).ThenBy(m => m.Class.Letter, StringComparer.CurrentCulture).ThenBy(m => Subject(m), StringComparer.CurrentCulture).ThenBy(Pupil, StringComparer.CurrentCulture)
            .Select(m => (IReadOnlyList<Cell>)
            [
                new(m.Class.Name), new(Pupil(m), null, To(area.Query with { Pupil = m.Pupil.Value, Class = m.Class.Id, Page = 1, By = null, Subject = null })), new(Subject(m)),
                new(m.Grade ?? (m.Course is null ? ReportWords.All["not-learned"] : "—"), m.Hundredths / 100m, null, m.NotAttested || m.Rank <= 2 ? "bad" : null),
                m.Course is { } course ? new(course.Name, null, ReportWords.Journal(course.Id, m.Term)) : new("—"),
            ])]);

    private static IReadOnlyList<ResultGroup> Group(IReadOnlyList<ResultMark> marks, Func<ResultMark, string> key, Func<ResultMark, (int, string)> order, Func<ResultMark, IReadOnlyList<Cell>> name) =>
        [.. marks.GroupBy(key).Select(g => (Order: order(g.First()), Group: new ResultGroup(name(g.First()), Indicators.Of(g))))
            .OrderBy(g => g.Order.Item1).ThenBy(g => g.Order.Item2, StringComparer.CurrentCulture).Select(g => g.Group)];

    private static string To(ReportQuery query) => ReportWords.Address(ReportKinds.Results, query);

    private string Subject(ResultMark mark) => subjects.GetValueOrDefault(mark.Subject, mark.Subject.Value);

    private string Teacher(ResultMark mark) => mark.Teacher is { } t ? staff.GetValueOrDefault(t, "—") : "—";

    private string Pupil(ResultMark mark) => pupils.GetValueOrDefault(mark.Pupil, "—");
}
