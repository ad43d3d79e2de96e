using System.Text.Json;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Rules of an entry, without a store: facts and what stands in, outcome and events out.</summary>
public sealed class EnterCellsTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly LessonId Key = new(new CourseId("alg"), Day, 2);
    private static readonly PupilId Petrov = new("petrov");
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly JournalRulesSet Rules = new(
        new(2026, 9, 1), [new("5", 500), new("4", 400), new("3", 300), new("2", 200)],
        [new("Н", "не был", true, false), new("О", "опоздал", false, false)], [new("typo", "Опечатка")], 5,
        [new("test", "К", "Контрольная", 300)], "п. 4.2");

    private static readonly LessonFacts Facts = new(
        new CourseCard("course/alg", Key.Course, new("y"), 8, [new("8b")], null, new("algebra"), 300, Layers.Core, []),
        new CourseRoster("8 «Б»", 8, [new Enrolment(Petrov, new(2026, 9, 1), null, null)]),
        new YearCalendar("year/y", new("y"), new(2026, 9, 1), new(2027, 5, 26), [new Term(new("q2"), "quarter", 2, new(2026, 11, 2), new(2026, 12, 30))], []),
        Rules, true, Day, Noon);

    private static EnterCells Enter(string value, int seen = 0, string? reason = null) =>
        new(new EnterCell(Guid.NewGuid(), Key, Petrov, value, seen, reason));

    private static Lesson Standing(string value, string by = "sokolova")
    {
        CellValue.TryRead(value, Rules, out var cell).ShouldBeTrue();
        return Lesson.Create(new LessonOpened(Key)) with
        {
            Cells = new Dictionary<string, Cell> { [Petrov.Value] = new(cell.Attendance, [.. cell.Grades], false, new Touch(7, by)) },
        };
    }

    private static (Outcome Outcome, List<object> Events) Decide(EnterCells command, Lesson? lesson, LessonFacts? facts = null)
    {
        var (outcome, events) = EnterCellsHandler.Decide(command, lesson, facts ?? Facts, "sokolova");
        return (outcome, [.. events.Cast<IEvent>().Select(e => e.Data)]);
    }

    private static LessonFacts EnteredAt(int minutes) => Facts with { EnteredAt = new Dictionary<int, DateTimeOffset> { [7] = Noon.AddMinutes(minutes) } };

    [Fact]
    public void The_first_entry_opens_the_lesson() =>
        Decide(Enter("5/4"), null).Events.ShouldBe([new LessonOpened(Key), new GradeRecorded(Key, Petrov, 0, "5"), new GradeRecorded(Key, Petrov, 1, "4")]);

    [Fact]
    public void Attendance_and_a_grade_stand_in_one_cell() =>
        Decide(Enter("о 4"), null).Events.Skip(1).ShouldBe([new AttendanceMarked(Key, Petrov, "О"), new GradeRecorded(Key, Petrov, 0, "4")]);

    [Fact]
    public void A_correction_names_only_what_changed() =>
        Decide(Enter("5/3", 7, "typo"), Standing("5/4")).Events.ShouldBe([new GradeCorrected(Key, Petrov, 1, "3", "typo", null)]);

    [Fact]
    public void A_second_grade_added_is_no_correction() =>
        Decide(Enter("5/4", 7), Standing("5")).Events.ShouldBe([new GradeRecorded(Key, Petrov, 1, "4")]);

    [Fact]
    public void An_emptied_cell_withdraws_what_stood() =>
        Decide(Enter("", 7, "typo"), Standing("Н 5")).Events
            .ShouldBe([new AttendanceCorrected(Key, Petrov, null, "typo", null), new GradeCorrected(Key, Petrov, 0, null, "typo", null)]);

    [Fact]
    public void The_same_value_again_records_nothing() => Decide(Enter("5", 3), Standing("5")).Events.ShouldBeEmpty();

    [Fact]
    public void Within_the_free_minutes_the_author_needs_no_reason() =>
        Decide(Enter("4", 7), Standing("5"), EnteredAt(-4)).Outcome.IsAccepted.ShouldBeTrue();

    [Theory]
    [InlineData(-6, "sokolova")]
    [InlineData(-1, "lebedeva")]
    public void Later_or_over_another_persons_entry_a_reason_is_asked(int minutes, string author) =>
        Decide(Enter("4", 7), Standing("5", author), EnteredAt(minutes)).Outcome.Refusal!.Kind.ShouldBe(Refusals.ReasonIsMissing);

    /// <summary>Two things in one cell, the first entered an hour ago and the second a minute ago, beside it.</summary>
    private static (Lesson Lesson, LessonFacts Facts) TwoEntries(params object[] entries)
    {
        var lesson = Lesson.Create(new LessonOpened(Key));
        foreach (var (i, data) in entries.Index())
        {
            var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;
            (e.Version, e.UserName) = (i + 2, "sokolova");
            lesson = LessonFold.Next(lesson, e)!;
        }
        var times = entries.Index().ToDictionary(e => e.Index + 2, e => Noon.AddMinutes(e.Index == entries.Length - 1 ? -1 : -60));
        return (lesson, Facts with { EnteredAt = times });
    }

    public static TheoryData<object, object, string, bool> BesideEachOther => new()
    {
        { new GradeRecorded(Key, Petrov, 0, "4"), new GradeRecorded(Key, Petrov, 1, "5"), "3/5", false },
        { new GradeRecorded(Key, Petrov, 0, "4"), new GradeRecorded(Key, Petrov, 1, "5"), "4/3", true },
        { new GradeRecorded(Key, Petrov, 0, "4"), new GradeRecorded(Key, Petrov, 1, "5"), "4", true },
        { new GradeRecorded(Key, Petrov, 0, "4"), new AttendanceMarked(Key, Petrov, "О"), "О 3", false },
        { new GradeRecorded(Key, Petrov, 0, "4"), new AttendanceMarked(Key, Petrov, "О"), "4", true },
        { new AttendanceMarked(Key, Petrov, "О"), new GradeRecorded(Key, Petrov, 0, "4"), "4", false },
        { new AttendanceMarked(Key, Petrov, "О"), new GradeRecorded(Key, Petrov, 0, "4"), "О 3", true },
        { new AttendanceMarked(Key, Petrov, "О"), new GradeDeferred(Key, Petrov, Day.AddDays(7)), ".", false },
    };

    /// <summary>What is added to a cell gives nothing that stood there before a new time for free corrections.</summary>
    [Theory]
    [MemberData(nameof(BesideEachOther))]
    public void Each_thing_in_a_cell_is_corrected_by_the_time_of_its_own_entry(object first, object second, string value, bool free)
    {
        var (lesson, facts) = TwoEntries(first, second);
        Decide(Enter(value, 3), lesson, facts).Outcome.Refusal?.Kind.ShouldBe(Refusals.ReasonIsMissing);
        Decide(Enter(value, 3), lesson, facts).Outcome.IsAccepted.ShouldBe(free);
        Decide(Enter(value, 3, "typo"), lesson, facts).Outcome.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void A_grade_corrected_keeps_the_time_of_its_neighbour()
    {
        var (lesson, facts) = TwoEntries(new GradeRecorded(Key, Petrov, 0, "4"), new GradeRecorded(Key, Petrov, 1, "5"), new GradeCorrected(Key, Petrov, 1, "3", null, null));
        Decide(Enter("4/5", 4), lesson, facts).Outcome.IsAccepted.ShouldBeTrue();
        Decide(Enter("5/3", 4), lesson, facts).Outcome.Refusal!.Kind.ShouldBe(Refusals.ReasonIsMissing);
        lesson.CellOf(Petrov).EntryOfGrade(0)!.Version.ShouldBe(2);
    }

    /// <summary>A lesson kept before entries were told apart knows of its cells' last entries alone.</summary>
    [Fact]
    public void A_cell_kept_without_its_entries_is_judged_by_its_last_one()
    {
        var cell = JsonSerializer.Deserialize<Cell>("""{"Attendance":"О","Grades":["4","5"],"Last":{"Version":7,"By":"sokolova"}}""")!;
        (cell.EntryOfGrade(0), cell.EntryOfGrade(1), cell.EntryOfAttendance).ShouldBe((cell.Last, cell.Last, cell.Last));
        var one = TwoEntries(new GradeRecorded(Key, Petrov, 0, "4"), new GradeCorrected(Key, Petrov, 0, "5", null, null)).Lesson.CellOf(Petrov);
        JsonSerializer.Serialize(one).ShouldNotContain("Entr");
    }

    [Fact]
    public void What_somebody_changed_meanwhile_is_not_overwritten()
    {
        var refusal = Decide(Enter("4", 5, "typo"), Standing("3")).Outcome.Refusal!;
        refusal.Kind.ShouldBe(Refusals.CellIsChanged);
        refusal.Current.ShouldBeOfType<Cell>().Value.ToString().ShouldBe("3");
        refusal.Text().ShouldContain("«3»");
    }

    public static TheoryData<string, LessonFacts, RefusalKind> Forbidden => new()
    {
        { "7", Facts, Refusals.ValueIsOffScale },
        { "5/5/5/5/5", Facts, Refusals.ValueIsOffScale },
        { "5", Facts with { Today = Day.AddDays(-1) }, Refusals.LessonIsInFuture },
        { "5", Facts with { InTimetable = false }, Refusals.LessonIsNotInTimetable },
        { "5", Facts with { Course = null }, Refusals.CourseIsUnknown },
        { "5", Facts with { Rules = null }, Refusals.RulesAreMissing },
        { "5", Facts with { Roster = Facts.Roster! with { Pupils = [new Enrolment(Petrov, new(2026, 9, 1), Day, "12-д")] } }, Refusals.PupilIsNotInClass },
        { "5", Facts with { Year = Facts.Year! with { Terms = [] } }, Refusals.DateIsOutsideTerms },
        { "4", Facts, Refusals.ValueIsOffScale },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Bad_input_is_a_named_refusal_and_records_nothing(string value, LessonFacts facts, RefusalKind kind)
    {
        if (value == "4") facts = facts with { Rules = Rules with { Grades = [new("5", 500)] } };
        var (outcome, events) = Decide(Enter(value), null, facts);
        outcome.Refusal!.Kind.ShouldBe(kind);
        outcome.Refusal.Text().ShouldNotBeNullOrWhiteSpace();
        events.ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_reason_is_refused() =>
        Decide(Enter("4", 7, "whim"), Standing("5")).Outcome.Refusal!.Kind.ShouldBe(Refusals.ReasonIsUnknown);

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public void A_lesson_that_could_not_be_read_again_is_not_made(int slot) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Key with { Slot = slot });

    [Fact]
    public void One_bad_entry_refuses_its_company()
    {
        var ivanov = new PupilId("ivanov");
        var facts = Facts with { Roster = Facts.Roster! with { Pupils = [.. Facts.Roster.Pupils, new Enrolment(ivanov, new(2026, 9, 1), null, null)] } };
        EnterCells Both(string second) => new([new(Guid.NewGuid(), Key, Petrov, "5", 0), new(Guid.NewGuid(), Key, ivanov, second, 0)]);
        Decide(Both("4"), null, facts).Events.ShouldBe([new LessonOpened(Key), new GradeRecorded(Key, Petrov, 0, "5"), new GradeRecorded(Key, ivanov, 0, "4")]);
        var (outcome, events) = Decide(Both("9"), null, facts);
        outcome.Refusal!.Kind.ShouldBe(Refusals.ValueIsOffScale);
        events.ShouldBeEmpty();
    }

    [Fact]
    public void The_average_is_weighted_and_rounded_half_up()
    {
        var rules = Rules with { WorkTypes = [new("a", "А", "", 500), new("b", "Б", "", 300), new("c", "В", "", 100)] };
        // The regulation's own example: 4 at weight 5, 5 at 3, 5 at 1.
        PageBuilder.Average([("4", "a"), ("5", "b"), ("5", "c")], rules).ShouldBe(444);
        PageBuilder.Average([("5", "c"), ("4", "c")], rules).ShouldBe(450);
        PageBuilder.Average([], rules).ShouldBeNull();
    }
}
