using System.Net;
using ElJournal.Access.Accounts;
using ElJournal.Access.Reads;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.PersonalData;

public sealed class ReadLogTests(AccessDatabase database)
{
    private const string Password = "сиреневый туман над рекой";

    private static readonly AccountId Reader = new("a-reader");

    [Fact]
    public async Task What_was_shown_is_in_the_log_and_what_was_not_is_not()
    {
        await using var program = await database.Start(app =>
        {
            Visitor.MapToken(app);
            app.MapGet("/page/{course}", (string course) => course == "none" ? Results.NotFound() : course == "broken" ? throw new InvalidOperationException() : Results.Text("names"))
                .Needs(Permission.ReadJournal).Reads("journal", Purpose.Teaching, "course/{course}");
            app.MapGet("/pupils", (HttpContext http) =>
            {
                http.Shows("pupil/p1", "pupil/p2");
                return Results.Text("names");
            }).RequireAuthorization().Reads("changes", Purpose.Control);
            app.MapPost("/form", () => Results.Text("again", statusCode: 422)).RequireAuthorization().Reads("consents", Purpose.Consents, "class/8b");
        });
        await program.Send(new OpenAccount(Guid.NewGuid(), Reader, "reader", program.Services.GetRequiredService<Passwords>().Hash(Password), null, [Role.Auditor]));
        using var visitor = new Visitor(program);
        (await visitor.Get("/page/algebra-8b")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "nobody is signed in");
        await visitor.SignIn("reader", Password);
        (await visitor.Get("/page/algebra-8b")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.Get("/page/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Get("/page/broken")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await visitor.Get("/pupils")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.Post("/form")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var found = await program.With<ReadSearch, IReadOnlyList<FoundRead>>(search => search.Find(program.School, new ReadFilter()));
        found.Select(f => $"{f.N} {f.Entry.Kind} {f.Entry.Purpose} {f.Entry.Subject}").ShouldBe(
        [
            "4 consents Consents class/8b", "3 changes Control pupil/p2", "2 changes Control pupil/p1", "1 journal Control course/algebra-8b",
        ]);
        found.ShouldAllBe(f => f.Entry.Account == Reader && f.Entry.Role == Role.Auditor && f.Entry.Session.Length > 10 && f.Entry.OnBehalfOf == null);
        (await Search(program, new ReadFilter(Kind: "changes", Before: 3))).ShouldBe([2]);
        (await Search(program, new ReadFilter(Pupil: new("p2")))).ShouldBe([3]);
        (await Search(program, new ReadFilter(Reader: new("somebody-else")))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_view_in_anothers_role_says_on_whose_behalf_and_a_crowd_is_chained_in_order()
    {
        await using var program = await database.Start();
        var log = program.Services.GetRequiredService<ReadLog>();
        await Task.WhenAll(Enumerable.Range(0, 700).Select(i => log.Note(Entry(program.School, "course/c" + i) with { OnBehalfOf = new("a-teacher") }).AsTask()));
        await log.Flush();
        var verified = await Verify(program);
        (verified.Count, verified.Broken).ShouldBe((700, null));
        (await program.With<ReadSearch, IReadOnlyList<FoundRead>>(search => search.Find(program.School, new ReadFilter(), 1)))
            .ShouldHaveSingleItem().Entry.OnBehalfOf.ShouldBe(new AccountId("a-teacher"));
    }

    [Fact]
    public async Task What_waits_when_the_program_stops_is_written()
    {
        await using var program = await database.Start();
        var school = program.School;
        for (var i = 0; i < 300; i++) await program.Services.GetRequiredService<ReadLog>().Note(Entry(school, "course/c" + i));
        await program.Services.GetRequiredService<ReadLog>().StopAsync(CancellationToken.None);
        (await Count($"select count(*) from reads.entry where tenant_id = '{school}'")).ShouldBe(300);
    }

    [Theory]
    [InlineData("update reads.entry set account = 'a-nobody' where tenant_id = '{0}' and n = 4", 4, "changed")]
    [InlineData("update reads.entry set purpose = 'nonsense' where tenant_id = '{0}' and n = 2", 2, "changed")]
    [InlineData("delete from reads.entry where tenant_id = '{0}' and n = 3", 3, "missing")]
    [InlineData("delete from reads.entry where tenant_id = '{0}' and n = 10", 10, "missing")]
    [InlineData("delete from reads.entry where tenant_id = '{0}' and n > 7; update reads.head set n = 7, hash = (select hash from reads.entry where tenant_id = '{0}' and n = 7) where tenant_id = '{0}'", 8, "missing")]
    [InlineData("update reads.entry a set hash = b.hash from reads.entry b where a.tenant_id = '{0}' and b.tenant_id = a.tenant_id and a.n = 5 and b.n = 6", 5, "changed")]
    public async Task Whoever_changes_the_log_past_the_program_is_found(string sql, long broken, string reason)
    {
        await using var program = await database.Start();
        var log = program.Services.GetRequiredService<ReadLog>();
        for (var i = 0; i < 10; i++) await log.Note(Entry(program.School, "course/c" + i, DateTimeOffset.UtcNow.AddDays(-1)));
        await log.Flush();
        await program.Services.GetRequiredService<ReadSealing>().Run();
        var before = await Verify(program);
        (before.Count, before.SealedDays, before.IsIntact).ShouldBe((10, 1, true));

        await Owner("alter table reads.entry disable trigger eljournal_guard;" + string.Format(null, sql, program.School) + ";alter table reads.entry enable trigger eljournal_guard");
        var after = await Verify(program);
        (after.Broken, after.Reason).ShouldBe((broken, reason));
    }

    [Fact]
    public async Task A_chain_forged_as_a_whole_meets_the_seal_among_the_events()
    {
        await using var program = await database.Start();
        var store = program.Services.GetRequiredService<ReadStore>();
        var yesterday = DateTimeOffset.UtcNow.AddDays(-1);
        await store.Append(program.School, [Entry(program.School, "course/c1", yesterday), Entry(program.School, "course/c2", yesterday)]);
        await program.Services.GetRequiredService<ReadSealing>().Run();
        await program.Services.GetRequiredService<ReadSealing>().Run();
        (await Verify(program)).SealedDays.ShouldBe(1, "a day is sealed once");

        await Owner($"alter table reads.entry disable trigger eljournal_guard; delete from reads.entry where tenant_id = '{program.School}'; delete from reads.head where tenant_id = '{program.School}'; alter table reads.entry enable trigger eljournal_guard");
        await store.Append(program.School, [Entry(program.School, "course/c1", yesterday), Entry(program.School, "course/another", yesterday)]);
        var verified = await Verify(program);
        (verified.Broken, verified.Reason).ShouldBe((2, "sealed"));
    }

    [Theory]
    [InlineData("update reads.entry set account = 'x'")]
    [InlineData("delete from reads.entry")]
    [InlineData("truncate reads.entry")]
    public async Task The_applications_role_cannot_change_the_log_and_even_the_owner_meets_a_guard(string sql)
    {
        await using var program = await database.Start();
        await program.Services.GetRequiredService<ReadStore>().Append(program.School, [Entry(program.School, "course/c1")]);
        await using (var role = NpgsqlDataSource.Create(database.Application))
        {
            (await Should.ThrowAsync<PostgresException>(() => role.CreateCommand(sql).ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
            var part = $"reads.entry_{DateTime.UtcNow:yyyyMMdd}";
            (await Should.ThrowAsync<PostgresException>(() => role.CreateCommand(sql.Replace("reads.entry", part, StringComparison.Ordinal)).ExecuteNonQueryAsync()))
                .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
        (await Should.ThrowAsync<PostgresException>(() => Owner(sql))).SqlState.ShouldBe("EJ002");
    }

    private static ReadEntry Entry(SchoolId school, string subject, DateTimeOffset? at = null) => new(
        school, ReadEntry.Moment(at ?? DateTimeOffset.UtcNow), Reader, Role.Auditor, null, "session-1", "journal", Purpose.Control, subject);

    private static Task<ReadsVerified> Verify(Program program) =>
        program.With<ReadVerifier, ReadsVerified>(verifier => verifier.Verify(program.School));

    private static async Task<IEnumerable<long>> Search(Program program, ReadFilter filter) =>
        (await program.With<ReadSearch, IReadOnlyList<FoundRead>>(search => search.Find(program.School, filter))).Select(f => f.N);

    private async Task Owner(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await owner.CreateCommand(sql).ExecuteNonQueryAsync();
    }

    private async Task<long> Count(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        return (long)(await owner.CreateCommand(sql).ExecuteScalarAsync())!;
    }
}
