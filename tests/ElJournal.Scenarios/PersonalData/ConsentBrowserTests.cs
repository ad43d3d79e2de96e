using ElJournal.Access.Reads;
using ElJournal.Accounting.Lessons;
using ElJournal.Scenarios.Browsing;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.PersonalData;

/// <summary>Consents, erasure and the log of reads, played by a secretary, a teacher and a director in a real browser.</summary>
public sealed class ConsentBrowserTests : BrowserTest
{
    [Fact]
    public async Task A_refusal_is_registered_shown_in_the_share_and_leaves_the_pupil_in_the_journal()
    {
        var (_, pupils) = await School.TodaysLesson();
        var mother = await Registry.Mother(School, pupils[0], new PersonCard("Абрамова", "Елена", "Сергеевна", null, "Ж", null));
        var schoolClass = await Registry.ClassOf(School, pupils[0]);
        var page = await Browser.Person(School, "secretary");
        await page.ClickAsync("nav a[href='/consents']");
        await page.ClickAsync($"a[href='/consents/{schoolClass}']");

        // Two families at once by the quick form, one of them through the mother in the register.
        await page.SelectOptionAsync("[name=kind]", new SelectOptionValue { Value = "processing" });
        await page.CheckAsync($"[name=pupil][value='{pupils[0]}']");
        await page.CheckAsync($"[name=pupil][value='{pupils[1]}']");
        await page.ClickAsync("form .entry button.main");
        await Assertions.Expect(page.Locator(".note.good")).ToContainTextAsync("2");

        // A refusal of electronic information with its scan, on the pupil's own page; a wrong file first.
        await page.ClickAsync($"a[href='/consents/pupil/{pupils[0]}']");
        var name = await page.InnerTextAsync("h1");
        await page.ClickAsync("summary");
        await Fill(page, "e-information", "Refused", $"guardian.{mother}");
        await page.FillAsync("[name=note]", "просит выписку раз в неделю");
        await page.SetInputFilesAsync("[name=scan]", new FilePayload { Name = "отказ.exe", MimeType = "application/octet-stream", Buffer = [0x4D, 0x5A, 0x90, 0x00] });
        await page.ClickAsync("form .go button.main");
        await Assertions.Expect(page.Locator(".note.bad")).ToContainTextAsync("PDF, JPEG или PNG");
        await Assertions.Expect(page.Locator("[name=note]").First).ToHaveValueAsync("просит выписку раз в неделю");
        await Assertions.Expect(page.Locator("[name=state]").First).ToHaveValueAsync("Refused");
        await page.SetInputFilesAsync("[name=scan]", new FilePayload { Name = "отказ.pdf", MimeType = "application/pdf", Buffer = [.. "%PDF-1.7 отказ"u8] });
        await page.ClickAsync("form .go button.main");
        await Assertions.Expect(page.Locator("#papers tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".head .tag")).ToHaveTextAsync("выписки на бумаге");
        await Assertions.Expect(page.Locator("#papers tbody tr").First).ToContainTextAsync("Абрамова Елена Сергеевна");
        await Browser.Shot(page, "consents-pupil-entered-1440");
        var scan = await page.APIRequest.GetAsync((await page.GetAttributeAsync("#papers a[download]", "href"))!);
        scan.Headers["content-disposition"].ShouldStartWith("attachment; filename=soglasie-");
        (await scan.TextAsync()).ShouldStartWith("%PDF-1.7");

        var director = await Browser.Person(School, "director");
        await director.GotoAsync("/consents");
        var row = director.Locator($"section:last-of-type tr:has(a[href='/consents/{schoolClass}'])");
        await Assertions.Expect(row.Locator("td").Nth(2)).ToHaveTextAsync("1", new() { UseInnerText = true });
        await Browser.Shot(director, "consents-share-1440");
        await director.GotoAsync($"/consents/{schoolClass}");
        await Assertions.Expect(director.Locator("form [type=checkbox]")).ToHaveCountAsync(0); // the director reads and registers nothing

        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync($"/journal/{SampleSchool.Course}");
        await Assertions.Expect(teacher.Locator("#journal").First).ToContainTextAsync(name, new() { UseInnerText = true });
        await teacher.GotoAsync($"/consents/{schoolClass}");
        await Assertions.Expect(teacher.Locator("h1").First).ToHaveTextAsync("Страница не найдена", new() { UseInnerText = true });
        Browser.NoComplaints();
    }

    [Fact]
    public async Task The_director_erases_a_departed_pupil_and_sees_who_looked_at_the_journal()
    {
        var (lesson, pupils) = await School.TodaysLesson();
        await Registry.Done(School, new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[0], "5", 0)), TestSchool.Teacher);
        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync($"/journal/{SampleSchool.Course}");
        var name = (await teacher.InnerTextAsync("#journal tbody tr:first-child th")).Trim();
        await Registry.Depart(School, pupils[0]);

        var director = await Browser.Person(School, "director");
        await director.ClickAsync("nav a[href='/erasures']");
        await director.SelectOptionAsync("[name=whose]", new SelectOptionValue { Value = Streams.Pupil(pupils[0]) });
        await director.SelectOptionAsync("[name=basis]", new SelectOptionValue { Value = "ordered" });
        await director.FillAsync("[name=document]", "предписание");
        await director.CheckAsync("[name=sure]");
        await director.ClickAsync("#erase button");
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("номер и дату");
        await Assertions.Expect(director.Locator("[name=whose]").First).ToHaveValueAsync(Streams.Pupil(pupils[0]));
        await director.FillAsync("[name=document]", "предписание № 17 от 20.11.2026");
        await director.CheckAsync("[name=sure]");
        await director.ClickAsync("#erase button");
        await Assertions.Expect(director.Locator("#erasures tbody tr")).ToHaveCountAsync(1);
        await Browser.Shot(director, "erasures-done-1440");
        await teacher.ReloadAsync();
        await Assertions.Expect(teacher.Locator("#journal").First).ToContainTextAsync("(данные удалены)", new() { UseInnerText = true });
        await Assertions.Expect(teacher.Locator("#journal").First).Not.ToContainTextAsync(name, new() { UseInnerText = true });
        await Browser.Shot(teacher, "journal-erased-1440");

        await director.ClickAsync("nav a[href='/reads']");
        await director.SelectOptionAsync("[name=person]", new SelectOptionValue { Label = "Соколова И. В." });
        await director.ClickAsync("form.entry button.main");
        var opened = director.Locator("#reads tbody tr", new PageLocatorOptions { HasText = "страница журнала" });
        await Assertions.Expect(opened).ToHaveCountAsync(2);
        var first = await opened.First.InnerTextAsync();
        foreach (var word in (string[])["Соколова И. В.", "учитель", "страница журнала", "8 «Б» · Алгебра", "ведение журнала"]) first.ShouldContain(word);

        // By a pupil of the class: a part of the name is typed, an id stands in the address.
        await director.GotoAsync("/reads");
        await director.FillAsync("[name=name]", (await teacher.InnerTextAsync("#journal tbody tr:nth-child(3) th")).Trim());
        await director.ClickAsync("form.entry button.main");
        new Uri(director.Url).Query.ShouldMatch(@"^\?pupil=[0-9a-z.-]+$");
        await Assertions.Expect(director.Locator("#reads").First).ToContainTextAsync("страница журнала", new() { UseInnerText = true });
        await Browser.Shot(director, "reads-1440");
        var csv = await (await director.APIRequest.GetAsync("/reads.csv" + new Uri(director.Url).Query)).TextAsync();
        csv.ShouldContain("Соколова И. В.");

        await teacher.GotoAsync("/account/reads");
        (await teacher.Locator("#reads tbody tr", new PageLocatorOptions { HasText = "страница журнала" }).CountAsync()).ShouldBe(2);
        await Browser.Shot(teacher, "reads-own-1440");
        (await School.Services.GetRequiredService<ReadVerifier>().Verify(TestSchool.School)).IsIntact.ShouldBeTrue();
        Browser.NoComplaints();
    }

    private static async Task Fill(IPage page, string kind, string state, string by)
    {
        await page.SelectOptionAsync("[name=kind]", new SelectOptionValue { Value = kind });
        await page.SelectOptionAsync("[name=state]", new SelectOptionValue { Value = state });
        await page.SelectOptionAsync("[name=by]", new SelectOptionValue { Value = by });
    }
}
