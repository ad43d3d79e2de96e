using Marten;

namespace ElJournal.Control.Rounds;

/// <summary>Reckons the checks of a round, as the tiles do: given to the round when it begins and when it ends.</summary>
public interface IRoundFigures
{
    Task<IReadOnlyList<RoundFigure>> Of(
        IQuerySession session, RoundScope scope, IReadOnlyList<string> checks, DateOnly from, DateOnly to, CancellationToken cancel);
}
