using CsCheck;
using ElJournal.Accounting.Journal;
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
/// A lesson against a model of it that is a few lines long: whatever two people send, stale or twice, with a reason or without, while the
/// page is closed and opened, the fold of the events shows what the model says, and the events tell who changed what, and why.
/// </summary>
public sealed class JournalModelTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly LessonId Key = new(new CourseId("alg"), Day, 2);
    private static readonly PupilId[] Pupils = [new("petrov"), new("sidorova"), new("kim")];
    private static readonly string[] People = ["sokolova", "lebedeva"];

    private static readonly JournalRulesSet Rules = new(
        new(2026, 9, 1), [new("5", 500), new("4", 400), new("3", 300), new("2", 200)],
        [new("Н", "не был", true, false), new("О", "опоздал", false, false)], [new("typo", "Опечатка")], 0, [], "п. 4.2");

    private static readonly LessonFacts Facts = new(
        new CourseCard("course/alg", Key.Course, new("y"), 8, [new("8b")], null, new("algebra"), 300, Layers.Core, []),
        new CourseRoster("8 «Б»", 8, [.. Pupils.Select(p => new Enrolment(p, new(2026, 9, 1), null, null))]),
        new YearCalendar("year/y", new("y"), new(2026, 9, 1), new(2027, 5, 26), [new Term(new("q2"), "quarter", 2, new(2026, 11, 2), new(2026, 12, 30))], []),
        Rules, true, Day, new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    /// <param name="Closes">The page is closed, or opened again, before the entry.</param>
    /// <param name="Stale">The sender has not seen the last change.</param>
    private sealed record Step(int Who, int Pupil, string Typed, bool Stale, bool HasReason, bool Closes);

    private static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Int[0, 1], Gen.Int[0, 2], Gen.OneOf([.. new[] { "5", "4", "2", "5/4", "4/4/3", "Н", "О", "О 4", "", "9", "<b>", "=1+1", "5/5/5/5/5" }.Select(Gen.Const)]),
        Gen.Frequency((1, Gen.Const(true)), (5, Gen.Const(false))), Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false))),
        Gen.Frequency((1, Gen.Const(true)), (9, Gen.Const(false))),
        (who, pupil, typed, stale, reason, closes) => new Step(who, pupil, typed, stale, reason, closes)).Array[1, 40];

    [Fact]
    public void Whatever_is_sent_the_fold_is_the_model() => Steps.Sample(steps =>
    {
        var (real, model) = (new Real(), new Model());
        foreach (var step in steps)
        {
            if (step.Closes) real.Closed = model.Closed = !model.Closed;
            var seen = model.VersionOf(step.Pupil);
            var entry = new EnterCell(Guid.NewGuid(), Key, Pupils[step.Pupil], step.Typed, step.Stale ? seen + 1 : seen, step.HasReason ? "typo" : null);
            var accepted = real.Send(entry, People[step.Who]);
            accepted.ShouldBe(model.Takes(step, real.Events.Count));
            for (var pupil = 0; pupil < Pupils.Length; pupil++) real.Shown(pupil).ShouldBe(model.ValueOf(pupil));

            // Delivered again, whatever became of it the first time, nothing is added.
            var before = real.Events.Count;
            if (accepted) real.Send(entry, People[step.Who]);
            real.Events.Count.ShouldBe(before);
        }
        TellsEverything(real.Events);
        SerialOrder(real).ShouldBe([.. real.Events.Select(e => e.Data)]);
    });

    /// <summary>A correction says why and by whom, and what stood before it still stands in the log.</summary>
    private static void TellsEverything(IReadOnlyList<IEvent> events)
    {
        foreach (var (index, e) in events.Index())
        {
            e.UserName.ShouldNotBeNullOrEmpty();
            var earlier = events.Take(index).Select(x => x.Data).ToList();
            if (e.Data is GradeCorrected grade)
            {
                grade.Reason.ShouldNotBeNull();
                earlier.Exists(x => x is GradeRecorded r && r.Pupil == grade.Pupil && r.Place == grade.Place).ShouldBeTrue();
            }
            if (e.Data is AttendanceCorrected mark)
            {
                mark.Reason.ShouldNotBeNull();
                earlier.Exists(x => (x is AttendanceMarked m && m.Pupil == mark.Pupil) || (x is AttendanceCorrected c && c.Pupil == mark.Pupil && c.Code is not null)).ShouldBeTrue();
            }
        }
    }

    /// <summary>The accepted entries one after another, each by one who has seen all before it: the same events.</summary>
    private static List<object> SerialOrder(Real real)
    {
        var alone = new Real();
        foreach (var (entry, who) in real.Accepted) alone.Send(entry, who).ShouldBeTrue();
        return [.. alone.Events.Select(e => e.Data)];
    }

    /// <summary>The handler and the fold, with a store's bookkeeping of versions.</summary>
    private sealed class Real
    {
        private Lesson? _lesson;

        public List<IEvent> Events { get; } = [];

        public List<(EnterCell Entry, string Who)> Accepted { get; } = [];

        public bool Closed { get; set; }

        public bool Send(EnterCell entry, string who)
        {
            var (outcome, events) = EnterCellsHandler.Decide(new EnterCells(entry), _lesson, Facts with { Closed = Closed }, who);
            if (!outcome.IsAccepted)
            {
                events.ShouldBeEmpty();
                return false;
            }
            foreach (var e in events.Cast<IEvent>())
            {
                (e.Version, e.UserName) = (Events.Count + 1, who);
                e.CausationId.ShouldBe(entry.Id.ToString());
                Events.Add(e);
                _lesson = LessonFold.Next(_lesson, e);
            }
            if (events.Count > 0) Accepted.Add((entry, who));
            return true;
        }

        public string Shown(int pupil) => _lesson?.CellOf(Pupils[pupil]).Value.ToString() ?? "";
    }

    /// <summary>What a journal is, in the fewest words: a text in each cell and the version since which it stands.</summary>
    private sealed class Model
    {
        private static readonly string[] Valid = ["5", "4", "2", "5/4", "4/4/3", "Н", "О", "О 4", ""];

        private readonly Dictionary<int, (string Value, int Version)> _cells = [];

        public bool Closed { get; set; }

        public string ValueOf(int pupil) => _cells.GetValueOrDefault(pupil).Value ?? "";

        public int VersionOf(int pupil) => _cells.GetValueOrDefault(pupil).Version;

        /// <param name="version">Of the lesson after the entry.</param>
        public bool Takes(Step step, int version)
        {
            if (Closed || !Valid.Contains(step.Typed)) return false;
            var standing = ValueOf(step.Pupil);
            if (standing == step.Typed) return true;
            if (step.Stale || (Corrects(standing, step.Typed) && !step.HasReason)) return false;
            _cells[step.Pupil] = (step.Typed, version);
            return true;
        }

        /// <summary>Something that stood does not stand any more.</summary>
        private static bool Corrects(string standing, string typed)
        {
            var (oldMark, oldGrades) = Read(standing);
            var (mark, grades) = Read(typed);
            return (oldMark.Length > 0 && mark != oldMark) || !grades.Take(oldGrades.Length).SequenceEqual(oldGrades);
        }

        private static (string Mark, string[] Grades) Read(string value)
        {
            var parts = value.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries);
            return (parts.FirstOrDefault(p => char.IsLetter(p[0])) ?? "", [.. parts.Where(p => char.IsDigit(p[0]))]);
        }
    }
}
