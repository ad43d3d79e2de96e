using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Services.BatchQuerying;

namespace ElJournal.Accounting.Terms;

/// <summary>Asks for a course's set-up in the same round trip in which the handler's own document is fetched.</summary>
public sealed class CourseQuestion(CourseId course, CourseSetUps setUps) : IBatchQueryPlan<CourseSetUp?>
{
    public Task<CourseSetUp?> Fetch(IBatchedQuery query) => setUps.Of(course, query);
}
