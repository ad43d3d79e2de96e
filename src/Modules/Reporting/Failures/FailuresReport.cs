using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Failures;

/// <summary>R4, неудовлетворительные отметки с темами (Z-13.4).</summary>
public sealed class FailuresReport(IDocumentStore store, ReportNames names) : IReport
{
    private static readonly string[] By = ["class", "pupil", "subject", "teacher", "work-type"];

    public string Name => ReportKinds.Failures;

    public async Task<Report> Of(ReportArea area, CancellationToken cancel)
    {
        await using var session = store.QuerySession(area.School.Id.Value);
        var marks = await FailureMarks.Of(session, area, cancel);
        var by = By.Contains(area.Query.By) ? area.Query.By! : area.Query.Class is null ? "class" : "pupil";
        var pupils = await names.Pupils(session, marks.Select(m => m.Row.Pupil), cancel);
        var staff = by == "teacher" ? await names.Staff(session, marks.Select(m => m.Teacher).OfType<StaffId>(), cancel) : new Dictionary<StaffId, string>();
        var plain = area.Query with { Page = 1, By = null };
        var groups = by switch
        {
            "pupil" => Groups(marks, m => m.Row.Pupil.Value, m => (0, pupils.GetValueOrDefault(m.Row.Pupil, "—")), m => new(pupils.GetValueOrDefault(m.Row.Pupil, "—"), null, To(plain with { Pupil = m.Row.Pupil.Value, By = "subject" }))),
            "subject" => Groups(marks, m => m.Course.Card.Subject.Value, m => (0, m.Course.Subject), m => new(m.Course.Subject, null, To(plain with { Subject = m.Course.Card.Subject.Value }))),
            "teacher" => Groups([.. marks.Where(m => m.Teacher is not null)], m => m.Teacher!.Value.Value, m => (0, Teacher(m)), m => new(Teacher(m), null, To(plain with { Teacher = m.Teacher!.Value.Value }))),
            "work-type" => Groups(marks, m => m.Row.WorkType ?? "", m => (0, Work(area, m)), m => new(Work(area, m))),
            _ => Groups(marks, m => m.Class?.Id ?? "", m => (m.Class?.Level ?? 0, m.Class?.Letter ?? ""), m => new(m.Class?.Name ?? "—", null, m.Class is null ? null : To(plain with { Class = m.Class.Id, By = "pupil" }))),
        };
        if (groups.Count > 1) groups.Add(Row(new Cell(ReportWords.All["total"]), marks));
        var (classes, alphabet) = (NameOrder.Of(area.School), NameOrder.Of(pupils));
        var rows = marks.OrderByDescending(m => m.Row.Lesson.Date).ThenBy(m => classes.PlaceOf(m.Class)).ThenBy(m => alphabet.GetValueOrDefault(m.Row.Pupil)).ToList();
        return new Report(
            Name, ReportWords.Days(area.Days), by, By, ["failures.what", "failures.slip", "failures.end"],
            new Sheet("figures", [new(by), new("marks", true), new("people", true), new("stands", true), new("retaken", true), new("corrected", true), new("withdrawn", true)], groups),
            new Sheet("grades", [new("date"), new("class"), new("pupil"), new("subject"), new("grade"), new("work-type"), new("weight", true), new("topic"), new("end")],
                new LazyRows<FailureMark>(rows, m => Detail(area, m, pupils))),
            new Chart("failures", Math.Max(1, groups.Count == 0 ? 1 : (int)groups.Where(g => g[0].Text != ReportWords.All["total"]).Max(g => g[1].Value ?? 0)), [.. groups.Where(g => g[0].Text != ReportWords.All["total"]).OrderByDescending(g => g[1].Value).Take(30).Select(g => (g[0].Text, (int)(g[1].Value ?? 0), g[0].Href))]))
        { Shown = [.. marks.Select(m => m.Row.Pupil).Distinct()] };

        string Teacher(FailureMark mark) => staff.GetValueOrDefault(mark.Teacher!.Value, "—");
    }

    private static List<IReadOnlyList<Cell>> Groups(IReadOnlyList<FailureMark> marks, Func<FailureMark, string> key, Func<FailureMark, (int, string)> order, Func<FailureMark, Cell> name) =>
        [.. marks.GroupBy(key).Select(g => (Order: order(g.First()), Row: Row(name(g.First()), [.. g]))).OrderBy(g => g.Order.Item1).ThenBy(g => g.Order.Item2, StringComparer.CurrentCulture).Select(g => g.Row)];

    private static IReadOnlyList<Cell> Row(Cell name, IReadOnlyList<FailureMark> marks) =>
    [
        name, Cell.Of(marks.Count), Cell.Of(marks.Select(m => m.Row.Pupil).Distinct().Count()), .. Enum.GetValues<FailureEnd>().Select(end => Cell.Of(marks.Count(m => m.End == end))),
    ];

    private static IReadOnlyList<Cell> Detail(ReportArea area, FailureMark mark, IReadOnlyDictionary<PupilId, string> pupils)
    {
        var row = mark.Row;
        var type = area.School.Rules.Journal?.On(row.Lesson.Date)?.WorkTypes.FirstOrDefault(w => w.Code == row.WorkType);
        var ended = row.Until is { } until ? ReportWords.Dotted(area.School.DayAt(until)) : null;
        return
        [
            new(ReportWords.Dotted(row.Lesson.Date), null, ReportWords.Lesson(row.Lesson)), new(mark.Class?.Name ?? mark.Course.Name),
            new(pupils.GetValueOrDefault(row.Pupil, "—"), null, To(area.Query with { Pupil = row.Pupil.Value, Page = 1, By = "subject" })), new(mark.Course.Subject), new(row.Grade, null, null, "bad"),
            new(type?.Name ?? "—"), type is null ? new("—") : new((type.Weight / 100m).ToString("0.##", System.Globalization.CultureInfo.CurrentCulture), type.Weight / 100m), new(mark.Topic ?? "—"),
            mark.End switch
            {
                FailureEnd.Stands => new(ReportWords.All["end.stands"], null, null, "bad"),
                FailureEnd.Retaken => new(ReportWords.All.With("end.retaken", row.Other)),
                FailureEnd.Corrected => new(ReportWords.All.With("end.corrected", row.Next, ended)),
                _ => new(ReportWords.All.With("end.withdrawn", ended)),
            },
        ];
    }

    private static string Work(ReportArea area, FailureMark mark) => mark.Row.WorkType is not { } code ? ReportWords.All["no-work-type"]
        : area.School.Rules.Journal?.On(mark.Row.Lesson.Date)?.WorkTypes.FirstOrDefault(w => w.Code == code)?.Name ?? code;

    private static string To(ReportQuery query) => ReportWords.Address(ReportKinds.Failures, query);
}
