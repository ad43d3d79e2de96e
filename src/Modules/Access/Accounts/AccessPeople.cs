using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Access.Accounts;

/// <summary>A person with an account, as the lists of access show it.</summary>
/// <param name="Name">As the lists of the school name the person; the login where the name is erased.</param>
/// <param name="Ward">Whose guardian, by name; null for others.</param>
/// <param name="HasSecondStep">The second step of sign-in is switched on.</param>
public sealed record AccessPerson(Account Account, string Login, string Name, string? Ward, AccountStatus Status, DateOnly? SlipUntil, bool HasSecondStep)
{
    /// <summary>Class of a pupil.</summary>
    public ClassId? Class { get; init; }

    /// <summary>Whom a guardian represents today.</summary>
    public IReadOnlyList<PupilId> Wards { get; init; } = [];

    /// <summary>Nobody has chosen a password here yet: what a batch of slips is for.</summary>
    public bool IsNew => Status == AccountStatus.Invited && !Account.HadPassword && Account.OpenLoss is null;

    /// <summary>Never prints the name: this record may meet a log.</summary>
    public override string ToString() => $"AccessPerson {Account.Key}";
}

/// <summary>Who has access: by class with the guardians, the staff, one by one. Names are joined from the openings at the last moment.</summary>
public sealed class AccessPeople(IDocumentStore store, Openings openings, TimeProvider clock)
{
    public async Task<IReadOnlyList<ClassRoster>> Classes(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var all = await session.Query<ClassRoster>().ToListAsync(cancel);
        return [.. all.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)];
    }

    /// <summary>Pupils of a class, each followed by the guardians; null when there is no such class.</summary>
    public async Task<(ClassRoster Class, IReadOnlyList<AccessPerson> People)?> OfClass(SchoolId school, ClassId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        if (await session.LoadAsync<ClassRoster>(id.Value, cancel) is not { } roster) return null;
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var pupils = roster.PupilsOn(today, await SchoolYears.Load(session, cancel)).Select(p => p.Value).ToArray();
        var guardians = await session.Query<GuardianCard>()
            .Where(g => g.MatchesSql("exists (select from jsonb_array_elements(d.data -> 'wards') ward where ward ->> 'pupil' = any(?))", (object)pupils)).ToListAsync(cancel);
        var links = guardians.SelectMany(g => g.On(today).Select(ward => (Guardian: g.Guardian.Value, Pupil: ward.Pupil.Value))).Where(l => pupils.Contains(l.Pupil)).ToList();
        var accounts = await session.Query<Account>()
            .Where(a => a.MatchesSql("d.data ->> 'pupil' = any(?) or d.data ->> 'guardian' = any(?)", pupils, links.Select(l => l.Guardian).ToArray())).ToListAsync(cancel);
        var people = await Lines(school, session, accounts, today, cancel);

        var byPupil = people.Where(p => p.Account.Pupil is not null).ToDictionary(p => p.Account.Pupil!.Value.Value);
        var byGuardian = people.Where(p => p.Account.Guardian is not null).ToDictionary(p => p.Account.Guardian!.Value.Value);
        List<AccessPerson> listed = [];
        foreach (var pupil in byPupil.Values.OrderBy(p => p.Name, StringComparer.CurrentCulture))
        {
            listed.Add(pupil);
            listed.AddRange(links.Where(l => l.Pupil == pupil.Account.Pupil!.Value.Value && byGuardian.ContainsKey(l.Guardian))
                .Select(l => byGuardian[l.Guardian] with { Ward = pupil.Name }).OrderBy(g => g.Name, StringComparer.CurrentCulture));
        }
        return (roster, listed);
    }

    /// <summary>Everybody who is neither a pupil nor a guardian.</summary>
    public Task<IReadOnlyList<AccessPerson>> Staff(SchoolId school, CancellationToken cancel) =>
        Where(school, "d.data ->> 'pupil' is null and d.data ->> 'guardian' is null", [], cancel);

    public Task<IReadOnlyList<AccessPerson>> Everybody(SchoolId school, CancellationToken cancel) => Where(school, "true", [], cancel);

    /// <summary>Whose loss is reported and not made good yet, oldest first.</summary>
    public async Task<IReadOnlyList<AccessPerson>> Losses(SchoolId school, CancellationToken cancel) =>
        [.. (await Where(school, "jsonb_array_length(d.data -> 'losses') > 0", [], cancel)).Where(p => p.Account.OpenLoss is not null).OrderBy(p => p.Account.OpenLoss!.At)];

    public Task<IReadOnlyList<AccessPerson>> Of(SchoolId school, IEnumerable<AccountId> accounts, CancellationToken cancel) =>
        Where(school, "d.id = any(?)", [accounts.Select(AccountStream.Of).ToArray()], cancel);

    private async Task<IReadOnlyList<AccessPerson>> Where(SchoolId school, string sql, object[] arguments, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var accounts = await session.Query<Account>().Where(a => a.MatchesSql(sql, arguments)).ToListAsync(cancel);
        var people = await Lines(school, session, accounts, await AccountFacts.TodayAt(session, clock, cancel), cancel);
        return [.. people.OrderBy(p => p.Name, StringComparer.CurrentCulture)];
    }

    private async Task<List<AccessPerson>> Lines(SchoolId school, IQuerySession session, IReadOnlyList<Account> accounts, DateOnly today, CancellationToken cancel)
    {
        var ids = accounts.Select(a => a.Key.Value).ToArray();
        var credentials = (await session.LoadManyAsync<Credential>(cancel, ids)).ToDictionary(c => c.Id);
        var authenticators = (await session.LoadManyAsync<Authenticator>(cancel, ids)).Select(a => a.Id).ToHashSet();
        var pupils = (await session.LoadManyAsync<PupilCard>(cancel, [.. accounts.Where(a => a.Pupil is not null).Select(a => Streams.Pupil(a.Pupil!.Value))])).ToDictionary(c => c.Pupil);
        var staff = (await session.LoadManyAsync<StaffCard>(cancel, [.. accounts.Where(a => a.Staff is not null).Select(a => Streams.Staff(a.Staff!.Value))])).ToDictionary(c => c.Staff);
        var guardians = (await session.LoadManyAsync<GuardianCard>(cancel, [.. accounts.Where(a => a.Guardian is not null).Select(a => Streams.Guardian(a.Guardian!.Value))])).ToDictionary(c => c.Guardian);
        var words = await openings.Read<PersonCard>(
            school, [.. pupils.Values.Select(c => c.Card), .. staff.Values.Select(c => c.Card), .. guardians.Values.Select(c => c.Card)], cancel);

        List<AccessPerson> lines = [];
        foreach (var account in accounts)
        {
            if (!credentials.TryGetValue(account.Key.Value, out var credential)) continue;
            var (card, left) = account switch
            {
                { Pupil: { } id } when pupils.TryGetValue(id, out var pupil) => ((Guid?)pupil.Card, Standing.HasLeft(pupil, today)),
                { Guardian: { } id } when guardians.TryGetValue(id, out var guardian) => (guardian.Card, Standing.HasLeft(guardian, today)),
                { Staff: { } id } when staff.TryGetValue(id, out var member) => (member.Card, Standing.HasLeft(member, today)),
                _ => (null, false),
            };
            var name = card is { } opening && words.TryGetValue(opening, out var person)
                ? account.Pupil is not null ? person.ListName : string.Join(' ', new[] { person.Family, person.Given, person.Patronymic }.OfType<string>())
                : credential.Login;
            var slip = credential.Slip is { } code && code.Until >= today ? code.Until : (DateOnly?)null;
            lines.Add(new AccessPerson(account, credential.Login, name, null, Standing.Of(account, credential, left), slip, authenticators.Contains(account.Key.Value))
            {
                Class = account.Pupil is { } own ? pupils.GetValueOrDefault(own)?.Class : null,
                Wards = account.Guardian is { } named && guardians.GetValueOrDefault(named) is { } who ? [.. who.On(today).Select(ward => ward.Pupil)] : [],
            });
        }
        return lines;
    }
}
