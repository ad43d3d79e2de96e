using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Выгрузки и статистика: a file of chosen columns, a template that keeps the choice, figures sent to the authority with their receipt.</summary>
public sealed class ExportPageTests : BrowserTest
{
    private protected override Task Prepare() => ReportPageTests.Begin(School);

    [Fact]
    public async Task Columns_are_chosen_kept_under_a_name_and_taken_as_a_file_of_the_own_courses()
    {
        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync("/reports");
        await teacher.ClickAsync("a[href='/reports/export']");
        foreach (var column in (string[])["slot", "work", "place", "course", "teacher"]) await teacher.UncheckAsync($"[name=column][value={column}]");
        await teacher.SelectOptionAsync("[name=separator]", "comma");
        await teacher.ClickAsync("button[value=save]");
        await Assertions.Expect(teacher.Locator(".note.bad")).ToContainTextAsync("название");
        await Assertions.Expect(teacher.Locator("[name=column]:checked")).ToHaveCountAsync(6);
        await teacher.FillAsync("#export [name=name]", "Для родительского собрания");
        await teacher.ClickAsync("button[value=save]");
        await Assertions.Expect(teacher.Locator(".note.good")).ToContainTextAsync("Для родительского собрания");
        await Browser.Shot(teacher, "export", 1440, 390);

        await teacher.GotoAsync("/reports/export");
        await teacher.ClickAsync("ul a >> text=Для родительского собрания");
        await Assertions.Expect(teacher.Locator("[name=column]:checked")).ToHaveCountAsync(6);
        var download = await teacher.RunAndWaitForDownloadAsync(() => teacher.ClickAsync("#export button.main"));
        download.SuggestedFilename.ShouldBe("grades.csv");
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        lines[0].TrimStart('\uFEFF').ShouldBe("Класс,Предмет,Дата,Тема,Обучающийся,Отметка");
        lines[1..].ShouldNotBeEmpty();
        foreach (var line in lines[1..]) line.ShouldStartWith("8 «Б»,Алгебра,");
        var whole = await teacher.APIRequest.GetAsync("/reports/export/file?table=absences&format=json");
        (await whole.TextAsync()).ShouldNotContain("7 «А»");
        (await teacher.APIRequest.GetAsync("/reports/export/file?table=term-grades&format=xlsx")).Status.ShouldBe(200);

        await teacher.ClickAsync("button[value=drop]");
        await Assertions.Expect(teacher.Locator("button[value=drop]")).ToHaveCountAsync(0);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Figures_are_sent_and_their_receipt_is_recorded()
    {
        var director = await Browser.Person(School, "director");
        await director.GotoAsync("/reports");
        await director.ClickAsync("a[href='/reports/statistics']");
        var end = await director.InnerTextAsync("#figures tr.total td:last-child");
        await director.EvaluateAsync("document.querySelectorAll('#send [required]').forEach(e => e.required = false)");
        await director.FillAsync("#send [name=number]", "01-12/45");
        await director.ClickAsync("#send button");
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("кому");
        await Assertions.Expect(director.Locator("#send [name=number]")).ToHaveValueAsync("01-12/45");
        await director.FillAsync("#send [name=recipient]", "Управление образования города");
        await director.ClickAsync("#send button");
        await Assertions.Expect(director.Locator("#sent tbody tr")).ToHaveCountAsync(1);
        var csv = await director.APIRequest.GetAsync((await director.GetAttributeAsync("#sent tbody a", "href"))!);
        (await csv.TextAsync()).TrimEnd().ShouldEndWith(";" + end);
        await Browser.Shot(director, "statistics", 1440, 390);
        await director.FillAsync("#sent [name=number]", "вх-77");
        await director.FillAsync("#sent [name=on]", "2020-01-01");
        await director.ClickAsync("#sent form button");
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("не раньше отправки");
        await Assertions.Expect(director.Locator("#sent [name=number]")).ToHaveValueAsync("вх-77");
        await director.FillAsync("#sent [name=on]", await director.InputValueAsync("#send [name=on]"));
        await director.ClickAsync("#sent form button");
        await Assertions.Expect(director.Locator("#sent tbody")).ToContainTextAsync("вх-77");

        var teacher = await Browser.Person(School, "teacher");
        (await teacher.GotoAsync("/reports/statistics"))!.Status.ShouldBeOneOf(403, 404);
        Browser.NoComplaints();
    }
}
