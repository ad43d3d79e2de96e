using ElJournal.Kernel;
using ElJournal.Setup;
using Wolverine.Marten;

namespace ElJournal.Control.Rounds;

/// <summary>Отменить проверку that was begun by mistake. Remarks made in it stand.</summary>
/// <param name="Courses">As the round has them: the right is asked for on each.</param>
public sealed record CancelRound(Guid CommandId, RoundId Round, IReadOnlyList<CourseId> Courses) : INeedsEach
{
    /// <summary>On every page of it.</summary>
    public IEnumerable<Need> Needs => RoundRules.On(Courses);

    public Need Need => RoundRules.On(Courses).FirstOrDefault() ?? new Need(Permission.ManageControl);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Round.Stream;
}

public static class CancelRoundHandler
{
    public static (Outcome, Events) Handle(CancelRound command, [WriteAggregate(nameof(CancelRound.Stream), Required = false)] Round? round)
    {
        if (RoundRules.ForbidUnknown(round, command.Courses) is { } unknown) return (unknown, []);
        return round!.IsOpen ? (Outcome.Accepted, [new RoundCancelled(command.Round)]) : (Outcome.Refused(Refusals.RoundIsOver), []);
    }
}
