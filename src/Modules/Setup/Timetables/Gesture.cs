using System.Text.Json;
using ElJournal.Kernel;

namespace ElJournal.Setup.Timetables;

/// <summary>Что сделали с уроком на странице: one gesture by mouse, key or form, and what it makes of the week of the unit it concerns.</summary>
/// <param name="Kind">place, move, remove or change.</param>
/// <param name="Was">The lesson as it stood; null where it comes from the stock.</param>
/// <param name="Seen">The unit's lessons as the person saw them.</param>
internal sealed record Gesture(string Kind, CourseId Course, TimetableSlot? Was, int Weekday, int Slot, string? Week, string? Room, IReadOnlyList<TimetableSlot> Seen)
{
    /// <summary>What becomes of the week.</summary>
    /// <param name="Slots">The unit's lessons afterwards.</param>
    /// <param name="Lesson">The lesson that was touched, as it stands afterwards; null when it went to the stock.</param>
    /// <param name="Back">The one it changed places with.</param>
    /// <param name="Displaced">Those that went to the stock to make room.</param>
    public sealed record Result(IReadOnlyList<TimetableSlot> Slots, TimetableSlot? Lesson, TimetableSlot? Back, IReadOnlyList<TimetableSlot> Displaced);

    /// <returns>Null: the lesson it is about does not stand there.</returns>
    public Result? On(Board board)
    {
        if (Kind != "place" && (Was is null || !Seen.Contains(Was))) return null;
        return Kind switch
        {
            "place" => Put(Candidate(board, Course, Weekday, Slot, Seen)),
            "move" => Moved(Was!),
            "remove" => new Result(TimetableEdit.Remove(Seen, Was!), null, null, []),
            "change" => Changed(Was!),
            _ => null,
        };
    }

    private Result Put(TimetableSlot lesson) =>
        new(TimetableEdit.Place(Seen, lesson), lesson, null, [.. Seen.Where(s => TimetableEdit.Meets(s, lesson))]);

    private Result Moved(TimetableSlot lesson)
    {
        var moved = lesson with { Weekday = Weekday, Slot = Slot };
        List<TimetableSlot> rest = [.. Seen.Where(s => s != lesson)];
        var back = TimetableEdit.Exchanged(rest, lesson, moved);
        return new Result(TimetableEdit.Move(Seen, lesson, Weekday, Slot), moved, back, back is null ? [.. rest.Where(s => TimetableEdit.Meets(s, moved))] : []);
    }

    private Result Changed(TimetableSlot lesson)
    {
        var changed = lesson with { Room = string.IsNullOrWhiteSpace(Room) ? null : Room.Trim(), Week = Week };
        return new Result(
            TimetableEdit.Change(Seen, lesson, changed.Room, Week), changed, null, [.. Seen.Where(s => s != lesson && TimetableEdit.Meets(s, changed))]);
    }

    /// <summary>A lesson from the stock as it would stand there: half an hour goes to the week that is free, the room is the usual one if nobody is in it.</summary>
    public static TimetableSlot Candidate(Board board, CourseId course, int weekday, int slot, IReadOnlyList<TimetableSlot> seen)
    {
        var week = TimetableEdit.Left(board.Courses[course].Hours, course, seen) is > 0 and < 100
            ? seen.Any(s => s.Weekday == weekday && s.Slot == slot && s.Week == "a") ? "b" : "a"
            : null;
        var bare = new TimetableSlot(weekday, slot, course, null, week);
        var roomy = bare with { Room = UsualRoom(board, course) };
        return roomy.Room is null || board.Clashes.Of(roomy).Any(c => c.Kind == ClashKind.RoomIsBusy) ? bare : roomy;
    }

    /// <summary>Where the course is taught most, else where its teacher is.</summary>
    public static string? UsualRoom(Board board, CourseId course)
    {
        var teachers = board.Week.Courses[course].Teachers;
        return Most(board.Week.Lessons.Where(l => l.Course == course)) ?? Most(board.Week.Lessons.Where(l => board.Week.Courses[l.Course].Teachers.Any(teachers.Contains)));

        static string? Most(IEnumerable<TimetableSlot> lessons) =>
            lessons.Where(l => l.Room is not null).GroupBy(l => l.Room).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
    }

    /// <summary>What a gesture brings about that cannot be or should not: of the lesson and of the one it changes places with.</summary>
    public static IReadOnlyList<Clash> Judge(Board board, Result result, TimetableSlot? was)
    {
        if (result.Lesson is not { } lesson) return [];
        var away = new List<TimetableSlot>(result.Displaced);
        if (was is not null) away.Add(was);
        if (result.Back is { } back) away.Add(back with { Weekday = lesson.Weekday, Slot = lesson.Slot });
        return [.. board.Clashes.Of(lesson, away), .. result.Back is { } other ? board.Clashes.Of(other, away) : []];
    }

    /// <summary>1.2.-.algebra-8b: a lesson by its place, as forms name it.</summary>
    public static string Key(TimetableSlot lesson) => $"{lesson.Weekday}.{lesson.Slot}.{lesson.Week ?? "-"}.{lesson.Course}";

    public static string Write(IReadOnlyList<TimetableSlot> slots) => JsonSerializer.Serialize(slots);

    /// <returns>Null: not a list of lessons.</returns>
    public static IReadOnlyList<TimetableSlot>? Read(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize<List<TimetableSlot>>(text) is { } read && read.TrueForAll(s => s is not null && Id.IsValid(s.Course.Value)) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
