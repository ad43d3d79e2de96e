using ElJournal.Setup;

namespace ElJournal.Control.Tiles;

/// <summary>Counts by teacher what goes by, so that a check is gone through once for its tile and for those who are behind.</summary>
internal sealed class TeacherSums
{
    /// <summary>How many things a teacher answers for.</summary>
    public Dictionary<StaffId, int> Counted { get; } = [];

    /// <summary>How many of them are late or missing.</summary>
    public Dictionary<StaffId, int> Amiss { get; } = [];

    public IEnumerable<Finding> Passing(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (finding.Teacher is { } teacher)
            {
                if (finding.Counts) Counted[teacher] = Counted.GetValueOrDefault(teacher) + 1;
                if (finding.Verdict is Verdict.Late or Verdict.Missing) Amiss[teacher] = Amiss.GetValueOrDefault(teacher) + 1;
            }
            yield return finding;
        }
    }
}
