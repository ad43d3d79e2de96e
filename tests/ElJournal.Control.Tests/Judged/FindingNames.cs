using ElJournal.Control.Tiles;

namespace ElJournal.Control.Tests.Judged;

/// <summary>Findings as <see cref="PlainFold"/> names them.</summary>
internal static class FindingNames
{
    public static SortedDictionary<string, string> Of(string check, IEnumerable<Finding> findings) => new(findings.ToDictionary(
        f => check switch
        {
            Checks.Accumulation => $"{f.Course.Id} {f.Pupil}",
            Checks.Programme => f.Course.Id.Value,
            Checks.HomeworkLoad => $"{f.Class} {f.Day:O}",
            _ => $"{f.Course.Id}/{f.Lesson!.Date:yyyy-MM-dd}/{f.Lesson.Slot}",
        },
        f => check switch
        {
            Checks.Accumulation => $"{f.Verdict} {f.Amount} of {f.Of}",
            Checks.Programme or Checks.HomeworkLoad => $"{f.Verdict} {f.Amount}",
            Checks.Substitutions => f.Kind ?? "",
            Checks.Grades when f.Verdict == Verdict.Late => $"Late {f.Amount} of {f.Of}",
            _ => f.Verdict.ToString(),
        }), StringComparer.Ordinal);
}
