using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup;

/// <summary>The day it is in the school, by its own clock.</summary>
internal static class SchoolDay
{
    public static async Task<DateOnly> Today(IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return (await session.LoadAsync<SchoolCard>(Streams.School(SchoolId.From(session.TenantId)), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
    }
}
