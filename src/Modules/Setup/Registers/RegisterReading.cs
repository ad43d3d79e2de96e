using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Setup.Registers;

/// <summary>Somebody of the staff for a choice or a list: Соколова И. В.</summary>
public sealed record Signature(StaffId Staff, string Name);

/// <summary>Ответственные, area by area; an area without anybody is a gap.</summary>
/// <param name="Current">Those of today.</param>
/// <param name="Former">Whose time is over or has not come, newest first.</param>
public sealed record DutyArea(string Area, IReadOnlyList<(DutyCard Duty, string Name)> Current, IReadOnlyList<(DutyCard Duty, string Name)> Former);

/// <summary>Кто отвечает за класс: area or duty, and name.</summary>
/// <param name="What">An area; <c>lead</c> for the class teacher; <c>charge</c> for the deputy.</param>
public sealed record Answerable(string What, string? Name, string? Order);

public sealed record DutyView(
    IReadOnlyList<DutyArea> Areas, IReadOnlyList<Signature> Staff, IReadOnlyList<ClassRoster> Classes, ClassRoster? Asked, IReadOnlyList<Answerable> Answers, DateOnly Today);

/// <param name="Signed">How many of those at work have signed the newest version.</param>
public sealed record ActLine(LocalActCard Act, int Signed, int Staff);

/// <param name="Own">The reader in the staff; null for somebody outside it.</param>
public sealed record ActView(LocalActCard Act, LocalActAdopted Shown, IReadOnlyList<(Signature Person, ActSignature? Signed)> Staff, StaffId? Own, DateOnly Today)
{
    public bool IsNewest => Shown.Version == Act.Newest.Version;
}

/// <summary>Reads the registers of the school for their pages (D-1, D-4, D-21, Z-5.4).</summary>
internal sealed class RegisterReading(IDocumentStore store, Openings openings, TimeProvider clock, StaffOfAccount staffOf)
{
    public async Task<(IReadOnlyList<RoomCard> Rooms, DateOnly Today)> Rooms(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var today = (await SchoolNow.Load(session, school, clock, cancel)).Today;
        return ([.. (await session.Query<RoomCard>().ToListAsync(cancel)).Where(r => r.Closed is null).OrderBy(r => r.Number.Length).ThenBy(r => r.Number, StringComparer.CurrentCulture)], today);
    }

    public async Task<DutyView> Duties(SchoolId school, ClassId? asked, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var cards = await session.Query<StaffCard>().ToListAsync(cancel);
        var names = await Names(school, cards, cancel);
        var duties = await session.Query<DutyCard>().ToListAsync(cancel);
        var gone = cards.Where(c => c.Dismissed <= now.Today).Select(c => c.Staff).ToHashSet();
        var areas = DutyAreas.All.Select(area =>
        {
            // Who has left the school answers for nothing, whatever the order says.
            var all = duties.Where(d => d.Area == area).OrderByDescending(d => d.From).Select(d => (d, Name(names, d.Staff))).ToLookup(d => d.d.IsOn(now.Today) && !gone.Contains(d.d.Staff));
            return new DutyArea(area, [.. all[true]], [.. all[false]]);
        }).ToList();
        var roster = now.Class(asked);
        var answers = new List<Answerable>();
        if (roster is not null)
        {
            answers.Add(new Answerable("lead", roster.LeadOn(now.Day) is { } lead ? Name(names, lead.Teacher) : null, null));
            foreach (var deputy in cards.Where(c => !gone.Contains(c.Staff) && c.Supervisions.Any(s => s.From <= now.Day && !(now.Day > s.To) && (s.Levels.Count == 0 || s.Levels.Contains(roster.Level)))))
                answers.Add(new Answerable("charge", Name(names, deputy.Staff), null));
            answers.AddRange(areas.SelectMany(a => a.Current.Where(d => d.Duty.Covers(roster.Level)).Select(d => new Answerable(a.Area, d.Name, d.Duty.Order))
                .DefaultIfEmpty(new Answerable(a.Area, null, null))));
        }
        return new DutyView(areas, [.. cards.Where(c => !gone.Contains(c.Staff)).Select(c => new Signature(c.Staff, Name(names, c.Staff))).OrderBy(s => s.Name, StringComparer.CurrentCulture)],
            now.Classes, roster, answers, now.Today);
    }

    public async Task<(IReadOnlyList<ActLine> Acts, DateOnly Today)> Acts(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var staff = (await session.Query<StaffCard>().ToListAsync(cancel)).Where(s => !(s.Dismissed <= now.Today)).Select(s => s.Staff).ToHashSet();
        var acts = (await session.Query<LocalActCard>().ToListAsync(cancel)).OrderBy(a => a.Newest.Title, StringComparer.CurrentCulture)
            .Select(a => new ActLine(a, a.Signatures.Count(s => s.Version == a.Newest.Version && staff.Contains(s.Staff)), staff.Count)).ToList();
        return (acts, now.Today);
    }

    /// <summary>Null: there is no such act or version.</summary>
    public async Task<ActView?> Act(Actor reader, ActId id, int? version, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<LocalActCard>(Streams.Act(id), cancel) is not { } act) return null;
        if ((version is null ? act.Newest : act.Versions.FirstOrDefault(v => v.Version == version)) is not { } shown) return null;
        var now = await SchoolNow.Load(session, reader.School, clock, cancel);
        var cards = (await session.Query<StaffCard>().ToListAsync(cancel)).Where(s => !(s.Dismissed <= now.Today)).ToList();
        var names = await Names(reader.School, cards, cancel);
        var own = await staffOf(reader.School, reader.Account, cancel);
        return new ActView(act, shown, [.. cards.Select(c => (new Signature(c.Staff, Name(names, c.Staff)), act.SignatureOf(c.Staff, shown.Version)))
            .OrderBy(s => s.Item2 is not null).ThenBy(s => s.Item1.Name, StringComparer.CurrentCulture)],
            cards.Exists(c => c.Staff == own) ? own : null, now.Today);
    }

    public async Task<(IReadOnlyList<ContractCard> Contracts, DateOnly Today)> Contracts(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return ([.. (await session.Query<ContractCard>().ToListAsync(cancel)).OrderByDescending(c => c.To)], (await SchoolNow.Load(session, school, clock, cancel)).Today);
    }

    private async Task<IReadOnlyDictionary<StaffId, string>> Names(SchoolId school, IReadOnlyList<StaffCard> cards, CancellationToken cancel)
    {
        var people = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Staff, c => people.TryGetValue(c.Card, out var person) ? person.ShortName : UiTexts.All["erased"]);
    }

    private static string Name(IReadOnlyDictionary<StaffId, string> names, StaffId staff) => names.GetValueOrDefault(staff, "—");
}
