using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ElJournal.Accounting;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Pages;
using ElJournal.Setup;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Faults;

/// <summary>
/// Grades of terms, closings, documents, debts and the council: each on courses or a class of its own, so that nobody spoils another's
/// expectation.
/// </summary>
internal static partial class Stories
{
    public const string Deputy = "deputy";

    /// <summary>Гусева М. О.: asks for corrections in her own course.</summary>
    public const string ClassTeacher = "classteacher";

    private const string Guard = "__RequestVerificationToken";

    private static readonly ClassId Of8B = new("8b");

    private static readonly ClassId Of8A = new("8a");

    private static readonly ClassId Of7A = new("7a");

    public static Officer Terms(Ledger ledger, Ground ground)
    {
        var pupils = ground.Pupils("8b");
        return new Officer(ledger, "terms", ["term grades"], n =>
            [Grades("literatura-8b", ground.Term("literatura-8b"), n, [.. Enumerable.Range(3 * n, 3).Select(i => pupils[i % pupils.Count])], "term grades")]);
    }

    public static Officer Closing(Ledger ledger, Ground ground) => new(
        ledger, "closing", ["close", "reopen"], n => [Close(Of8B, "geografiya-8b", ground), Reopen(Of8B, "geografiya-8b", ground, n)]);

    /// <summary>A pupil's day is explained but for a lesson whose page is closed, then that one too, then all is given back.</summary>
    public static Officer Absences(Ledger ledger, Ground ground)
    {
        var pupils = ground.Pupils("8a");
        // No course of the typists.
        var lessons = ground.OfClass("8a").Where(p => p.Teacher != ground.Page("algebra-8a").Teacher).Select(p => p.Lessons.FirstOrDefault(l => l.IsToday)?.Lesson).OfType<LessonId>().Take(2).ToList();
        var (open, closed) = (lessons[0], lessons[1]);
        return new Officer(ledger, "absences", ["absent", "attach", "follow", "withdraw"], n =>
        {
            if (n >= pupils.Count) return null;
            var (pupil, day) = (pupils[n], Iso(ground.Today));
            string document = "";
            return
            [
                Absent(open, pupil),
                Absent(closed, pupil),
                Close(Of8A, closed.Course.Value, ground),
                new Step(Deputy, async (http, cancel) =>
                {
                    var (guard, number) = (await GuardOf(http, cancel), $"{n}");
                    var id = Deed.Key(guard, Of8A.Value, pupil, day, day, "parents", number, day, "");
                    document = id.ToString("N");
                    return Deed.Form(
                        "attach", AbsenceAddresses.New(Of8A),
                        [(Guard, guard), ("pupil", pupil), ("from", day), ("until", day), ("kind", "parents"), ("number", number), ("issued", day)],
                        new Trace("absence_document_attached.v1", Cause: id), new Trace("absence_explained.v1", Cause: id, Holds: $$"""{"lesson":"{{open}}"}"""));
                }),
                Reopen(Of8A, closed.Course.Value, ground, n),
                new Step(Deputy, async (http, cancel) => Deed.Form(
                    "follow", $"{AbsenceAddresses.Of(Of8A)}/{document}/follow", [(Guard, await GuardOf(http, cancel))],
                    new Trace("absence_explained.v1", Holds: $$"""{"document":"{{document}}","lesson":"{{closed}}"}"""))),
                new Step(Deputy, async (http, cancel) =>
                {
                    var (guard, reason) = (await GuardOf(http, cancel), "Приложен не тому");
                    var id = Deed.Key(guard, Of8A.Value, document, reason);
                    return Deed.Form(
                        "withdraw", $"{AbsenceAddresses.Of(Of8A)}/{document}/withdraw", [(Guard, guard), ("reason", reason)],
                        new Trace("absence_document_withdrawn.v1", Cause: id), new Trace("absence_explanation_withdrawn.v1", 2, id));
                }),
            ];
        });
    }

    /// <summary>A debt from the grade that makes it to the retake that ends it and changes the grade.</summary>
    public static Officer Debts(Ledger ledger, Ground ground)
    {
        string[] courses = ["biologiya-8b", "himiya-8b", "istoriya-8b", "informatika-8b"];
        var pupils = ground.Pupils("8b");
        return new Officer(ledger, "debts", ["debt", "appoint", "postpone", "miss", "retake"], n =>
        {
            if (n >= courses.Length * pupils.Count) return null;
            var debt = new DebtKey(new CourseId(courses[n % courses.Length]), YearPages.Annual, new PupilId(pupils[n / courses.Length]));
            var (today, tomorrow) = (Iso(ground.Today), Iso(ground.Today.AddDays(1)));
            return
            [
                Grades(debt.Course.Value, debt.Term, n, [debt.Pupil.Value], "debt", "2"),
                Retake("appoint", "appoint", [("date", tomorrow), ("form", RetakeForms.Oral), ("examiner", "timofeeva")], new Trace("retake_appointed.v1")),
                Retake("postpone", "postpone", [("date", today), ("document", $"Справка № {n}")], new Trace("retake_postponed.v1")),
                Retake("miss", "missed", [("document", $"Акт № {n}")], new Trace("retake_missed.v1")),
                Retake(
                    "appoint", "appoint", [("date", today), ("form", RetakeForms.Written), ("examiner", "timofeeva"), ("examiner", "ahmetov"), ("examiner", "zaharova")],
                    new Trace("retake_appointed.v1")),
                Retake(
                    "retake", "result", [("grade", "3"), ("protocol", $"{n}"), ("held", today), ("order", $"Приказ № {n}")],
                    new Trace("retake_held.v1"), new Trace("term_grade_retaken.v1")),
            ];

            Step Retake(string kind, string what, IReadOnlyList<(string Name, string Value)> fields, params IReadOnlyList<Trace> leaves) =>
                new(Deputy, async (http, cancel) =>
                {
                    var guard = await GuardOf(http, cancel);
                    string Field(string name) => fields.FirstOrDefault(f => f.Name == name).Value ?? "";
                    var id = Deed.Key(
                        guard, debt.Course.Value, debt.Term.Value, debt.Pupil.Value, what, Field("date"), Field("held"), Field("grade"), Field("protocol"),
                        Field("document"), Field("order"));
                    return Deed.Form(kind, DebtAddresses.Of(debt), [(Guard, guard), ("do", what), .. fields], [.. leaves.Select(trace => trace with { Cause = id })]);
                });
        });
    }

    /// <summary>Two decisions of one protocol, then each is revoked.</summary>
    public static Officer Council(Ledger ledger, Ground ground)
    {
        var pupils = ground.Pupils("7a");
        return new Officer(ledger, "council", ["decide", "revoke"], n =>
        {
            var (date, protocol) = (Iso(ground.Today), $"{n}-к");
            (string Pupil, string Kind)[] points = [(pupils[2 * n % pupils.Count], CouncilKinds.Promoted), (pupils[((2 * n) + 1) % pupils.Count], CouncilKinds.Repeating)];
            List<Guid> decisions = [];
            return
            [
                new Step(Deputy, async (http, cancel) =>
                {
                    var guard = await GuardOf(http, cancel);
                    decisions = [.. points.Select(p => Deed.Key(guard, Of7A.Value, p.Kind, protocol, date, p.Pupil))];
                    var id = Deed.Key(guard, [Of7A.Value, protocol, .. decisions.Select(d => d.ToString())]);
                    return Deed.Form(
                        "decide", DebtAddresses.CouncilOf(Of7A), [(Guard, guard), ("protocol", protocol), ("date", date), .. points.Select(p => ("kind." + p.Pupil, p.Kind))],
                        new Trace("council_decided.v1", 2, id));
                }),
                .. points.Select((_, i) => new Step(Deputy, async (http, cancel) =>
                {
                    var (guard, reason) = (await GuardOf(http, cancel), "Ошибка в протоколе");
                    return Deed.Form(
                        "revoke", DebtAddresses.CouncilOf(Of7A) + "/revoke", [(Guard, guard), ("decision", $"{decisions[i]}"), ("reason", reason)],
                        new Trace("council_decision_revoked.v1", Cause: Deed.Key(guard, Of7A.Value, $"{decisions[i]}", reason)));
                })),
            ];
        });
    }

    /// <summary>One form with the grades of several pupils: one command.</summary>
    /// <param name="given">Null: another than stands there.</param>
    private static Step Grades(string course, TermId term, int n, IReadOnlyList<string> pupils, string kind, string? given = null) => new(Deputy, async (http, cancel) =>
    {
        var path = Addresses.Terms(new CourseId(course), term);
        var page = await http.GetStringAsync(path, cancel);
        var guard = Visit.TokenIn(page);
        List<(string, string)> fields = [(Guard, guard)];
        List<Trace> leaves = [];
        foreach (var (i, pupil) in pupils.Index())
        {
            var (was, seen) = (Hidden(page, "was." + pupil), Hidden(page, "seen." + pupil));
            var (typed, note) = (given ?? new[] { "3", "4", "5" }.Where(grade => grade != was).ElementAt((n + i) % 2), $"Слова {n}");
            fields.AddRange([("was." + pupil, was), ("seen." + pupil, seen), ("grade." + pupil, typed), ("reason." + pupil, "control"), ("note." + pupil, note)]);
            leaves.Add(new Trace("term_grade_%", Cause: Deed.Key(guard, pupil, seen, typed, "control", note)));
        }
        return Deed.Form(kind, path, fields, leaves);
    });

    private static Step Close(ClassId schoolClass, string course, Ground ground) => new(Deputy, async (http, cancel) =>
    {
        var path = Addresses.ClosingOf(schoolClass, ground.Term(course));
        var page = await http.GetStringAsync(path, cancel);
        var (guard, seen) = (Visit.TokenIn(page), Hidden(page, "seen." + course));
        return Deed.Form(
            "close", path, [(Guard, guard), ("page", course), ("seen." + course, seen)],
            new Trace("page_closed.v1", Cause: Deed.Key(guard, course, ground.Term(course).Value, seen)));
    });

    private static Step Reopen(ClassId schoolClass, string course, Ground ground, int n) => new(Deputy, async (http, cancel) =>
    {
        var (guard, term, document, note) = (await GuardOf(http, cancel), ground.Term(course), Order(ground, n), "Забыта отметка");
        return Deed.Form(
            "reopen", Addresses.ClosingOf(schoolClass, term) + "/reopen", [(Guard, guard), ("page", course), ("document", document), ("note", note)],
            new Trace("page_reopened.v1", Cause: Deed.Key(guard, course, term.Value, document, note)));
    });

    private static string Order(Ground ground, int n) => string.Create(CultureInfo.InvariantCulture, $"Приказ № {n} от {ground.Today:dd.MM.yyyy}");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Any page of a person has it.</summary>
    private static async Task<string> GuardOf(HttpClient http, CancellationToken cancel) => Visit.TokenIn(await http.GetStringAsync("/account", cancel));

    private static string Hidden(string page, string name) =>
        WebUtility.HtmlDecode(Regex.Match(page, $"<input type=\"hidden\" name=\"{Regex.Escape(name)}\"(?: value=\"([^\"]*)\")?") is { Success: true } found
            ? found.Groups[1].Value : throw new InvalidOperationException($"The page has no field {name}."));
}
