using ElJournal.Control.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Rounds;

/// <summary>Завершить проверку, with what has come of it.</summary>
/// <param name="Courses">As the round has them: the right is asked for on each.</param>
/// <param name="Figures">The checks as they stand now.</param>
public sealed record ConcludeRound(Guid CommandId, RoundId Round, IReadOnlyList<CourseId> Courses, IReadOnlyList<RoundFigure> Figures, Opening Result)
    : INeedsEach, ICarriesOpenings
{
    /// <summary>On every page of it.</summary>
    public IEnumerable<Need> Needs => RoundRules.On(Courses);

    public Need Need => RoundRules.On(Courses).FirstOrDefault() ?? new Need(Permission.ManageControl);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Round.Stream;

    public IEnumerable<Opening> Openings => [Result];

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ConcludeRound)} {Round}";
}

public static class ConcludeRoundHandler
{
    /// <summary>The school's day.</summary>
    public static Task<DateOnly> LoadAsync(ConcludeRound command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ControlFrame.Today(session, clock.GetUtcNow(), cancel);

    public static (Outcome, Events) Handle(ConcludeRound command, [WriteAggregate(nameof(ConcludeRound.Stream), Required = false)] Round? round, DateOnly today)
    {
        if (RoundRules.ForbidUnknown(round, command.Courses) is { } unknown) return (unknown, []);
        if (!round!.IsOpen) return (Outcome.Refused(Refusals.RoundIsOver), []);
        return command.Result.Value.Trim().Length is 0 or > RoundRules.LongestResult
            ? (Outcome.Refused(Refusals.RoundLacksResult, RoundRules.LongestResult), [])
            : (Outcome.Accepted, [new RoundConcluded(command.Round, command.Result.Sealed, today, command.Figures)]);
    }
}
