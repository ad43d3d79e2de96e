using ElJournal.Accounting;
using ElJournal.Control.Remarks;
using ElJournal.Setup;
using Shouldly;
using Xunit;
using static ElJournal.Control.Tests.Remarks.Ground;

namespace ElJournal.Control.Tests.Remarks;

/// <summary>What mends a remark, by the lesson's events alone.</summary>
public sealed class LackJudgeTests
{
    private static Judgement Judge(string lack, int since, PupilId? pupil, params object[] events) =>
        LackJudge.Of(RemarkTarget.Of(Lesson, pupil), lack, since, Lived(events), Both);

    [Fact]
    public void A_topic_mends_and_a_lesson_that_fell_out_needs_none()
    {
        Judge(RemarkLacks.Topic, 0, null).ShouldBe(new Judgement(true, true, null));
        Judge(RemarkLacks.Topic, 1, null, new LessonOpened(Lesson), new TopicRecorded(Lesson, "Корни", null)).By!.Version.ShouldBe(2);
        Judge(RemarkLacks.Topic, 1, null, new LessonOpened(Lesson), new LessonNotHeld(Lesson, "event", null)).By!.Version.ShouldBe(2);
        Judge(RemarkLacks.Homework, 0, null, new LessonTransferred(Lesson, Lesson with { Slot = 3 }, "illness")).Stands.ShouldBeFalse();
        var back = Judge(RemarkLacks.Topic, 0, null, new LessonNotHeld(Lesson, "event", null), new LessonHeldAfterAll(Lesson, "typo", null));
        back.ShouldBe(new Judgement(true, true, null));
    }

    [Fact]
    public void Homework_taken_back_lacks_again_and_the_entry_that_ended_the_lack_is_named()
    {
        Judge(RemarkLacks.Homework, 0, null, new HomeworkSet(Lesson, "§ 1", 20), new HomeworkCorrected(Lesson, "", null, null, null)).Stands.ShouldBeTrue();
        Judge(RemarkLacks.Homework, 0, null, new HomeworkSet(Lesson, "§ 1", 20), new HomeworkCorrected(Lesson, "", null, null, null), new HomeworkCorrected(Lesson, "§ 2", null, null, null),
            new HomeworkCorrected(Lesson, "§ 3", null, null, null)).By!.Version.ShouldBe(3);
    }

    [Fact]
    public void Attendance_is_there_with_a_mark_or_the_word_that_it_was_looked_at()
    {
        Judge(RemarkLacks.Attendance, 0, null, new AttendanceMarked(Lesson, Anna, "Н")).By!.Version.ShouldBe(1);
        Judge(RemarkLacks.Attendance, 0, null, new AttendanceMarked(Lesson, Anna, "Н"), new AttendanceCorrected(Lesson, Anna, null, null, null)).Stands.ShouldBeTrue();
        Judge(RemarkLacks.Attendance, 0, null, new AttendanceChecked(Lesson)).By!.Version.ShouldBe(1);
    }

    [Fact]
    public void Of_one_pupil_a_grade_or_an_absence_mends_and_a_promise_does_not()
    {
        Judge(RemarkLacks.Grade, 0, Anna, new GradeRecorded(Lesson, Boris, 0, "5")).Stands.ShouldBeTrue();
        Judge(RemarkLacks.Grade, 0, Anna, new GradeRecorded(Lesson, Anna, 0, "5")).By!.Version.ShouldBe(1);
        Judge(RemarkLacks.Grade, 0, Anna, new AttendanceMarked(Lesson, Anna, "Б")).By!.Version.ShouldBe(1);
        Judge(RemarkLacks.Grade, 0, Anna, new AttendanceMarked(Lesson, Anna, "О")).Stands.ShouldBeTrue();
        Judge(RemarkLacks.Grade, 0, Anna, new GradeDeferred(Lesson, Anna, Friday.AddDays(7))).Stands.ShouldBeTrue();
        Judge(RemarkLacks.Grade, 0, Anna, new GradeRecorded(Lesson, Anna, 0, "5"), new GradeCorrected(Lesson, Anna, 0, null, "typo", null)).Stands.ShouldBeTrue();
    }

    [Fact]
    public void A_column_is_there_when_everybody_has_a_grade_a_promise_or_was_away()
    {
        Judge(RemarkLacks.Grade, 0, null, new GradeRecorded(Lesson, Anna, 0, "5")).Stands.ShouldBeTrue();
        Judge(RemarkLacks.Grade, 0, null, new GradeRecorded(Lesson, Anna, 0, "5"), new AttendanceMarked(Lesson, Boris, "Н")).By!.Version.ShouldBe(2);
        Judge(RemarkLacks.Grade, 0, null, new GradeRecorded(Lesson, Anna, 0, "5"), new GradeDeferred(Lesson, Boris, Friday.AddDays(7))).By!.Version.ShouldBe(2);
        LackJudge.Of(Target, RemarkLacks.Grade, 0, Lived(new GradeRecorded(Lesson, Anna, 0, "5")), null).ShouldBe(Judgement.OfPeople);
    }

    [Fact]
    public void What_is_wrong_is_mended_only_by_a_later_change_of_the_same_thing()
    {
        object[] lived = [new TopicRecorded(Lesson, "Корни", null), new HomeworkSet(Lesson, "§ 1", null)];
        Judge(RemarkLacks.WrongTopic, 2, null, lived).ShouldBe(new Judgement(true, true, null));
        Judge(RemarkLacks.WrongTopic, 2, null, [.. lived, new HomeworkCorrected(Lesson, "§ 2", null, "typo", null)]).By.ShouldBeNull();
        Judge(RemarkLacks.WrongTopic, 2, null, [.. lived, new TopicCorrected(Lesson, "Степени", null, "typo", null)]).By!.Version.ShouldBe(3);
        Judge(RemarkLacks.WrongGrade, 2, Anna, [.. lived, new GradeRecorded(Lesson, Boris, 0, "5"), new GradeCorrected(Lesson, Anna, 0, "4", "typo", null)]).By!.Version.ShouldBe(4);
    }

    [Fact]
    public void A_page_and_what_only_words_say_are_for_people()
    {
        LackJudge.Of(Page, RemarkLacks.Other, 0, [], Both).ShouldBe(Judgement.OfPeople);
        Judge(RemarkLacks.Other, 0, null, new TopicRecorded(Lesson, "Корни", null)).IsJudged.ShouldBeFalse();
    }
}
