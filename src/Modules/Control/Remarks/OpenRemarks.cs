using ElJournal.Kernel;
using Marten;

namespace ElJournal.Control.Remarks;

/// <summary>Открытые замечания of one who teaches: for the menu.</summary>
public static class OpenRemarks
{
    /// <summary>How many are open on what this person writes in; a deputy's own are a matter of the list.</summary>
    public static async Task<int> Of(IQuerySession session, Actor reader, CancellationToken cancel)
    {
        if (reader.Role is not (Role.Teacher or Role.ClassTeacher) || RemarkBook.Courses(reader) is not { Length: > 0 } courses) return 0;
        var open = await session.Query<Remark>().Where(r => r.Pending != null && r.Course.IsOneOf(courses)).ToListAsync(cancel);
        return open.Count(r => reader.Grants.AllowEver(Permission.WriteJournal, r.Target.Resource));
    }
}
