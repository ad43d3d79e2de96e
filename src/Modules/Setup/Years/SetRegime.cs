using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Установить режим работы класса (D-10.8, Z-6.7) from a day on: length of the week, shift, bells of its days.</summary>
/// <param name="Days">5 or 6.</param>
/// <param name="Shift">1 or 2.</param>
/// <param name="Bells">Days with a set of their own; the others ring by the year's.</param>
public sealed record SetRegime(Guid CommandId, ClassId Class, DateOnly From, int Days, int Shift, IReadOnlyList<RegimeBells> Bells) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Class(Class);
}

public static class SetRegimeHandler
{
    public static Task<Placing> LoadAsync(SetRegime command, IDocumentSession session, CancellationToken cancel) =>
        Placing.Load(command.Class, session, cancel);

    public static (Outcome, Events) Handle(
        SetRegime command, [WriteAggregate(nameof(SetRegime.Stream), Required = false)] ClassCard? formed, Placing placing)
    {
        if (formed is null) return (Outcome.Refused(Refusals.ClassIsUnknown), []);
        if (placing.Forbid(command.From) is { } refused) return (refused, []);
        if (command.Days is not (5 or 6)) return (Outcome.Refused(Refusals.SchoolWeekIsOff, command.Days), []);
        if (command.Shift is not (1 or 2)) return (Outcome.Refused(Refusals.ShiftIsOff, command.Shift), []);
        RegimeBells[] bells = [.. command.Bells.OrderBy(b => b.Weekday)];
        for (var i = 0; i < bells.Length; i++)
        {
            if (bells[i].Weekday < 1 || bells[i].Weekday > command.Days || (i > 0 && bells[i].Weekday == bells[i - 1].Weekday))
                return (Outcome.Refused(Refusals.WeekdayIsOff, bells[i].Weekday), []);
            if (!placing.Year!.Schedules.Any(s => s.Schedule == bells[i].Schedule)) return (Outcome.Refused(Refusals.ScheduleIsUnknown, bells[i].Schedule), []);
        }
        return placing.Class!.Regimes.FirstOrDefault(r => r.From == command.From) is { } stands
            && stands.Days == command.Days && stands.Shift == command.Shift && stands.Bells.SequenceEqual(bells)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new RegimeSet(command.Class, command.From, command.Days, command.Shift, bells)]);
    }
}
