using CsCheck;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>
/// Papers attached, replaced and withdrawn, and teachers who type between them, in whatever order: the fold is what a simple table says,
/// and nothing stands by a paper that does not.
/// </summary>
public sealed class AbsenceSequenceTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly PupilId Petrov = new("petrov");
    private static readonly ClassId Class = new("8b");
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Typed = ["", "Н", "О", "Б", "У"];

    /// <summary>Five days of two lessons.</summary>
    private static readonly IReadOnlyList<LessonId> Week =
        [.. from day in Enumerable.Range(0, 5) from slot in Enumerable.Range(1, 2) select new LessonId(new CourseId("algebra"), Monday.AddDays(day), slot)];

    private static readonly JournalRulesSet Journal = new(
        new(2026, 9, 1), [new("5", 500)], [new("Н", "не был", true, false), new("Б", "болен", true, true), new("У", "уважительная", true, true), new("О", "опоздал", false, false)],
        [new("typo", "Опечатка")], 5, [], "п. 4.2");

    private static readonly AbsenceRulesSet Rules = new(
        new(2026, 9, 1), [new("medical", "Медицинская справка", "Б"), new("parents", "Заявление", "У")], ["Н"], 10, "Положение, п. 5.4");

    private static readonly YearCalendar Year = new(
        "year/y", new("y"), new(2026, 9, 1), new(2027, 5, 26), [new Term(new("q2"), "quarter", 2, new(2026, 11, 2), new(2026, 12, 30))], []);

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 4], Gen.Int[0, Week.Count - 1], Gen.Int[0, Typed.Length - 1], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 9])
        .Select((what, lesson, typed, from, days, medical, paper) => new Step(what, Week[lesson], Typed[typed], Monday.AddDays(from), Monday.AddDays(from + days), medical, paper));

    [Fact]
    public void Any_sequence_keeps_the_fold_and_nothing_stands_by_a_paper_that_does_not() => Steps.List[1, 40].Sample(steps =>
    {
        var (world, model) = (new World(), new Model());
        foreach (var step in steps)
        {
            world.Take(step, model);
            foreach (var lesson in Week)
            {
                var cell = world.Lessons.GetValueOrDefault(lesson)?.CellOf(Petrov) ?? Cell.Empty;
                (cell.Attendance, cell.Explained?.Document).ShouldBe(model.Shown(lesson), $"{lesson} after {step}");
                if (cell.Explained is { } by) world.Documents.ShouldContain(d => d.Key == by.Document && !d.Withdrawn && d.Covers(lesson.Date));
            }
        }
        return true;
    }, iter: 300);

    private sealed record Step(int What, LessonId Lesson, string Typed, DateOnly From, DateOnly Until, bool Medical, int Paper);

    private sealed class World
    {
        private readonly Dictionary<string, int> _versions = [];

        public Dictionary<LessonId, Lesson> Lessons { get; } = [];

        /// <summary>Withdrawn ones too, oldest first.</summary>
        public List<AbsenceDocument> Documents { get; } = [];

        /// <summary>Carries a step out by the handlers, and, where they accept it, by the model.</summary>
        public void Take(Step step, Model model)
        {
            switch (step.What)
            {
                case 0 or 1:
                    if (Do(step.Lesson, step.Typed)) model.Type(step.Lesson, step.Typed);
                    break;
                case 2 or 3:
                    var former = step.What == 3 && Documents.Count > 0 ? Documents[step.Paper % Documents.Count].Key : (AbsenceDocumentId?)null;
                    var attach = new AttachAbsenceDocument(
                        Guid.Empty, new AbsenceDocumentId($"p{Documents.Count}"), Class, Petrov, step.From, step.Until, step.Medical ? "medical" : "parents", null, Monday, former);
                    if (Do(AttachAbsenceDocumentHandler.Decide(attach, Facts, "lead", Role.DeputyHead)))
                        model.Attach(attach.Document, step.From, step.Until, step.Medical ? "Б" : "У", former);
                    break;
                case 4 when Documents.Count > 0:
                    var paper = Documents[step.Paper % Documents.Count].Key;
                    if (Do(WithdrawAbsenceDocumentHandler.Decide(new WithdrawAbsenceDocument(Guid.Empty, paper, Class, new Opening("ошибка")), Facts, "lead"))) model.Withdraw(paper);
                    break;
            }
        }

        private AbsenceFacts Facts => new(
            Rules, new JournalRules("regulation/journal", [Journal]), new(2026, 11, 30), Noon, Year,
            new ClassRoster(Class.Value, new("y"), 8, "Б", [new Enrolment(Petrov, new(2026, 9, 1), null, null)]), Documents,
            [.. Week.Where(Lessons.ContainsKey).Where(l => Lessons[l].CellOf(Petrov).Attendance is not null).Select(l => new MarkedLesson(Lessons[l], _versions[l.Stream], false, []))]);

        private bool Do(LessonId key, string typed)
        {
            var facts = new LessonFacts(
                new CourseCard("course/algebra", key.Course, new("y"), 8, [Class], null, new("algebra"), 300, Layers.Core, []),
                new CourseRoster("8 «Б»", 8, [new Enrolment(Petrov, new(2026, 9, 1), null, null)]), Year, Journal, true, key.Date, Noon)
            {
                Documents = [.. Documents.Where(d => !d.Withdrawn && d.Covers(key.Date))],
            };
            var lesson = Lessons.GetValueOrDefault(key);
            var entry = new EnterCell(Guid.NewGuid(), key, Petrov, typed, lesson?.CellOf(Petrov).Version ?? 0, "typo");
            var (outcome, events) = EnterCellsHandler.Decide(new EnterCells(entry), lesson, facts, "sokolova");
            foreach (var e in events) Keep(key.Stream, (IEvent)e);
            return outcome.IsAccepted;
        }

        private bool Do((Outcome Outcome, Appends Appends, Corrections.PermitUse Use) answer)
        {
            foreach (var (stream, e) in answer.Appends.All.SelectMany(a => a.Events.Select(e => (a.Stream, e)))) Keep(stream, e as IEvent ?? Caused.By(Guid.NewGuid(), e));
            return answer.Outcome.IsAccepted;
        }

        private void Keep(string stream, IEvent e)
        {
            (e.Version, e.UserName) = (_versions[stream] = _versions.GetValueOrDefault(stream) + 1, "sokolova");
            if (stream.StartsWith("lesson/", StringComparison.Ordinal))
            {
                var key = LessonId.Parse(stream["lesson/".Length..]);
                Lessons[key] = LessonFold.Next(Lessons.GetValueOrDefault(key), e)!;
                return;
            }
            var at = Documents.FindIndex(d => d.Id == stream);
            var document = (AbsenceDocument)Fold.Of(typeof(AbsenceDocument), at < 0 ? null : Documents[at], e)!;
            if (at < 0) Documents.Add(document);
            else Documents[at] = document;
        }
    }

    /// <summary>A table: what was typed into each lesson, and by which paper it is shown otherwise.</summary>
    private sealed class Model
    {
        private readonly Dictionary<LessonId, (string Typed, AbsenceDocumentId? By)> _cells = [];
        private readonly List<(AbsenceDocumentId Key, DateOnly From, DateOnly Until, string Letter)> _papers = [];
        private readonly Dictionary<AbsenceDocumentId, string> _letters = [];

        public (string? Code, AbsenceDocumentId? By) Shown(LessonId lesson) => !_cells.TryGetValue(lesson, out var cell) ? (null, null)
            : cell.By is { } by ? (_letters[by], by) : (cell.Typed.Length > 0 ? cell.Typed : null, null);

        public void Type(LessonId lesson, string typed)
        {
            var paper = typed == "Н" ? _papers.Where(p => p.From <= lesson.Date && lesson.Date <= p.Until).Select(p => ((AbsenceDocumentId, string)?)(p.Key, p.Letter)).FirstOrDefault() : null;
            // What is shown is typed again: nothing changes.
            if ((paper?.Item2 ?? typed) == (Shown(lesson).Code ?? "")) return;
            _cells[lesson] = (typed, paper?.Item1);
        }

        public void Attach(AbsenceDocumentId paper, DateOnly from, DateOnly until, string letter, AbsenceDocumentId? former)
        {
            // The new one takes the former's lessons of its own days before any other paper does.
            if (former is { } replaced) End(replaced, (paper, from, until, letter));
            _letters[paper] = letter;
            _papers.Add((paper, from, until, letter));
            foreach (var lesson in Week.Where(l => from <= l.Date && l.Date <= until && Shown(l).Code == "Н")) _cells[lesson] = ("Н", paper);
        }

        public void Withdraw(AbsenceDocumentId paper) => End(paper, null);

        private void End(AbsenceDocumentId paper, (AbsenceDocumentId Key, DateOnly From, DateOnly Until, string Letter)? next)
        {
            _papers.RemoveAll(p => p.Key == paper);
            foreach (var (lesson, cell) in _cells.Where(c => c.Value.By == paper).ToList())
            {
                IEnumerable<(AbsenceDocumentId Key, DateOnly From, DateOnly Until, string Letter)> standing = next is { } first ? [first, .. _papers] : _papers;
                var other = standing.Where(p => p.From <= lesson.Date && lesson.Date <= p.Until).Select(p => (AbsenceDocumentId?)p.Key).FirstOrDefault();
                _cells[lesson] = (cell.Typed, other);
            }
        }
    }
}
