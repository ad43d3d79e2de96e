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
    public async Task<IReadOnlyDictionary<PupilId, string>> Pupils(IQuerySession session, IEnumerable<PupilId> ids, CancellationToken cancel) =>
        (await openings.OfPupils(session, ids, cancel)).ToDictionary(p => p.Key, p => p.Value?.ListName ?? UiTexts.All["erased"]);

    /// <summary>Соколова И. В.</summary>
    public async Task<IReadOnlyDictionary<StaffId, string>> Staff(IQuerySession session, IEnumerable<StaffId> ids, CancellationToken cancel) =>
        (await openings.OfStaff(session, ids, cancel)).ToDictionary(s => s.Key, s => s.Value?.ShortName ?? UiTexts.All["erased"]);
}
