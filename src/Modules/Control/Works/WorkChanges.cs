namespace ElJournal.Control.Works;

/// <summary>Изменение графика that a document stands behind.</summary>
/// <param name="What">In words.</param>
public sealed record WorkChange(ControlWork Work, string What, WorkPaper Paper)
{
    /// <summary>All of the book, the newest first.</summary>
    public static IReadOnlyList<WorkChange> In(WorkBook book) =>
        [.. book.Works.Concat(book.Cancelled).SelectMany(Of).OrderByDescending(c => c.Paper.Date).ThenBy(c => c.Work.Place(), WorkPlace.InOrder)];

    private static IEnumerable<WorkChange> Of(ControlWork work)
    {
        if (work.Paper is { } added) yield return new(work, WorkWords.All.With("change.added", work.Moves.Count > 0 ? work.Moves[0].From : work.Date), added);
        foreach (var move in work.Moves)
            if (move.Paper is { } paper) yield return new(work, WorkWords.All.With("change.moved", move.From, move.To), paper);
        if (work is { Cancelled: true, CancelledBy: { } by }) yield return new(work, WorkWords.All.With("change.cancelled", work.Date), by);
    }
}
