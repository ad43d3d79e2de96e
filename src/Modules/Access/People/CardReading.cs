using System.Globalization;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rights;
using ElJournal.Access.Rules;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Tokens;
using ElJournal.Access.Trainings;
using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using JasperFx.Events;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Access.People;

/// <summary>Everything the administrator's card of a person shows.</summary>
/// <param name="Roles">Those of today, each with where its rights reach.</param>
/// <param name="History">Newest first.</param>
/// <param name="Open">Sessions that are open now.</param>
/// <param name="Past">Sign-ins that are kept, newest first.</param>
/// <param name="Tokens">Names of tokens that the person has made.</param>
public sealed record PersonView(
    AccessPerson Person, IReadOnlyList<RoleScope> Roles, IReadOnlyList<HistoryLine> History, IReadOnlyList<Session> Open, IReadOnlyList<Session> Past,
    IReadOnlyList<string> Tokens, IReadOnlyList<Training> Trainings)
{
    /// <summary>Never prints a name: this record may meet a log.</summary>
    public override string ToString() => $"PersonView {Person.Account.Key}";
}

/// <summary>A role with the places its rights reach, by name.</summary>
public sealed record RoleScope(Role Role, DateOnly From, IReadOnlyList<string> Places);

/// <summary>What happened to the account, when and by whom.</summary>
public sealed record HistoryLine(DateTimeOffset At, string What, string By);

/// <summary>Reads the card: the account's own stream, the rights as they are in force, sessions, tokens, training.</summary>
public sealed class CardReading(IDocumentStore store, AccessPeople people, GrantSource grants, AccountNames names, Openings openings, TokenList tokens, TimeProvider clock)
{
    private const int MostSessions = 50;

    /// <summary>Null when there is no such account.</summary>
    public async Task<PersonView?> Of(SchoolId school, AccountId account, AccessRulesSet rules, DateOnly today, CancellationToken cancel)
    {
        if (await people.Of(school, [account], cancel) is not [var person]) return null;
        await using var session = store.QuerySession(school.Value);
        var credential = await session.LoadAsync<Credential>(account.Value, cancel);
        var past = await Sessions.Of(session, account, MostSessions, cancel);
        var now = clock.GetUtcNow();
        var trained = await session.Query<Training>().Where(t => t.MatchesSql("d.data -> 'attended' @> to_jsonb(?::text)", account.Value)).ToListAsync(cancel);
        return new PersonView(
            person, await Roles(session, school, person.Account, today, cancel), await History(session, school, account, cancel),
            [.. past.Where(s => s.Stamp == credential?.Stamp && s.IsOpen(now, rules.Idle(person.Account.IsStaff)))], past,
            [.. (await tokens.Of(school, cancel)).Lines.Where(line => line.Token.By == account).Select(line => line.Name)],
            [.. trained.OrderByDescending(t => t.On)]);
    }

    private async Task<IReadOnlyList<RoleScope>> Roles(IQuerySession session, SchoolId school, Account account, DateOnly today, CancellationToken cancel)
    {
        var places = new Places(session, openings, school);
        List<RoleScope> roles = [];
        foreach (var role in account.RolesOn(today))
        {
            var reach = await grants.Of(account, role, school, today, cancel);
            var narrow = reach.All.Where(grant => !(today < grant.From) && !(today > grant.To)).Select(grant => grant.Scope).Distinct().ToList();
            // What every colleague may read is no scope where there is a narrower one.
            if (narrow.Exists(scope => scope != Grant.WholeSchool)) narrow.Remove(Grant.WholeSchool);
            roles.Add(new RoleScope(role, account.Roles.Last(time => time.Role == role).From, await places.Names(narrow, cancel)));
        }
        return roles;
    }

    private async Task<IReadOnlyList<HistoryLine>> History(IQuerySession session, SchoolId school, AccountId account, CancellationToken cancel)
    {
        var events = await session.Events.FetchStreamAsync(AccountStream.Of(account), token: cancel);
        var told = events.Select(e => (Event: e, Words: Words(e.Data))).Where(line => line.Words is not null).Reverse().ToList();
        var authors = told.Select(line => line.Event.UserName).OfType<string>().Where(Id.IsValid).Distinct().Select(id => new AccountId(id)).ToList();
        var called = await names(school, authors, cancel);
        return [.. told.Select(line => new HistoryLine(line.Event.Timestamp, line.Words!, By(line.Event, called)))];
    }

    private static string By(IEvent e, IReadOnlyDictionary<AccountId, string> called) =>
        Id.IsValid(e.UserName) ? called.GetValueOrDefault(new AccountId(e.UserName), e.UserName) : e.UserName ?? "";

    private static string? Words(object data) => data switch
    {
        AccountOpened or PupilAccountOpened or GuardianAccountOpened => AccessTexts.Of("history.opened"),
        RoleGranted e => AccessTexts.Of("history.granted", Named(e.Role), Dated(e.From)),
        RoleRevoked e => AccessTexts.Of("history.revoked", Named(e.Role), Dated(e.From)),
        AccountSuspended => AccessTexts.Of("history.suspended"),
        AccountRestored => AccessTexts.Of("history.restored"),
        SessionsEnded e => AccessTexts.Of("history.sessions", e.Sessions),
        LossReported => AccessTexts.Of("history.loss"),
        SlipIssued e => AccessTexts.Of("history.slip", Dated(e.Until)),
        PasswordChanged => AccessTexts.Of("history.password"),
        SecondFactorEnabled => AccessTexts.Of("history.second"),
        SecondFactorRemoved => AccessTexts.Of("history.second.off"),
        ViewAsStarted e => AccessTexts.Of("history.viewed", Named(e.Role)),
        _ => null,
    };

    private static string Named(string role) => UiTexts.Of(Provenance.Headers.Parse<Role>(role));

    private static string Dated(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>Names of the places that rights reach: classes, courses, lessons, pupils.</summary>
    private sealed class Places(IQuerySession session, Openings openings, SchoolId school)
    {
        public async Task<IReadOnlyList<string>> Names(IReadOnlyList<string> scopes, CancellationToken cancel)
        {
            if (scopes.Count == 0) return [];
            var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).ToDictionary(c => c.Id);
            var courses = (await session.LoadManyAsync<CourseCard>(cancel, [.. scopes.Select(CourseOf).Distinct()])).ToDictionary(c => c.Id);
            var called = await CourseNames.Of(session, courses.Values, cancel);
            var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).ToDictionary(s => s.Subject, s => s.Name);
            var pupils = await session.LoadManyAsync<PupilCard>(cancel, [.. scopes]);
            var words = await openings.Read<PersonCard>(school, pupils.Select(p => p.Card), cancel);
            var children = pupils.ToDictionary(p => p.Id, p => words.GetValueOrDefault(p.Card)?.ListName ?? p.Pupil.Value);
            return [.. scopes.Select(scope => (Level: Level(scope), Name: Name(scope))).OrderBy(p => p.Level).ThenBy(p => p.Name, StringComparer.CurrentCulture).Select(p => p.Name).Distinct()];

            int Level(string scope) => courses.GetValueOrDefault(CourseOf(scope))?.Level ?? 0;

            string Name(string scope)
            {
                if (scope == Grant.WholeSchool) return AccessTexts.Of("tokens.school");
                if (children.TryGetValue(scope, out var child)) return child;
                if (scope.Split('/') is ["class", var id] && classes.TryGetValue(id, out var led)) return AccessTexts.Of("scope.class", led.Name);
                if (!courses.TryGetValue(CourseOf(scope), out var course)) return scope;
                var named = $"{called[course.Course]} {subjects.GetValueOrDefault(course.Subject, course.Subject.Value)}";
                return LessonOf(scope) is { } lesson ? AccessTexts.Of("scope.lesson", named, Moments.Day(lesson.Date)) : named;
            }
        }

        private static string CourseOf(string scope) => string.Join('/', scope.Split('/').Take(2));

        /// <summary>A lesson given in another's place: <c>course/algebra-8b/2026-11-24/2</c>.</summary>
        private static LessonId? LessonOf(string scope) => scope.Split('/') is [_, var course, var date, var slot] ? LessonId.Parse($"{course}/{date}/{slot}") : null;
    }
}
