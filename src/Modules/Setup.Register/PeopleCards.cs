using ElJournal.Kernel;
using ElJournal.Store;
using Marten;

namespace ElJournal.Setup.Register;

/// <summary>People by their ids: what their cards say, which comes from openings and is kept nowhere else. One who was erased has no card.</summary>
public static class PeopleCards
{
    public static async Task<IReadOnlyDictionary<PupilId, PersonCard?>> OfPupils(this Openings openings, IQuerySession session, IEnumerable<PupilId> ids, CancellationToken cancel)
    {
        var asked = ids.Distinct().Select(Streams.Pupil).ToArray();
        if (asked.Length == 0) return new Dictionary<PupilId, PersonCard?>();
        var cards = await session.LoadManyAsync<PupilCard>(cancel, asked);
        var opened = await openings.Read<PersonCard>(SchoolId.From(session.TenantId), cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Pupil, c => opened.GetValueOrDefault(c.Card));
    }

    public static async Task<IReadOnlyDictionary<StaffId, PersonCard?>> OfStaff(this Openings openings, IQuerySession session, IEnumerable<StaffId> ids, CancellationToken cancel)
    {
        var asked = ids.Distinct().Select(Streams.Staff).ToArray();
        if (asked.Length == 0) return new Dictionary<StaffId, PersonCard?>();
        var cards = await session.LoadManyAsync<StaffCard>(cancel, asked);
        var opened = await openings.Read<PersonCard>(SchoolId.From(session.TenantId), cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Staff, c => opened.GetValueOrDefault(c.Card));
    }
}
