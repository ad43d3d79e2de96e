using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Shouldly;
using Wolverine.Marten;
using Xunit;

namespace ElJournal.Sample.Tests.Living;

/// <summary>What the year yields is what the handlers record: each entry of a part of the courses is made again as a command and judged by the product's rules.</summary>
public class ReplayTests
{
    private const int Every = 23;

    private static readonly SchoolPlan Plan = RealPlan.Plan;
    private static readonly PlannedSchool School = new(Plan);

    [Fact]
    public void Commands_of_lessons_made_again_give_the_same_events()
    {
        var rise = Stories.Of(Plan).Rise.Course;
        var courses = Plan.Courses.Where((c, i) => i % Every == 0 || c.Id == rise).DistinctBy(c => c.Id).ToDictionary(c => c.Id);
        var cards = courses.Values.ToDictionary(c => c.Id, c => (Card: School.Course(c), Roster: School.Roster(c), Year: School.Year(School.LevelOf(c))));
        var closed = RealPlan.Events.Where(e => e.Event is PageClosed).ToLookup(e => ((PageClosed)e.Event).Course, e => (e.At, Page: (PageClosed)e.Event));
        var documents = RealPlan.Events.Where(e => e.Event is AbsenceDocumentAttached)
            .ToLookup(e => ((AbsenceDocumentAttached)e.Event).Pupil, e => (e.At, Document: AbsenceDocument.Create(Stored<AbsenceDocumentAttached>(e, 1))));
        var requests = RealPlan.Events.Where(e => e.Model == typeof(Correction)).GroupBy(e => e.Stream).ToDictionary(g => g.Key, g => g.Take(2).ToList());
        var replayed = 0;
        foreach (var stream in RealPlan.Events.Where(e => e.Model == typeof(Lesson)).GroupBy(e => e.Stream))
        {
            var id = LessonId.Parse(stream.Key["lesson/".Length..]);
            if (!courses.ContainsKey(id.Course)) continue;
            var (card, roster, year) = cards[id.Course];
            Lesson? lesson = null;
            var times = new Dictionary<int, DateTimeOffset>();
            var version = 0;
            foreach (var entry in stream.GroupBy(e => e.Cause))
            {
                var first = entry.First();
                var today = PlannedSchool.Card.DayAt(first.At);
                var facts = new LessonFacts(card, roster, year, School.Rules, true, today, first.At, times)
                {
                    Closed = closed[id.Course].Any(c => c.At < first.At && c.Page.From <= id.Date && id.Date <= c.Page.To && c.Page.Term.Value != "annual"),
                    Corrections = School.Corrections,
                    School = PlannedSchool.Card,
                    Marking = School.Marking,
                    Documents = entry.Select(e => YearTests.Place(e.Event).Pupil).OfType<Setup.PupilId>().Distinct()
                        .SelectMany(p => documents[p].Where(d => d.At < first.At && d.Document.Covers(id.Date)).Select(d => d.Document)).ToList(),
                    Pending = first.Permit is { } permit ? [YearTests.Folded<Correction>(requests[CorrectionId.From(permit).Stream])!] : [],
                };
                if (Again(entry.ToList(), lesson, facts) is { } decided)
                {
                    decided.Outcome.Refusal.ShouldBeNull($"{stream.Key}, {first.At:O}: {entry.Last().Event}");
                    var made = decided.Events.Select(e => (e as IEvent)?.Data ?? e).ToList();
                    made.Select(Json).ShouldBe(entry.Select(e => Json(e.Event)), stream.Key);
                    decided.Events.OfType<IEvent>().Select(e => e.Header(PageLock.Permit)).ShouldAllBe(p => p == (first.Permit ?? ""));
                    replayed++;
                }
                foreach (var e in entry)
                {
                    var stored = Stored(e, ++version);
                    times[version] = e.At;
                    lesson = LessonFold.Next(lesson, stored);
                }
            }
        }
        replayed.ShouldBeGreaterThan(6_000);
    }

    /// <summary>The command that an entry was; null for what is decided elsewhere than in the lesson.</summary>
    private static (Outcome Outcome, Events Events)? Again(List<YearEvent> entry, Lesson? lesson, LessonFacts facts)
    {
        var (cause, author) = (entry[0].Cause, entry[0].By.Account.Value);
        var said = entry.SelectMany(e => e.Openings ?? []).ToList();
        var main = entry.Select(e => e.Event).First(e => e is not LessonOpened);
        switch (main)
        {
            case AttendanceMarked a:
                return Enter(a.Lesson, a.Pupil, cell => cell with { Attendance = a.Code });
            case GradeRecorded g:
                return Enter(g.Lesson, g.Pupil, cell => cell with { Grades = [.. cell.Grades, g.Grade], Deferred = false }, comment: said.FirstOrDefault());
            case GradeCorrected g:
                return Enter(
                    g.Lesson, g.Pupil, cell => cell with { Grades = [.. cell.Grades.Select((old, i) => i == g.Place ? g.Grade! : old)] },
                    entry[0].Permit is null ? g.Reason : null, said.FirstOrDefault());
            case GradeDeferred d:
                return Enter(d.Lesson, d.Pupil, cell => cell with { Deferred = true });
            case AttendanceChecked c:
                return CheckAttendanceHandler.Decide(new CheckAttendance(cause, c.Lesson), lesson, facts, author);
            case TopicRecorded t:
                return SetTopicHandler.Decide(
                    new SetTopic(cause, t.Lesson, t.Topic, t.PlanItem, 0, Part: entry.Select(e => e.Event).OfType<TopicPartTaken>().FirstOrDefault()?.Part), lesson, facts, author);
            case HomeworkSet h:
                return SetHomeworkHandler.Decide(new SetHomework(cause, h.Lesson, h.Text, h.Minutes, 0), lesson, facts, author);
            case WorkTypeChosen w:
                return ChooseWorkTypeHandler.Decide(new ChooseWorkType(cause, w.Lesson, w.WorkType, 0), lesson, facts, author);
            case LessonNotHeld n:
                return MarkNotHeldHandler.Decide(new MarkNotHeld(cause, n.Lesson, n.Reason), lesson, new LessonLifeFacts(facts, School.Life), author);
            case RecommendationGiven r:
                return RecommendHandler.Decide(new Recommend(cause, r.Lesson, r.Pupil, said[0], 0), lesson, facts, author);
            default:
                return null;
        }

        (Outcome, Events) Enter(LessonId id, Setup.PupilId pupil, Func<CellValue, CellValue> change, string? reason = null, Opening? note = null, Opening? comment = null)
        {
            var cell = lesson?.CellOf(pupil) ?? Cell.Empty;
            return EnterCellsHandler.Decide(
                new EnterCells(new EnterCell(cause, id, pupil, change(cell.Value).ToString(), cell.Version, reason, note)
                {
                    Comment = comment is null ? null : new CellComment(comment, cell.Commented),
                }),
                lesson, facts, author);
        }
    }

    private static IEvent Stored(YearEvent e, int version)
    {
        var made = Caused.By(e.Cause, e.Event);
        (made.Version, made.UserName, made.Timestamp, made.StreamKey) = (version, e.By.Account.Value, e.At, e.Stream);
        return made;
    }

    private static IEvent<T> Stored<T>(YearEvent e, int version) where T : notnull => (IEvent<T>)Stored(e, version);

    private static string Json(object e) => e.GetType().Name + JsonSerializer.Serialize(e, e.GetType());
}
