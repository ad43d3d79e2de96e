using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using Marten;

namespace ElJournal.Reporting.Missed;

/// <summary>R3, пропущенные уроки с темами программы (Z-13.3).</summary>
public sealed class MissedReport(IDocumentStore store, ReportNames names) : IReport
{
    private static readonly string[] By = ["class", "pupil", "subject", "cause"];

    public string Name => ReportKinds.Missed;

    public async Task<Report> Of(ReportArea area, CancellationToken cancel)
    {
        await using var session = store.QuerySession(area.School.Id.Value);
        var missed = await MissedLessons.Of(session, area, cancel);
        var by = By.Contains(area.Query.By) ? area.Query.By! : area.Query.Class is null ? "class" : "pupil";
        var pupils = await names.Pupils(session, missed.Select(m => m.Row.Pupil), cancel);
        var plain = area.Query with { Page = 1, By = null };
        var groups = by switch
        {
            "pupil" => Groups(missed, m => m.Row.Pupil.Value, m => (0, Pupil(m)), m => new(Pupil(m), null, To(plain with { Pupil = m.Row.Pupil.Value, By = "subject" }))),
            "subject" => Groups(missed, m => m.Course.Card.Subject.Value, m => (0, m.Course.Subject), m => new(m.Course.Subject, null, To(plain with { Subject = m.Course.Card.Subject.Value }))),
            "cause" => Groups(missed, m => Cause(area, m), m => (0, Cause(area, m)), m => new(Cause(area, m))),
            _ => Groups(missed, m => m.Class?.Id ?? "", m => (m.Class?.Level ?? 0, m.Class?.Letter ?? ""), m => new(m.Class?.Name ?? "—", null, m.Class is null ? null : To(plain with { Class = m.Class.Id, By = "pupil" }))),
        };
        if (groups.Count > 1) groups.Add(Row(new Cell(ReportWords.All["total"]), missed));
        var (classes, alphabet) = (NameOrder.Of(area.School), NameOrder.Of(pupils));
        var rows = missed.OrderByDescending(m => m.Row.Lesson.Date).ThenBy(m => classes.PlaceOf(m.Class)).ThenBy(m => alphabet.GetValueOrDefault(m.Row.Pupil)).ThenBy(m => m.Row.Lesson.Slot).ToList();
        return new Report(
            Name, ReportWords.Days(area.Days), by, By, ["missed.what", "missed.cause", "missed.good"],
            new Sheet("figures", [new(by), new("missed", true), new("people", true), new("excused", true), new("unexcused", true), new("good", true), new("good-share", true)], groups),
            new Sheet("missed", [new("date"), new("slot", true), new("class"), new("pupil"), new("subject"), new("topic"), new("cause"), new("made-good")],
                new LazyRows<MissedLesson>(rows, m => Detail(area, m, Pupil(m)))), null)
        { Shown = [.. missed.Select(m => m.Row.Pupil).Distinct()] };

        string Pupil(MissedLesson lesson) => pupils.GetValueOrDefault(lesson.Row.Pupil, "—");
    }

    private static List<IReadOnlyList<Cell>> Groups(IReadOnlyList<MissedLesson> missed, Func<MissedLesson, string> key, Func<MissedLesson, (int, string)> order, Func<MissedLesson, Cell> name) =>
        [.. missed.GroupBy(key).Select(g => (Order: order(g.First()), Row: Row(name(g.First()), [.. g]))).OrderBy(g => g.Order.Item1).ThenBy(g => g.Order.Item2, StringComparer.CurrentCulture).Select(g => g.Row)];

    private static IReadOnlyList<Cell> Row(Cell name, IReadOnlyList<MissedLesson> missed)
    {
        var (excused, good) = (missed.Count(m => m.Excused), missed.Count(m => m.MadeGood));
        return
        [
            name, Cell.Of(missed.Count), Cell.Of(missed.Select(m => m.Row.Pupil).Distinct().Count()), Cell.Of(excused),
            Cell.Of(missed.Count - excused, tone: missed.Count > excused ? "warn" : null), Cell.Of(good),
            Cell.Hundredths(missed.Count == 0 ? null : (int)(((good * 20_000L) + missed.Count) / (missed.Count * 2L)), true),
        ];
    }

    private static IReadOnlyList<Cell> Detail(ReportArea area, MissedLesson missed, string pupil)
    {
        var row = missed.Row;
        return
        [
            new(ReportWords.Dotted(row.Lesson.Date), null, ReportWords.Lesson(row.Lesson)), Cell.Of(row.Lesson.Slot), new(missed.Class?.Name ?? missed.Course.Name),
            new(pupil, null, To(area.Query with { Pupil = row.Pupil.Value, Page = 1, By = "subject" })), new(missed.Course.Subject), new(missed.Topic ?? "—"),
            new(Cause(area, missed), null, null, missed.Excused ? null : "warn"),
            missed.MadeGood ? new(ReportWords.All.With("made-good.yes", row.Grade, ReportWords.Dotted(area.School.DayAt(row.GradeAt!.Value)))) : new(ReportWords.All["made-good.no"]),
        ];
    }

    /// <summary>The document's kind where there is one, else what the code means.</summary>
    private static string Cause(ReportArea area, MissedLesson missed) => missed.Row.Kind is { } kind
        ? area.School.Rules.Absences?.Versions.SelectMany(v => v.Kinds).LastOrDefault(k => k.Code == kind)?.Name ?? missed.Code.Name
        : missed.Code.Name;

    private static string To(ReportQuery query) => ReportWords.Address(ReportKinds.Missed, query);
}
