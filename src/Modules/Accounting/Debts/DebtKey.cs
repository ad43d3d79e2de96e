using ElJournal.Setup;

namespace ElJournal.Accounting.Debts;

/// <summary>Академическая задолженность of a pupil in a course of a year.</summary>
public sealed record DebtKey(CourseId Course, TermId Term, PupilId Pupil)
{
    /// <summary>Key of its stream.</summary>
    public string Stream => $"debt/{Course}/{Term}/{Pupil}";
}
