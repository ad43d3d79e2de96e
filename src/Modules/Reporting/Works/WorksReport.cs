using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Works;

/// <summary>R2, результаты контрольных работ (Z-11, Z-13.2).</summary>
public sealed class WorksReport(IDocumentStore store, ReportNames names) : IReport
{
    private static readonly string[] By = ["topic", "class", "subject", "form"];

    private static readonly Column[] Figures =
        [new("wrote", true), new("absent", true), new("n5", true), new("n4", true), new("n3", true), new("n2", true), new("success", true), new("quality", true), new("average", true)];

    private static readonly Column[] Beside = [new("term-higher", true), new("term-same", true), new("term-lower", true)];

    public string Name => ReportKinds.Works;

    public async Task<Report> Of(ReportArea area, CancellationToken cancel)
    {
        await using var session = store.QuerySession(area.School.Id.Value);
        var works = await WrittenWorks.Of(session, area, cancel);
        var by = By.Contains(area.Query.By) ? area.Query.By! : "topic";
        var staff = await names.Staff(session, works.Select(w => w.Teacher).OfType<StaffId>(), cancel);
        var groups = works.GroupBy(w => Key(by, w)).Select(g => (Works: g.ToList(), Name: NameOf(area, by, g.First()))).ToList();
        // The weakest topics stand first: what is to be taught once more.
        var rows = by == "topic"
            ? groups.OrderBy(g => Sum(g.Works).Success ?? int.MaxValue).ThenBy(g => Sum(g.Works).Average).ThenBy(g => g.Name.Text, StringComparer.CurrentCulture)
            : groups.OrderBy(g => by == "class" ? g.Works[0].Course.Level : 0).ThenBy(g => g.Name.Text, StringComparer.CurrentCulture);
        return new Report(
            Name, ReportWords.Days(area.Days), by, By, ["works.what", "works.absent", "works.beside", "formula.success", "formula.quality"],
            new Sheet("figures", by == "topic" ? [new("topic"), new("subject"), new("works", true), .. Figures] : [new(by), new("works", true), .. Figures],
                [.. rows.Select(g => (IReadOnlyList<Cell>)(by == "topic"
                    ? [g.Name, new Cell($"{g.Works[0].Course.Subject}, {g.Works[0].Course.Level}"), Cell.Of(g.Works.Count), .. CellsOf(g.Works)]
                    : [g.Name, Cell.Of(g.Works.Count), .. CellsOf(g.Works)]))]),
            new Sheet("works", [new("date"), new("class"), new("subject"), new("form"), new("topic"), new("teacher"), .. Figures, .. Beside],
                [.. works.OrderByDescending(w => w.Work.Date).ThenBy(w => w.Course.Name, StringComparer.CurrentCulture).Select(w => Detail(w, staff))]),
            new Chart("success", 10_000, [.. rows.Where(g => Sum(g.Works).Success is not null).Take(20).Select(g => (g.Name.Text, Sum(g.Works).Success!.Value, (string?)null))]));
    }

    private static IReadOnlyList<Cell> Detail(WrittenWork work, IReadOnlyDictionary<StaffId, string> staff)
    {
        var (higher, same, lower) = work.Beside();
        return
        [
            new(ReportWords.Dotted(work.Work.Date), null, ReportWords.Lesson(work.Work.Places.First())), new(work.Course.Name), new(work.Course.Subject),
            new(ReportWords.All["form." + work.Work.Form]), new(work.Work.Topic), new(work.Teacher is { } t ? staff.GetValueOrDefault(t, "—") : "—"),
            .. CellsOf([work]), Cell.Of(higher), Cell.Of(same), Cell.Of(lower),
        ];
    }

    private static Indicators Sum(IReadOnlyList<WrittenWork> works) => Indicators.Of(works.SelectMany(w => w.Marks).Select(m => m.Mark));

    private static IEnumerable<Cell> CellsOf(IReadOnlyList<WrittenWork> works)
    {
        var sum = Sum(works);
        return
        [
            Cell.Of(sum.Pupils), Cell.Of(works.Sum(w => w.Absent)), Cell.Of(sum.Fives), Cell.Of(sum.Fours), Cell.Of(sum.Threes), Cell.Of(sum.Twos, tone: sum.Twos > 0 ? "bad" : null),
            Cell.Hundredths(sum.Success, true), Cell.Hundredths(sum.Quality, true), Cell.Hundredths(sum.Average, false),
        ];
    }

    private static string Key(string by, WrittenWork work) => by switch
    {
        "class" => work.Course.Name,
        "subject" => work.Course.Card.Subject.Value,
        "form" => work.Work.Form,
        _ => $"{work.Course.Card.Subject}/{work.Course.Level}/{work.Work.Topic}",
    };

    private static Cell NameOf(ReportArea area, string by, WrittenWork work) => by switch
    {
        "class" => new(work.Course.Name, null, To(area.Query with { Class = work.Course.Card.Classes[0].Value, Page = 1 })),
        "subject" => new(work.Course.Subject, null, To(area.Query with { Subject = work.Course.Card.Subject.Value, By = null, Page = 1 })),
        "form" => new(ReportWords.All["form." + work.Work.Form]),
        _ => new(work.Work.Topic, null, To(area.Query with { Subject = work.Course.Card.Subject.Value, Level = work.Course.Level, Page = 1 })),
    };

    private static string To(ReportQuery query) => ReportWords.Address(ReportKinds.Works, query);
}
