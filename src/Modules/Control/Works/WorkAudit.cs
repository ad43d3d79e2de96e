using ElJournal.Setup;

namespace ElJournal.Control.Works;

/// <summary>Отклонение of a work that stands: what two works break together is told of the later one.</summary>
/// <param name="Explained">It, or one of those it breaks the limit with, is explained.</param>
public sealed record WorkViolation(ControlWork Work, LimitCheck Check, bool Explained);

/// <summary>The schedule as it stands, held against its limits.</summary>
public static class WorkAudit
{
    /// <summary>In the order of the works.</summary>
    public static IReadOnlyList<WorkViolation> Of(WorkJudge judge)
    {
        var found = new List<WorkViolation>();
        var known = judge.Facts.Works.ToDictionary(w => w.Work);
        // A work meets only those of its own classes: what came before is kept by class.
        var before = new Dictionary<ClassId, List<WorkPlace>>();
        foreach (var work in judge.Facts.Works.OrderBy(w => w.Place(), WorkPlace.InOrder))
        {
            if (!judge.Facts.Courses.TryGetValue(work.Course, out var course)) continue;
            var (place, beside) = (work.Place(), course.Classes.SelectMany(c => before.GetValueOrDefault(c, [])).Distinct());
            found.AddRange(judge.Check(place, beside).Where(c => !c.Holds).Select(c =>
                new WorkViolation(work, c, work.IsExplained(c.Limit.Limit) || c.With.Any(w => known[w].IsExplained(c.Limit.Limit)))));
            foreach (var schoolClass in course.Classes)
            {
                if (!before.TryGetValue(schoolClass, out var list)) before[schoolClass] = list = [];
                list.Add(place);
            }
        }
        return found;
    }
}
