using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup;

/// <summary>The school's calendar day; before the school has a card, that of Greenwich.</summary>
internal static class SchoolDay
{
    public static async Task<DateOnly> Today(IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var school = await session.LoadAsync<SchoolCard>("school/" + session.TenantId, cancel);
        return school?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
    }
}
