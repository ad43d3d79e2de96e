using System.Net;
using System.Text.Json.Nodes;
using ElJournal.Accounting.Lessons;
using ElJournal.Integrity.Anchors;
using ElJournal.Scenarios.Cli;
using ElJournal.Scenarios.Watching;
using ElJournal.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MimeKit;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A mark is changed behind the trigger: the full check finds it, everybody who answers for the journal is told, and it ends when the mark is put back.</summary>
public sealed class StatusPageTests : BrowserTest
{
    private readonly int _port = PostOffice.FreePort();
    private PostOffice _office = null!;
    private string _lesson = "";

    private protected override Task<TestSchool> Begin()
    {
        _office = PostOffice.Open(_port);
        return TestSchool.Start(builder => builder.Configuration.AddInMemoryCollection(PostOffice.Settings(_port)));
    }

    private protected override async Task Prepare()
    {
        var (lesson, pupils) = await School.TodaysLesson();
        _lesson = lesson.Stream;
        foreach (var pupil in pupils.Take(5))
            (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupil, "5", 0)), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        await School.CaughtUp();
    }

    [Fact]
    public async Task Damage_is_found_told_and_ended()
    {
        await using var office = _office;
        var director = await Browser.Person(School, "director");
        await director.ClickAsync("nav >> text=Состояние");
        await Assertions.Expect(director.Locator(".verdict")).ToContainTextAsync("Всё в порядке");
        await Check(director, "журнал цел");

        await director.ClickAsync("text=Получатели");
        await director.SelectOptionAsync("[name=staff]", SampleSchool.Director.Value);
        await director.EvaluateAsync("document.querySelector('#name form').noValidate = true");
        await director.FillAsync("[name=address]", "director");
        await director.ClickAsync("#name button");
        await Assertions.Expect(director.Locator("#name .note.bad")).ToContainTextAsync("не адрес");
        await Assertions.Expect(director.Locator("[name=address]")).ToHaveValueAsync("director");
        await Browser.Shot(director, "recipients-refused", 1440, 390);
        await director.FillAsync("[name=address]", "director@school.example");
        await director.ClickAsync("#name button");
        await director.ClickAsync("text=Отправить сейчас");
        await Assertions.Expect(director.Locator(".recipients")).Not.ToContainTextAsync("ещё не отправлялось");
        await Browser.Shot(director, "recipients-sent", 1440, 390);
        var archive = await Answer.Beside(School, "archive", "make", "--kind", "J5", "--json");
        archive.Code.ShouldBe(0, archive.Out + archive.Error);
        var copy = Path.Combine(School.Settings.DataDirectory, "archives", archive.Json["made"]![0]!["file"]!.ToString());
        var anchor = Path.Combine(School.Settings.DataDirectory, "checkpoint.txt");
        await using (var file = File.Create(anchor))
            await ((MimePart)office.Letters.ShouldHaveSingleItem().Attachments.Single()).Content!.DecodeToAsync(file, TestContext.Current.CancellationToken);

        // As superuser with the trigger off; what stood there is kept, to be put back.
        await Touch($$"""create table public.kept as select id, data from journal.mt_events where stream_id = '{{_lesson}}' and version = 3""");
        await Touch("""update journal.mt_events e set data = jsonb_set(e.data, '{grade}', '"2"') from public.kept k where e.id = k.id""");
        await director.GotoAsync("/status");
        await Check(director, "нарушен, мест: 1");
        await Assertions.Expect(director.Locator(".verdict")).ToContainTextAsync("1 неполадка");
        await Assertions.Expect(director.Locator("[data-check=log_check]")).ToContainTextAsync("содержание не то, что было опечатано");
        await Assertions.Expect(director.Locator("[data-check=log_check] .advice")).ToContainTextAsync("eljournal verify --json");
        await Browser.Shot(director, "status-broken", 1440, 390);
        await Axe.IsSatisfied(director, "status, damaged");

        await director.ClickAsync(".alarm a");
        await Assertions.Expect(director.Locator(".note.good")).ToContainTextAsync("Копия доказана");
        (await director.Locator("#fields tbody tr").AllInnerTextsAsync()).Select(row => string.Join(' ', row.Split((char[])['\t', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            .ShouldBe(["data.grade 5 2"]);
        await Browser.Shot(director, "status-difference", 1440, 390);
        await Axe.IsSatisfied(director, "difference");
        var compared = await Answer.Beside(School, "verify", "--copy", copy);
        compared.Code.ShouldBe(1);
        compared.Out.ShouldContain("data.grade: было 5, стало 2");
        var spoilt = Path.Combine(School.Settings.DataDirectory, "spoilt.zip");
        await File.WriteAllTextAsync(spoilt, "не архив", TestContext.Current.CancellationToken);
        (await Answer.Beside(School, "verify", "--copy", spoilt)).Error.ShouldContain("это не архив журналов года");

        foreach (var login in (string[])["deputy", "admin"])
        {
            var person = await Browser.Person(School, login);
            await person.GotoAsync("/classes");
            await Assertions.Expect(person.Locator("#alarm-bar")).ToContainTextAsync("Журнал записей нарушен");
            if (login == "deputy") await Browser.Shot(person, "status-banner", 1440, 390);
            await person.ClickAsync("#alarm-bar a");
            await Assertions.Expect(person.Locator(".verdict.bad")).ToBeVisibleAsync();
        }
        var teacher = await Browser.Person(School, "teacher");
        await Assertions.Expect(teacher.Locator("#alarm-bar")).ToHaveCountAsync(0);

        var (code, health) = await Health();
        var seq = await School.AsOwner<long>("select seq_id from journal.mt_events where id = (select id from public.kept)");
        (code, health["logs"]![0]!["first"]!["damage"]!.ToString(), health["logs"]![0]!["first"]!["seq"]!.GetValue<long>()).ShouldBe((HttpStatusCode.ServiceUnavailable, "DataChanged", seq));
        (await Answer.Beside(School, "doctor", "--json")).Json["checks"]!.AsArray().Where(c => c!["health"]!.ToString() == "ill").Select(c => c!["check"]!.ToString()).ShouldBe(["log_check"]);
        await School.Services.GetRequiredService<AnchorMails>().Run(TestContext.Current.CancellationToken);
        office.Letters.Count.ShouldBe(2);
        office.Letters[1].Subject!.ShouldStartWith("ТРЕВОГА");
        office.Letters[1].TextBody!.ShouldContain($"запись № {seq}");

        await Touch("update journal.mt_events e set data = k.data from public.kept k where e.id = k.id");
        await director.GotoAsync("/status");
        await Check(director, "журнал цел");
        await Assertions.Expect(director.Locator(".verdict.good")).ToBeVisibleAsync();
        await Browser.Shot(director, "status-well", 1440, 390);
        await director.GotoAsync("/classes");
        await Assertions.Expect(director.Locator("#alarm-bar")).ToHaveCountAsync(0);
        (await Health()).Code.ShouldBe(HttpStatusCode.OK);
        var verified = await Answer.Beside(School, "verify", "--against", anchor, "--copy", copy);
        verified.Code.ShouldBe(0, verified.Out + verified.Error);
        verified.Out.ShouldContain("Копия: все её записи стоят в базе такими же.");
        Browser.NoComplaints();
    }

    /// <summary>Asks for a full check and waits until the page, which refreshes by itself, shows what came of it.</summary>
    private static async Task Check(IPage page, string result)
    {
        await page.ClickAsync("text=Проверить сейчас");
        await Assertions.Expect(page.Locator("#log .facts .tag")).ToContainTextAsync(result, new() { Timeout = 20_000 });
    }

    private async Task<(HttpStatusCode Code, JsonNode Told)> Health()
    {
        using var http = Visit.Stranger(new Uri(School.Address));
        using var answer = await http.GetAsync("/health", TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    private Task Touch(string sql) => School.AsOwner<object>($"set session_replication_role = replica; {sql}; reset session_replication_role");
}
