using System.Security.Cryptography;
using System.Text;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElJournal.Access.Newcomers;

/// <summary>
/// Учётные записи новичков: whoever is enrolled, hired or registered as a guardian is invited. Account and command have ids that
/// follow from the person's, so that the same event met twice does it once.
/// </summary>
public sealed class AccountsOfNewcomers(IServiceScopeFactory scopes)
{
    /// <summary>One who bears the name of everybody else is still served; beyond this something else is wrong.</summary>
    private const int MostLogins = 500;

    public async Task Open(SchoolId school, IReadOnlyList<IEvent> events, CancellationToken cancel)
    {
        await Close(school, events, cancel);
        var newcomers = events.Select(e => Of(e.Data)).OfType<Newcomer>().ToList();
        if (newcomers.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        var cards = await scope.ServiceProvider.GetRequiredService<Openings>().Read<PersonCard>(school, newcomers.Select(n => n.Card.Opening), cancel);
        await using var session = scope.ServiceProvider.GetRequiredService<IDocumentStore>().QuerySession(school.Value);
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        foreach (var newcomer in newcomers)
        {
            if (await OpenAccountHandler.AccountOf(session, newcomer.Staff, newcomer.Pupil, newcomer.Guardian, cancel) is not null) continue;
            foreach (var login in Login.For(cards.GetValueOrDefault(newcomer.Card.Opening), newcomer.Id).Take(MostLogins))
            {
                var command = new OpenAccount(
                    CommandId(school, newcomer.Account), newcomer.Account, login, null, newcomer.Staff, [newcomer.Role], newcomer.Pupil, newcomer.Guardian);
                if ((await desk.Send(command, Actors.OfProgram(school), cancel)).Refusal?.Kind != Refusals.LoginIsTaken) break;
            }
        }
    }

    /// <summary>Whose entry in the register was a mistake has no use for an account: it is suspended, so that a slip handed out opens nothing.</summary>
    private async Task Close(SchoolId school, IReadOnlyList<IEvent> events, CancellationToken cancel)
    {
        var gone = events.Select(e => e.Data switch
        {
            EnrolmentAnnulled annulled => new Newcomer("pupil-" + annulled.Pupil, Nobody, Role.Pupil, Pupil: annulled.Pupil),
            EntryAnnulled { Entry: var entry } when entry.StartsWith("guardian/", StringComparison.Ordinal) =>
                new Newcomer("guardian-" + entry[9..], Nobody, Role.Guardian, Guardian: GuardianId.From(entry[9..])),
            EntryAnnulled { Entry: var entry } when entry.StartsWith("staff/", StringComparison.Ordinal) =>
                new Newcomer("staff-" + entry[6..], Nobody, Role.Teacher, Staff: StaffId.From(entry[6..])),
            _ => null,
        }).OfType<Newcomer>().ToList();
        if (gone.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        await using var session = scope.ServiceProvider.GetRequiredService<IDocumentStore>().QuerySession(school.Value);
        foreach (var person in gone)
        {
            if (await OpenAccountHandler.AccountOf(session, person.Staff, person.Pupil, person.Guardian, cancel) is not { } account) continue;
            await desk.Send(new SuspendAccount(CommandId(school, account.Key, "account of nobody"), account.Key), Actors.OfProgram(school), cancel);
        }
    }

    private static PersonalText Nobody { get; } = new("", Guid.Empty);

    /// <summary>A member of the staff begins as a teacher, who without courses may do nothing; other roles are given by the administrator.</summary>
    private static Newcomer? Of(object e) => e switch
    {
        PupilEnrolled pupil => new Newcomer("pupil-" + pupil.Pupil, pupil.Card, Role.Pupil, Pupil: pupil.Pupil),
        GuardianRegistered guardian => new Newcomer("guardian-" + guardian.Guardian, guardian.Card, Role.Guardian, Guardian: guardian.Guardian),
        StaffHired staff => new Newcomer("staff-" + staff.Staff, staff.Card, Role.Teacher, Staff: staff.Staff),
        _ => null,
    };

    private static Guid CommandId(SchoolId school, AccountId account, string act = "account of newcomer") =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{act} {school} {account}")).AsSpan(0, 16));

    private sealed record Newcomer(string Id, PersonalText Card, Role Role, StaffId? Staff = null, PupilId? Pupil = null, GuardianId? Guardian = null)
    {
        public AccountId Account => new(Kernel.Id.IsValid(Id) ? Id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id)))[..32]);
    }
}

/// <summary>
/// Reads only the kinds of event that bring somebody new, or take back that they did, behind the high-water mark: recording of lessons is not touched
/// (docs/adr/0012).
/// </summary>
public sealed class NewcomerSubscription : PatientSubscription
{
    public const string ShardName = "newcomers";

    private readonly AccountsOfNewcomers accounts;

    public NewcomerSubscription(AccountsOfNewcomers accounts, ILogger<NewcomerSubscription> log)
        : base(ShardName, log)
    {
        this.accounts = accounts;
        IncludeType<PupilEnrolled>();
        IncludeType<GuardianRegistered>();
        IncludeType<StaffHired>();
        IncludeType<EnrolmentAnnulled>();
        IncludeType<EntryAnnulled>();
        Options.BatchSize = 200;
    }

    protected override Task Follow(SchoolId school, EventRange page, IDocumentOperations operations, CancellationToken cancel) => accounts.Open(school, page.Events, cancel);
}

/// <summary>Puts the subscription into the store.</summary>
public sealed class NewcomersInStore(AccountsOfNewcomers accounts, ILogger<NewcomerSubscription> log) : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options) => options.Events.Subscribe(new NewcomerSubscription(accounts, log));
}
