using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Sample;
using ElJournal.Sample.Living;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;

namespace ElJournal.Control.Tests.Judged;

/// <summary>What happens in the lessons of <see cref="EdgeSchool"/>: in time, late and never, put right, taken back, substituted, moved; by chance from a seed.</summary>
internal sealed class EdgeLife(long seed)
{
    private readonly List<YearEvent> events = [];
    private readonly HashSet<string> opened = [];
    private readonly Dictionary<CourseId, int> taught = [];
    private int causes;

    public IReadOnlyList<YearEvent> Live()
    {
        foreach (var e in EdgeSchool.SetUp()) Say(e.At, e.Stream, e.Model, e.Event);
        foreach (var (course, day, slot) in Timetable()) Live(new LessonId(course, day, slot));
        Live(new LessonId(EdgeSchool.ChemistryA, new(2025, 9, 20), 7), "makeup");
        return [.. events.Select((e, i) => (Event: e, Place: i)).OrderBy(e => e.Event.At).ThenBy(e => e.Place).Select(e => e.Event)];
    }

    private void Live(LessonId lesson, string? extra = null)
    {
        var dice = new Dice(seed).For("lesson", lesson.ToString());
        var starts = lesson.Date.ToDateTime(new TimeOnly(5, 30), DateTimeKind.Utc).AddHours(lesson.Slot - 1);
        if (extra is not null) Enter(lesson, starts.AddDays(-1), new ExtraLessonOpened(lesson, extra, null));
        switch (dice.Below(25))
        {
            case 0: return;
            case 1: Enter(lesson, starts.AddHours(-2), new LessonCancelled(lesson, EdgeSchool.Sokolova, SubstitutionReasons.Illness)); return;
            case 2:
                Enter(lesson, starts.AddHours(-2), new LessonCancelled(lesson, EdgeSchool.Sokolova, SubstitutionReasons.Illness));
                Enter(lesson, starts.AddHours(-1), new LessonRestored(lesson));
                break;
            case 3: Enter(lesson, starts.AddHours(-2), new SubstituteAssigned(lesson, EdgeSchool.Kim, EdgeSchool.Sokolova, SubstitutionReasons.Illness, EdgeSchool.English, null)); break;
            case 4: Enter(lesson, starts.AddHours(-2), new SubstituteAssigned(lesson, EdgeSchool.Kim, EdgeSchool.Sokolova, SubstitutionReasons.Illness, null, null)); break;
            case 5: Enter(lesson, starts.AddHours(-2), new SubstituteAssigned(lesson, EdgeSchool.Kim, null, SubstitutionReasons.Other, null, lesson with { Slot = 9 })); break;
            case 6:
                var there = new LessonId(lesson.Course, lesson.Date.AddDays(2), 10);
                Enter(lesson, starts.AddHours(-2), new LessonTransferred(lesson, there, SubstitutionReasons.Leave));
                Enter(there, starts.AddHours(-2), new LessonReceived(there, lesson));
                Fill(there, dice, starts.AddDays(2));
                return;
            case 7: Enter(lesson, starts.AddHours(1), new LessonNotHeld(lesson, "event", null)); return;
            case 8:
                Enter(lesson, starts.AddHours(1), new LessonNotHeld(lesson, "event", null));
                Enter(lesson, starts.AddHours(2), new LessonHeldAfterAll(lesson, "typo", null));
                break;
        }
        Fill(lesson, dice, starts);
    }

    private void Fill(LessonId lesson, Dice dice, DateTime starts)
    {
        if (dice.Below(4) == 0) Enter(lesson, starts, new WorkTypeChosen(lesson, dice.Below(2) == 0 ? "control" : "answer"));
        if (When(dice, starts) is { } topic)
        {
            taught[lesson.Course] = taught.GetValueOrDefault(lesson.Course) + 1;
            int? item = dice.Below(8) == 0 ? null : Math.Min(20, taught[lesson.Course] - dice.Below(2));
            Enter(lesson, topic, new TopicRecorded(lesson, "Тема", item), dice.Below(3) == 0 ? new HomeworkSet(lesson, "§ 1", 10) : null);
            if (dice.Below(6) == 0) Enter(lesson, topic.AddMinutes(dice.Below(3)), new TopicCorrected(lesson, "Тема иная", item is null ? null : Math.Min(20, item.Value + 1), "typo", null));
        }
        Attend(lesson, dice, starts);
        if (When(dice, starts) is { } homework)
        {
            Enter(lesson, homework, new HomeworkSet(lesson, "§ 2", 5 + dice.Below(60)));
            if (dice.Below(8) == 0) Enter(lesson, homework.AddHours(1), new HomeworkCorrected(lesson, "", null, "typo", null));
            if (dice.Below(8) == 0) Enter(lesson, homework.AddHours(2), new HomeworkCorrected(lesson, "§ 3", 25, "typo", null));
            if (dice.Below(10) == 0) Enter(lesson, homework.AddHours(2), new HomeworkDueChosen(lesson, lesson with { Date = lesson.Date.AddDays(9) }, null, null));
        }
        else if (dice.Below(2) == 0)
        {
            Say(starts.AddHours(9), DayStreams.Of(EdgeSchool.Sokolova, lesson.Date), typeof(Accounting.DayBooks.CompletedDay), new DayCompleted(
                EdgeSchool.Sokolova, lesson.Date, [new DayLessonLeft(lesson, dice.Below(3) == 0 ? [] : [Lacks.Homework], null)]));
        }
        foreach (var pupil in EdgeSchool.Pupils.Where(_ => dice.Below(3) == 0)) Grade(lesson, pupil, dice, starts);
    }

    private void Attend(LessonId lesson, Dice dice, DateTime starts)
    {
        if (When(dice, starts) is not { } seen) return;
        if (dice.Below(2) == 0) Enter(lesson, seen, new AttendanceChecked(lesson));
        foreach (var pupil in EdgeSchool.Pupils.Where(_ => dice.Below(9) == 0))
        {
            Enter(lesson, seen, new AttendanceMarked(lesson, pupil, dice.Below(3) == 0 ? "О" : "Н"));
            if (dice.Below(3) == 0) Enter(lesson, seen.AddMinutes(dice.Below(400)), new AttendanceCorrected(lesson, pupil, dice.Below(2) == 0 ? null : "Б", "typo", null));
        }
    }

    private void Grade(LessonId lesson, PupilId pupil, Dice dice, DateTime starts)
    {
        if (dice.Below(6) == 0) Enter(lesson, starts.AddHours(1), new GradeDeferred(lesson, pupil, lesson.Date.AddDays(dice.Below(6))));
        var at = When(dice, starts.AddMinutes(dice.Below(90))) ?? starts.AddDays(dice.Below(12));
        Enter(lesson, at, new GradeRecorded(lesson, pupil, 0, "4"));
        if (dice.Below(5) == 0) Enter(lesson, at.AddMinutes(dice.Below(2)), new GradeCorrected(lesson, pupil, 0, "5", "typo", null));
        if (dice.Below(9) == 0) Enter(lesson, at.AddDays(1), new GradeCorrected(lesson, pupil, 0, null, "typo", null));
        if (dice.Below(7) == 0) Enter(lesson, at.AddMinutes(5), new GradeRecorded(lesson, pupil, 1, "3"));
    }

    /// <summary>At once, in the evening, the next day, some days later, or never.</summary>
    private static DateTime? When(Dice dice, DateTime starts) => dice.Below(20) switch
    {
        < 12 => starts.AddMinutes(dice.Below(40)),
        < 14 => starts.Date.AddHours(14).AddMinutes(dice.Below(30)),
        < 15 => starts.Date.AddHours(20).AddMinutes(58 + dice.Below(4)),
        < 17 => starts.AddDays(1),
        < 19 => starts.AddDays(2 + dice.Below(4)),
        _ => null,
    };

    /// <summary>One transaction: its events have one time and one cause.</summary>
    private void Enter(LessonId lesson, DateTime at, params object?[] said)
    {
        var model = typeof(Lesson);
        var cause = Cause();
        if (opened.Add(lesson.Stream) && said[0] is not (ExtraLessonOpened or LessonReceived or LessonCancelled or LessonTransferred or SubstituteAssigned))
            events.Add(new YearEvent(Early(lesson, at), lesson.Stream, model, new LessonOpened(lesson), EdgeSchool.By, Cause()));
        events.AddRange(said.OfType<object>().Select(e => new YearEvent(at, lesson.Stream, model, e, EdgeSchool.By, cause)));
    }

    /// <summary>A lesson is opened before anything is entered in it, whatever was entered first here.</summary>
    private static DateTime Early(LessonId lesson, DateTime at) => lesson.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) is var day && day < at ? day : at;

    private void Say(DateTime at, string stream, Type model, object e) => events.Add(new YearEvent(at, stream, model, e, EdgeSchool.By, Cause()));

    private Guid Cause() => new Dice(seed).For("cause", (++causes).ToString()).Guid();

    /// <summary>The lessons of the timetable, day by day.</summary>
    internal static IEnumerable<(CourseId Course, DateOnly Day, int Slot)> Timetable()
    {
        var log = EdgeSchool.SetUp().ToList();
        var year = Fold.Of<YearCalendar>(typeof(YearCalendar), null, log.First(e => e.Event is SchoolYearOpened).Event)!;
        foreach (var e in log.Where(e => e.Stream == Streams.Year(EdgeSchool.Year)).Skip(1)) year = Fold.Of(typeof(YearCalendar), year, e.Event)!;
        var tables = log.Where(e => e.Event is TimetableSet).GroupBy(e => e.Stream)
            .Select(t => t.Aggregate((UnitTimetable?)null, (table, e) => Fold.Of(typeof(UnitTimetable), table, e.Event))!).ToList();
        for (var day = EdgeSchool.First; day <= EdgeSchool.Last; day = day.AddDays(1))
        {
            foreach (var slot in tables.SelectMany(t => t.On(day, 8, year))) yield return (slot.Course, day, slot.Slot);
        }
    }
}
