using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Отчислить обучающегося (D-22.8): from this day the row in the journal is grey.</summary>
/// <param name="Order">Номер приказа.</param>
public sealed record DepartPupil(Guid CommandId, PupilId Pupil, DateOnly From, string? Order = null) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);
}

public static class DepartPupilHandler
{
    public static (Outcome, Events) Handle(
        DepartPupil command, [WriteAggregate(nameof(DepartPupil.Stream), Required = false)] PupilCard? pupil)
    {
        if (pupil?.Class is not { } schoolClass) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        if (pupil.Departed == command.From) return (Outcome.Accepted, []);
        if (pupil.Departed is { } departed) return (Outcome.Refused(Refusals.PupilHasDeparted, departed), []);
        return command.From < pupil.From
            ? (Outcome.Refused(Refusals.DateIsBeforePlacing, pupil.From), [])
            : (Outcome.Accepted, [new PupilDeparted(command.Pupil, schoolClass, command.From, command.Order)]);
    }
}
