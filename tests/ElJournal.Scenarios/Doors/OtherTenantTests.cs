using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ElJournal.Access;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Tokens;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>Two schools in one database: nobody of the one, by whatever id, reads or writes anything of the other.</summary>
public sealed class OtherTenantTests : IAsyncLifetime
{
    private const string Secret = "Яблочкина";

    private static readonly SchoolId Other = SchoolId.From("other");
    private static readonly CourseId Course = CourseId.From("tajna-9z");

    private TestSchool _school = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start(builder => builder.Configuration[Schools.Setting] = TestSchool.School.Value);
        await Migration.AddSchool(_school.Services, _school.Settings.OwnerConnection, Other);
        var (year, schoolClass, pupil) = (YearId.From("2026-2027"), ClassId.From("9z"), PupilId.From("tajna-1"));
        var (from, to) = (new DateOnly(2026, 9, 1), new DateOnly(2027, 5, 31));
        foreach (var command in (ICommand[])[
            new OpenLog(Guid.NewGuid(), "2026-2027", null),
            new FoundSchool(Guid.NewGuid(), Other, "Школа № 2", "Europe/Moscow"),
            new OpenSchoolYear(Guid.NewGuid(), year, from, to),
            new AddSubject(Guid.NewGuid(), SubjectId.From("tajna"), "Тайноведение"),
            new FormClass(Guid.NewGuid(), schoolClass, year, 9, "Я"),
            new EnrolPupil(Guid.NewGuid(), pupil, new PersonCard(Secret, "Яна", null, null, "Ж", null), schoolClass, from),
            new OpenCourse(Guid.NewGuid(), Course, schoolClass, SubjectId.From("tajna"), 2)])
            await Accepted(command, Actors.ForCommandLine(Other));
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Theory]
    [InlineData("/journal/tajna-9z")]
    [InlineData("/journal/algebra-8b/../tajna-9z")]
    [InlineData("/lessons/tajna-9z/2026-11-24/1")]
    [InlineData("/replay/tajna-9z/2026-2027.q2")]
    [InlineData("/api/v1/journal/tajna-9z")]
    [InlineData("/api/v1/journal/history?lesson=tajna-9z/2026-11-24/1&field=topic")]
    [InlineData("/changes?class=9z")]
    [InlineData("/changes?pupil=" + Secret)]
    [InlineData("/changes.csv?class=9z")]
    [InlineData("/api/v1/changes?pupil=tajna-1")]
    [InlineData("/api/v1/changes?school=other&tenant=other")]
    public async Task Nothing_of_the_other_school_is_shown(string address)
    {
        using var deputy = await Visit.SignIn(_school, "deputy", Cancel);
        foreach (var name in (string[])["X-School", "X-Tenant", "tenant-id", "X-Forwarded-Host"]) deputy.DefaultRequestHeaders.Add(name, Other.Value);
        using var answer = await deputy.GetAsync(address, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        text.Replace(WebUtility.UrlEncode(Secret), "", StringComparison.OrdinalIgnoreCase).Replace($"value=\"{Secret}\"", "", StringComparison.Ordinal).ShouldNotContain(Secret);
        text.ShouldNotContain("Тайноведение");
        text.ShouldNotContain("9 «Я»");
    }

    [Fact]
    public async Task An_entry_in_the_other_school_is_refused_in_whatever_way_it_is_named()
    {
        using var deputy = await Visit.SignIn(_school, "deputy", Cancel);
        deputy.DefaultRequestHeaders.Add("X-School", Other.Value);
        using var answer = await deputy.PostAsJsonAsync("/api/v1/journal/cells", new
        {
            school = "other",
            tenant = "other",
            schoolId = "other",
            entries = new[] { new { id = Guid.NewGuid(), lesson = "tajna-9z/2026-11-24/1", pupil = "tajna-1", value = "5", seen = 0, schoolId = "other", tenantId = "other" } },
        }, Cancel);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("\"status\":\"refused\"");
        (await _school.AsOwner<long>("select count(*) from journal.mt_events where stream_id like 'lesson/%'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_cookie_and_a_token_are_of_their_own_school()
    {
        // The same ids in both schools: an account and a token of the other one.
        var secret = TokenText.New();
        await Accepted(new CreateToken(
            Guid.NewGuid(), TokenId.From("twin"), new Opening("Двойник"), [Permission.ReadJournal, Permission.ReadChanges], [Grant.WholeSchool],
            DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9), TokenText.Hash(secret)!), Actors.ForCommandLine(Other));
        using var program = Visit.Stranger(new Uri(_school.Address));
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        program.DefaultRequestHeaders.Add("X-School", TestSchool.School.Value);
        (await program.GetAsync("/api/v1/journal/algebra-8b", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "its school has no such course");

        var hash = _school.Services.GetRequiredService<Passwords>().Hash("сиреневый туман над рекой");
        await Accepted(new OpenAccount(Guid.NewGuid(), new AccountId("sample-deputy"), "stranger", hash, null, [Role.DeputyHead]), Actors.ForCommandLine(Other));
        await Should.ThrowAsync<InvalidOperationException>(() => Visit.SignIn(new Uri(_school.Address), "stranger", "сиреневый туман над рекой", Cancel));
    }

    private async Task Accepted(ICommand command, Actor actor)
    {
        var outcome = await _school.Send(command, actor);
        outcome.IsAccepted.ShouldBeTrue($"{command.GetType().Name}: {outcome.Refusal?.Text()}");
    }
}
