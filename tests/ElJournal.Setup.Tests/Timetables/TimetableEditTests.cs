using CsCheck;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using ElJournal.Setup.Timetables;
using Shouldly;
using Xunit;
using Spec = ElJournal.Setup.Tests.Commands.Spec;

namespace ElJournal.Setup.Tests.Timetables;

public class TimetableEditTests
{
    private static readonly CourseId[] Courses = [Week.AlgebraA, Week.HistoryA, CourseId.From("music-7a")];

    private static readonly Gen<TimetableSlot> Lesson =
        from weekday in Gen.Int[1, 3]
        from slot in Gen.Int[1, 3]
        from course in Gen.Int[0, 2].Select(i => Courses[i])
        from week in Gen.Int[0, 2].Select(i => ((string?[])[null, "a", "b"])[i])
        select new TimetableSlot(weekday, slot, course, "1", week);

    /// <summary>A week as gestures make it: nothing stands on anything else.</summary>
    private static readonly Gen<IReadOnlyList<TimetableSlot>> AWeek =
        Lesson.Array[0, 12].Select(lessons => lessons.Aggregate((IReadOnlyList<TimetableSlot>)[], TimetableEdit.Place));

    private static int Hours(IEnumerable<TimetableSlot> slots) => slots.Sum(Clashes.Hundredths);

    [Fact]
    public void A_drop_never_loses_a_lesson() => Gen.Select(AWeek, Gen.Int[0, 99], Gen.Int[1, 3], Gen.Int[1, 3]).Sample((week, pick, weekday, slot) =>
    {
        if (week.Count == 0) return;
        var lesson = week[pick % week.Count];
        var moved = TimetableEdit.Move(week, lesson, weekday, slot);
        moved.ShouldContain(lesson with { Weekday = weekday, Slot = slot });
        Apart(moved);
        // What is not in the week any more is in the stock, which is what the hours of a course leave over.
        foreach (var course in Courses)
        {
            var hours = Hours(week.Where(s => s.Course == course));
            (TimetableEdit.Left(hours, course, moved) + Hours(moved.Where(s => s.Course == course))).ShouldBe(hours);
            TimetableEdit.Left(hours, course, moved).ShouldBeGreaterThanOrEqualTo(0);
        }
        // Nothing gives way but what stood in the place.
        week.Where(s => s != lesson && !TimetableEdit.Meets(s, lesson with { Weekday = weekday, Slot = slot })).ShouldBeSubsetOf(moved);
    });

    [Fact]
    public void Two_lessons_of_the_same_weeks_change_places_and_back() => Gen.Select(AWeek, Gen.Int[0, 99], Gen.Int[0, 99]).Sample((week, one, two) =>
    {
        if (week.Count == 0) return;
        var (lesson, other) = (week[one % week.Count], week[two % week.Count]);
        if (lesson.Week is not null || other.Week is not null) return;
        var there = TimetableEdit.Move(week, lesson, other.Weekday, other.Slot);
        TimetableEdit.Move(there, lesson with { Weekday = other.Weekday, Slot = other.Slot }, lesson.Weekday, lesson.Slot).ShouldBe(TimetableEdit.Ordered(week));
    });

    [Fact]
    public void What_is_taken_away_can_be_put_back() => Gen.Select(AWeek, Gen.Int[0, 99]).Sample((week, pick) =>
    {
        if (week.Count == 0) return;
        var lesson = week[pick % week.Count];
        TimetableEdit.Place(TimetableEdit.Remove(week, lesson), lesson).ShouldBe(TimetableEdit.Ordered(week));
    });

    private static void Apart(IReadOnlyList<TimetableSlot> week)
    {
        for (var i = 0; i < week.Count; i++)
            for (var j = i + 1; j < week.Count; j++) TimetableEdit.Meets(week[i], week[j]).ShouldBeFalse();
    }

    private static readonly CourseCard Algebra = Spec.Given<CourseCard>(A.CourseOpened)!;
    private static readonly SetTimetableFacts Facts = new(new Placing(Spec.GivenClass(A.Formed7A), A.Calendar), [Algebra], A.Day(10, 1));
    private static readonly TimetableSlot Monday = new(1, 1, A.Course, "12", null);

    [Fact]
    public void Who_was_slower_is_told_what_differs()
    {
        var standing = Spec.Given<UnitTimetable>(new TimetableSet("7a", A.Day(10, 5), [Monday]))!;
        var late = new SetTimetable(A.Command, "7a", A.Day(10, 5), [Monday with { Slot = 3 }], [Monday with { Weekday = 2 }]);
        var answer = SetTimetableHandler.Handle(late, standing, Facts);
        answer.ThenRefused(Refusals.TimetableIsChanged);
        answer.Item1.Refusal!.Text(new("ru-RU")).ShouldContain("пн 1, вт 1");
        answer.Item1.Refusal!.Text(new("en-GB")).ShouldContain("Mon 1, Tue 1");
        answer.Item1.Refusal!.Current.ShouldBe(standing.Versions[0].Slots);
        SetTimetableHandler.Handle(late with { Seen = [Monday] }, standing, Facts).ThenEvents(new TimetableSet("7a", A.Day(10, 5), [Monday with { Slot = 3 }]));
    }

    [Fact]
    public void What_was_taught_stays_a_change_begins_a_new_version()
    {
        var standing = Spec.Given<UnitTimetable>(new TimetableSet("7a", A.YearFrom, [Monday]))!;
        SetTimetable From(DateOnly day) => new(A.Command, "7a", day, [Monday with { Slot = 2 }], [Monday]);
        SetTimetableHandler.Handle(From(A.YearFrom), standing, Facts).ThenRefused(Refusals.TimetableIsPast);
        SetTimetableHandler.Handle(From(A.Day(9, 30)), standing, Facts).ThenRefused(Refusals.TimetableIsPast);
        var then = SetTimetableHandler.Handle(From(A.Day(10, 1)), standing, Facts);
        then.ThenEvents(new TimetableSet("7a", A.Day(10, 1), [Monday with { Slot = 2 }]));
        var both = Spec.Given<UnitTimetable>(new TimetableSet("7a", A.YearFrom, [Monday]), new TimetableSet("7a", A.Day(10, 1), [Monday with { Slot = 2 }]))!;
        both.VersionOn(A.Day(9, 30))!.Slots.ShouldBe([Monday]);
        // A school that begins with the program in October may say what September was like.
        SetTimetableHandler.Handle(From(A.YearFrom) with { Seen = [] }, null, Facts).ThenEvents(new TimetableSet("7a", A.YearFrom, [Monday with { Slot = 2 }]));
    }

    [Fact]
    public void A_room_has_a_short_name() => SetTimetableHandler.Handle(
        new SetTimetable(A.Command, "7a", A.Day(10, 1), [Monday with { Room = " 12" }]), null, Facts).ThenRefused(Refusals.RoomNameIsOff);

    [Fact]
    public async Task A_unit_that_is_none_is_refused_by_name()
    {
        var nameless = new SetTimetable(A.Command, "", A.Day(10, 1), [Monday]);
        var facts = await SetTimetableHandler.LoadAsync(nameless, null!, null!, CancellationToken.None);
        SetTimetableHandler.Handle(nameless, null, facts).ThenRefused(Refusals.ClassIsUnknown);
    }

    [Fact]
    public void Subjects_are_shortened_each_to_another()
    {
        var names = new[] { "Русский язык", "Физика", "Физическая культура", "История", "Алгебра", "Изобразительное искусство", "Информатика", "Литература", "Труд (технология)" };
        var found = Abbreviations.Of(names.Select((name, i) => (name, i)).ToDictionary(n => SubjectId.From($"s{n.i}"), n => n.name));
        found.Values.ShouldBeUnique();
        (found[SubjectId.From("s0")], found[SubjectId.From("s1")], found[SubjectId.From("s2")]).ShouldBe(("Рус", "Физ", "ФК"));
    }
}
