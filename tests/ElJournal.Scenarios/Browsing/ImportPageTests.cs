using System.Net;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The way of a list through the pages, with nothing but links and forms; and whose file it is.</summary>
public sealed class ImportPageTests : BrowserTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_looked_through_asked_about_loaded_and_taken_back()
    {
        var before = await Events();
        var page = await Browser.Person(School, "deputy");
        await page.GotoAsync("/school/imports");
        await page.CheckAsync("input[name=kind][value=pupils]");
        await page.SetInputFilesAsync("input[name=file]", new FilePayload { Name = "8 классы.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(ImportLife.Pupils) });
        await page.ClickAsync("#upload button.main");

        await Expect(page.Locator("#totals")).ToContainTextAsync("уточнить");
        await Expect(page.Locator("#rows")).ToContainTextAsync("Не указано имя");
        (await Events()).ShouldBe(before, "looking through stores nothing");
        await Looked(page, "import-check");

        // The columns can be said otherwise, and the next file of this source is read so at once.
        await page.ClickAsync("text=Столбцы и кодировка");
        await page.SelectOptionAsync("select[name='column.Мать']", new SelectOptionValue { Value = "" });
        await Looked(page, "import-columns");
        await page.ClickAsync("#columns button.main");
        await Expect(page.Locator("#rows")).Not.ToContainTextAsync("родитель");

        foreach (var skip in await page.Locator("#questions input[value=skip]").AllAsync()) await skip.CheckAsync();
        await page.ClickAsync("#questions button");
        await Expect(page.Locator("#questions")).ToHaveCountAsync(0);
        await page.ClickAsync("#load button.main");
        await Expect(page.Locator("#batch")).ToBeVisibleAsync();
        (await Events()).ShouldBeGreaterThan(before);
        await Looked(page, "import-done");

        await page.GotoAsync("/school/imports");
        await Expect(page.Locator("#loads")).ToContainTextAsync("загружено");
        await Looked(page, "import-history");
        await page.ClickAsync("#loads a");
        await page.ClickAsync("text=Отменить загрузку");
        await page.ClickAsync("#undo button");
        await Expect(page.Locator("main")).ToContainTextAsync("Реестр стал таким");

        await page.GotoAsync("/school/imports");
        await page.CheckAsync("input[name=kind][value=pupils]");
        await page.ClickAsync("summary:has-text('Вставить таблицу')");
        await page.FillAsync("textarea[name=text]", ImportLife.Pupils.Replace(';', '\t'));
        await page.ClickAsync("#upload button.main");
        await Expect(page.Locator("#totals")).ToContainTextAsync("создать");
        await Expect(page.Locator("#rows")).Not.ToContainTextAsync("родитель");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_file_is_its_persons_alone_and_what_is_no_table_is_not_kept()
    {
        using var deputy = await Visit.SignIn(School, "deputy", Cancel);
        using var secretary = await Visit.SignIn(School, "secretary", Cancel);
        var upload = await ImportLife.Upload(deputy, "pupils", "a.csv", ImportLife.Pupils);
        (await deputy.GetAsync($"/school/imports/{upload}/check", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var step in (string[])["check", "columns", "errors", "done"])
            (await secretary.GetAsync($"/school/imports/{upload}/{step}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ImportLife.Post(secretary, $"/school/imports/{upload}/load", [])).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var errors = await deputy.GetStringAsync($"/school/imports/{upload}/errors", Cancel);
        errors.ShouldContain("Ершов;;;13.13.2012;8Ъ");
        errors.ShouldContain("Не указано имя");
        errors.ShouldNotContain("Новиков");

        // The words lie closed in the database.
        (await School.AsOwner<long>("select count(*) from imports.upload where position(convert_to('Ершов', 'UTF8') in content) > 0 or name like '%a.csv%'")).ShouldBe(0);
        await Should.ThrowAsync<InvalidOperationException>(() => ImportLife.Upload(deputy, "pupils", "bad.csv", "\0\0\0"));
        await Should.ThrowAsync<InvalidOperationException>(() => ImportLife.Upload(secretary, "staff", "staff.csv", "ФИО\nИванов Иван Иванович\n"));
        (await School.AsOwner<long>("select count(*) from imports.upload")).ShouldBe(1);

        (await ImportLife.Post(deputy, $"/school/imports/{upload}/drop", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await School.AsOwner<long>("select count(*) from imports.upload")).ShouldBe(0);
    }

    private static async Task Looked(IPage page, string name)
    {
        await Browser.Shot(page, name);
        await Axe.IsSatisfied(page, name);
        await page.SetViewportSizeAsync(390, 844);
        await Browser.Shot(page, name + "-390");
        await Axe.IsSatisfied(page, name + " on a phone");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, name);
        await page.SetViewportSizeAsync(1440, 900);
    }

    private Task<long> Events() => School.AsOwner<long>("select count(*) from journal.mt_events where type like 'setup.%'");
}
