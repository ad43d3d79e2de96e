using ElJournal.Integrity.Anchors;
using ElJournal.Integrity.Watching;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Host;

/// <summary>What the watch over the sealed log asks of the register of schools and people.</summary>
internal static class SchoolsWatched
{
    public static IServiceCollection AddWatchedSchools(this IServiceCollection services) => services
        .AddSingleton<WatchedSchools>(provider => (school, cancel) => Of(provider.GetRequiredService<IDocumentStore>(), school, cancel))
        .AddSingleton<StaffAtWork>(provider => (school, cancel) => Staff(
            provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<Openings>(), provider.GetRequiredService<TimeProvider>(), school, cancel));

    /// <summary>A school that is not founded yet has no name, and the day of Greenwich.</summary>
    private static async Task<WatchedSchool> Of(IDocumentStore store, SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await session.LoadAsync<SchoolCard>(Streams.School(school), cancel) is { } card
            ? new WatchedSchool(card.Name, TimeZoneInfo.FindSystemTimeZoneById(card.TimeZone))
            : new WatchedSchool(school.Value, TimeZoneInfo.Utc);
    }

    private static async Task<IReadOnlyDictionary<string, string>> Staff(
        IDocumentStore store, Openings openings, TimeProvider clock, SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var today = await session.DayOf(clock.GetUtcNow(), cancel);
        var cards = (await session.Query<StaffCard>().ToListAsync(cancel)).Where(card => !(card.Dismissed <= today)).ToList();
        var people = await openings.Read<PersonCard>(school, cards.Select(card => card.Card), cancel);
        return cards.Where(card => people.ContainsKey(card.Card)).ToDictionary(card => card.Staff.Value, card => people[card.Card].ShortName);
    }
}
