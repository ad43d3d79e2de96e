using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup;

/// <summary>Условия отказа от бумаги as they stand (D-3): what the program sees by itself.</summary>
/// <param name="Courses">Courses of the year; of them without a teacher, without a КТП, not in a timetable.</param>
/// <param name="Records">In the signed log; null where nothing is sealed.</param>
public sealed record PaperlessIndicators(int Courses, int WithoutTeacher, int WithoutPlan, int WithoutTimetable, long? Records)
{
    /// <summary>Every course has its journal in full: teacher, plan, lessons.</summary>
    public bool IsFull => Courses > 0 && WithoutTeacher + WithoutPlan + WithoutTimetable == 0;

    /// <summary>Entries and corrections are sealed, so none can be made unseen.</summary>
    public bool IsControlled => Records > 0;

    public static async Task<PaperlessIndicators> Read(
        IQuerySession session, SchoolId school, TimeProvider clock, SealedRecords records, CancellationToken cancel)
    {
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel))
            .Where(c => c.Year == now.Year?.Year && !(c.Closed <= now.Day) && c.Layer == Layers.Core).ToList();
        var plans = (await session.LoadManyAsync<CoursePlan>(cancel, [.. courses.Select(c => Streams.Plan(c.Course))])).Select(p => p.Course).ToHashSet();
        var timed = (await session.LoadManyAsync<UnitTimetable>(cancel, [.. courses.Select(c => Streams.Timetable(c.Unit)).Distinct()]))
            .SelectMany(t => t.VersionOn(now.Day)?.Slots ?? []).Select(s => s.Course).ToHashSet();
        return new PaperlessIndicators(
            courses.Count, courses.Count(c => c.TeacherOn(now.Day) is null), courses.Count(c => !plans.Contains(c.Course)), courses.Count(c => !timed.Contains(c.Course)),
            await records(school, cancel));
    }
}
