using System.Globalization;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Control.Works;

/// <summary>Tells the journal which lessons have a work by the schedule.</summary>
internal sealed class PlannedWorks : IPlannedWorks
{
    public async Task<IReadOnlyList<LessonWork>> On(IQuerySession session, IReadOnlyCollection<CourseId> courses, DateOnly day, CancellationToken cancel)
    {
        if (courses.Count == 0) return [];
        var (wanted, iso) = (courses.Select(c => c.Value).ToArray(), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var works = await session.Query<ControlWork>().Where(w => !w.Cancelled && w.MatchesSql("d.data ->> 'date' = ? and d.data ->> 'course' = any(?)", iso, wanted)).ToListAsync(cancel);
        return [.. works.SelectMany(w => Enumerable.Range(w.Slot, w.Lessons).Select(slot => new LessonWork(w.Course, slot, WorkWords.Form(w.Form), w.Topic)))];
    }
}
