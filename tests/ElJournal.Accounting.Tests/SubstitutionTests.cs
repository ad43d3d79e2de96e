using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Rules of a substitution: who, on which lesson, and what the lesson then knows.</summary>
public sealed class SubstitutionTests
{
    private static readonly LessonId Key = new(new CourseId("alg"), new DateOnly(2026, 11, 24), 2);
    private static readonly StaffId Sokolova = new("sokolova");
    private static readonly StaffId Chernov = new("chernov");
    private static readonly StaffCard Card = new("staff/chernov", Chernov, Guid.Empty, new DateOnly(2026, 9, 1));

    private static readonly AssignSubstituteFacts Facts = new(
        new CourseCard("course/alg", Key.Course, new("y"), 8, [new("8b")], null, new("algebra"), 300, Layers.Core, [new Assignment(Sokolova, new DateOnly(2026, 9, 1), null)]),
        true, true, Card);

    [Fact]
    public void The_event_says_who_and_in_whose_place() => Assign(Chernov, null, Facts).Events
        .ShouldBe([new SubstituteAssigned(Key, Chernov, Sokolova, "illness")]);

    [Fact]
    public void A_vacancy_is_substituted_too() =>
        Assign(Chernov, null, Facts with { Course = Facts.Course! with { Teachers = [] } }).Events.ShouldBe([new SubstituteAssigned(Key, Chernov, null, "illness")]);

    public static TheoryData<string, AssignSubstituteFacts, RefusalKind> Refused => new()
    {
        { "chernov", Facts with { Course = null }, Refusals.CourseIsUnknown },
        { "chernov", Facts with { InTerm = false }, Refusals.DateIsOutsideTerms },
        { "chernov", Facts with { InTimetable = false }, Refusals.LessonIsNotInTimetable },
        { "chernov", Facts with { Teacher = null }, Refusals.StaffIsUnknown },
        { "chernov", Facts with { Teacher = Card with { Dismissed = Key.Date } }, Refusals.StaffIsNotAtWork },
        { "chernov", Facts with { Teacher = Card with { From = Key.Date.AddDays(1) } }, Refusals.StaffIsNotAtWork },
        { "sokolova", Facts, Refusals.SubstituteIsTheTeacher },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_substitution_that_cannot_be_is_refused(string teacher, AssignSubstituteFacts facts, RefusalKind kind)
    {
        var (outcome, events) = Assign(new StaffId(teacher), null, facts);
        outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        events.ShouldBeEmpty();
    }

    [Fact]
    public void A_reason_is_one_of_the_list() => Assign(Chernov, null, Facts, "because").Outcome.Refusal!.Kind.ShouldBe(Refusals.SubstitutionReasonIsUnknown);

    [Fact]
    public void The_same_again_adds_nothing_and_another_person_replaces()
    {
        var lesson = Lesson.Create(new SubstituteAssigned(Key, Chernov, Sokolova, "illness"));
        Assign(Chernov, lesson, Facts).Events.ShouldBeEmpty();
        var kim = new StaffId("kim");
        Assign(kim, lesson, Facts with { Teacher = Card with { Staff = kim } }).Events.ShouldBe([new SubstituteAssigned(Key, kim, Sokolova, "illness")]);
    }

    [Fact]
    public void A_substitution_is_no_entry_the_first_entry_still_opens_the_lesson()
    {
        var lesson = Lesson.Create(new SubstituteAssigned(Key, Chernov, Sokolova, "illness"));
        lesson.Unopened.ShouldBeTrue();
        lesson = Lesson.Apply(new LessonOpened(Key), lesson);
        lesson.Unopened.ShouldBeFalse();
        lesson.Substitute.ShouldBe(Chernov);
    }

    [Fact]
    public void A_released_lesson_has_no_substitute_and_is_not_released_twice()
    {
        var lesson = Lesson.Create(new SubstituteAssigned(Key, Chernov, Sokolova, "illness"));
        Release(lesson).Events.ShouldBe([new SubstituteReleased(Key, Chernov)]);
        lesson = Lesson.Apply(new SubstituteReleased(Key, Chernov), lesson);
        lesson.Substitute.ShouldBeNull();
        Release(lesson).Outcome.Refusal!.Kind.ShouldBe(Refusals.SubstituteIsNotAssigned);
        Release(null).Outcome.Refusal!.Kind.ShouldBe(Refusals.SubstituteIsNotAssigned);
    }

    [Fact]
    public void The_right_asked_for_is_that_of_the_course_on_the_lessons_day() =>
        new AssignSubstitute(Guid.Empty, Key, Chernov, "illness").Need.ShouldBe(new Need(Permission.ManageSubstitutions, "course/alg/2026-11-24/2", Key.Date));

    private static (Outcome Outcome, List<object> Events) Assign(StaffId teacher, Lesson? lesson, AssignSubstituteFacts facts, string reason = "illness")
    {
        var (outcome, events) = AssignSubstituteHandler.Handle(new AssignSubstitute(Guid.Empty, Key, teacher, reason), lesson, facts);
        return (outcome, [.. events]);
    }

    private static (Outcome Outcome, List<object> Events) Release(Lesson? lesson)
    {
        var (outcome, events) = ReleaseSubstituteHandler.Handle(new ReleaseSubstitute(Guid.Empty, Key), lesson);
        return (outcome, [.. events]);
    }
}
