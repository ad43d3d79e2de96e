using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElJournal.Access;
using ElJournal.Access.Rights;
using ElJournal.Access.Tokens;
using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>Tokens of programs: what was chosen for them, from where it was chosen, until when, and nothing else.</summary>
public sealed class TokenTests(TokenTests.Place place) : IClassFixture<TokenTests.Place>
{
    private const string Journal = $"/api/v1/journal/{Own}";
    private const string Own = "algebra-8b";
    private const string Foreign = "istoriya-8b";

    private TestSchool School => place.School;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_of_a_program_needs_no_header_of_a_page_and_is_recorded_under_its_own_account()
    {
        var (token, secret) = await Create([Permission.ReadJournal, Permission.WriteJournal], [Streams.Course(CourseId.From(Own))]);
        using var program = Program(secret);
        var (lesson, pupils) = await School.TodaysLesson();
        var id = Guid.NewGuid();
        using var answer = await program.PostAsJsonAsync("/api/v1/journal/cells", new
        {
            entries = new[] { new { id, lesson = lesson.ToString(), pupil = pupils[0].Value, value = "5", seen = 0 } },
        }, Cancel);
        (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["results"]![0]!["status"]!.ToString().ShouldBe("accepted");
        (await School.AsOwner<string>($"select concat_ws(' ', tenant_id, user_name, headers ->> 'role', headers ->> 'channel', headers ->> 'session') from journal.mt_events where id = '{id}'"))
            .ShouldBe($"{TestSchool.School} token-{token} administrator api {token}");
        var history = await program.GetFromJsonAsync<JsonNode>($"/api/v1/journal/history?lesson={lesson}&pupil={pupils[0]}", Cancel);
        history!["changes"]![0]!["by"]!.ToString().ShouldBe("Расписание", "the history names the program");
    }

    [Fact]
    public async Task A_foreign_course_is_not_found_and_a_right_that_was_not_chosen_is_refused()
    {
        var (_, secret) = await Create([Permission.ReadJournal], [Streams.Course(CourseId.From(Own))]);
        using var program = Program(secret);
        (await program.GetAsync(Journal, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.GetAsync($"/api/v1/journal/{Foreign}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await program.GetAsync("/api/v1/changes", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var (lesson, pupils) = await School.TodaysLesson();
        using var answer = await program.PostAsJsonAsync("/api/v1/journal/cells", new
        {
            entries = new[] { new { id = Guid.NewGuid(), lesson = lesson.ToString(), pupil = pupils[1].Value, value = "5", seen = 0 } },
        }, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_class_means_all_its_courses_and_no_other_class()
    {
        var (_, secret) = await Create([Permission.ReadJournal], [Streams.Class(ClassId.From(place.Class))]);
        using var program = Program(secret);
        (await program.GetAsync(Journal, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.GetAsync($"/api/v1/journal/{Foreign}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.GetAsync("/api/v1/journal/russkij-yazyk-7a", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_revoked_an_unknown_and_an_expired_token_are_answered_the_same()
    {
        var (token, secret) = await Create([Permission.ReadJournal], [Grant.WholeSchool]);
        using var program = Program(secret);
        (await program.GetAsync(Journal, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(new RevokeToken(Guid.NewGuid(), token))).IsAccepted.ShouldBeTrue();
        var revoked = await Refused(secret);
        var unknown = await Refused(TokenText.New());
        var nonsense = await Refused("nonsense");

        var (expiring, old) = await Create([Permission.ReadJournal], [Grant.WholeSchool]);
        (await new TokenDoorAt(School, days: 29).Open(old)).Bearer.ShouldNotBeNull();
        (await new TokenDoorAt(School, days: 32).Open(old)).Bearer.ShouldBeNull($"{expiring} was valid for thirty days");
        unknown.ShouldBe(revoked);
        nonsense.ShouldBe(revoked);
        revoked.ShouldContain("urn:eljournal:token-refused");
    }

    [Theory]
    [InlineData("/api/v1/journal/algebra-8b?access_token=")]
    [InlineData("/api/v1/journal/algebra-8b?token=")]
    [InlineData("/api/v1/journal/algebra-8b?authorization=Bearer%20")]
    public async Task In_an_address_a_token_is_worth_nothing(string address)
    {
        var (_, secret) = await Create([Permission.ReadJournal], [Grant.WholeSchool]);
        using var http = Visit.Stranger(new Uri(School.Address));
        (await http.GetAsync(address + secret, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Outside_the_api_a_token_opens_nothing_and_beside_it_a_cookie_is_not_looked_at()
    {
        var (token, secret) = await Create([Permission.ReadJournal], [Grant.WholeSchool]);
        using var program = Program(secret);
        (await program.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.GetAsync("/changes", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var deputy = await Visit.SignIn(School, "deputy", Cancel);
        (await deputy.GetAsync("/api/v1/changes", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        deputy.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        (await deputy.GetAsync("/api/v1/changes", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "the token's rights, not the deputy's");
        await Send(new RevokeToken(Guid.NewGuid(), token));
        (await deputy.GetAsync("/api/v1/changes", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "and no falling back to the cookie");
    }

    [Fact]
    public async Task The_database_holds_neither_the_token_nor_its_name_in_an_event_and_knows_when_it_was_last_used()
    {
        var (token, secret) = await Create([Permission.ReadJournal], [Grant.WholeSchool]);
        (await Uses()).ShouldNotContainKey(token);
        using var program = Program(secret);
        await program.GetAsync(Journal, Cancel);
        (await Uses())[token].ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));

        (await School.AsOwner<long>($"select count(*) from access.mt_doc_tokensecret where data::text like '%{secret[4..]}%' or id = '{secret}'")).ShouldBe(0);
        (await School.AsOwner<long>($"select count(*) from access.mt_doc_tokensecret where id = '{TokenText.Hash(secret)}'")).ShouldBe(1);
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type like 'access.token%' and (data::text like '%Расписание%' or data::text like '%elj_%')")).ShouldBe(0);

        Task<IReadOnlyDictionary<TokenId, DateTimeOffset>> Uses() => School.Services.GetRequiredService<TokenDoor>().LastUses(TestSchool.School, Cancel);
    }

    [Fact]
    public async Task Requests_are_counted_for_all_nodes_together()
    {
        var (_, secret) = await Create([Permission.ReadJournal], [Grant.WholeSchool]);
        var (one, other) = (new TokenDoorAt(School, limit: 5), new TokenDoorAt(School, limit: 5));
        for (var i = 0; i < 5; i++) (await (i % 2 == 0 ? one : other).Open(secret)).Bearer.ShouldNotBeNull();
        var tooOften = await one.Open(secret);
        tooOften.Bearer.ShouldBeNull();
        tooOften.RetryAfter.ShouldNotBeNull().ShouldBeInRange(1, 60);
        (await other.Open(secret)).Bearer.ShouldBeNull();
    }

    [Fact]
    public async Task A_token_that_comes_too_often_is_told_when_to_come_again()
    {
        var (_, secret) = await Create([Permission.ReadJournal], [Grant.WholeSchool]);
        using var program = Program(secret);
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 3000 && status == HttpStatusCode.OK; i++)
        {
            using var answer = await program.GetAsync("/api/v1/journal/none", Cancel);
            if (answer.StatusCode == HttpStatusCode.NotFound) continue;
            status = answer.StatusCode;
            answer.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("urn:eljournal:token-too-many");
        }
        status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    public static TheoryData<string[], string[], int, string> Wrong => new()
    {
        { [], ["*"], 30, "access.token_rights_are_wrong" },
        { [nameof(Permission.ManageAccounts)], ["*"], 30, "access.token_rights_are_wrong" },
        { [nameof(Permission.EraseCard)], ["*"], 30, "access.token_rights_are_wrong" },
        { [nameof(Permission.ReadJournal)], [], 30, "access.token_place_is_missing" },
        { [nameof(Permission.ReadJournal)], ["course/none"], 30, "access.token_place_is_unknown" },
        { [nameof(Permission.ReadChanges)], ["course/" + Own], 30, "access.token_right_is_for_whole_school" },
        { [nameof(Permission.ReadJournal)], ["*"], -1, "access.token_date_is_wrong" },
        { [nameof(Permission.ReadJournal)], ["*"], 400, "access.token_date_is_wrong" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_given_to_a_program_is_not_given(string[] rights, string[] scopes, int days, string refusal) =>
        (await Send(Command([.. rights.Select(Enum.Parse<Permission>)], scopes, days))).Refusal!.Kind.Code.ShouldBe(refusal);

    [Fact]
    public async Task Only_who_manages_accounts_creates_one() =>
        (await School.Send(Command([Permission.ReadJournal], ["*"], 30), TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);

    [Theory]
    [InlineData("elj_", false)]
    [InlineData("elj_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("xyz_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    public void A_token_is_recognized_by_its_shape(string text, bool is256Bits) => (TokenText.Hash(text) is not null).ShouldBe(is256Bits);

    private static CreateToken Command(IReadOnlyList<Permission> rights, IReadOnlyList<string> scopes, int days, string? secret = null) => new(
        Guid.NewGuid(), Id.New<TokenId>(), new Opening("Расписание"), rights, scopes, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(days), TokenText.Hash(secret ?? TokenText.New())!);

    private Task<Outcome> Send(ICommand command) => School.Send(command, Actors.ForCommandLine(TestSchool.School));

    private async Task<(TokenId Token, string Secret)> Create(IReadOnlyList<Permission> rights, IReadOnlyList<string> scopes)
    {
        var secret = TokenText.New();
        var command = Command(rights, scopes, 30, secret);
        (await Send(command)).IsAccepted.ShouldBeTrue();
        return (command.Token, secret);
    }

    private HttpClient Program(string secret)
    {
        var http = Visit.Stranger(new Uri(School.Address));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return http;
    }

    private async Task<string> Refused(string secret)
    {
        using var program = Program(secret);
        using var answer = await program.GetAsync(Journal, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }

    /// <summary>The door of another node, with a clock and a limit of its own.</summary>
    private sealed class TokenDoorAt(TestSchool school, int days = 0, int limit = 600) : TimeProvider
    {
        private readonly DateTimeOffset now = DateTimeOffset.UtcNow.AddDays(days);

        public override DateTimeOffset GetUtcNow() => now;

        public Task<TokenEntry> Open(string secret) => new TokenDoor(
            school.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), school.Services.GetRequiredService<Marten.IDocumentStore>(), this,
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [TokenDoor.Setting] = $"{limit}" }).Build()).Open(secret, Cancel);
    }

    /// <summary>One school for all.</summary>
    public sealed class Place : IAsyncLifetime
    {
        internal TestSchool School { get; private set; } = null!;

        internal string Class { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            School = await TestSchool.Start();
            Class = (await School.AsOwner<string>($"select data ->> 'unit' from journal.mt_doc_coursecard where id = 'course/{Own}'"))!;
        }

        public ValueTask DisposeAsync() => School.DisposeAsync();
    }
}
