using System.Net;
using System.Text.Json.Nodes;
using ElJournal.Access.Rights;
using ElJournal.Integrity.Anchors;
using ElJournal.Integrity.Watching;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store.Examining;
using ElJournal.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Watching;

/// <summary>What the program does for the log by itself: the check that a day brings, and letters through a mail server that is not always there.</summary>
public sealed class LogWatchTests : IAsyncLifetime
{
    private readonly MovedClock _clock = new();
    private readonly int _port = PostOffice.FreePort();
    private TestSchool _school = null!;

    private static Actor Director => new(
        new AccountId("sample-director"), Role.Director, TestSchool.School, Channel.Web, "test", GrantRules.For(new GrantFacts(Role.Director, default)));

    private AnchorMails Mails => _school.Services.GetRequiredService<AnchorMails>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start(builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Configuration.AddInMemoryCollection(PostOffice.Settings(_port));
    });

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task A_day_brings_a_check_and_the_check_is_an_event()
    {
        var (watching, checks) = (_school.Services.GetRequiredService<LogWatching>(), _school.Services.GetRequiredService<LogChecks>());
        await watching.Run(Cancel);
        (await checks.Of(TestSchool.School, Cancel)).ShouldBeNull("a school of a minute ago is not due");
        _clock.Ahead = TimeSpan.FromHours(25);
        await watching.Run(Cancel);
        _clock.Ahead = TimeSpan.Zero;
        await watching.Run(Cancel);
        var watch = (await checks.Of(TestSchool.School, Cancel))!;
        (watch.Count, watch.Last.IsIntact, watch.Alarm).ShouldBe((1, true, 0));
        watch.Last.Found.Size.ShouldBeGreaterThan(10);
        (await _school.AsOwner<string>("select user_name || ' ' || (data ->> 'places') from journal.mt_events where type = 'integrity.log_checked.v1'")).ShouldBe("program 0");
    }

    [Fact]
    public async Task A_mail_server_that_is_away_is_told_and_tried_again()
    {
        await Name(SampleSchool.Director, "director@school.example");
        await Mails.Run(Cancel);
        Mails.FaultOf(TestSchool.School)!.Value.Why.ShouldBe(MailFault.Away);
        (await Anchor()).Health.ShouldBe(Health.Ill);
        (await Book()).Last.ShouldBeNull();

        await using var office = PostOffice.Open(_port);
        await Mails.Run(Cancel);
        var letter = office.Letters.ShouldHaveSingleItem();
        letter.To.ToString().ShouldBe("director@school.example");
        Mails.FaultOf(TestSchool.School).ShouldBeNull();
        var book = await Book();
        book.Last!.Recipients.ShouldBe([SampleSchool.Director.Value]);
        letter.Subject!.ShouldContain("Контрольная точка");
        (await Anchor()).Health.ShouldBe(Health.Well);

        await Mails.Run(Cancel);
        office.Letters.Count.ShouldBe(1, "one a day");
        (await _school.AsOwner<long>("select count(*) from journal.mt_events where data::text like '%director@school%'")).ShouldBe(0);
        (await _school.AsOwner<long>("select count(*) from openings.opening where value = 'director@school.example'")).ShouldBe(1);

        (await _school.Send(new DismissRecipient(Guid.NewGuid(), SampleSchool.Director.Value), Director)).ShouldBe(Outcome.Accepted);
        (await _school.AsOwner<long>("select count(*) from openings.opening where value = 'director@school.example'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_address_that_is_refused_leaves_out_nobody_else()
    {
        await using var office = PostOffice.Open(_port);
        await Name(SampleSchool.Director, "nobody@school.example");
        await Name(SampleSchool.Deputy, "deputy@school.example");
        await Mails.Run(Cancel);
        office.Letters.Select(l => l.To.ToString()).ShouldBe(["deputy@school.example"]);
        Mails.FaultOf(TestSchool.School)!.Value.Why.ShouldBe(MailFault.Address);
        var book = await Book();
        book.Of(SampleSchool.Director.Value)!.Sent.ShouldBeNull();
        book.Of(SampleSchool.Deputy.Value)!.Sent.ShouldNotBeNull();
    }

    [Fact]
    public async Task Health_is_told_to_the_machine_itself_and_to_those_who_may_verify()
    {
        using var http = Visit.Stranger(new Uri(_school.Address));
        var seen = await http.GetAsync("/health", Cancel);
        seen.StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = JsonNode.Parse(await seen.Content.ReadAsStringAsync(Cancel))!;
        told["well"]!.GetValue<bool>().ShouldBeTrue();
        told["checks"]!.AsArray().Select(c => c!["check"]!.ToString()).ShouldContain("log_check");

        foreach (var (name, value) in ((string, string)[])[("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7"), ("Host", "journal.school.example")])
            (await Asked(http, name, value)).ShouldBe(HttpStatusCode.NotFound, name);
        using var auditor = await Visit.SignIn(_school, "auditor", Cancel);
        (await Asked(auditor, "X-Forwarded-For", "203.0.113.7")).ShouldBe(HttpStatusCode.OK);
        using var teacher = await Visit.SignIn(_school, "teacher", Cancel);
        (await Asked(teacher, "X-Forwarded-For", "203.0.113.7")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpStatusCode> Asked(HttpClient http, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private async Task Name(StaffId staff, string address) =>
        (await _school.Send(new NameRecipient(Guid.NewGuid(), staff.Value, new Opening(address)), Director)).ShouldBe(Outcome.Accepted);

    private async Task<AnchorBook> Book() => (await Mails.BookOf(TestSchool.School, Cancel))!;

    private async Task<Finding> Anchor() =>
        (await _school.Services.GetRequiredService<Examination>().Run(TestSchool.School, Cancel)).Single(f => f.Check == "anchor");
}
