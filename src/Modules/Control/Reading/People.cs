using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Control.Reading;

/// <summary>Puts names to ids at the last moment; the names come from openings and are kept nowhere else.</summary>
public sealed class People(Openings openings)
{
    /// <summary>Members of staff as a signature: Соколова И. В.</summary>
    public async Task<IReadOnlyDictionary<StaffId, string>> Staff(IQuerySession session, SchoolId school, IEnumerable<StaffId> staff, CancellationToken cancel)
    {
        var keys = staff.Distinct().Select(Streams.Staff).ToArray();
        if (keys.Length == 0) return new Dictionary<StaffId, string>();
        var cards = await session.LoadManyAsync<StaffCard>(cancel, keys);
        var opened = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Staff, c => opened.TryGetValue(c.Card, out var person) ? person.ShortName : UiTexts.All["erased"]);
    }

    /// <summary>Pupils as in a class's list: Абрамова Дарья.</summary>
    public async Task<IReadOnlyDictionary<PupilId, string>> Pupils(IQuerySession session, SchoolId school, IEnumerable<PupilId> pupils, CancellationToken cancel)
    {
        var keys = pupils.Distinct().Select(Streams.Pupil).ToArray();
        if (keys.Length == 0) return new Dictionary<PupilId, string>();
        var cards = await session.LoadManyAsync<PupilCard>(cancel, keys);
        var opened = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Pupil, c => opened.TryGetValue(c.Card, out var person) ? person.ListName : UiTexts.All["erased"]);
    }
}
