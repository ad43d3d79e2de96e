using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Accounting.Journal;

/// <summary>
/// Ход КТП: which hour of the plan each lesson takes. A recorded topic says where the course stands; a lesson without one takes the next
/// hour after it, one that was not held takes none.
/// </summary>
public static class PlanPace
{
    /// <summary>The plan's hour for each lesson of a page; null past the plan's end and for a lesson that was not held.</summary>
    /// <param name="plan">The plan hour by hour.</param>
    /// <param name="lessons">In order; with their place in the year, from 1, by which the first of them is set.</param>
    /// <param name="recorded">What is recorded of them.</param>
    public static IReadOnlyDictionary<LessonId, PlanItem?> Walk(
        IReadOnlyList<PlanItem> plan, IReadOnlyList<(LessonId Lesson, int Ordinal)> lessons, IReadOnlyDictionary<LessonId, Lesson> recorded)
    {
        var next = lessons.Count == 0 ? 0 : lessons[0].Ordinal - (Counts(recorded.GetValueOrDefault(lessons[0].Lesson)) ? 1 : 0);
        var hours = new Dictionary<LessonId, PlanItem?>(lessons.Count);
        var course = new PlanPosition(plan);
        foreach (var (id, _) in lessons)
        {
            var lesson = recorded.GetValueOrDefault(id);
            if (lesson?.NotHeld is not null || !Counts(lesson))
            {
                hours[id] = null;
                continue;
            }
            hours[id] = plan.ElementAtOrDefault(next);
            if (After(course, lesson) is { } reached) next = reached;
            else next++;
        }
        return hours;
    }

    /// <summary>Отставание от КТП in hours: lessons due by now less hours of the plan gone through; negative when ahead, null before the first recorded topic.</summary>
    /// <param name="now">Lessons before this one are due; it counts when it is recorded itself.</param>
    public static int? Lag(
        IReadOnlyList<PlanItem> plan, IReadOnlyList<(LessonId Lesson, int Ordinal)> lessons, IReadOnlyDictionary<LessonId, Lesson> recorded, DateOnly now)
    {
        int? reached = null;
        var (due, course) = (0, new PlanPosition(plan));
        foreach (var (id, ordinal) in lessons)
        {
            var lesson = recorded.GetValueOrDefault(id);
            if (id.Date > now || (id.Date == now && lesson?.Topic is null && lesson?.NotHeld is null)) break;
            due = ordinal;
            if (!Counts(lesson)) continue;
            // A topic of the teacher's own takes an hour of the plan as well.
            if (lesson?.Topic is not null) reached = After(course, lesson) ?? (reached ?? ordinal - 1) + 1;
        }
        return reached is null || plan.Count == 0 ? null : Math.Min(due, plan.Count) - reached;
    }

    /// <summary>What was cancelled, moved away or given in another subject takes no hour of the plan.</summary>
    private static bool Counts(Lesson? lesson) => lesson?.Shift?.Counts ?? true;

    /// <summary>How many hours of the plan are gone through after a lesson; null where its topic is not from the plan.</summary>
    private static int? After(PlanPosition course, Lesson? lesson) => lesson is { Topic: not null, PlanItem: { } number } ? course.After(number, lesson.PlanPart) : null;
}
