using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать расписание класса (D-10.11): the whole week, in force from a day until the next version.</summary>
public sealed record SetTimetable(Guid CommandId, ClassId Class, DateOnly From, IReadOnlyList<TimetableSlot> Slots) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Timetable(Class);
}

/// <param name="Courses">Those the timetable names, as far as they exist.</param>
public sealed record SetTimetableFacts(Placing Class, IReadOnlyList<CourseCard> Courses);

public static class SetTimetableHandler
{
    private const int LastSlot = 20;

    public static async Task<SetTimetableFacts> LoadAsync(SetTimetable command, IDocumentSession session, CancellationToken cancel) => new(
        await Placing.Load(command.Class, session, cancel),
        await session.LoadManyAsync<CourseCard>(cancel, [.. command.Slots.Select(s => Streams.Course(s.Course)).Distinct()]));

    public static (Outcome, Events) Handle(
        SetTimetable command,
        [WriteAggregate(nameof(SetTimetable.Stream), Required = false)] ClassTimetable? table,
        SetTimetableFacts facts)
    {
        if (facts.Class.Forbid(command.From) is { } refused) return (refused, []);
        if (facts.Class.Year!.Bells is { Count: > 0 } bells && command.Slots.FirstOrDefault(s => bells.All(b => b.Slot != s.Slot)) is { } silent)
            return (Outcome.Refused(Refusals.SlotIsOff, silent.Weekday, silent.Slot), []);
        var taken = new HashSet<(int, int)>();
        foreach (var slot in command.Slots)
        {
            if (slot.Weekday is < 1 or > 7 || slot.Slot is < 0 or > LastSlot)
                return (Outcome.Refused(Refusals.SlotIsOff, slot.Weekday, slot.Slot), []);
            if (!taken.Add((slot.Weekday, slot.Slot))) return (Outcome.Refused(Refusals.SlotIsTaken, slot.Weekday, slot.Slot), []);
            var course = facts.Courses.FirstOrDefault(c => c.Course == slot.Course);
            if (course is null) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
            if (course.Class != command.Class) return (Outcome.Refused(Refusals.CourseIsOfOtherClass, slot.Weekday, slot.Slot), []);
        }
        return table?.Versions.FirstOrDefault(v => v.From == command.From) is { } version && version.Slots.SequenceEqual(command.Slots)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new TimetableSet(command.Class, command.From, command.Slots)]);
    }
}
