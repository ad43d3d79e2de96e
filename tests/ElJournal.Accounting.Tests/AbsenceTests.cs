using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Corrections;
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

/// <summary>Rules of absence documents, without a store: facts in, events of many lessons out.</summary>
public sealed class AbsenceTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly PupilId Petrov = new("petrov");
    private static readonly PupilId Ivanova = new("ivanova");
    private static readonly ClassId Class = new("8b");
    private static readonly AbsenceDocumentId Paper = new("paper");
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    private static readonly JournalRulesSet Journal = new(
        new(2026, 9, 1), [new("5", 500), new("4", 400)],
        [new("Н", "не был", true, false), new("Б", "болен", true, true), new("У", "уважительная", true, true), new("О", "опоздал", false, false)],
        [new("typo", "Опечатка")], 5, [], "п. 4.2");

    private static readonly AbsenceRulesSet Rules = new(
        new(2026, 9, 1), [new("medical", "Медицинская справка", "Б"), new("parents", "Заявление", "У")], ["Н"], 10, "Положение, п. 5.4");

    private static readonly AttachAbsenceDocument Attach = new(
        Guid.NewGuid(), Paper, Class, Petrov, Monday, Monday.AddDays(4), "medical", " 12 ", new(2026, 11, 28));

    private static LessonId Key(string course, int day, int slot = 1) => new(new CourseId(course), Monday.AddDays(day), slot);

    private static AbsenceFacts Facts(params IReadOnlyList<MarkedLesson> lessons) => new(
        Rules, new JournalRules("regulation/journal", [Journal]), new(2026, 11, 30), Noon,
        new YearCalendar("year/y", new("y"), new(2026, 9, 1), new(2027, 5, 26), [], []),
        new ClassRoster(Class.Value, new("y"), 8, "Б", [new Enrolment(Petrov, new(2026, 9, 1), null, null)]), [], lessons);

    /// <summary>A lesson with what a teacher typed.</summary>
    private static MarkedLesson Marked(LessonId key, string value, PupilId? pupil = null)
    {
        CellValue.TryRead(value, Journal, out var cell).ShouldBeTrue();
        var events = new List<object> { new LessonOpened(key) };
        if (cell.Attendance is { } code) events.Add(new AttendanceMarked(key, pupil ?? Petrov, code));
        events.AddRange(cell.Grades.Select((grade, place) => new GradeRecorded(key, pupil ?? Petrov, place, grade)));
        return new MarkedLesson(Folded(null, events), events.Count, false, []);
    }

    private static Lesson Folded(Lesson? lesson, IEnumerable<object> events, string by = "sokolova")
    {
        var version = lesson?.Cells.Values.Max(c => c.Version) ?? 0;
        foreach (var e in events)
        {
            var wrapped = e as IEvent ?? Caused.By(Guid.NewGuid(), e);
            (wrapped.Version, wrapped.UserName) = (++version, by);
            lesson = LessonFold.Next(lesson, wrapped);
        }
        return lesson!;
    }

    private static (RefusalKind? Refused, Dictionary<string, List<object>> Events) Said((Outcome Outcome, Appends Appends, PermitUse Use) answer)
    {
        if (answer.Outcome.Refusal is { } refusal)
        {
            // The sentence must take the arguments it is given, in both languages.
            foreach (var language in (string[])["ru-RU", "en-GB"]) refusal.Text(new System.Globalization.CultureInfo(language)).ShouldNotContain("{");
            answer.Appends.All.ShouldBeEmpty();
        }
        return (answer.Outcome.Refusal?.Kind, answer.Appends.All.ToDictionary(a => a.Stream, a => a.Events.Select(e => (e as IEvent)?.Data ?? e).ToList()));
    }

    private static (RefusalKind? Refused, Dictionary<string, List<object>> Events) Send(AttachAbsenceDocument command, AbsenceFacts facts, Role role = Role.ClassTeacher) =>
        Said(AttachAbsenceDocumentHandler.Decide(command, facts, "lead", role));

    private static (RefusalKind? Refused, Dictionary<string, List<object>> Events) Withdraw(AbsenceFacts facts, string reason = "не тот ученик") =>
        Said(WithdrawAbsenceDocumentHandler.Decide(new WithdrawAbsenceDocument(Guid.NewGuid(), Paper, Class, new Opening(reason)), facts, "lead"));

    private static AbsenceDocument Attached(AttachAbsenceDocument? command = null) =>
        Fold.Of<AbsenceDocument>([Caused.By(Guid.NewGuid(), (AbsenceDocumentAttached)Send(command ?? Attach, Facts()).Events[(command ?? Attach).Document.Stream][0])])!;

    [Fact]
    public void A_document_turns_every_unexplained_absence_of_its_days_in_all_subjects_and_nothing_else()
    {
        var first = Marked(Key("algebra", 0, 1), "Н");
        var second = Marked(Key("algebra", 0, 2), "Н");
        var graded = Marked(Key("physics", 4, 3), "Н 5");
        var (refused, events) = Send(Attach, Facts(
            first, second, graded, Marked(Key("history", 1), "О"), Marked(Key("history", 2), "5"), Marked(Key("history", 3), "У"),
            Marked(Key("history", 5), "Н"), Marked(Key("music", 1), "Н", Ivanova)));

        refused.ShouldBeNull();
        events.Keys.ShouldBe([Paper.Stream, first.Lesson.Id, second.Lesson.Id, graded.Lesson.Id], ignoreOrder: true);
        events[Paper.Stream].ShouldHaveSingleItem().ShouldBeOfType<AbsenceDocumentAttached>().Number.ShouldBe("12");
        events[second.Lesson.Id].ShouldBe([new AbsenceExplained(second.Lesson.Key, Petrov, "Б", Paper, "medical")]);
        var cell = Folded(graded.Lesson, events[graded.Lesson.Id], "lead").CellOf(Petrov);
        cell.Value.ToString().ShouldBe("Б 5");
        (cell.Explained, cell.Corrected).ShouldBe((new Explanation(Paper, "medical", "Н"), false));
    }

    public static TheoryData<string, string?, string> Before => new()
    {
        { "Н", null, "Н" },
        { "Н 5", null, "Н 5" },
        { "О", null, "О" },
        { "У", null, "У" },
        { "5/4", null, "5/4" },
        { "", null, "" },
        { "Н", "О", "О" },
        { "Н", "", "" },
        { "Н", "Б 4", "Н 4" },
        { "Н 5", "Н 4", "Н 4" },
    };

    /// <param name="since">What a teacher made of the cell after the document; null: nothing.</param>
    [Theory]
    [MemberData(nameof(Before))]
    public void Withdrawn_it_leaves_what_was_before_unless_somebody_has_changed_it_since(string before, string? since, string after)
    {
        var marked = Marked(Key("algebra", 1), before);
        var lesson = marked.Lesson;
        if (Send(Attach, Facts(marked)).Events.TryGetValue(lesson.Id, out var turned)) lesson = Folded(lesson, turned, "lead");
        if (since is not null) lesson = Folded(lesson, Entered(lesson, since));
        var facts = Facts(marked with { Lesson = lesson }) with { Documents = [Attached()] };
        if (Withdraw(facts).Events.TryGetValue(lesson.Id, out var back)) lesson = Folded(lesson, back, "lead");
        lesson.CellOf(Petrov).Value.ToString().ShouldBe(after);
    }

    private static IEnumerable<object> Entered(Lesson lesson, string value)
    {
        var entry = new EnterCell(Guid.NewGuid(), lesson.Key, Petrov, value, lesson.CellOf(Petrov).Version, "typo");
        var (outcome, events) = EnterCellsHandler.Decide(new EnterCells(entry), lesson, Lesson(lesson.Key, Attached()), "sokolova");
        outcome.Refusal.ShouldBeNull();
        return events;
    }

    private static LessonFacts Lesson(LessonId key, params IReadOnlyList<AbsenceDocument> documents) => new(
        new CourseCard("course/algebra", key.Course, new("y"), 8, [Class], null, new("algebra"), 300, Layers.Core, []),
        new CourseRoster("8 «Б»", 8, [new Enrolment(Petrov, new(2026, 9, 1), null, null)]),
        new YearCalendar("year/y", new("y"), new(2026, 9, 1), new(2027, 5, 26), [new Term(new("q2"), "quarter", 2, new(2026, 11, 2), new(2026, 12, 30))], []),
        Journal, true, key.Date, Noon)
    { Documents = documents, Marking = new MarkingRulesSet(new(2026, 9, 1), 7, AbsentGrades.Warn, "п. 4") };

    [Fact]
    public void An_absence_entered_after_the_document_stands_by_it_at_once_and_typed_again_is_the_same()
    {
        var key = Key("algebra", 2);
        var (outcome, events) = EnterCellsHandler.Decide(new EnterCells(new EnterCell(Guid.NewGuid(), key, Petrov, "Н", 0)), null, Lesson(key, Attached()), "sokolova");
        outcome.Refusal.ShouldBeNull();
        events.Cast<IEvent>().Select(e => e.Data).ShouldBe(
            [new LessonOpened(key), new AttendanceMarked(key, Petrov, "Н"), new AbsenceExplained(key, Petrov, "Б", Paper, "medical")]);
        var lesson = Folded(null, events);
        lesson.CellOf(Petrov).Value.ToString().ShouldBe("Б");
        EnterCellsHandler.Decide(new EnterCells(new EnterCell(Guid.NewGuid(), key, Petrov, "н", 3)), lesson, Lesson(key, Attached()), "sokolova").Item2.ShouldBeEmpty();

        var late = EnterCellsHandler.Decide(new EnterCells(new EnterCell(Guid.NewGuid(), key, Petrov, "О", 0)), null, Lesson(key, Attached()), "sokolova");
        late.Item2.Cast<IEvent>().Select(e => e.Data).ShouldBe([new LessonOpened(key), new AttendanceMarked(key, Petrov, "О")]);
    }

    [Fact]
    public void Closed_pages_stay_as_they_are_until_permitted()
    {
        var open = Marked(Key("algebra", 0), "Н");
        var closed = Marked(Key("physics", 1), "Н") with { Closed = true };
        var (refused, events) = Send(Attach, Facts(open, closed));
        refused.ShouldBeNull();
        events.Keys.ShouldBe([Paper.Stream, open.Lesson.Id]);

        var permit = new Correction(
            "correction/c", new("c"), CorrectionTarget.Of(CorrectionKinds.Cell, closed.Lesson.Key, Petrov), "Н", "Б", "typo", new Opening("справка").Sealed, "lead")
        { State = CorrectionState.Granted, Until = Correction.Moment(Noon.AddHours(1)) };
        Send(Attach, Facts(open, closed with { Pending = [permit] })).Events.Keys.ShouldContain(closed.Lesson.Id);
        Send(Attach, Facts(open, closed with { Pending = [permit with { By = "another" }] })).Events.Keys.ShouldNotContain(closed.Lesson.Id);

        var turned = Folded(closed.Lesson, [new AbsenceExplained(closed.Lesson.Key, Petrov, "Б", Paper, "medical")], "lead");
        Withdraw(Facts(closed with { Lesson = turned }) with { Documents = [Attached()] }).Refused.ShouldBe(Refusals.AbsenceMeetsClosed);
    }

    [Fact]
    public void The_same_paper_with_other_days_takes_the_place_of_the_first_in_one_step()
    {
        var kept = Marked(Key("algebra", 0), "Н");
        var beyond = Marked(Key("algebra", 7), "Н");
        var dropped = Marked(Key("algebra", 4), "Н");
        var shut = Marked(Key("physics", 1), "Н");
        MarkedLesson By(MarkedLesson m) => m with { Lesson = Folded(m.Lesson, [new AbsenceExplained(m.Lesson.Key, Petrov, "Б", Paper, "medical")], "lead"), Version = 3 };
        var longer = Attach with { Document = new("longer"), From = Monday, Until = Monday.AddDays(3), Replaces = Paper };
        var facts = Facts(By(kept), By(dropped), By(shut) with { Closed = true }, beyond) with { Documents = [Attached()] };
        var (refused, events) = Send(longer, facts);
        refused.ShouldBeNull();
        events[Paper.Stream].ShouldBe([new AbsenceDocumentWithdrawn(Paper, Petrov, null, longer.Document)]);
        Folded(By(kept).Lesson, events[kept.Lesson.Id]).CellOf(Petrov).Explained!.Document.ShouldBe(longer.Document);
        Folded(By(dropped).Lesson, events[dropped.Lesson.Id]).CellOf(Petrov).Value.ToString().ShouldBe("Н");
        events.Keys.ShouldNotContain(shut.Lesson.Id, "on a closed page it stands as it stood");
        Send(longer with { From = Monday.AddDays(2) }, facts).Refused.ShouldBe(Refusals.AbsenceMeetsClosed);
    }

    [Fact]
    public void Where_two_documents_cover_a_day_the_other_one_stands_when_one_is_withdrawn()
    {
        var other = Attached(Attach with { Document = new("other"), Kind = "parents", From = Monday.AddDays(1), Until = Monday.AddDays(1) });
        var marked = Marked(Key("algebra", 1), "Н");
        var turned = marked with { Lesson = Folded(marked.Lesson, [new AbsenceExplained(marked.Lesson.Key, Petrov, "Б", Paper, "medical")], "lead") };
        var events = Withdraw(Facts(turned) with { Documents = [Attached(), other] }).Events;
        Folded(turned.Lesson, events[turned.Lesson.Id]).CellOf(Petrov).Value.ToString().ShouldBe("У");
    }

    [Fact]
    public void What_cannot_be_is_refused_by_name()
    {
        var facts = Facts();
        void Refused(RefusalKind kind, AttachAbsenceDocument command, AbsenceFacts? given = null, Role role = Role.ClassTeacher) =>
            Send(command, given ?? facts, role).Refused.ShouldBe(kind);
        Refused(Refusals.AbsenceRulesAreMissing, Attach, facts with { Rules = null });
        Refused(Refusals.AbsenceKindIsUnknown, Attach with { Kind = "note" });
        Refused(Refusals.AbsenceEndsBefore, Attach with { Until = Monday.AddDays(-1) });
        Refused(Refusals.AbsenceIsOutsideYear, Attach with { From = new(2026, 8, 30) });
        Refused(Refusals.AbsenceOfAnotherClass, Attach with { Pupil = Ivanova });
        Refused(Refusals.AbsenceLetterIsUnknown, Attach, facts with { Journal = new("regulation/journal", [Journal with { Attendance = [Journal.Attendance[0]] }]) });
        Refused(Refusals.AbsenceDocumentIsAhead, Attach with { Issued = new(2026, 12, 1) });
        Refused(Refusals.AbsenceNumberIsLong, Attach with { Number = new string('9', 61) });
        Refused(Refusals.AbsenceDocumentIsThere, Attach with { Document = new("second") }, facts with { Documents = [Attached()] });
        Refused(Refusals.AbsenceDocumentIsWithdrawn, Attach with { Document = new("second"), Replaces = Paper });
        Withdraw(facts).Refused.ShouldBe(Refusals.AbsenceDocumentIsUnknown);
        Withdraw(facts with { Documents = [Attached()] }, " ").Refused.ShouldBe(Refusals.WithdrawalLacksReason);
        Withdraw(facts with { Documents = [Attached() with { Withdrawn = true }] }).Refused.ShouldBe(Refusals.AbsenceDocumentIsWithdrawn);

        // Past the days of the local act a deputy alone attaches it.
        var late = facts with { Today = Monday.AddDays(15) };
        Refused(Refusals.AbsenceDocumentIsLate, Attach, late);
        Send(Attach, facts with { Today = Monday.AddDays(14) }).Refused.ShouldBeNull();
        Send(Attach, late, Role.DeputyHead).Refused.ShouldBeNull();
    }

    [Fact]
    public void Days_in_a_row_are_one_spell_whatever_lies_between_them_that_was_not_taught()
    {
        DateOnly[] taught = [.. Enumerable.Range(0, 5).Select(Monday.AddDays), Monday.AddDays(7), Monday.AddDays(8)];
        AbsenceSpell.Of([(Monday.AddDays(7), 5), (Monday.AddDays(4), 6), (Monday, 1), (Monday.AddDays(1), 2)], taught)
            .ShouldBe([(Monday, Monday.AddDays(1), 2, 3), (Monday.AddDays(4), Monday.AddDays(7), 2, 11)]);
        AbsenceSpell.Of([], taught).ShouldBeEmpty();
    }

    [Fact]
    public void History_and_register_know_the_change_and_its_document()
    {
        var key = Key("algebra", 1);
        ChangeFact.Of(Caused.By(Guid.NewGuid(), new AbsenceExplained(key, Petrov, "Б", Paper, "medical")))
            .ShouldBe(new ChangeFact(ChangeKind.Attendance, key, Petrov, 0, "Б", true, Paper.Stream, null));
        ChangeFact.Of(Caused.By(Guid.NewGuid(), new AbsenceExplanationWithdrawn(key, Petrov, "Н", Paper)))
            .ShouldBe(new ChangeFact(ChangeKind.Attendance, key, Petrov, 0, "Н", true, Paper.Stream, null));
    }
}
