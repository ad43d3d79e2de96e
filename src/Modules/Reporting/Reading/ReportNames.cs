using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Reporting.Reading;

/// <summary>Puts names to the ids of people: they come from openings and are kept nowhere else.</summary>
public sealed class ReportNames(Openings openings)
{
    /// <summary>Абрамова Дарья.</summary>
    public async Task<IReadOnlyDictionary<PupilId, string>> Pupils(IQuerySession session, IEnumerable<PupilId> ids, CancellationToken cancel)
    {
        var asked = ids.Distinct().Select(Streams.Pupil).ToArray();
        if (asked.Length == 0) return new Dictionary<PupilId, string>();
        var cards = await session.LoadManyAsync<PupilCard>(cancel, asked);
        var opened = await openings.Read<PersonCard>(SchoolId.From(session.TenantId), cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Pupil, c => opened.TryGetValue(c.Card, out var card) ? card.ListName : UiTexts.All["erased"]);
    }

    /// <summary>Соколова И. В.</summary>
    public async Task<IReadOnlyDictionary<StaffId, string>> Staff(IQuerySession session, IEnumerable<StaffId> ids, CancellationToken cancel)
    {
        var cards = await session.LoadManyAsync<StaffCard>(cancel, [.. ids.Distinct().Select(Streams.Staff)]);
        var opened = await openings.Read<PersonCard>(SchoolId.From(session.TenantId), cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Staff, c => opened.TryGetValue(c.Card, out var card) ? card.ShortName : UiTexts.All["erased"]);
    }
}
