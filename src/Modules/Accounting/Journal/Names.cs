using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>Puts names to the ids of a page or a history; the names come from openings and are kept nowhere else.</summary>
public sealed class Names(Openings openings, AccountNames accounts)
{
    /// <summary>Pupils by id: Абрамова Дарья. An erased one is said to be so.</summary>
    public async Task<IReadOnlyDictionary<PupilId, string>> Pupils(
        IQuerySession session, SchoolId school, IEnumerable<PupilId> ids, CancellationToken cancel) => (await Cards(session, school, ids, cancel)).Names;

    private async Task<(IReadOnlyList<PupilCard> Cards, IReadOnlyDictionary<PupilId, string> Names)> Cards(
        IQuerySession session, SchoolId school, IEnumerable<PupilId> ids, CancellationToken cancel)
    {
        var keys = ids.Distinct().Select(Streams.Pupil).ToArray();
        if (keys.Length == 0) return ([], new Dictionary<PupilId, string>());
        var cards = await session.LoadManyAsync<PupilCard>(cancel, keys);
        var opened = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return (cards, cards.ToDictionary(c => c.Pupil, c => opened.TryGetValue(c.Card, out var card) ? card.ListName : UiTexts.All["erased"]));
    }

    /// <summary>Pupils by id, and who of them learns by a plan of his own on a day: a code of <see cref="PlanKinds"/>.</summary>
    public async Task<(IReadOnlyDictionary<PupilId, string> Names, IReadOnlyDictionary<PupilId, string> Plans)> PupilsWithPlans(
        IQuerySession session, SchoolId school, IEnumerable<PupilId> ids, DateOnly day, CancellationToken cancel)
    {
        var (cards, names) = await Cards(session, school, ids, cancel);
        return (names, cards.Where(c => c.PlanOn(day) is not null).ToDictionary(c => c.Pupil, c => c.PlanOn(day)!.Kind));
    }

    /// <summary>A member of staff as a signature: Соколова И. В.</summary>
    public async Task<string?> Staff(IQuerySession session, SchoolId school, StaffId staff, CancellationToken cancel)
    {
        if (await session.LoadAsync<StaffCard>(Streams.Staff(staff), cancel) is not { } card) return null;
        var opened = await openings.Read<PersonCard>(school, [card.Card], cancel);
        return opened.TryGetValue(card.Card, out var person) ? person.ShortName : UiTexts.All["erased"];
    }

    /// <summary>Words for decisions about lessons; nothing is asked where there are none.</summary>
    public async Task<ShiftWords?> Shifts(IQuerySession session, SchoolId school, IReadOnlyCollection<LessonShift> shifts, CancellationToken cancel) =>
        shifts.Count == 0 ? null : await ShiftWords.Of(session, openings, school, shifts, cancel);

    /// <summary>The same of several.</summary>
    public async Task<IReadOnlyDictionary<StaffId, string>> Staff(IQuerySession session, SchoolId school, IEnumerable<StaffId> staff, CancellationToken cancel) =>
        (await openings.OfStaff(session, staff, cancel)).ToDictionary(s => s.Key, s => s.Value?.ShortName ?? UiTexts.All["erased"]);

    public Task<IReadOnlyDictionary<AccountId, string>> Accounts(SchoolId school, IEnumerable<AccountId> ids, CancellationToken cancel) =>
        accounts(school, ids.ToHashSet(), cancel);

    public Task<IReadOnlyDictionary<Guid, string>> Notes(SchoolId school, IEnumerable<Guid?> ids, CancellationToken cancel) =>
        openings.Read(school, ids.OfType<Guid>(), cancel);
}
