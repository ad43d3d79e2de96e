using System.Net;
using ElJournal.Access.Accounts;
using ElJournal.Access.Newcomers;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Credentials;

/// <summary>Accounts come with their people and end with their time at the school.</summary>
public sealed class NewcomerTests : IAsyncLifetime
{
    private static readonly DateOnly Since = new(2026, 9, 1);

    private TestSchool _school = null!;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start();

    public async ValueTask DisposeAsync() => await _school.DisposeAsync();

    [Fact]
    public async Task Whoever_is_hired_enrolled_or_registered_has_one_account_and_a_login_from_the_name()
    {
        var setup = Actors.ForCommandLine(TestSchool.School);
        var card = new PersonCard("Щукина-Ёлкина", "Юлия", "Эдуардовна", null, "Ж", null);
        await Enrolled.Done(_school.Send(new HireStaff(Guid.NewGuid(), new StaffId("shchukina"), card, Since), setup));
        await Enrolled.Done(_school.Send(new RegisterGuardian(Guid.NewGuid(), new GuardianId("shchukina"), card), setup));
        await _school.CaughtUp();

        var people = await All();
        var (staff, guardian) = (people.Single(p => p.Account.Staff == new StaffId("shchukina")), people.Single(p => p.Account.Guardian == new GuardianId("shchukina")));
        new[] { staff.Login, guardian.Login }.ShouldBe(["shchukina-elkina.ye", "shchukina-elkina.ye2"], ignoreOrder: true);
        staff.Status.ShouldBe(AccountStatus.Invited);
        people.Count(p => p.Account.Pupil is not null).ShouldBe((await Pupils()).Count, "every pupil of the sample has one");
        people.Count(p => p.Account.Staff == new StaffId("sokolova")).ShouldBe(1, "who had an account before gets no second one");
        (await _school.AsOwner<long>("select count(*) from journal.mt_events where data::text ilike '%shchukina-elkina%'")).ShouldBe(0, "no login in an event");

        // The same events met once more, as after a restart in the middle of a page.
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var events = await session.Events.QueryAllRawEvents().ToListAsync();
        await _school.Services.GetRequiredService<AccountsOfNewcomers>().Open(TestSchool.School, events, CancellationToken.None);
        (await All()).Count.ShouldBe(people.Count);
    }

    [Fact]
    public async Task A_database_that_refuses_for_a_while_leaves_nobody_without_an_account()
    {
        await _school.CaughtUp();
        // A sequence keeps its count when the transaction is taken back.
        await _school.AsOwner<int>("""
            create sequence access.tries;
            create function access.refuse() returns trigger language plpgsql security definer as $$ begin perform nextval('access.tries'); raise exception 'not now'; end $$;
            create trigger refuse before insert on access.mt_doc_credential for each row execute function access.refuse();
            select 1
            """);
        var card = new PersonCard("Терпеливая", "Юлия", null, null, "Ж", null);
        await Enrolled.Done(_school.Send(new HireStaff(Guid.NewGuid(), new StaffId("patient"), card, Since), Actors.ForCommandLine(TestSchool.School)));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await _school.AsOwner<bool>("select is_called from access.tries")) await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        await _school.AsOwner<int>("drop trigger refuse on access.mt_doc_credential; select 1");
        await _school.CaughtUp();
        (await All()).Count(p => p.Account.Staff == new StaffId("patient")).ShouldBe(1);
    }

    [Fact]
    public async Task The_account_of_a_pupil_is_closed_from_the_day_of_departure_and_the_session_ends_by_itself()
    {
        var pupil = (await Pupils()).First(p => p.Pupil != SampleSchool.Pupil);
        var account = new AccountId($"pupil-{pupil.Pupil}");
        var login = await _school.Settle(account, Role.Pupil);
        using var http = await Visit.SignIn(new Uri(_school.Address), login, Enrolled.Password);
        (await http.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Enrolled.Done(_school.Send(new DepartPupil(Guid.NewGuid(), pupil.Pupil, DateOnly.FromDateTime(DateTime.UtcNow), "приказ № 7"), Actors.ForCommandLine(TestSchool.School)));
        (await http.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Should.ThrowAsync<InvalidOperationException>(() => Visit.SignIn(new Uri(_school.Address), login, Enrolled.Password));
        (await All()).Single(p => p.Account.Key == account).Status.ShouldBe(AccountStatus.Closed);
    }

    private Task<IReadOnlyList<AccessPerson>> All() =>
        _school.Services.GetRequiredService<AccessPeople>().Everybody(TestSchool.School, CancellationToken.None);

    private async Task<IReadOnlyList<PupilCard>> Pupils()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return await session.Query<PupilCard>().ToListAsync();
    }
}
