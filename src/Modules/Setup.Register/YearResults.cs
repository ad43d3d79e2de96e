using Marten;

namespace ElJournal.Setup.Register;

/// <summary>С чем обучающийся окончил год: what a promotion must know of his grades. Whoever keeps grades answers it.</summary>
public interface IYearResults
{
    /// <summary>Of pupils with anything to tell.</summary>
    /// <param name="schoolClass">Null: of the whole year.</param>
    Task<IReadOnlyDictionary<PupilId, YearResult>> Of(IQuerySession session, YearId year, ClassId? schoolClass, CancellationToken cancel);
}

/// <param name="Ungraded">Subjects without an annual grade (годовая отметка).</param>
/// <param name="Owed">Subjects of academic debts (академическая задолженность) that are not over.</param>
public sealed record YearResult(IReadOnlyList<string> Ungraded, IReadOnlyList<string> Owed);
