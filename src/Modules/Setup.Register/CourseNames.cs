using Marten;

namespace ElJournal.Setup.Register;

/// <summary>How courses are called by those who sit in them: 8 «Б»; 8 «Б», группа 1.</summary>
public static class CourseNames
{
    public static async Task<IReadOnlyDictionary<CourseId, string>> Of(IQuerySession session, IReadOnlyCollection<CourseCard> courses, CancellationToken cancel)
    {
        var classes = (await session.LoadManyAsync<ClassRoster>(cancel, courses.SelectMany(c => c.Classes).Select(c => c.Value).Distinct().ToArray()))
            .ToDictionary(c => c.Id);
        var grouped = courses.Select(c => c.Group).OfType<GroupId>().Distinct().Select(Streams.Group).ToArray();
        Dictionary<GroupId, StudyGroupCard> groups = grouped.Length == 0 ? [] : (await session.LoadManyAsync<StudyGroupCard>(cancel, grouped)).ToDictionary(g => g.Group);
        return courses.ToDictionary(c => c.Course, c => CourseRoster.NameOf(
            [.. c.Classes.Select(id => classes.GetValueOrDefault(id.Value)).OfType<ClassRoster>()], c.Group is { } g ? groups.GetValueOrDefault(g) : null));
    }
}
