using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>The point, the comment and a grade of one who was absent: events given, an entry, events out.</summary>
public sealed class CellTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly DateOnly Due = new(2026, 12, 8);
    private static readonly LessonId Key = new(new CourseId("alg"), Day, 2);
    private static readonly PupilId Petrov = new("petrov");
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly LessonFacts Facts = new(
        new CourseCard("course/alg", Key.Course, new("y"), 8, [new("8b")], null, new("algebra"), 300, Layers.Core, []),
        new CourseRoster("8 «Б»", 8, [new Enrolment(Petrov, new(2026, 9, 1), null, null)]),
        new YearCalendar("year/y", new("y"), new(2026, 9, 1), new(2027, 5, 26), [new Term(new("q2"), "quarter", 2, new(2026, 11, 2), new(2026, 12, 30))], []),
        new JournalRulesSet(
            new(2026, 9, 1), [new("5", 500), new("4", 400)], [new("Н", "не был", true, false), new("О", "опоздал", false, false)],
            [new("typo", "Опечатка")], 5, [], "п. 4.2"),
        true, Day, Noon)
    {
        Marking = new MarkingRulesSet(new(2026, 9, 1), 14, AbsentGrades.Refuse, "п. 4.5"),
    };

    private static EnterCell Entry(string value, int seen = 0) => new(Guid.NewGuid(), Key, Petrov, value, seen, "typo");

    private static Lesson? Given(params object[] events)
    {
        Lesson? lesson = null;
        foreach (var (index, data) in events.Index())
        {
            var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;
            (e.Version, e.UserName) = (index + 1, "sokolova");
            lesson = LessonFold.Next(lesson, e);
        }
        return lesson;
    }

    private static (Outcome Outcome, List<object> Events) Decide(EnterCell entry, LessonFacts? facts, params object[] given)
    {
        var (outcome, events) = EnterCellsHandler.Decide(new EnterCells(entry), Given(given), facts ?? Facts, "sokolova");
        return (outcome, [.. events.Cast<IEvent>().Select(e => e.Data).Where(e => e is not LessonOpened)]);
    }

    private static LessonOpened Opened => new(Key);

    [Fact]
    public void A_point_is_due_by_the_schools_rule_or_as_the_teacher_names_it()
    {
        Decide(Entry("."), null).Events.ShouldBe([new GradeDeferred(Key, Petrov, Due)]);
        Decide(Entry(".") with { Due = new(2026, 12, 1) }, null).Events.ShouldBe([new GradeDeferred(Key, Petrov, new(2026, 12, 1))]);
        Decide(Entry("н ."), null).Events.ShouldBe([new AttendanceMarked(Key, Petrov, "Н"), new GradeDeferred(Key, Petrov, Due)]);
    }

    [Fact]
    public void Another_day_is_named_for_a_standing_point_and_the_same_again_records_nothing()
    {
        Decide(Entry(".", 2) with { Due = new(2026, 12, 1) }, null, Opened, new GradeDeferred(Key, Petrov, Due)).Events.ShouldBe([new GradeDeferred(Key, Petrov, new(2026, 12, 1))]);
        Decide(Entry(".", 2), null, Opened, new GradeDeferred(Key, Petrov, Due)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_point_ends_with_a_grade_or_is_withdrawn()
    {
        Decide(Entry("5", 2), null, Opened, new GradeDeferred(Key, Petrov, Due)).Events.ShouldBe([new GradeRecorded(Key, Petrov, 0, "5")]);
        Decide(Entry("", 2), null, Opened, new GradeDeferred(Key, Petrov, Due)).Events.ShouldBe([new DeferralWithdrawn(Key, Petrov)]);
        var graded = Given(Opened, new GradeDeferred(Key, Petrov, Due), new GradeRecorded(Key, Petrov, 0, "5"))!;
        graded.CellOf(Petrov).Value.ToString().ShouldBe("5");
        graded.FirstDue.ShouldBeNull();
        Given(Opened, new GradeDeferred(Key, Petrov, Due))!.FirstDue.ShouldBe("2026-12-08");
    }

    [Fact]
    public void A_grade_that_gives_way_to_a_point_is_a_correction() =>
        Decide(Entry(".", 2), null, Opened, new GradeRecorded(Key, Petrov, 0, "4")).Events
            .ShouldBe([new GradeCorrected(Key, Petrov, 0, null, "typo", null), new GradeDeferred(Key, Petrov, Due)]);

    [Fact]
    public void Who_was_absent_gets_a_grade_where_the_school_says_so_or_a_grade_was_owed()
    {
        Decide(Entry("Н 5"), null).Outcome.Refusal!.Kind.ShouldBe(Refusals.PupilIsAbsent);
        Decide(Entry("О 5"), null).Outcome.IsAccepted.ShouldBeTrue();
        Decide(Entry("Н 5"), Facts with { Marking = Facts.Marking! with { AbsentGrade = AbsentGrades.Warn } }).Outcome.IsAccepted.ShouldBeTrue();
        Decide(Entry("Н 5", 3), null, Opened, new AttendanceMarked(Key, Petrov, "Н"), new GradeDeferred(Key, Petrov, Due)).Events
            .ShouldBe([new GradeRecorded(Key, Petrov, 0, "5")]);
    }

    [Fact]
    public void Points_that_cannot_be_are_refused_by_name()
    {
        Decide(Entry("."), Facts with { Marking = null }).Outcome.Refusal!.Kind.ShouldBe(Refusals.PointLacksDue);
        Decide(Entry(".") with { Due = Day }, null).Outcome.Refusal!.Kind.ShouldBe(Refusals.PointIsDueOff);
        Decide(Entry(".") with { Due = new(2027, 6, 1) }, null).Outcome.Refusal!.Kind.ShouldBe(Refusals.PointIsDueOff);
        Decide(Entry("5/."), null).Outcome.Refusal!.Kind.ShouldBe(Refusals.ValueIsOffScale);
    }

    [Fact]
    public void A_comment_is_said_replaced_and_taken_away_and_is_no_entry_of_the_value()
    {
        var (first, second) = (new Opening("Молодец"), new Opening("Тетрадь у меня"));
        Decide(Entry("5") with { Comment = new(first, 0) }, null).Events.ShouldBe([new GradeRecorded(Key, Petrov, 0, "5"), new CellCommented(Key, Petrov, first.Sealed)]);
        object[] said = [Opened, new GradeRecorded(Key, Petrov, 0, "5"), new CellCommented(Key, Petrov, first.Sealed)];
        (Given(said)!.CellOf(Petrov).Comment, Given(said)!.CellOf(Petrov).Commented).ShouldBe((first.Id, 3));
        Given(said)!.CellOf(Petrov).Version.ShouldBe(2);
        Decide(Entry("5", 2) with { Comment = new(second, 3) }, null, said).Events.ShouldBe([new CellCommented(Key, Petrov, second.Sealed)]);
        Decide(Entry("5", 2) with { Comment = new(null, 3) }, null, said).Events.ShouldBe([new CellCommented(Key, Petrov, null)]);
        Decide(Entry("5", 2) with { Comment = new(second, 0) }, null, said).Outcome.Refusal!.Kind.ShouldBe(Refusals.CommentIsChanged);
        Decide(Entry("5", 2) with { Comment = new(new Opening(new string('я', 301)), 3) }, null, said).Outcome.Refusal!.Kind.ShouldBe(Refusals.CommentIsLong);
    }

    [Fact]
    public void Points_and_comments_stand_in_the_history()
    {
        static ChangeFact? Fact<T>(T data) where T : class => ChangeFact.Of(new Event<T>(data));
        Fact(new GradeDeferred(Key, Petrov, Due))!.New.ShouldBe(". 08.12.2026");
        Fact(new DeferralWithdrawn(Key, Petrov))!.New.ShouldBeNull();
        var words = new Opening("Молодец");
        Fact(new CellCommented(Key, Petrov, words.Sealed))!.Note.ShouldBe(words.Id);
    }
}
