using ElJournal.Kernel;
using Marten;

namespace ElJournal.Setup.Register;

/// <summary>The school's calendar day, by its own time zone; of a school not named yet, the day in Greenwich.</summary>
public static class SchoolDay
{
    public static async Task<DateOnly> DayOf(this IQuerySession session, DateTimeOffset moment, CancellationToken cancel) =>
        (await session.LoadAsync<SchoolCard>(Streams.School(SchoolId.From(session.TenantId)), cancel))?.DayAt(moment) ?? DateOnly.FromDateTime(moment.UtcDateTime);
}
