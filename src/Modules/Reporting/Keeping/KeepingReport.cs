using System.Globalization;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Keeping;

/// <summary>R5, полнота и своевременность заполнения (Z-13.5): by teacher, page or class.</summary>
public sealed class KeepingReport(IDocumentStore store, ReportNames names) : IReport
{
    private static readonly string[] By = ["teacher", "journal-page", "class", "subject"];

    private static readonly Column[] Figures =
    [
        new("due", true), new("filled", true), new("late", true), new("empty", true), new("in-time", true), new("median", true), new("no-attendance", true),
        new("no-homework", true), new("pages-without-homework", true), new("few", true), new("unsigned", true),
    ];

    public string Name => ReportKinds.Keeping;

    public async Task<Report> Of(ReportArea area, CancellationToken cancel)
    {
        await using var session = store.QuerySession(area.School.Id.Value);
        var (kept, few, unsigned) = await Read(session, area, cancel);
        var by = By.Contains(area.Query.By) ? area.Query.By! : "teacher";
        var staff = await names.Staff(session, kept.Select(k => k.Lesson.Teacher).Concat(few.Select(f => f.Teacher)).OfType<StaffId>(), cancel);
        var groups = Groups(area, by, kept, few, unsigned, staff);
        var amiss = kept.Where(k => k.IsAmiss).OrderBy(k => k.Filled).ThenByDescending(k => k.Lesson.Day).ThenBy(k => k.Lesson.Slot).ToList();
        return new Report(
            Name, ReportWords.Days(area.Days), by, By, ["keeping.due", "keeping.late", "keeping.median", "keeping.homework", "keeping.few", "keeping.unsigned"],
            new Sheet("figures", [new(by), .. Figures], [.. groups, Row(new Cell(ReportWords.All["total"]), kept, few, unsigned)]),
            new Sheet("lessons", [new("date"), new("slot", true), new("class"), new("subject"), new("teacher"), new("what")], new LazyRows<KeptLesson>(amiss, k => Detail(k, staff))),
            new Chart("in-time", 10_000, [.. kept.GroupBy(k => Monday(k.Lesson.Day)).OrderBy(w => w.Key).Select(w => (w.Key.ToString("dd.MM", CultureInfo.InvariantCulture), Share(w), (string?)null))]));
    }

    /// <summary>What the report is made of.</summary>
    internal static async Task<(IReadOnlyList<KeptLesson> Lessons, IReadOnlyList<FewGrades> Few, IReadOnlyList<(StaffId Staff, DateOnly Day)> Unsigned)> Read(
        IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var (from, to) = area.Days;
        var courses = area.Courses;
        var terms = courses.Select(c => c.Level).Distinct().Select(l => area.School.Year.TermToShow(to, l)).OfType<Term>().ToList();
        var (first, last) = (terms.Select(t => t.From).Append(from).Min(), terms.Select(t => t.To).Append(to).Max());
        // The database counts grades on one connection while lessons come over the other.
        await using var beside = session.DocumentStore.QuerySession(session.TenantId);
        var counting = Counts(beside, area, courses, terms, to, cancel);
        var given = await TermLessons.Of(session, area.School, courses, first, last, cancel);
        var counts = await counting;
        var exemptions = (await ReportFacts.Exemptions(session, cancel)).ToLookup(e => e.Course, e => (e.Pupil, e.From, e.To));
        var lessons = KeepingFacts.Lessons(area, given, from, to);
        var signed = (await ReportFacts.SignedDays(session, from, to, cancel)).ToHashSet();
        return (lessons, [.. KeepingFacts.Few(area, given, counts, exemptions, to)], [.. KeepingFacts.Unsigned(lessons, signed)]);
    }

    /// <summary>Grades that stand in the term that runs on the day, up to the day.</summary>
    private static async Task<IReadOnlyDictionary<(CourseId, PupilId), int>> Counts(
        IQuerySession session, ReportArea area, IReadOnlyList<ReportCourse> courses, IReadOnlyList<Term> terms, DateOnly to, CancellationToken cancel)
    {
        var counts = new Dictionary<(CourseId, PupilId), int>();
        foreach (var term in terms.DistinctBy(t => t.Id))
        {
            var own = courses.Where(c => area.School.Year.TermToShow(to, c.Level)?.Id == term.Id).Select(c => c.Id).ToHashSet();
            foreach (var (course, pupil, count) in await ReportFacts.GradeCounts(session, term.From, to < term.To ? to : term.To, area.Asked, cancel))
            {
                if (own.Contains(course)) counts[(course, pupil)] = count;
            }
        }
        return counts;
    }

    private static List<IReadOnlyList<Cell>> Groups(
        ReportArea area, string by, IReadOnlyList<KeptLesson> kept, IReadOnlyList<FewGrades> few, IReadOnlyList<(StaffId Staff, DateOnly Day)> unsigned,
        IReadOnlyDictionary<StaffId, string> staff)
    {
        var plain = area.Query with { Page = 1 };
        switch (by)
        {
            case "journal-page":
                var byPage = few.ToLookup(f => f.Course.Id);
                return [.. kept.GroupBy(k => k.Lesson.Course.Id).Select(g => (g.First().Lesson.Course, g)).OrderBy(p => p.Course.Level).ThenBy(p => p.Course.Name, StringComparer.CurrentCulture).ThenBy(p => p.Course.Subject, StringComparer.CurrentCulture)
                    .Select(p => Row(new Cell($"{p.Course.Name} · {p.Course.Subject}", null, To(plain with { Class = p.Course.Card.Classes[0].Value, Subject = p.Course.Card.Subject.Value })), [.. p.g], [.. byPage[p.Course.Id]], null))];
            case "class":
                var byClass = few.SelectMany(f => f.Course.Card.Classes.Select(c => (c, f))).ToLookup(p => p.c, p => p.f);
                return [.. kept.SelectMany(k => k.Lesson.Course.Card.Classes.Select(c => (Class: c, k))).GroupBy(p => p.Class, p => p.k).Where(g => area.School.Classes.ContainsKey(g.Key))
                    .OrderBy(g => area.School.Classes[g.Key].Level).ThenBy(g => area.School.Classes[g.Key].Letter, StringComparer.CurrentCulture)
                    .Select(g => Row(new Cell(area.School.Classes[g.Key].Name, null, To(plain with { Class = g.Key.Value, By = "journal-page" })), [.. g], [.. byClass[g.Key]], null))];
            case "subject":
                var bySubject = few.ToLookup(f => f.Course.Card.Subject);
                return [.. kept.GroupBy(k => k.Lesson.Course.Card.Subject).OrderBy(g => g.First().Lesson.Course.Subject, StringComparer.CurrentCulture)
                    .Select(g => Row(new Cell(g.First().Lesson.Course.Subject, null, To(plain with { Subject = g.Key.Value, By = "journal-page" })), [.. g], [.. bySubject[g.Key]], null))];
            default:
                var byTeacher = few.Where(f => f.Teacher is not null).ToLookup(f => f.Teacher!.Value);
                var days = unsigned.ToLookup(u => u.Staff);
                return [.. kept.Where(k => k.Lesson.Teacher is not null).GroupBy(k => k.Lesson.Teacher!.Value).OrderBy(g => staff.GetValueOrDefault(g.Key, "—"), StringComparer.CurrentCulture)
                    .Select(g => Row(new Cell(staff.GetValueOrDefault(g.Key, "—"), null, To(plain with { Teacher = g.Key.Value, By = "journal-page" })), [.. g], [.. byTeacher[g.Key]], [.. days[g.Key]]))];
        }
    }

    private static IReadOnlyList<Cell> Row(Cell name, IReadOnlyList<KeptLesson> kept, IReadOnlyList<FewGrades> few, IReadOnlyList<(StaffId, DateOnly)>? unsigned)
    {
        var (filled, late) = (kept.Count(k => k.Filled), kept.Count(k => k.Late is not null));
        var median = KeepingFacts.MedianMinutes(kept);
        return
        [
            name, Cell.Of(kept.Count), Cell.Of(filled), Cell.Of(late, tone: late > 0 ? "warn" : null), Cell.Of(kept.Count - filled, tone: kept.Count > filled ? "bad" : null),
            Cell.Hundredths(kept.Count == 0 ? null : Share(kept), true), median is { } m ? new Cell(Long(m), m / 60m) : new Cell("—"),
            Cell.Of(kept.Count(k => k.NoAttendance)), Cell.Of(kept.Count(k => k.NoHomework)),
            Cell.Of(kept.Where(k => k.Lesson.Course.IsCore).GroupBy(k => k.Lesson.Course.Id).Count(p => p.All(k => k.NoHomework))), Cell.Of(few.Count),
            unsigned is null ? new Cell("—") : Cell.Of(unsigned.Count, tone: unsigned.Count > 0 ? "warn" : null),
        ];
    }

    private static IReadOnlyList<Cell> Detail(KeptLesson kept, IReadOnlyDictionary<StaffId, string> staff)
    {
        var lesson = kept.Lesson;
        var what = new List<string>();
        if (!kept.Filled) what.Add(ReportWords.All["what.topic"]);
        if (kept.Late is { } late) what.Add(ReportWords.All.With("what.late", Long((int)late.TotalMinutes)));
        if (kept.NoAttendance) what.Add(ReportWords.All["what.attendance"]);
        if (kept.NoHomework) what.Add(ReportWords.All["what.homework"]);
        return
        [
            new(ReportWords.Dotted(lesson.Day), null, ReportWords.Lesson(lesson.Id)), Cell.Of(lesson.Slot), new(lesson.Course.Name), new(lesson.Course.Subject),
            new(lesson.Teacher is { } t ? staff.GetValueOrDefault(t, "—") : "—"), new(string.Join(", ", what), null, null, kept.Filled ? "warn" : "bad"),
        ];
    }

    private static string Long(int minutes) => minutes >= 2880 ? ReportWords.All.With("days", minutes / 1440) : minutes >= 60 ? ReportWords.All.With("hours", minutes / 60) : ReportWords.All.With("minutes", minutes);

    private static int Share(IEnumerable<KeptLesson> kept)
    {
        var (all, good) = (0, 0);
        foreach (var k in kept) (all, good) = (all + 1, good + (k.Filled && k.Late is null ? 1 : 0));
        return all == 0 ? 0 : (int)(((good * 20_000L) + all) / (all * 2L));
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static string To(ReportQuery query) => ReportWords.Address(ReportKinds.Keeping, query);
}
