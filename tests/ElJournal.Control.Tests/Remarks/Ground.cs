using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Control.Remarks;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Shouldly;
using Wolverine.Marten;

namespace ElJournal.Control.Tests.Remarks;

/// <summary>A course of 8 «Б» with one lesson on Friday, and what is looked at of it; no store, no clock.</summary>
internal static class Ground
{
    public static readonly DateOnly Friday = new(2026, 11, 27);
    public static readonly LessonId Lesson = new(new CourseId("algebra-8b"), Friday, 2);
    public static readonly PupilId Anna = new("anna");
    public static readonly PupilId Boris = new("boris");
    public static readonly RemarkTarget Target = RemarkTarget.Of(Lesson);
    public static readonly RemarkTarget Page = new(Lesson.Course, null, null, null);
    public static readonly RemarkId Note = new("r1");
    public static readonly Roll Both = new([Anna, Boris], ["Н", "Б"]);

    public static CourseSetUp SetUp { get; } = new(
        new CourseCard(Streams.Course(Lesson.Course), Lesson.Course, new YearId("2026-2027"), 8, [new ClassId("8b")], null, new SubjectId("algebra"), 300, "core",
            [new Assignment(new StaffId("sokolova"), new DateOnly(2026, 9, 1), null)]),
        [new ClassRoster("8b", new YearId("2026-2027"), 8, "Б", [.. ((PupilId[])[Anna, Boris]).Select(p => new Enrolment(p, new DateOnly(2026, 9, 1), null, null))])],
        null,
        new YearCalendar("year/2026-2027", new YearId("2026-2027"), new DateOnly(2026, 9, 1), new DateOnly(2027, 5, 26),
            [new Term(new TermId("q2"), "quarter", 2, new DateOnly(2026, 11, 3), new DateOnly(2026, 12, 30))], []),
        new JournalRules(Streams.Regulation,
        [
            new JournalRulesSet(new DateOnly(2026, 9, 1), [new GradeSymbol("5", 500)],
                [new AttendanceCode("Н", "не был", true, false), new AttendanceCode("Б", "болен", true, true), new AttendanceCode("О", "опоздал", false, false)], [], 20, [], "п. 1"),
        ]),
        new UnitTimetable(Streams.Timetable("8b"), "8b", [new TimetableSet("8b", new DateOnly(2026, 9, 1), [new TimetableSlot(5, 2, Lesson.Course, null, null)])]),
        null);

    public static RemarkFacts Known(params object[] lesson) => new(SetUp, Lived(lesson), [], Friday.AddDays(3), []);

    /// <summary>The events as a stream would give them.</summary>
    public static IReadOnlyList<IEvent> Lived(params object[] events) => [.. events.Select((data, i) => At(data, i + 1))];

    public static IEvent At(object data, int version, string by = "deputy")
    {
        var e = Caused.By(Guid.NewGuid(), data);
        (e.Id, e.Version, e.UserName, e.Timestamp) = (Guid.NewGuid(), version, by, new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero));
        return e;
    }

    public static T? Given<T>(params object[] events) where T : class => Fold.Of<T>(Lived(events));

    public static RemarkIssued Issued(string lack = RemarkLacks.Topic, RemarkTarget? target = null, int seen = 0) =>
        new(Note, target ?? Target, Checks.Lessons, lack, null, Friday.AddDays(3), Friday.AddDays(6), new StaffId("sokolova"), null, seen);

    public static void ThenEvents(this (Outcome Outcome, Events Events) answer, params object[] expected)
    {
        answer.Outcome.Refusal?.Kind.Code.ShouldBeNull();
        answer.Events.Select(Written).ShouldBe(expected.Select(Written));
    }

    public static void ThenNothing(this (Outcome Outcome, Events Events) answer) => answer.ThenEvents();

    public static void ThenRefused(this (Outcome Outcome, Events Events) answer, RefusalKind kind)
    {
        answer.Outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        answer.Events.ShouldBeEmpty();
        // The sentence must take the arguments it is given, in both languages.
        foreach (var language in (string[])["ru-RU", "en-GB"])
            answer.Outcome.Refusal.Text(new System.Globalization.CultureInfo(language)).ShouldNotContain("{");
    }

    private static string Written(object e) => $"{RecordedAttribute.NameOf(e.GetType())} {JsonSerializer.Serialize(e, e.GetType())}";
}
