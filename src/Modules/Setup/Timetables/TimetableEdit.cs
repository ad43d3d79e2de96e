namespace ElJournal.Setup.Timetables;

/// <summary>Правки недели: what one gesture makes of the lessons of a class or group. No gesture loses a lesson: what has to give way goes to the stock.</summary>
public static class TimetableEdit
{
    /// <summary>From the stock to a place; what stood there goes back to the stock.</summary>
    public static IReadOnlyList<TimetableSlot> Place(IReadOnlyList<TimetableSlot> slots, TimetableSlot lesson) =>
        Ordered([.. slots.Where(s => !Meets(s, lesson)), lesson]);

    /// <summary>From a place to another. A single lesson of the same weeks that stands there changes places with it; others go to the stock.</summary>
    public static IReadOnlyList<TimetableSlot> Move(IReadOnlyList<TimetableSlot> slots, TimetableSlot lesson, int weekday, int slot)
    {
        if (lesson.Weekday == weekday && lesson.Slot == slot) return slots;
        var moved = lesson with { Weekday = weekday, Slot = slot };
        List<TimetableSlot> rest = [.. slots];
        rest.Remove(lesson);
        List<TimetableSlot> left = [.. rest.Where(s => !Meets(s, moved))];
        return Ordered(Exchanged(rest, lesson, moved) is { } back ? [.. left, moved, back] : [.. left, moved]);
    }

    /// <summary>The lesson that would change places with the moved one, as it would stand afterwards.</summary>
    public static TimetableSlot? Exchanged(IReadOnlyList<TimetableSlot> rest, TimetableSlot lesson, TimetableSlot moved) =>
        rest.Where(s => Meets(s, moved)).ToList() is [var other] && other.Week == lesson.Week ? other with { Weekday = lesson.Weekday, Slot = lesson.Slot } : null;

    public static IReadOnlyList<TimetableSlot> Remove(IReadOnlyList<TimetableSlot> slots, TimetableSlot lesson)
    {
        List<TimetableSlot> rest = [.. slots];
        rest.Remove(lesson);
        return rest;
    }

    /// <summary>Another room, or another week; what stands in the way of the week goes to the stock.</summary>
    public static IReadOnlyList<TimetableSlot> Change(IReadOnlyList<TimetableSlot> slots, TimetableSlot lesson, string? room, string? week) =>
        Place(Remove(slots, lesson), lesson with { Room = room, Week = week });

    /// <summary>How many hundredths of an hour a week of a course have no place yet; below zero where there are too many.</summary>
    public static int Left(int hours, CourseId course, IEnumerable<TimetableSlot> slots) => hours - slots.Where(s => s.Course == course).Sum(Clashes.Hundredths);

    public static bool Meets(TimetableSlot one, TimetableSlot other) =>
        one.Weekday == other.Weekday && one.Slot == other.Slot && (one.Week is null || other.Week is null || one.Week == other.Week);

    public static IReadOnlyList<TimetableSlot> Ordered(IEnumerable<TimetableSlot> slots) =>
        [.. slots.OrderBy(s => s.Weekday).ThenBy(s => s.Slot).ThenBy(s => s.Week, StringComparer.Ordinal)];
}
