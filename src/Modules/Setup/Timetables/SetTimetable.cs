using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Setup.Timetables;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать расписание класса или группы (D-10.11): the whole week, in force from a day until the next version.</summary>
/// <param name="Unit">Id of the class or of the group.</param>
/// <param name="Seen">The lessons that were in force on that day when the sender looked; null: whatever is there is replaced.</param>
public sealed record SetTimetable(
    Guid CommandId, string Unit, DateOnly From, IReadOnlyList<TimetableSlot> Slots, IReadOnlyList<TimetableSlot>? Seen = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Timetable(Unit);
}

/// <param name="Class">The class, or the first of a group's.</param>
/// <param name="Courses">Those the timetable names, as far as they exist.</param>
/// <param name="Today">The school's calendar day.</param>
public sealed record SetTimetableFacts(Placing Class, IReadOnlyList<CourseCard> Courses, DateOnly Today);

public static class SetTimetableHandler
{
    private const int LastSlot = 20;

    private static readonly string?[] Weeks = [null, "a", "b"];

    public static async Task<SetTimetableFacts> LoadAsync(SetTimetable command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        if (!Id.IsValid(command.Unit)) return new SetTimetableFacts(new Placing(null, null), [], default);
        var group = await session.LoadAsync<StudyGroupCard>(Streams.Group(GroupId.From(command.Unit)), cancel);
        return new SetTimetableFacts(
            await Placing.Load(group?.Classes.FirstOrDefault() ?? ClassId.From(command.Unit), session, cancel),
            await session.LoadManyAsync<CourseCard>(cancel, [.. command.Slots.Select(s => Streams.Course(s.Course)).Distinct()]),
            await SchoolDay.Today(session, clock, cancel));
    }

    public static (Outcome, Events) Handle(
        SetTimetable command,
        [WriteAggregate(nameof(SetTimetable.Stream), Required = false)] UnitTimetable? table,
        SetTimetableFacts facts)
    {
        if (facts.Class.Forbid(command.From) is { } refused) return (refused, []);
        if (table?.Versions.FirstOrDefault(v => v.From == command.From) is { } same && same.Slots.SequenceEqual(command.Slots)) return (Outcome.Accepted, []);
        var standing = table?.VersionOn(command.From)?.Slots ?? [];
        if (command.Seen is { } seen && Difference(seen, standing) is { Count: > 0 } different)
            return (Outcome.Changed(Refusals.TimetableIsChanged, standing, new Places(different)), []);
        // What has been taught was taught by the version of its day: only a first version may begin in the past.
        if (command.From < facts.Today && table?.Versions.Any(v => v.From <= facts.Today) == true)
            return (Outcome.Refused(Refusals.TimetableIsPast, command.From, facts.Today), []);
        var ringing = facts.Class.Year!.Bells.Concat(facts.Class.Year.Schedules.SelectMany(s => s.Bells)).Select(b => b.Slot).ToHashSet();
        if (ringing.Count > 0 && command.Slots.FirstOrDefault(s => !ringing.Contains(s.Slot)) is { } silent)
            return (Outcome.Refused(Refusals.SlotIsOff, silent.Weekday, silent.Slot), []);
        var taken = new HashSet<(int, int, string?)>();
        foreach (var slot in command.Slots)
        {
            if (slot.Weekday is < 1 or > 7 || slot.Slot is < 0 or > LastSlot || !Weeks.Contains(slot.Week))
                return (Outcome.Refused(Refusals.SlotIsOff, slot.Weekday, slot.Slot), []);
            // A lesson of every week leaves no room for one of week А or Б.
            if (Weeks.Any(week => (week is null || slot.Week is null || week == slot.Week) && taken.Contains((slot.Weekday, slot.Slot, week))))
                return (Outcome.Refused(Refusals.SlotIsTaken, slot.Weekday, slot.Slot), []);
            taken.Add((slot.Weekday, slot.Slot, slot.Week));
            if (slot.Room is { } room && (room.Length is 0 or > LongestRoom || room != room.Trim()))
                return (Outcome.Refused(Refusals.RoomNameIsOff, LongestRoom), []);
            var course = facts.Courses.FirstOrDefault(c => c.Course == slot.Course);
            if (course is null) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
            if (course.Unit != command.Unit) return (Outcome.Refused(Refusals.CourseIsOfOtherClass, slot.Weekday, slot.Slot), []);
        }
        return (Outcome.Accepted, [new TimetableSet(command.Unit, command.From, command.Slots)]);
    }

    public const int LongestRoom = 40;

    /// <summary>Where what was seen and what stands there differ.</summary>
    private static List<(int Weekday, int Slot)> Difference(IReadOnlyList<TimetableSlot> seen, IReadOnlyList<TimetableSlot> standing) =>
        [.. seen.Except(standing).Concat(standing.Except(seen)).Select(s => (s.Weekday, s.Slot)).Distinct().Order()];
}
