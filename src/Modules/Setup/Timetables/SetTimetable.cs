using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать расписание класса или группы (D-10.11): the whole week, in force from a day until the next version.</summary>
/// <param name="Unit">Id of the class or of the group.</param>
public sealed record SetTimetable(Guid CommandId, string Unit, DateOnly From, IReadOnlyList<TimetableSlot> Slots) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Timetable(Unit);
}

/// <param name="Class">The class, or the first of a group's.</param>
/// <param name="Courses">Those the timetable names, as far as they exist.</param>
public sealed record SetTimetableFacts(Placing Class, IReadOnlyList<CourseCard> Courses);

public static class SetTimetableHandler
{
    private const int LastSlot = 20;

    private static readonly string?[] Weeks = [null, "a", "b"];

    public static async Task<SetTimetableFacts> LoadAsync(SetTimetable command, IDocumentSession session, CancellationToken cancel)
    {
        var group = await session.LoadAsync<StudyGroupCard>(Streams.Group(GroupId.From(command.Unit)), cancel);
        return new SetTimetableFacts(
            await Placing.Load(group?.Classes.FirstOrDefault() ?? ClassId.From(command.Unit), session, cancel),
            await session.LoadManyAsync<CourseCard>(cancel, [.. command.Slots.Select(s => Streams.Course(s.Course)).Distinct()]));
    }

    public static (Outcome, Events) Handle(
        SetTimetable command,
        [WriteAggregate(nameof(SetTimetable.Stream), Required = false)] UnitTimetable? table,
        SetTimetableFacts facts)
    {
        if (facts.Class.Forbid(command.From) is { } refused) return (refused, []);
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
            var course = facts.Courses.FirstOrDefault(c => c.Course == slot.Course);
            if (course is null) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
            if (course.Unit != command.Unit) return (Outcome.Refused(Refusals.CourseIsOfOtherClass, slot.Weekday, slot.Slot), []);
        }
        return table?.Versions.FirstOrDefault(v => v.From == command.From) is { } version && version.Slots.SequenceEqual(command.Slots)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new TimetableSet(command.Unit, command.From, command.Slots)]);
    }
}
