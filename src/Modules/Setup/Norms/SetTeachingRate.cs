using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать норму часов за ставку (D-10.9), in force from a day until the next version.</summary>
public sealed record SetTeachingRate(Guid CommandId, TeachingRateSet Rate) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Norms;
}

public static class SetTeachingRateHandler
{
    private const int MostHours = 60;

    public static (Outcome, Events) Handle(
        SetTeachingRate command, [WriteAggregate(nameof(SetTeachingRate.Stream), Required = false)] LoadNorms? standing)
    {
        var rate = command.Rate;
        if (rate.Hours is < 1 or > MostHours * 100) return (Outcome.Refused(Refusals.RateIsOff, MostHours), []);
        if (!Naming.IsFit(rate.Act)) return (Outcome.Refused(Refusals.NormsLackAct), []);
        return standing?.RateOn(rate.From) is { } version && (version.Hours, version.Act) == (rate.Hours, rate.Act)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [rate]);
    }
}
