using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Living;

/// <summary>What holds of any year: of that of the sample school, and where it is lived anew of that of a small one.</summary>
public class YearTests
{
    private static readonly SchoolPlan Plan = RealPlan.Plan;
    private static readonly IReadOnlyList<YearEvent> Events = RealPlan.Events;

    [Fact]
    public void Events_come_in_order_of_time_and_those_of_a_cause_together()
    {
        Events.Zip(Events.Skip(1)).Count(pair => pair.First.At > pair.Second.At).ShouldBe(0);
        Events.Count(e => e.At.Kind != DateTimeKind.Utc || e.At.Ticks % TimeSpan.TicksPerMicrosecond != 0).ShouldBe(0);
        var begun = new HashSet<Guid>();
        Guid last = default;
        foreach (var e in Events)
        {
            if (e.Cause != last && !begun.Add(e.Cause)) Assert.Fail($"{e.Cause} comes twice: {e.Event}");
            last = e.Cause;
        }
    }

    [Fact]
    public void The_same_seed_lives_the_same_year_and_another_seed_another()
    {
        var hash = Hash(Year.Live(SmallPlan.Of(7)));
        Hash(Year.Live(SmallPlan.Of(7))).ShouldBe(hash);
        Hash(Year.Live(SmallPlan.Of(8))).ShouldNotBe(hash);
    }

    [Fact]
    public void No_lesson_on_a_holiday_and_no_entry_of_a_pupil_outside_the_class()
    {
        var pupils = Plan.Pupils.ToDictionary(p => p.Id);
        var groups = Plan.Groups.ToDictionary(g => g.Id);
        var levels = Plan.Classes.ToDictionary(c => c.Id, c => c.Level);
        var courses = Plan.Courses.ToDictionary(c => c.Id, c => (Level: levels[c.Class], Classes: c.Group is { } g ? groups[g].Classes : [c.Class], Pupils: c.Group is { } own ? groups[own].Pupils.ToHashSet() : null));
        var open = new Dictionary<(DateOnly, int), bool>();
        foreach (var e in Events)
        {
            var (lesson, pupil) = Place(e.Event);
            if (lesson is null) continue;
            var course = courses[lesson.Course];
            if (!open.TryGetValue((lesson.Date, course.Level), out var school)) open[(lesson.Date, course.Level)] = school = Plan.Year.IsSchoolDay(lesson.Date, course.Level);
            if (!school || e.At < lesson.Date.ToDateTime(TimeOnly.MinValue).AddHours(-3)) Assert.Fail($"{e.At:O} {e.Event}");
            if (pupil is { } who && (pupils[who].ClassOn(lesson.Date) is not { } on || !course.Classes.Contains(on) || course.Pupils?.Contains(who) == false)) Assert.Fail($"{e.At:O} {e.Event}");
        }
    }

    [Fact]
    public void Class_hours_are_lived_where_they_are_asked_for_with_topics_and_without_grades()
    {
        var plan = SmallPlan.Of(7);
        var hour = SubjectId.From("hour");
        plan = plan with
        {
            Subjects = [.. plan.Subjects, new PlannedSubject(hour, "Разговоры о важном", "Разг.", 0)],
            Extracurricular = [new PlannedCourse(CourseId.From("hour-8a"), ClassId.From("8a"), hour, null, 1, StaffId.From("lead8"), [new PlannedSlot(5, 7, "8")], [new PlanItem(1, "День знаний", 1, null, null)])],
        };
        var lived = Year.Live(plan, Kernel.SchoolId.From("sample"), true).Where(e => e.Stream.StartsWith("lesson/hour-8a/", StringComparison.Ordinal)).Select(e => e.Event).ToList();
        lived.OfType<TopicRecorded>().Count().ShouldBeGreaterThan(25);
        lived.OfType<GradeRecorded>().ShouldBeEmpty();
        lived.OfType<HomeworkSet>().ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_but_the_one_of_the_story_writes_at_night()
    {
        var night = Stories.Of(Plan).Night.Session;
        Events.Where(e => e.At.AddHours(3).Hour is < 6 or 23).ShouldAllBe(e => e.By.Session == night);
    }

    [Fact]
    public void Every_stream_folds_to_what_the_journal_would_show_and_nobody_absent_is_graded_but_for_what_was_owed()
    {
        var owed = Events.Select(e => e.Event).OfType<GradeDeferred>().Select(d => (d.Lesson, d.Pupil)).ToHashSet();
        foreach (var stream in Events.Where(e => e.Model == typeof(Lesson)).GroupBy(e => e.Stream))
        {
            var lesson = Folded<Lesson>(stream).ShouldNotBeNull();
            lesson.Id.ShouldBe(stream.Key);
            var off = lesson.Shift?.IsOff == true;
            if (lesson.NotHeld is not null || off) lesson.Cells.ShouldBeEmpty(stream.Key);
            stream.Count(e => e.Event is LessonOpened).ShouldBe(off ? 0 : 1, stream.Key);
            foreach (var (pupil, cell) in lesson.Cells)
                if (cell.Attendance is "Н" or "Б" or "У" && cell.Standing.Any()) owed.Contains((lesson.Key, PupilId.From(pupil))).ShouldBeTrue($"{stream.Key} {pupil} {cell.Value}");
        }
        foreach (var stream in Events.Where(e => e.Model == typeof(Accounting.Closing.TermPage)).GroupBy(e => e.Stream))
            Folded<Accounting.Closing.TermPage>(stream).ShouldNotBeNull().Closed.ShouldBeTrue(stream.Key);
        foreach (var stream in Events.Where(e => e.Model == typeof(Accounting.Corrections.Correction)).GroupBy(e => e.Stream))
            Folded<Accounting.Corrections.Correction>(stream).ShouldNotBeNull().State.ShouldBe(Accounting.Corrections.CorrectionState.Applied);
        foreach (var stream in Events.Where(e => e.Model == typeof(Accounting.Absences.AbsenceDocument)).GroupBy(e => e.Stream))
            Folded<Accounting.Absences.AbsenceDocument>(stream).ShouldNotBeNull();
    }

    internal static T? Folded<T>(IEnumerable<YearEvent> stream) where T : class =>
        Fold.Of<T>(stream.Select((e, i) =>
        {
            var made = Caused.By(e.Cause, e.Event);
            (made.Version, made.UserName, made.Timestamp, made.StreamKey) = (i + 1, e.By.Account.Value, e.At, e.Stream);
            return made;
        }));

    internal static (LessonId? Lesson, PupilId? Pupil) Place(object e) => e switch
    {
        GradeRecorded g => (g.Lesson, g.Pupil),
        GradeCorrected g => (g.Lesson, g.Pupil),
        AttendanceMarked a => (a.Lesson, a.Pupil),
        AbsenceExplained a => (a.Lesson, a.Pupil),
        GradeDeferred d => (d.Lesson, d.Pupil),
        CellCommented c => (c.Lesson, c.Pupil),
        RecommendationGiven r => (r.Lesson, r.Pupil),
        LessonOpened o => (o.Lesson, null),
        TopicRecorded t => (t.Lesson, null),
        _ => (null, null),
    };

    /// <summary>Found on another machine: a year follows from its seed alone. Whoever changes how the year is lived writes the new sum down here.</summary>
    [Fact]
    public void The_first_seed_lives_this_very_year_on_every_machine() =>
        Hash(Events).ShouldBe("bfc1cab31a203bd0815186c7ba1613ceabf6c92e9775dee69c45ec65f81f608f");

    internal static string Hash(IEnumerable<YearEvent> events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var e in events)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{e.At:O}|{e.Stream}|{e.Cause}|{e.Permit}|{e.By.Account}|{e.By.Role}|{e.By.Session}|{e.By.Channel}|{e.By.ClientTime:O}|{e.Event.GetType().Name}|{JsonSerializer.Serialize(e.Event, e.Event.GetType())}"));
            foreach (var opening in e.Openings ?? []) hash.AppendData(opening.Salt);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
