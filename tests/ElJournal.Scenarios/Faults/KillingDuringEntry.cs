using System.Globalization;
using System.Net.Http.Json;
using ElJournal.Accounting.Journal;
using ElJournal.Postgres;
using ElJournal.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Faults;

/// <summary>
/// Четыре учителя заполняют клетки, завуч пишет темы, и делается всё остальное, что записывает журнал, а программу и PostgreSQL убивают.
/// <c>ELJ_FAULT_ROUNDS</c> makes a campaign of it, <c>ELJ_FAULT_SEED</c> repeats one.
/// </summary>
public sealed class KillingDuringEntry(ITestOutputHelper output)
{
    private const int Clients = 4;

    private static readonly string[] Courses = ["algebra-8b", "algebra-8a", "geometriya-8b", "geometriya-8a"];

    private static readonly int Rounds = Number("ELJ_FAULT_ROUNDS") ?? 1;

    private readonly int seed = Number("ELJ_FAULT_SEED") ?? Random.Shared.Next();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_program_or_PostgreSQL_during_entry_loses_no_acknowledged_entry()
    {
        var random = new Random(seed);
        await using var server = new Server();
        await server.Start(Cancel);
        using var ledger = new Ledger(Path.Combine(server.Data, "ledger"));
        var typists = await Typists(server, ledger, random);
        var clerk = new Clerk(server.Address, ledger, new Random(random.Next()));
        foreach (var page in await Pages(typists[0])) clerk.Own(page);
        var officers = await Officers(server, ledger, random);

        for (var round = 0; round < Rounds; round++)
        {
            await TypeUntil(ledger, typists, clerk, officers, random, server.Kill);
            foreach (var typist in typists) typist.TypeOffline(random.Next(2, 8));
            await server.Start(Cancel);
            await TypeUntil(ledger, typists, clerk, officers, random, () => { server.KillPostgres(); return Task.CompletedTask; });
            await server.Kill();
            await server.Start(Cancel);
        }
        await Task.WhenAll([Finish(clerk), Type(typists, 5), .. officers.Select(o => o.Work(() => !o.Missing.Any(), Cancel))]);
        server.MustBeAtWork();
        var pages = await Pages(typists[0]);
        var shown = Shown(pages);
        var deeds = officers.SelectMany(o => o.Deeds).ToList();
        var verdict = await Verdict.Of(ledger, deeds, server.Data, Cancel);
        var differing = await Models.Differing(server.Data, Rounds > 1, Cancel);

        output.WriteLine($"seed {seed}, kills {2 * Rounds}, sent again {typists.Sum(t => t.Repeated)}, {clerk.Repeated} and {officers.Sum(o => o.Repeated)}, deeds {deeds.Count}: {verdict with { Halved = [] }}");
        output.WriteLine(string.Join("; ", officers.Select(o => $"{o.Name}: {string.Join(", ", o.Deeds.CountBy(d => d.Kind).Select(k => $"{k.Key} {k.Value}"))}, again {o.Repeated}")));
        verdict.ShouldSatisfyAllConditions(
            () => verdict.Acknowledged.ShouldBe(verdict.Sent),
            () => verdict.Lost.ShouldBe(0),
            () => verdict.Duplicate.ShouldBe(0),
            () => verdict.Torn.ShouldBe(0),
            () => verdict.Halved.ShouldBeEmpty(),
            () => verdict.IsIntact.ShouldBeTrue(),
            () => differing.ShouldBeEmpty(),
            () => typists.Sum(t => t.Differing(shown)).ShouldBe(0),
            () => clerk.Differing(pages).ShouldBe(0),
            () => clerk.Done.Count.ShouldBe(2),
            () => officers.SelectMany(o => o.Missing.Select(kind => $"{o.Name}: {kind}")).ShouldBeEmpty());
    }

    /// <summary>The same harness on a server that acknowledges before the log is on disk: it must find the loss, or it could find none.</summary>
    [Fact]
    public async Task A_server_that_acknowledges_too_early_is_caught_losing_entries()
    {
        Assert.SkipUnless(Number("ELJ_FAULT_ROUNDS") is not null, "The harness itself is tried in its campaign: ELJ_FAULT_ROUNDS.");
        var random = new Random(seed);
        await using var server = new Server();
        await server.Start(Cancel);
        await AcknowledgeTooEarly(server.Data);
        await server.Kill();
        await server.Start(Cancel);
        using var ledger = new Ledger(Path.Combine(server.Data, "ledger"));
        var typists = await Typists(server, ledger, random);

        // One cut may fall just behind a flush of the log; several do not.
        Verdict verdict;
        var cuts = 0;
        do
        {
            if (cuts > 0) await server.Start(Cancel);
            await TypeUntil(ledger, typists, null, [], random, () => { server.KillPostgres(); return Task.CompletedTask; });
            await server.Kill();
            verdict = await Verdict.Of(ledger, [], server.Data, Cancel);
            output.WriteLine($"seed {seed}, cut {++cuts}: {verdict}");
        }
        while (verdict.Lost == 0 && cuts < 6);
        verdict.Lost.ShouldBeGreaterThan(0);
    }

    private static async Task AcknowledgeTooEarly(string data)
    {
        await using var database = await PostgresForApp.ResolveAsync(new AppDatabaseOptions(data), Cancel);
        await using var source = NpgsqlDataSource.Create(database.SuperuserConnectionString);
        foreach (var sql in (string[])
            [
                "alter role eljournal_app set synchronous_commit = off", "alter system set wal_writer_delay = '10s'",
                "alter system set wal_writer_flush_after = '1GB'", "select pg_reload_conf()",
            ])
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Cancel);
        }
    }

    /// <summary>Each has cells of its own in the past lessons of all courses: on the first day of a term one lesson is all there is.</summary>
    private static async Task<IReadOnlyList<Typist>> Typists(Server server, Ledger ledger, Random random)
    {
        var typists = Enumerable.Range(0, Clients).Select(_ => new Typist(server.Address, ledger, new Random(random.Next()))).ToList();
        var turn = 0;
        foreach (var page in await Pages(typists[0]))
        {
            foreach (var lesson in page.Lessons.Where(Server.IsOpen))
            {
                foreach (var pupil in page.Pupils) typists[turn++ % Clients].Own(lesson.Lesson.ToString(), pupil.Pupil.Value);
            }
        }
        return typists;
    }

    /// <summary>Everything else that the journal records, each kind in hands of its own.</summary>
    private static async Task<IReadOnlyList<Officer>> Officers(Server server, Ledger ledger, Random random)
    {
        var browsers = new Dictionary<string, HttpClient>();
        foreach (var login in (string[])[Stories.Deputy, Stories.ClassTeacher]) browsers[login] = await Visit.SignIn(server.Address, login, Server.Password, Cancel);
        var ground = await Ground.Of(browsers[Stories.Deputy], Cancel);
        IReadOnlyList<Officer> officers =
        [
            Stories.Terms(ledger, ground), Stories.Closing(ledger, ground), Stories.Absences(ledger, ground),
            Stories.Debts(ledger, ground), Stories.Council(ledger, ground), Stories.Corrections(ledger, ground),
            Stories.Substitutions(ledger, ground, new Random(random.Next())),
        ];
        foreach (var officer in officers) officer.Browsers = browsers;
        return officers;
    }

    private static async Task<IReadOnlyList<JournalPage>> Pages(Typist typist)
    {
        using var http = await typist.SignIn(Cancel);
        List<JournalPage> pages = [];
        foreach (var course in Courses) pages.Add((await http.GetFromJsonAsync<JournalPage>($"/api/v1/journal/{course}", Cancel)).ShouldNotBeNull());
        return pages;
    }

    private static Dictionary<(string, string), string> Shown(IEnumerable<JournalPage> pages)
    {
        var shown = new Dictionary<(string, string), string>();
        foreach (var (page, pupil) in pages.SelectMany(page => page.Pupils.Select(pupil => (page, pupil))))
        {
            foreach (var (lesson, cell) in page.Lessons.Zip(pupil.Cells)) shown[(lesson.Lesson.ToString(), pupil.Pupil.Value)] = cell?.Text ?? "";
        }
        return shown;
    }

    /// <summary>The kill comes while all are at work, after a number of acknowledgements that the seed decides.</summary>
    private static async Task TypeUntil(Ledger ledger, IReadOnlyList<Typist> typists, Clerk? clerk, IReadOnlyList<Officer> officers, Random random, Func<Task> kill)
    {
        // All are in before the first types: a sign-in is no entry and is not tried again.
        var doors = await SignIn(typists);
        using var office = clerk is null ? null : await clerk.SignIn(Cancel);
        // A campaign gives those who read large pages first the time to come to their turn.
        var enough = ledger.AcknowledgedMore(Rounds > 1 ? random.Next(60, 140) : random.Next(20, 60));
        var typing = Task.WhenAll(
            [Type(typists, doors, int.MaxValue), office is null ? Task.CompletedTask : clerk!.Work(office, int.MaxValue, Cancel), .. officers.Select(o => o.Work(() => false, Cancel))]);
        await await Task.WhenAny(enough, typing);
        await kill();
        await typing;
    }

    private static async Task Finish(Clerk clerk)
    {
        using var http = await clerk.SignIn(Cancel);
        await clerk.Work(http, 20, Cancel);
    }

    private static async Task Type(IReadOnlyList<Typist> typists, int limit) => await Type(typists, await SignIn(typists), limit);

    private static Task Type(IReadOnlyList<Typist> typists, HttpClient[] doors, int limit) => Task.WhenAll(typists.Zip(doors).Select(async pair =>
    {
        using var http = pair.Second;
        await pair.First.Type(http, limit, Cancel);
    }));

    private static Task<HttpClient[]> SignIn(IReadOnlyList<Typist> typists) => Task.WhenAll(typists.Select(typist => typist.SignIn(Cancel)));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
