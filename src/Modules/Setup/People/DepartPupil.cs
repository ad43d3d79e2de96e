using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Отчислить обучающегося (D-22.8): from this day the row in the journal is grey.</summary>
/// <param name="Order">Номер и дата приказа.</param>
/// <param name="Reason">One of <see cref="DepartureReasons"/>; null: nobody says.</param>
/// <param name="Where">Куда: a school, a town.</param>
public sealed record DepartPupil(
    Guid CommandId, PupilId Pupil, DateOnly From, string? Order = null, string? Reason = null, Opening? Where = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);

    public IEnumerable<Opening> Openings => Where is null ? [] : [Where];

    /// <summary>Never prints where to: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(DepartPupil)} {Pupil}";
}

public static class DepartPupilHandler
{
    /// <summary>Of the words where to.</summary>
    public const int LongestWhere = 200;

    public static (Outcome, Events) Handle(
        DepartPupil command, [WriteAggregate(nameof(DepartPupil.Stream), Required = false)] PupilCard? pupil)
    {
        if (pupil?.Class is not { } schoolClass) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        if (pupil.Departed == command.From) return (Outcome.Accepted, []);
        if (pupil.Departed is { } departed) return (Outcome.Refused(Refusals.PupilHasDeparted, departed), []);
        // Whoever leaves in summer, after the decision on the next year, never comes to the class decided on.
        var waits = pupil.Promotions.Any(p => p.To == pupil.Class);
        if (command.From < pupil.From && !waits) return (Outcome.Refused(Refusals.DateIsBeforePlacing, pupil.From), []);
        if (command.Reason is { } reason && !DepartureReasons.All.Contains(reason)) return (Outcome.Refused(Refusals.DepartureReasonIsUnknown, reason), []);
        if (command.Where?.Value.Length > LongestWhere) return (Outcome.Refused(Refusals.DeparturePlaceIsLong, LongestWhere), []);
        var departure = new PupilDeparted(command.Pupil, schoolClass, command.From, command.Order);
        return (Outcome.Accepted, command.Reason is { } why
            ? [departure, new PupilDepartureExplained(command.Pupil, command.From, why, command.Where?.Sealed)]
            : [departure]);
    }
}
