using System.Net;
using System.Net.Http.Json;
using System.Text;
using ElJournal.Access.Accounts;
using ElJournal.Access.Consents;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.PersonalData;

/// <summary>
/// A name like no other is put into every personal field, then all pages are opened and commands fail in every way: the name must be
/// nowhere but in the openings and on the pages themselves.
/// </summary>
public sealed class CanaryTests : IAsyncLifetime
{
    /// <summary>In personal fields: not even in the event store.</summary>
    private const string Canary = "Канарейкина";

    /// <summary>In words that belong to the journal, such as homework: in the event store, but in no log and no address.</summary>
    private const string Siskin = "Чижикова";

    /// <summary>The same where only Latin letters fit: logins, headers.</summary>
    private const string Latin = "kanarejkina";

    private static readonly PersonCard Card = new(Canary, "Зоя", Canary + "овна", new DateOnly(2012, 5, 6), "Ж", Canary + "-77");

    private readonly Eavesdropper _ear = new();
    private TestSchool _school = null!;
    private PupilId _pupil;
    private GuardianId _guardian;
    private StaffId _staff;

    private static Actor Office => Actors.ForCommandLine(TestSchool.School);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start(_ear.Listen);
        // The server's own log takes every statement from here on.
        var name = await _school.AsOwner<string>("select current_database()::text");
        foreach (var setting in (string[])["log_statement = 'all'", "log_min_duration_statement = 0", "log_min_messages = 'debug1'"])
            await _school.AsOwner<int>($"alter database {name} set {setting}; select 1");
    }

    public async ValueTask DisposeAsync()
    {
        await _school.DisposeAsync();
        _ear.Dispose();
    }

    [Fact]
    public async Task A_name_in_every_personal_field_is_in_no_log_trace_meter_address_or_dead_letter()
    {
        await FillEveryField();
        await FailInEveryWay();
        await OpenEveryPage();
        await Erase();
        await _school.CaughtUp();
        await _school.App.StopAsync(Cancel);

        var heard = _ear.Heard();
        heard.Count(h => h.Where == "log").ShouldBeGreaterThan(20);
        heard.Count(h => h.Where == "trace").ShouldBeGreaterThan(100);
        heard.Count(h => h.Where == "meter").ShouldBeGreaterThan(100);
        heard.Count(h => h.Where == "address").ShouldBeGreaterThan(50);
        heard.Where(h => Holds(h.Said)).Select(h => $"{h.Where}: {Around(h.Said)}").ShouldBeEmpty();
        var server = await ServerLog();
        server.ShouldContain("insert into openings.opening", customMessage: "the server's log is the right one and takes statements");
        (Holds(server) ? Around(server) : "").ShouldBeEmpty();
        (await TablesThatHold(Canary)).ShouldBeSubsetOf(["openings.opening"]);
        (await TablesThatHold(Siskin)).ShouldNotContain(table => table.StartsWith("wolverine", StringComparison.Ordinal));
        (await TablesThatHold(Latin)).ShouldBeSubsetOf(["access.mt_doc_credential"]);
    }

    [Fact]
    public void The_ear_hears()
    {
        _ear.Hear("log", "Pupil Канарейкина Зоя");
        _ear.Hear("address", "/changes?pupil=" + Uri.EscapeDataString(Siskin));
        _ear.Heard().Count(h => Holds(h.Said)).ShouldBe(2);
    }

    [Fact]
    public async Task The_ear_can_be_asked_while_others_speak()
    {
        using var enough = new CancellationTokenSource();
        var speaker = Task.Run(() =>
        {
            for (var said = 0; said < 100_000 && !enough.IsCancellationRequested; said++) _ear.Hear("log", "a word");
        }, Cancel);
        for (var asked = 0; asked < 200; asked++) _ear.Heard()[^1].Where.ShouldBe("console");
        await enough.CancelAsync();
        await speaker;
    }

    private async Task FillEveryField()
    {
        var (lesson, pupils) = await _school.TodaysLesson();
        var today = await Registry.Today(_school);
        (_pupil, _guardian, _staff) = (Id.New<PupilId>(), Id.New<GuardianId>(), Id.New<StaffId>());
        var schoolClass = await Registry.ClassOf(_school, pupils[0]);
        await Done(new EnrolPupil(Guid.NewGuid(), _pupil, Card, schoolClass, today.AddDays(-30), "1-у"));
        await Done(new ChangePupilCard(Guid.NewGuid(), _pupil, Card with { Given = "Зинаида" }));
        await Done(new RegisterGuardian(Guid.NewGuid(), _guardian, Card));
        await Done(new LinkGuardian(Guid.NewGuid(), _guardian, _pupil, "mother", today.AddDays(-30)));
        await Done(new HireStaff(Guid.NewGuid(), _staff, Card, today.AddDays(-30)));
        await Done(new OpenAccount(Guid.NewGuid(), Id.New<AccountId>(), Latin, _school.Services.GetRequiredService<Passwords>().Hash(TestSchool.Password), _staff, [Role.Teacher]));
        using var teacher = await SignIn("teacher");
        foreach (var (value, seen) in ((string, int)[])[("4", 0), ("5", 2)])
        {
            using var answer = await teacher.PostAsJsonAsync("/api/v1/journal/cells", new
            {
                entries = new[] { new { id = Guid.NewGuid(), lesson = lesson.ToString(), pupil = _pupil.Value, value, seen, reason = seen == 0 ? null : "typo", note = $"{Canary} писала на доске", comment = seen == 0 ? $"{Canary} забыла тетрадь" : null } },
            }, Cancel);
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("accepted");
        }
        await Done(new SetHomework(Guid.NewGuid(), lesson, $"{Siskin}, § 12", 20, 0, null, null), TestSchool.Teacher);
        using var secretary = await SignIn("secretary");
        using var consent = Form(await Token(secretary, $"/consents/pupil/{_pupil}"),
            ("id", Guid.NewGuid().ToString()), ("kind", "e-information"), ("state", "Refused"), ("on", today.ToString("yyyy-MM-dd")), ("form", "paper"),
            ("by", "representative"), ("giver", $"{Canary} Е. С."), ("note", $"принесла {Canary}"));
        consent.Add(new ByteArrayContent([.. "%PDF-1.7"u8]), "scan", $"{Canary}.pdf");
        (await Post(secretary, $"/consents/pupil/{_pupil}", consent)).ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>Refused by rules, by the database in two ways, cut off by the caller, and unreadable.</summary>
    private async Task FailInEveryWay()
    {
        var (lesson, _) = await _school.TodaysLesson();
        var commands = new Func<ICommand>[]
        {
            () => new EnrolPupil(Guid.NewGuid(), Id.New<PupilId>(), Card, Registry.Class8B, new DateOnly(2001, 1, 1)),
            () => new ChangePupilCard(Guid.NewGuid(), _pupil, Card with { Given = "Зоя" }),
            () => new RegisterGuardian(Guid.NewGuid(), Id.New<GuardianId>(), Card),
            () => new HireStaff(Guid.NewGuid(), Id.New<StaffId>(), Card with { Sex = Canary }, new DateOnly(2026, 9, 1)),
            () => new HireStaff(Guid.NewGuid(), Id.New<StaffId>(), Card, new DateOnly(2026, 9, 1)),
            () => new OpenAccount(Guid.NewGuid(), Id.New<AccountId>(), $"{Latin}-{Guid.NewGuid():N}", new PasswordHash("x", "y"), null, [Role.Teacher]),
            () => new EnterCells(new EnterCell(Guid.NewGuid(), lesson, _pupil, Canary, 9, "typo", new Opening(Canary))),
            () => new EnterCells(new EnterCell(Guid.NewGuid(), lesson, _pupil, "3", 3, "typo", new Opening(Canary))),
            () => new RecordConsent(Guid.NewGuid(), _pupil, Registry.Class8B, "processing", ConsentState.Given, new DateOnly(2026, 11, 1), "paper", Note: new Opening(Canary)),
            () => new SetHomework(Guid.NewGuid(), lesson, Siskin + new string('.', 3000), 20, 0, null, new Opening(Canary)),
            () => new SetHomework(Guid.NewGuid(), lesson, Siskin, 25, 2, "typo", new Opening(Canary)),
            () => new SetTopic(Guid.NewGuid(), lesson, Siskin, null, 0, null, new Opening(Canary)),
        };
        await _school.AsOwner<int>("alter table openings.opening add constraint canary check (value not like '%' || chr(1050) || '%') not valid; select 1");
        await Failing(commands);
        await _school.AsOwner<int>("alter table openings.opening drop constraint canary; select 1");
        await _school.AsOwner<int>($"revoke insert on openings.opening from {Migration.ApplicationRole}; revoke insert on access.mt_doc_credential from {Migration.ApplicationRole}; select 1");
        var failed = await Failing(commands);
        await _school.AsOwner<int>($"grant insert on openings.opening to {Migration.ApplicationRole}; grant insert on access.mt_doc_credential to {Migration.ApplicationRole}; select 1");
        failed.ShouldBeGreaterThan(2, "the database refused what the rules let through");

        using var stranger = Visit.Stranger(new Uri(_school.Address));
        var token = await Token(stranger, "/sign-in");
        foreach (var login in (string[])[Canary, Latin])
        {
            using var form = Form(token, ("login", login), ("password", Canary + Canary));
            (await Post(stranger, "/sign-in", form)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
        using var teacher = await SignIn("teacher");
        using var broken = new StringContent($$"""{"entries":[{"note":"{{Canary}}","value":{{Canary}}}]}""", Encoding.UTF8, "application/json");
        using var bad = await teacher.PostAsync("/api/v1/journal/cells", broken, Cancel);
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var secretary = await SignIn("secretary");
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var search = Form(await Token(secretary, $"/consents/pupil/{_pupil}"), ("note", Canary), ("giver", Canary));
        cut.CancelAfter(TimeSpan.FromMilliseconds(2));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            while (true) using (await secretary.PostAsync($"/consents/pupil/{_pupil}", search, cut.Token)) cut.Token.ThrowIfCancellationRequested();
        });
    }

    private async Task<int> Failing(IEnumerable<Func<ICommand>> commands)
    {
        var thrown = 0;
        foreach (var command in commands)
        {
            try
            {
                (await _school.Send(command(), Office with { Grants = new Grants([.. Enum.GetValues<Permission>().Select(p => new Grant(p, Grant.WholeSchool))]) }))
                    .Refusal?.Kind.ToString().ShouldNotContain(Canary);
            }
            catch (Exception failure) when (failure is not ShouldAssertException)
            {
                thrown++;
                _ear.Hear("exception", failure.ToString());
            }
        }
        return thrown;
    }

    private async Task OpenEveryPage()
    {
        var (lesson, pupils) = await _school.TodaysLesson();
        var schoolClass = await Registry.ClassOf(_school, pupils[0]);
        await _school.CaughtUp();
        foreach (var login in (string[])["director", "deputy", "teacher", "auditor", "admin", "secretary"])
        {
            using var person = await SignIn(login);
            foreach (var path in new[]
            {
                "/", $"/journal/{SampleSchool.Course}", $"/lessons/{lesson}", $"/replay/lessons/{lesson}", "/changes", "/changes.csv", $"/changes?pupil={_pupil}",
                $"/api/v1/journal/{SampleSchool.Course}", $"/api/v1/journal/history?lesson={lesson}&pupil={_pupil}", "/api/v1/changes", "/reads", "/reads.csv",
                "/account/reads", "/erasures", "/admin/people", "/admin/training", "/consents", $"/consents/{schoolClass}", $"/consents/pupil/{_pupil}", $"/family/{_pupil}/reads", "/none",
            })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Add("Accept", "text/html");
                request.Headers.Add("User-Agent", Latin);
                using var answer = await person.SendAsync(request, Cancel);
                Address(answer);
                foreach (var link in Links(await answer.Content.ReadAsStringAsync(Cancel))) _ear.Hear("address", link);
            }
            if (login == "admin")
            {
                using var named = Form(await Token(person, "/admin/people"), ("name", Canary.ToLowerInvariant()));
                using var found = await person.PostAsync("/admin/people", named, Cancel);
                Address(found);
            }
            foreach (var path in (string[])["/changes", "/reads"])
            {
                if (login is not ("director" or "deputy") || (login == "deputy" && path == "/reads")) continue;
                using var form = Form(await Token(person, path), ("name", Canary.ToLowerInvariant()));
                using var answer = await person.PostAsync(path, form, Cancel);
                Address(answer);
                answer.Headers.Location!.OriginalString.ShouldContain("pupil=" + _pupil);
            }
        }
    }

    private async Task Erase()
    {
        await Registry.Depart(_school, _pupil);
        await Done(new UnlinkGuardian(Guid.NewGuid(), _guardian, _pupil, await Registry.Today(_school)));
        await Done(new DismissStaff(Guid.NewGuid(), _staff, await Registry.Today(_school)));
        using var director = await SignIn("director");
        foreach (var whose in new[] { Streams.Pupil(_pupil), Streams.Guardian(_guardian), Streams.Staff(_staff) })
        {
            using var form = Form(await Token(director, "/erasures"), ("id", Guid.NewGuid().ToString()), ("whose", whose), ("basis", "ordered"),
                ("document", "№ 17"), ("note", Canary), ("notes", "yes"), ("sure", "yes"));
            (await Post(director, "/erasures", form)).ShouldBe(HttpStatusCode.Redirect);
        }
    }

    private Task Done(ICommand command, Actor? actor = null) => Registry.Done(_school, command, actor);

    private async Task<HttpClient> SignIn(string login)
    {
        var person = await Visit.SignIn(_school, login, Cancel);
        person.DefaultRequestHeaders.Add("Accept-Language", "ru");
        return person;
    }

    private async Task<HttpStatusCode> Post(HttpClient person, string path, HttpContent form)
    {
        using var answer = await person.PostAsync(path, form, Cancel);
        Address(answer);
        return answer.StatusCode;
    }

    private void Address(HttpResponseMessage answer)
    {
        _ear.Hear("address", answer.RequestMessage!.RequestUri!.ToString());
        if (answer.Headers.Location is { } there) _ear.Hear("address", there.OriginalString);
        if (answer.Content.Headers.ContentDisposition is { } file) _ear.Hear("address", file.ToString());
    }

    private static async Task<string> Token(HttpClient person, string path) => System.Text.RegularExpressions.Regex.Match(
        await person.GetStringAsync(path, Cancel), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;

    private static MultipartFormDataContent Form(string token, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return form;
    }

    private static IEnumerable<string> Links(string page) =>
        System.Text.RegularExpressions.Regex.Matches(page, "(?:href|action|src)=\"([^\"]*)\"").Select(m => WebUtility.HtmlDecode(m.Groups[1].Value));

    private static bool Holds(string text) => Wanted().Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Around(string text)
    {
        var at = Wanted().Select(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).Min();
        return text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)];
    }

    /// <summary>As it is, in an address, in JSON, and as bytes.</summary>
    private static IEnumerable<string> Wanted() => new[] { Canary, Siskin, Latin }.SelectMany(word => (string[])
        [word, Uri.EscapeDataString(word), System.Text.Json.JsonSerializer.Serialize(word).Trim('"'), Convert.ToHexString(Encoding.UTF8.GetBytes(word))]);

    private async Task<string> ServerLog()
    {
        var data = await _school.AsOwner<string>("select current_setting('data_directory')");
        await using var file = new FileStream(Path.Combine(Path.GetDirectoryName(data!)!, "start.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(Cancel);
    }

    private async Task<IReadOnlyList<string>> TablesThatHold(string word)
    {
        var found = new List<string>();
        var tables = await _school.AsOwner<string[]>("select array_agg(format('%I.%I', schemaname, tablename) order by 1) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
        var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word));
        // As JSON writes it with escapes; the blank of LIKE stands for the backslash.
        var escaped = string.Join('_', word.Select(c => c < 128 ? c.ToString() : $"u{(int)c:x4}"));
        foreach (var table in tables!)
            if (await _school.AsOwner<long>($"select count(*) from {table} t where t::text ilike '%{word}%' or t::text like '%{hex}%' or t::text ilike '%{escaped}%'") > 0) found.Add(table);
        return found;
    }
}
