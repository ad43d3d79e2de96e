using System.IO.Compression;
using ElJournal.Accounting.DayBooks;
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

/// <summary>Homework in full, words to a pupil, a lesson's life and a teacher's day, without a store.</summary>
public sealed class LessonLifeTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly LessonId Key = new(new CourseId("alg"), Day, 2);
    private static readonly LessonId Next = new(new CourseId("alg"), Day.AddDays(3), 1);
    private static readonly PupilId Petrov = new("petrov");
    private static readonly StaffId Sokolova = new("sokolova");
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly LessonFacts Facts = new(
        new CourseCard("course/alg", Key.Course, new("y"), 8, [new("8b")], null, new("algebra"), 300, Layers.Core, []),
        new CourseRoster("8 «Б»", 8, [new Enrolment(Petrov, new(2026, 9, 1), null, null)]),
        new YearCalendar("year/y", new("y"), new(2026, 9, 1), new(2027, 5, 26), [new Term(new("q2"), "quarter", 2, new(2026, 11, 2), new(2026, 12, 30))], []),
        new JournalRulesSet(new(2026, 9, 1), [new("5", 500)], [new("Н", "не был", true, false)], [new("typo", "Опечатка")], 5, [new("test", "К", "Контрольная", 300)], "п. 4.2"),
        true, Day, Noon, new Dictionary<int, DateTimeOffset> { [7] = Noon.AddMinutes(-30) });

    private static readonly LessonLifeSet Life = new(
        new(2026, 9, 1), [new("quarantine", "Карантин")], [new("consultation", "Консультация", true), new("exam", "Репетиционный экзамен", false)], "п. 5.2");

    private static readonly Touch Mine = new(7, "sokolova");
    private static readonly Lesson Opened = Lesson.Create(new LessonOpened(Key));
    private static readonly Lesson WithHomework = Opened with { Homework = new Entry("§ 12", false, Mine) };
    private static readonly Lesson Fallen = Opened with { NotHeld = new Entry("quarantine", false, Mine) };

    // Homework

    [Fact]
    public void A_due_lesson_is_chosen_once_without_a_reason_and_changed_with_one()
    {
        Due(Next, WithHomework).Events.ShouldBe([new HomeworkDueChosen(Key, Next, null, null)]);
        var chosen = WithHomework with { Due = new HomeworkDue(Next, Mine) };
        Due(null, chosen, seen: 7).Outcome.Refusal!.Kind.ShouldBe(Refusals.ReasonIsMissing);
        Due(null, chosen, seen: 7, reason: "typo").Events.ShouldBe([new HomeworkDueChosen(Key, null, "typo", null)]);
        Due(null, chosen).Outcome.Refusal!.Kind.ShouldBe(Refusals.DueIsChanged);
        Due(Next, chosen).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_due_lesson_needs_homework_and_must_be_a_lesson()
    {
        Due(Next, Opened).Outcome.Refusal!.Kind.ShouldBe(Refusals.HomeworkIsMissing);
        Due(Next, WithHomework, isLesson: false).Outcome.Refusal!.Kind.ShouldBe(Refusals.DueIsNoLesson);
    }

    [Fact]
    public void A_file_is_told_by_its_content_stands_once_and_goes_with_the_homework()
    {
        var file = Scan.Of("%PDF-1.7 task"u8.ToArray())!;
        Attach(WithHomework, file).Events.ShouldBe([new HomeworkFileAttached(Key, file.Id, 1, "application/pdf", file.Content.Length, file.Sha256)]);
        Attach(WithHomework, Scan.Of("MZ program"u8.ToArray())).Outcome.Refusal!.Kind.ShouldBe(Refusals.FileIsUnfit);
        Attach(Opened, file).Outcome.Refusal!.Kind.ShouldBe(Refusals.HomeworkIsMissing);
        var held = WithHomework with { Files = [new HomeworkFile(file.Id, 1, file.Type, file.Content.Length, file.Sha256, Mine)] };
        Attach(held, Scan.Of("%PDF-1.7 task"u8.ToArray())).Events.ShouldBeEmpty();
        var full = WithHomework with { Files = [.. Enumerable.Range(1, 5).Select(n => new HomeworkFile(Guid.NewGuid(), n, "image/png", 1, $"{n}", Mine))] };
        Attach(full, file).Outcome.Refusal!.Kind.ShouldBe(Refusals.FilesAreMany);
        Attach(Lesson.Apply(new HomeworkFileRemoved(Key, full.Files![4].File, 5, null, null), full), file).Events.ShouldHaveSingleItem()
            .ShouldBeOfType<HomeworkFileAttached>().Number.ShouldBe(6);
        Remove(full, null).Outcome.Refusal!.Kind.ShouldBe(Refusals.ReasonIsMissing);
        Remove(full, "typo").Events.ShouldBe([new HomeworkFileRemoved(Key, full.Files![0].File, 1, "typo", null)]);
    }

    [Theory]
    [InlineData("word/document.xml", "docx")]
    [InlineData("ppt/presentation.xml", "pptx")]
    [InlineData("word/document.xml word/vbaProject.bin", null)]
    [InlineData("anything.exe", null)]
    public void A_document_is_told_by_its_parts_and_one_with_macros_is_none(string parts, string? ending)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in (string[])["[Content_Types].xml", .. parts.Split(' ')]) archive.CreateEntry(part);
        (Scan.OrDocument(content.ToArray()) is { } file ? Scan.EndingOf(file.Type) : null).ShouldBe(ending);
        Scan.Of(content.ToArray()).ShouldBeNull();
    }

    [Fact]
    public void Homework_may_be_sent_to_a_class_whose_lesson_fell_out() =>
        SetHomeworkHandler.Decide(new SetHomework(Guid.NewGuid(), Key, "§ 12", 20, 0), Fallen, Facts, "sokolova").Item1.IsAccepted.ShouldBeTrue();

    // Words to a pupil

    [Fact]
    public void A_recommendation_is_given_corrected_and_withdrawn_and_its_words_are_sealed()
    {
        var words = new Opening("Повторить дроби");
        Recommended(words, null).Events.ShouldBe([new LessonOpened(Key), new RecommendationGiven(Key, Petrov, words.Sealed)]);
        var standing = Opened with { Recommendations = new Dictionary<string, PupilWords> { ["petrov"] = new(words.Id, false, Mine) } };
        Recommended(null, standing, 7, "typo").Events.ShouldBe([new RecommendationCorrected(Key, Petrov, null, "typo", null)]);
        Recommended(new Opening("Иначе"), standing, 7).Outcome.Refusal!.Kind.ShouldBe(Refusals.ReasonIsMissing);
        Recommended(new Opening("Иначе"), standing).Outcome.Refusal!.Kind.ShouldBe(Refusals.WordsAreChanged);
        Recommended(new Opening(" "), null).Outcome.Refusal!.Kind.ShouldBe(Refusals.WordsAreEmptyOrLong);
        Recommended(words, null, facts: Facts with { Roster = Facts.Roster! with { Pupils = [] } }).Outcome.Refusal!.Kind.ShouldBe(Refusals.PupilIsNotInClass);
        new Recommend(Guid.NewGuid(), Key, Petrov, words, 0).ToString().ShouldNotContain("дроби");
    }

    [Fact]
    public void A_pupils_own_homework_stands_beside_the_common_one()
    {
        var words = new Opening("Карточка 3");
        Own(words, WithHomework, Next).Events.ShouldBe([new PupilHomeworkSet(Key, Petrov, words.Sealed, 15, Next)]);
        Own(words, WithHomework, Next, isLesson: false).Outcome.Refusal!.Kind.ShouldBe(Refusals.DueIsNoLesson);
    }

    // Life

    [Fact]
    public void A_lesson_not_held_refuses_grades_and_topic_by_name_until_its_author_brings_it_back()
    {
        NotHeld(null).Events.ShouldBe([new LessonOpened(Key), new LessonNotHeld(Key, "quarantine", null)]);
        EnterCellsHandler.Decide(new EnterCells(new EnterCell(Guid.NewGuid(), Key, Petrov, "5", 0)), Fallen, Facts, "sokolova").Item1.Refusal!.Kind.ShouldBe(Refusals.LessonIsNotHeld);
        SetTopicHandler.Decide(new SetTopic(Guid.NewGuid(), Key, "Корни", null, 0), Fallen, Facts, "sokolova").Item1.Refusal!.Kind.ShouldBe(Refusals.LessonIsNotHeld);
        Held(Fallen, "lebedeva").Outcome.Refusal!.Kind.ShouldBe(Refusals.NotHeldIsAnothers);
        Held(Fallen, "sokolova", "").Outcome.Refusal!.Kind.ShouldBe(Refusals.ReasonIsMissing);
        Held(Fallen, "sokolova").Events.ShouldBe([new LessonHeldAfterAll(Key, "typo", null)]);
        Held(Opened, "sokolova").Outcome.Refusal!.Kind.ShouldBe(Refusals.LessonIsHeld);
    }

    [Fact]
    public void What_is_recorded_was_held_and_a_reason_is_one_of_the_rules()
    {
        NotHeld(Opened with { Topic = new Entry("Корни", false, Mine) }).Outcome.Refusal!.Kind.ShouldBe(Refusals.LessonHasEntries);
        NotHeld(null, "weather").Outcome.Refusal!.Kind.ShouldBe(Refusals.NotHeldReasonIsUnknown);
        NotHeld(null, life: null).Outcome.Refusal!.Kind.ShouldBe(Refusals.LessonLifeIsMissing);
        NotHeld(Fallen).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("consultation", Role.Teacher, true)]
    [InlineData("exam", Role.Teacher, false)]
    [InlineData("exam", Role.DeputyHead, true)]
    public void A_lesson_outside_the_timetable_is_opened_by_whom_the_rules_let(string kind, Role role, bool accepted) =>
        Extra(kind, role).Outcome.IsAccepted.ShouldBe(accepted);

    [Fact]
    public void Such_a_lesson_needs_a_free_hour_and_takes_entries_then()
    {
        Extra("consultation", Role.Teacher, other: true).Outcome.Refusal!.Kind.ShouldBe(Refusals.ClassIsTaughtThen);
        Extra("consultation", Role.Teacher, inTimetable: true).Outcome.Refusal!.Kind.ShouldBe(Refusals.LessonIsThereAlready);
        Extra("dance", Role.Teacher).Outcome.Refusal!.Kind.ShouldBe(Refusals.ExtraKindIsUnknown);
        var lesson = Lesson.Create(new ExtraLessonOpened(Key, "consultation", null));
        SetTopicHandler.Decide(new SetTopic(Guid.NewGuid(), Key, "Разбор", null, 0), lesson, Facts with { InTimetable = false }, "sokolova").Item2
            .ShouldBe([new LessonOpened(Key), new TopicRecorded(Key, "Разбор", null)]);
    }

    [Fact]
    public void Attendance_looked_at_is_a_fact_of_its_own()
    {
        var (_, events) = CheckAttendanceHandler.Decide(new CheckAttendance(Guid.NewGuid(), Key), null, Facts, "sokolova");
        events.ShouldBe([new LessonOpened(Key), new AttendanceChecked(Key)]);
        CheckAttendanceHandler.Decide(new CheckAttendance(Guid.NewGuid(), Key), Opened with { AttendanceCheck = Mine }, Facts, "sokolova").Item2.ShouldBeEmpty();
        GivenLesson.LacksOf(Opened with { AttendanceCheck = Mine }).ShouldBe([Lacks.Topic, Lacks.Homework]);
        GivenLesson.LacksOf(null).ShouldBe([Lacks.Topic, Lacks.Attendance, Lacks.Homework]);
        GivenLesson.LacksOf(Fallen).ShouldBeEmpty();
    }

    // КТП

    [Fact]
    public void A_topic_in_parts_says_which_and_a_lag_is_counted_in_hours()
    {
        SetTopicHandler.Decide(new SetTopic(Guid.NewGuid(), Key, "Корни (продолжение)", 2, 0, Part: 2), Opened, Facts, "sokolova").Item2
            .ShouldBe([new TopicRecorded(Key, "Корни (продолжение)", 2), new TopicPartTaken(Key, 2, 2)]);
        SetTopicHandler.Decide(new SetTopic(Guid.NewGuid(), Key, "Корни", null, 0, Part: 2), Opened, Facts, "sokolova").Item1.Refusal!.Kind.ShouldBe(Refusals.TopicPartIsOff);

        List<PlanItem> plan = [new(1, "Один", 1, null, null), new(2, "Два", 2, null, null), new(2, "Два", 2, null, null), new(3, "Три", 1, null, null), new(4, "Четыре", 1, null, null)];
        var lessons = Enumerable.Range(0, 5).Select(n => (Lesson: Key with { Date = Day.AddDays(n) }, Ordinal: n + 1)).ToList();
        var recorded = new Dictionary<LessonId, Lesson>();
        Walked().ShouldBe([1, 2, 2, 3, 4]);
        PlanPace.Lag(plan, lessons, recorded, Day.AddDays(4)).ShouldBeNull();

        // The first topic took two lessons, the third lesson fell out.
        (recorded[lessons[0].Lesson], recorded[lessons[1].Lesson], recorded[lessons[2].Lesson]) = (Topic(1, null), Topic(1, 2), Fallen);
        Walked().ShouldBe([1, 2, null, 2, 2]);
        PlanPace.Lag(plan, lessons, recorded, Day.AddDays(2)).ShouldBe(2);
        recorded[lessons[3].Lesson] = Topic(3, null);
        PlanPace.Lag(plan, lessons, recorded, Day.AddDays(3)).ShouldBe(0);

        IEnumerable<int?> Walked() => PlanPace.Walk(plan, lessons, recorded) is var hours ? lessons.Select(l => hours[l.Lesson]?.Number) : [];

        static Lesson Topic(int item, int? part) => Opened with { Topic = new Entry("т", false, Mine), PlanItem = item, PlanPart = part };
    }

    [Fact]
    public void A_replay_knows_of_all_this()
    {
        var (task, advice, file) = (new Opening("Карточка 3"), new Opening("Повторить § 7"), Guid.NewGuid());
        object[] told =
        [
            new ExtraLessonOpened(Key, "consultation", null), new LessonOpened(Key), new TopicRecorded(Key, "Корни", 2), new TopicPartTaken(Key, 2, 2),
            new HomeworkSet(Key, "§ 12", 20), new HomeworkDueChosen(Key, Next, null, null), new HomeworkFileAttached(Key, file, 1, "image/png", 7, "ab"),
            new PupilHomeworkSet(Key, Petrov, task.Sealed, 15, Next), new RecommendationGiven(Key, Petrov, new Opening("Иначе").Sealed),
            new RecommendationCorrected(Key, Petrov, advice.Sealed, "typo", null), new AttendanceChecked(Key),
        ];
        var lesson = told.Index().Aggregate((Lesson?)null, (before, e) => LessonFold.Next(before, Event(e.Item, e.Index + 1)))!;
        (lesson.Extra, lesson.Unopened, lesson.PlanItem, lesson.PlanPart, lesson.Due!.Lesson).ShouldBe(("consultation", false, 2, 2, Next));
        lesson.StandingFiles().ShouldHaveSingleItem().File.ShouldBe(file);
        lesson.HomeworkOf(Petrov).ShouldBe(new PupilHomework(task.Id, 15, Next, false, new Touch(8, "sokolova")));
        lesson.RecommendationOf(Petrov).ShouldBe(new PupilWords(advice.Id, true, new Touch(10, "sokolova")));
        lesson.AttendanceIsSeen.ShouldBeTrue();
        told.Where(e => e is not LessonOpened).ShouldAllBe(e => ChangeFact.Of(Event(e, 1)) != null);

        var after = new object[] { new HomeworkFileRemoved(Key, file, 1, null, null), new PupilHomeworkCorrected(Key, Petrov, null, null, null, "typo", null), new LessonNotHeld(Key, "quarantine", null) }
            .Aggregate((Lesson?)lesson, (before, e) => LessonFold.Next(before, Event(e, 12)))!;
        (after.StandingFiles().Any(), after.HomeworkOf(Petrov)!.Text, after.NotHeld!.Text).ShouldBe((false, null, "quarantine"));
        LessonFold.Next(after, Event(new LessonHeldAfterAll(Key, "typo", null), 13))!.NotHeld.ShouldBeNull();
    }

    private static IEvent Event(object data, int version)
    {
        var e = Caused.By(Guid.NewGuid(), data);
        (e.Version, e.UserName) = (version, "sokolova");
        return e;
    }

    // The day

    [Fact]
    public void A_day_is_complete_when_what_is_missing_is_filled_in_or_explained()
    {
        Complete([new(Key, "8 «Б» · Алгебра", [])]).Events.ShouldHaveSingleItem().ShouldBeOfType<DayCompleted>().Lessons.ShouldBe([new DayLessonLeft(Key, [], null)], new Leftovers());
        var open = Complete([new(Key, "8 «Б» · Алгебра", [Lacks.Topic, Lacks.Homework])]).Outcome.Refusal!;
        open.Kind.ShouldBe(Refusals.DayIsNotFilled);
        open.Text().ShouldContain("8 «Б» · Алгебра – нет темы, нет задания");

        Complete([new(Key, "8 «Б»", [Lacks.Homework])], without: true).Outcome.IsAccepted.ShouldBeTrue();
        Complete([new(Key, "8 «Б»", [Lacks.Topic])], without: true).Outcome.Refusal!.Kind.ShouldBe(Refusals.DayIsNotFilled);
        var why = new Opening("Класс на экскурсии");
        Complete([new(Key, "8 «Б»", [Lacks.Topic])], note: why).Events.ShouldHaveSingleItem().ShouldBeOfType<DayCompleted>().Lessons
            .ShouldBe([new DayLessonLeft(Key, [Lacks.Topic], why.Sealed)], new Leftovers());
        Complete([new(Key, "8 «Б»", [Lacks.Topic]), new(Next, "8 «В»", [Lacks.Topic])], note: why).Outcome.Refusal!.Text().ShouldContain("8 «В»");
    }

    [Fact]
    public void A_day_to_come_an_empty_one_and_anothers_are_refused_and_the_same_again_adds_nothing()
    {
        Complete([new(Key, "8 «Б»", [])], today: Day.AddDays(-1)).Outcome.Refusal!.Kind.ShouldBe(Refusals.DayIsToCome);
        Complete([]).Outcome.Refusal!.Kind.ShouldBe(Refusals.DayHasNoLessons);
        Complete([new(Next, "8 «В»", [])]).Outcome.Refusal!.Kind.ShouldBe(Refusals.DayHasNoLessons);
        Complete([new(Key, "8 «Б»", [])], standing: new CompletedDay("day/sokolova/2026-11-24", Sokolova, Day, [new(Key, [], null)])).Events.ShouldBeEmpty();
        Complete([new(Key, "8 «Б»", [])], standing: new CompletedDay("day/sokolova/2026-11-24", Sokolova, Day, [new(Key, [Lacks.Topic], null)])).Events.ShouldHaveSingleItem();
    }

    private static (Outcome Outcome, List<object> Events) Due(LessonId? due, Lesson lesson, int seen = 0, string? reason = null, bool isLesson = true) =>
        Told(ChooseHomeworkDueHandler.Decide(new ChooseHomeworkDue(Guid.NewGuid(), Key, due, seen, reason), lesson, new HomeworkFacts(Facts, isLesson), "sokolova"));

    private static (Outcome Outcome, List<object> Events) Attach(Lesson lesson, Scan? file)
    {
        var (outcome, events, _) = AttachHomeworkFileHandler.Decide(new AttachHomeworkFile(Guid.NewGuid(), Key, file), lesson, Facts, "sokolova");
        return (outcome, [.. events]);
    }

    private static (Outcome Outcome, List<object> Events) Remove(Lesson lesson, string? reason) =>
        Told(RemoveHomeworkFileHandler.Decide(new RemoveHomeworkFile(Guid.NewGuid(), Key, lesson.Files![0].File, 7, reason), lesson, Facts, "sokolova"));

    private static (Outcome Outcome, List<object> Events) Recommended(Opening? text, Lesson? lesson, int seen = 0, string? reason = null, LessonFacts? facts = null) =>
        Told(RecommendHandler.Decide(new Recommend(Guid.NewGuid(), Key, Petrov, text, seen, reason), lesson, facts ?? Facts, "sokolova"));

    private static (Outcome Outcome, List<object> Events) Own(Opening? text, Lesson? lesson, LessonId? due, bool isLesson = true) =>
        Told(SetPupilHomeworkHandler.Decide(new SetPupilHomework(Guid.NewGuid(), Key, Petrov, text, 15, due, 0), lesson, new HomeworkFacts(Facts, isLesson), "sokolova"));

    private static (Outcome Outcome, List<object> Events) NotHeld(Lesson? lesson, string reason = "quarantine") =>
        NotHeld(lesson, reason, Life);

    private static (Outcome Outcome, List<object> Events) NotHeld(Lesson? lesson, LessonLifeSet? life) => NotHeld(lesson, "quarantine", life);

    private static (Outcome Outcome, List<object> Events) NotHeld(Lesson? lesson, string reason, LessonLifeSet? life) =>
        Told(MarkNotHeldHandler.Decide(new MarkNotHeld(Guid.NewGuid(), Key, reason), lesson, new LessonLifeFacts(Facts, life), "sokolova"));

    private static (Outcome Outcome, List<object> Events) Held(Lesson? lesson, string author, string reason = "typo") =>
        Told(HoldAfterAllHandler.Decide(new HoldAfterAll(Guid.NewGuid(), Key, reason), lesson, Facts, author));

    private static (Outcome Outcome, List<object> Events) Extra(string kind, Role role, bool other = false, bool inTimetable = false) =>
        Told(OpenExtraLessonHandler.Decide(new OpenExtraLesson(Guid.NewGuid(), Key, kind), null, new LessonLifeFacts(Facts with { InTimetable = inTimetable }, Life, other), role));

    private static (Outcome Outcome, List<object> Events) Complete(
        IReadOnlyList<DayFact> lessons, bool without = false, Opening? note = null, DateOnly? today = null, CompletedDay? standing = null) =>
        Told(CompleteDayHandler.Handle(new CompleteDay(Guid.NewGuid(), Sokolova, Day, [new(Key, without, note)]), standing, new DayFacts(today ?? Day, lessons)));

    private static (Outcome Outcome, List<object> Events) Told((Outcome Outcome, Wolverine.Marten.Events Events) answer) => (answer.Outcome, [.. answer.Events]);

    private sealed class Leftovers : IEqualityComparer<DayLessonLeft>
    {
        public bool Equals(DayLessonLeft? one, DayLessonLeft? other) =>
            one!.Lesson == other!.Lesson && one.Missing.SequenceEqual(other.Missing) && one.Note == other.Note;

        public int GetHashCode(DayLessonLeft left) => left.Lesson.GetHashCode();
    }

    [Fact]
    public void What_was_paid_to_a_substitute_was_given()
    {
        var covered = Lesson.Create(new SubstituteAssigned(Key, new StaffId("chernov"), Sokolova, "illness", null, null));
        var facts = new LessonLifeFacts(Facts, Life) { IsPaid = true };
        MarkNotHeldHandler.Decide(new MarkNotHeld(Guid.NewGuid(), Key, "quarantine"), covered, facts, "sokolova").Item1.Refusal!.Kind.ShouldBe(Refusals.PayMonthIsClosed);
        MarkNotHeldHandler.Decide(new MarkNotHeld(Guid.NewGuid(), Key, "quarantine"), covered, facts with { IsPaid = false }, "sokolova").Item1.IsAccepted.ShouldBeTrue();
    }
}
