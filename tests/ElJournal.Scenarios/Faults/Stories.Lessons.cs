using System.Net.Http.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Api;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Substitutions;
using ElJournal.Setup;

namespace ElJournal.Scenarios.Faults;

/// <summary>Corrections by permission, and what is decided about lessons.</summary>
internal static partial class Stories
{
    /// <summary>A grade on a closed page: the teacher asks, the deputy grants, the teacher applies; the permission is used up with the entry or not at all.</summary>
    public static Officer Corrections(Ledger ledger, Ground ground)
    {
        const string course = "russkij-yazyk-8b";
        var (page, pupils) = (ground.Page(course), ground.Pupils("8b"));
        var lesson = page.Lessons.LastOrDefault(l => !l.IsFuture)?.Lesson;
        return new Officer(ledger, "corrections", ["close", "request", "grant", "apply"], n =>
        {
            // Before the first lesson of the term there is no cell to correct.
            var ofCell = lesson is not null && n % 2 == 1;
            if (n / 2 >= pupils.Count) return null;
            var (pupil, correction) = (pupils[n / 2], "");
            IReadOnlyList<Step> steps =
            [
                new Step(ClassTeacher, async (http, cancel) =>
                {
                    var id = Guid.NewGuid();
                    correction = id.ToString("N");
                    return Deed.Form(
                        "request", CorrectionAddresses.List,
                        [
                            (Guard, await GuardOf(http, cancel)), ("command", $"{id}"), ("kind", ofCell ? CorrectionKinds.Cell : CorrectionKinds.TermGrade),
                            ("lesson", ofCell ? $"{lesson}" : ""), ("course", course), ("term", page.Term.Value), ("pupil", pupil), ("wanted", "4"), ("reason", "typo"), ("memo", $"Записка {n}"),
                        ],
                        new Trace("correction_requested.v1", Cause: id));
                }),
                new Step(Deputy, async (http, cancel) => Deed.Form(
                    "grant", CorrectionAddresses.Decide, [(Guard, await GuardOf(http, cancel)), ("grant", correction), ("hours", "24"), ("document", Order(ground, n))],
                    new Trace("correction_granted.v1", Holds: $$"""{"correction":"{{correction}}"}"""))),
                new Step(ClassTeacher, async (http, cancel) => Deed.Form(
                    "apply", CorrectionAddresses.Apply, [(Guard, await GuardOf(http, cancel)), ("id", correction)],
                    new Trace("correction_applied.v1", Holds: $$"""{"correction":"{{correction}}"}"""),
                    new Trace(ofCell ? "grade_%" : "term_grade_%", Permit: correction))),
            ];
            return n == 0 ? [Close(Of8B, course, ground), .. steps] : steps;
        });
    }

    /// <summary>A lesson of today or later is given by another, joined to another, moved or cancelled, and all of it is taken back. Not every place is free.</summary>
    public static Officer Substitutions(Ledger ledger, Ground ground, Random random)
    {
        var lessons = ground.OfClass("7a").SelectMany(p => p.Lessons).Where(l => l.Date >= ground.Today && l.Lesson is not null).Select(l => l.Lesson).OrderBy(l => l.Date).Take(40).ToList();
        var beside = ground.OfClass("8a").Concat(ground.OfClass("8b")).SelectMany(p => p.Lessons).Select(l => l.Lesson).ToLookup(l => (l.Date, l.Slot));
        var together = lessons.Where(l => beside[(l.Date, l.Slot)].Any()).ToList();
        return new Officer(ledger, "substitutions", ["assign", "combine", "transfer", "cancel", "take back"], Tell);

        IReadOnlyList<Step> Tell(int n)
        {
            var lesson = n % 4 == 1 ? Any(together) : Any(lessons);
            var (key, id) = (lesson.ToString().Replace('/', '_'), Guid.NewGuid());
            (string Kind, (string, string)[] Fields, Trace[] Leaves) wish = (n % 4) switch
            {
                0 => ("assign", [("do." + key, "other"), ("other." + key, Any(Ground.Staff))], [new Trace("substitute_assigned.v2", Cause: id)]),
                1 => ("combine", [("do." + key, "combine"), ("with." + key, $"{Any([.. beside[(lesson.Date, lesson.Slot)]])}")], [new Trace("substitute_assigned.v2", Cause: id)]),
                2 => ("transfer", [("do." + key, "transfer"), ("date." + key, Iso(Any(lessons).Date)), ("slot." + key, $"{random.Next(6, 8)}")],
                    [new Trace("lesson_transferred.v1", Cause: id), new Trace("lesson_received.v1", Cause: id)]),
                _ => ("cancel", [("do." + key, "cancel")], [new Trace("lesson_cancelled.v1", Cause: id)]),
            };
            var back = Guid.NewGuid();
            Trace[] undone = wish.Kind switch
            {
                "transfer" => [new Trace("transfer_undone.v1", Cause: back), new Trace("lesson_returned.v1", Cause: back)],
                "cancel" => [new Trace("lesson_restored.v1", Cause: back)],
                _ => [new Trace("substitute_released.v1", Cause: back)],
            };
            return
            [
                new Step(Deputy, async (http, cancel) => Deed.Form(
                    wish.Kind, SubstitutionAddresses.Cover(new StaffId("mironov"), lesson.Date, lesson.Date),
                    [(Guard, await GuardOf(http, cancel)), ("lesson", $"{lesson}"), ("id." + key, $"{id}"), ("reason", SubstitutionReasons.Illness), .. wish.Fields],
                    wish.Leaves) with { MayBeRefused = true }),
                new Step(Deputy, async (http, cancel) => Deed.Form(
                    "take back", SubstitutionAddresses.Undo,
                    [
                        (Guard, await GuardOf(http, cancel)), ("undo", $"{lesson}"), ("staff", "mironov"), ("id." + key, $"{back}"), ("from", Iso(lesson.Date)), ("to", Iso(lesson.Date)),
                    ],
                    undone)),
            ];
        }

        T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
    }

    private static Step Absent(LessonId lesson, string pupil) => new(Deputy, (_, _) =>
    {
        var entry = new CellEntry(Guid.NewGuid(), lesson.ToString(), pupil, "Н", 0);
        return Task.FromResult(new Deed(
            "absent", "/api/v1/journal/cells", () => JsonContent.Create(new CellEntries([entry])), [new Trace("attendance_marked.v1", Cause: entry.Id)]));
    });
}
