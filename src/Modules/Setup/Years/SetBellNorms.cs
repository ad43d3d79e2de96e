using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Принять нормы звонков и каникул (D-10.8) from a day on, with the act they stand on.</summary>
public sealed record SetBellNorms(Guid CommandId, BellNormsSet Norms) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.BellNorms;
}

public static class SetBellNormsHandler
{
    private const int MostMinutes = 240;
    private const int MostLessons = 12;

    public static (Outcome, Events) Handle(
        SetBellNorms command, [WriteAggregate(nameof(SetBellNorms.Stream), Required = false)] BellNorms? norms)
    {
        var set = command.Norms;
        if (!Naming.IsFit(set.Act)) return (Outcome.Refused(Refusals.BellNormsLackAct), []);
        if (!BellRules.IsTime(set.Earliest) || !BellRules.IsTime(set.Latest) || !BellRules.IsBefore(set.Earliest, set.Latest)
            || !new[] { set.LessonMinutes, set.BreakMinutes, set.LongBreakFrom, set.LongBreakTo, set.HolidayDays }.All(IsLength)
            || set.LongBreakTo < set.LongBreakFrom
            || set.Steps.Any(step => !IsLength(step.LessonMinutes) || step.Month is < 1 or > 12 || step.Lessons is < 1 or > MostLessons))
            return (Outcome.Refused(Refusals.BellNormIsOff), []);
        if (set.FirstShiftLevels.Concat(set.Steps.Select(step => step.Level)).FirstOrDefault(level => level is < 1 or > 11, 1) is var level && level is < 1 or > 11)
            return (Outcome.Refused(Refusals.YearLevelIsOff, level), []);
        return norms?.Versions.FirstOrDefault(v => v.From == set.From) is { } stands && IsSame(stands, set)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [set]);
    }

    private static bool IsLength(int minutes) => minutes is > 0 and <= MostMinutes;

    private static bool IsSame(BellNormsSet one, BellNormsSet other) =>
        one.FirstShiftLevels.SequenceEqual(other.FirstShiftLevels) && one.Steps.SequenceEqual(other.Steps)
        && one == other with { FirstShiftLevels = one.FirstShiftLevels, Steps = one.Steps };
}
