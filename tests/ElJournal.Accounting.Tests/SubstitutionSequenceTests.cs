using CsCheck;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Whatever a deputy decides in whatever order: the fold is what a simple list of decisions says, nobody is in two places, no class in two lessons.</summary>
public sealed class SubstitutionSequenceTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly string[] Classes = ["7a", "8a", "8b"];
    private static readonly StaffId[] Teachers = [new("t0"), new("t1"), new("t2"), new("t3"), new("t4")];

    /// <summary>Three classes, two days, three hours; in an hour each class has another of three teachers, two are free.</summary>
    private static readonly IReadOnlyList<ScheduledLesson> Timetable =
    [
        .. from day in Enumerable.Range(0, 2)
           from slot in Enumerable.Range(1, 3)
           from place in Enumerable.Range(0, Classes.Length)
           select On(new LessonId(new CourseId($"c{place}-{(place + slot + day) % 3}"), Monday.AddDays(day), slot), Classes[place], Teachers[(place + slot + day) % 3]),
    ];

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 5], Gen.Int[0, Timetable.Count - 1], Gen.Int[0, Teachers.Length - 1], Gen.Int[0, Timetable.Count - 1], Gen.Int[0, 1], Gen.Int[1, 5])
        .Select((what, lesson, teacher, other, day, slot) => new Step(what, lesson, Teachers[teacher], other, Monday.AddDays(day), slot));

    [Fact]
    public void Any_sequence_keeps_the_fold_and_leaves_nobody_in_two_places() => Steps.List[1, 40].Sample(steps =>
    {
        var (world, model) = (new World(), new Dictionary<LessonId, LessonShift>());
        foreach (var step in steps)
        {
            world.Take(step, model);
            world.Lessons.Where(l => l.Value.Shift is not null).ToDictionary(l => l.Key, l => l.Value.Shift!).ShouldBe(model, ignoreOrder: true);
            foreach (var hour in world.Shown().Where(l => !l.IsOff).GroupBy(l => (l.Lesson.Date, l.Lesson.Slot)))
            {
                hour.Where(l => l.Giver is not null && l.Shift?.With is null).CountBy(l => l.Giver!.Value).ShouldAllBe(teacher => teacher.Value == 1, "a teacher in two places");
                hour.CountBy(l => l.ClassName).ShouldAllBe(c => c.Value == 1, "a class in two lessons");
            }
        }
        return true;
    }, iter: 300);

    private sealed record Step(int What, int Lesson, StaffId Teacher, int Other, DateOnly Day, int Slot);

    private sealed class World
    {
        public Dictionary<LessonId, Lesson> Lessons { get; } = [];

        public IEnumerable<ScheduledLesson> Shown() => Timetable.Select(Now)
            .Concat(Lessons.Values.Where(l => l.Shift?.From is not null && Timetable.All(t => t.Lesson != l.Key)).Select(l => Now(At(l.Key))));

        /// <summary>Carries a step out by the handlers, and, where they accept it, by the model.</summary>
        public void Take(Step step, Dictionary<LessonId, LessonShift> model)
        {
            var id = Timetable[step.Lesson].Lesson;
            var (lesson, facts) = (Lessons.GetValueOrDefault(id), Facts(id) with { Teacher = Card(step.Teacher) });
            var standing = model.GetValueOrDefault(id) ?? new LessonShift();
            switch (step.What)
            {
                case 0 when Do(AssignSubstituteHandler.Decide(new AssignSubstitute(Guid.Empty, id, step.Teacher, "illness"), lesson, facts)):
                    model[id] = new LessonShift { Teacher = step.Teacher, Former = Timetable[step.Lesson].Planned, Reason = "illness" };
                    break;
                case 1:
                    var with = Shown().First(l => l.Lesson == Timetable[step.Other].Lesson);
                    var giver = with.Giver;
                    var taught = with.Course.Subject == Timetable[step.Lesson].Course.Subject ? (SubjectId?)null : with.Course.Subject;
                    if (Do(CombineLessonHandler.Decide(
                        new CombineLesson(Guid.Empty, id, with.Lesson, "leave"), lesson, facts with { Teacher = giver is { } g ? Card(g) : null })))
                        model[id] = new LessonShift { Teacher = giver, Former = Timetable[step.Lesson].Planned, Reason = "leave", With = with.Lesson, Taught = taught };
                    break;
                case 2 when Do(CancelLessonHandler.Decide(new CancelLesson(Guid.Empty, id, "other"), lesson, facts)):
                    model[id] = new LessonShift { Cancelled = true, Former = Timetable[step.Lesson].Planned, Reason = "other" };
                    break;
                case 3:
                    var to = id with { Date = step.Day, Slot = step.Slot };
                    if (Do(TransferLessonHandler.Decide(new TransferLesson(Guid.Empty, id, to, "training"), Transfer(id, to))) && standing.To != to)
                    {
                        model[id] = new LessonShift { To = to, Reason = "training" };
                        model[to] = new LessonShift { From = id };
                    }
                    break;
                case 4 when standing.To is { } moved:
                    if (Do(UndoTransferHandler.Decide(new UndoTransfer(Guid.Empty, id), Transfer(id, moved))))
                    {
                        model.Remove(id);
                        model.Remove(moved);
                    }
                    break;
                case 4 when standing.Cancelled ? Do(RestoreLessonHandler.Decide(new RestoreLesson(Guid.Empty, id), lesson, facts))
                    : Do(ReleaseSubstituteHandler.Decide(new ReleaseSubstitute(Guid.Empty, id), lesson, facts)):
                    model.Remove(id);
                    break;
                case 5 when standing.To is { } there:
                    // Who was received may get a substitute as well.
                    if (Do(AssignSubstituteHandler.Decide(
                        new AssignSubstitute(Guid.Empty, there, step.Teacher, "illness"), Lessons.GetValueOrDefault(there), Facts(there) with { Teacher = Card(step.Teacher) })))
                        model[there] = new LessonShift { From = id, Teacher = step.Teacher, Former = Timetable[step.Lesson].Planned, Reason = "illness" };
                    break;
            }
        }

        private bool Do((Outcome Outcome, Wolverine.Marten.Events Events) answer)
        {
            foreach (var e in answer.Events) Keep(e);
            return answer.Outcome.IsAccepted;
        }

        private bool Do((Outcome Outcome, Store.Appends Appends) answer)
        {
            foreach (var e in answer.Appends.All.SelectMany(stream => stream.Events)) Keep(e);
            return answer.Outcome.IsAccepted;
        }

        private void Keep(object e)
        {
            var id = (LessonId)e.GetType().GetProperty("Lesson")!.GetValue(e)!;
            Lessons[id] = LessonFold.Next(Lessons.GetValueOrDefault(id), Store.Caused.By(Guid.Empty, e)).ShouldNotBeNull();
        }

        private DecisionFacts Facts(LessonId id)
        {
            var found = Shown().FirstOrDefault(l => l.Lesson == id);
            return new DecisionFacts(At(id).Course, true, found, found is null ? [] : Beside(found));
        }

        private TransferFacts Transfer(LessonId id, LessonId to)
        {
            var target = Shown().FirstOrDefault(l => l.Lesson == to) ?? Now(At(to));
            return new TransferFacts(
                Facts(id), Lessons.GetValueOrDefault(id), 0, Facts(to), target, true, Beside(target), Card(target.Planned!.Value), Lessons.GetValueOrDefault(to), 0);
        }

        private List<Beside> Beside(ScheduledLesson lesson) =>
            [.. Shown().Where(l => l.Lesson != lesson.Lesson && l.Meets(lesson)).Select(l => new Beside(l, l.ClassName == lesson.ClassName))];

        private ScheduledLesson Now(ScheduledLesson lesson) => lesson with { Shift = Lessons.GetValueOrDefault(lesson.Lesson)?.Shift };

        private static ScheduledLesson At(LessonId id) => Timetable.First(l => l.Lesson.Course == id.Course) with { Lesson = id };

        private static StaffCard Card(StaffId staff) => new("staff/" + staff, staff, Guid.Empty, new DateOnly(2026, 9, 1));
    }

    private static ScheduledLesson On(LessonId id, string schoolClass, StaffId teacher) => new(
        id, new CourseCard("course/" + id.Course, id.Course, new("y"), 8, [new(schoolClass)], null, new SubjectId("s-" + teacher), 300, Layers.Core,
            [new Assignment(teacher, new DateOnly(2026, 9, 1), null)]),
        schoolClass, "", null, null, null, null);
}
