using ElJournal.Setup;

namespace ElJournal.Accounting.Terms;

/// <summary>Обучающийся at the end of a year: решение педсовета and академические задолженности.</summary>
public sealed record PupilYear(string Id, PupilId Pupil, YearId Year)
{
    /// <summary>The last one; null: none yet.</summary>
    public CouncilDecided? Decision { get; init; }

    public IReadOnlyList<Debt> Debts { get; init; } = [];

    public static PupilYear Create(CouncilDecided e) => Apply(e, Empty(e.Pupil, e.Year));

    public static PupilYear Create(DebtRecorded e) => Apply(e, Empty(e.Pupil, e.Year));

    public static PupilYear Apply(CouncilDecided e, PupilYear pupil) => pupil with { Decision = e };

    public static PupilYear Apply(DebtRecorded e, PupilYear pupil) =>
        pupil with { Debts = [.. pupil.Debts.Where(d => !d.Is(e.Course, e.Term)), new Debt(e.Course, e.Term, e.Grade, e.Until, [])] };

    public static PupilYear Apply(RetakeHeld e, PupilYear pupil) => pupil with
    {
        Debts = [.. pupil.Debts.Select(d => d.Is(e.Course, e.Term) ? d with { Retakes = [.. d.Retakes, e] } : d)],
    };

    public Debt? DebtOf(CourseId course, TermId term) => Debts.FirstOrDefault(d => d.Is(course, term));

    private static PupilYear Empty(PupilId pupil, YearId year) => new(TermStreams.PupilYear(pupil, year), pupil, year);
}

/// <summary>Академическая задолженность.</summary>
/// <param name="Grade">That made it; null: there was none.</param>
/// <param name="Retakes">Oldest first.</param>
public sealed record Debt(CourseId Course, TermId Term, string? Grade, DateOnly Until, IReadOnlyList<RetakeHeld> Retakes)
{
    public bool IsCleared => Retakes.Any(r => r.Passed);

    public bool Is(CourseId course, TermId term) => Course == course && Term == term;
}
