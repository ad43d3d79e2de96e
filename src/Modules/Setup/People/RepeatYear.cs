using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Оставить обучающегося на повторное обучение: the same year level once more, in a class of another school year.</summary>
/// <param name="Class">Where the pupil sits from this day.</param>
/// <param name="Order">Номер и дата приказа.</param>
public sealed record RepeatYear(Guid CommandId, PupilId Pupil, ClassId Class, DateOnly From, string? Order = null) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);
}

/// <param name="Former">The class in which the pupil is now.</param>
public sealed record RepeatYearFacts(ClassRoster? Former, Placing Placing);

public static class RepeatYearHandler
{
    public static async Task<RepeatYearFacts> LoadAsync(RepeatYear command, IDocumentSession session, CancellationToken cancel)
    {
        var pupil = await session.LoadAsync<PupilCard>(Streams.Pupil(command.Pupil), cancel);
        return new RepeatYearFacts(
            pupil?.Class is { } former ? await session.LoadAsync<ClassRoster>(former.Value, cancel) : null, await Placing.Load(command.Class, session, cancel));
    }

    public static (Outcome, Events) Handle(
        RepeatYear command, [WriteAggregate(nameof(RepeatYear.Stream), Required = false)] PupilCard? pupil, RepeatYearFacts facts)
    {
        if (pupil is null || facts.Former is not { } former) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        if (Placing.IsIn(pupil, command.Class) && pupil.Movements.LastOrDefault()?.Kind == MovementKinds.Repeats) return (Outcome.Accepted, []);
        if (pupil.Departed is { } departed) return (Outcome.Refused(Refusals.PupilHasDeparted, departed), []);
        if (facts.Placing.Forbid(pupil, command.From) is { } refused) return (refused, []);
        var next = facts.Placing.Class!;
        if (next.Level != former.Level || next.Year == former.Year) return (Outcome.Refused(Refusals.YearIsNotRepeated, former.Name, next.Name), []);
        return (Outcome.Accepted,
        [
            Placing.Move(pupil, command.Class, command.From, command.Order),
            new PupilRepeatsYear(command.Pupil, former.Year, former.Level, command.From, command.Order),
        ]);
    }
}
