using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup;

/// <summary>Reads groups by the classes from which they draw.</summary>
internal static class GroupsOf
{
    public static async Task<IReadOnlyList<StudyGroupCard>> Classes(IQuerySession session, IEnumerable<ClassId> classes, CancellationToken cancel)
    {
        var wanted = classes.Select(c => c.Value).Distinct().ToArray();
        return wanted.Length == 0 ? []
            : [.. await session.QueryAsync<StudyGroupCard>(
                "where d.tenant_id = ? and exists (select from jsonb_array_elements_text(d.data -> 'classes') c where c = any(?))", cancel, session.TenantId, wanted)];
    }
}
