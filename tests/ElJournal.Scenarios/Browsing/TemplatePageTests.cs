using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The deputy gives a form the school's own look: a fault first, then a good template, then back (D-15, Z-16.3).</summary>
public sealed class TemplatePageTests : BrowserTest
{
    private const string Title = "Сводная ведомость учёта успеваемости";

    [Fact]
    public async Task A_broken_template_is_named_by_its_line_a_good_one_is_printed_with_and_the_programs_own_comes_back()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/print");
        await deputy.ClickAsync("text=Шаблоны форм");
        await deputy.ClickAsync("th >> text=Сводная ведомость успеваемости >> nth=-1");
        var own = await (await deputy.APIRequest.GetAsync("/print/templates/statement/text")).TextAsync();
        own.ShouldContain(Title);

        // A cell that is not closed, in the fourth line.
        var broken = own.Split('\n').ToArray();
        broken[3] = "<p class=\"c\">{{ called }}";
        await Bring(deputy, string.Join('\n', broken));
        await deputy.ClickAsync("#accept");
        await Assertions.Expect(deputy.Locator("#faults")).ToContainTextAsync("Строка");
        (await deputy.InputValueAsync("[name=text]")).ShouldBe(string.Join('\n', broken));
        await Assertions.Expect(deputy.Locator("[name=text]")).ToHaveAttributeAsync("aria-invalid", "true");
        await Browser.Shot(deputy, "template-broken", 1440, 390);
        await Axe.IsSatisfied(deputy, "a broken template");

        // Typed in the field, with a name that the form has not.
        await deputy.FillAsync("[name=text]", own.Replace("{{ called }}", "{{ class_is_called }}", StringComparison.Ordinal));
        await deputy.ClickAsync("text=Проверить и посмотреть");
        await Assertions.Expect(deputy.Locator("#faults li")).ToContainTextAsync("Строка 4");
        (await deputy.InputValueAsync("[name=text]")).ShouldContain("class_is_called");

        await Bring(deputy, own.Replace(Title, "Ведомость нашей школы", StringComparison.Ordinal));
        await deputy.ClickAsync("text=Проверить и посмотреть");
        await Assertions.Expect(deputy.Locator(".form-view")).ToContainTextAsync("Ведомость нашей школы");
        await Browser.Shot(deputy, "template-preview", 1440, 390);
        (await Printed(deputy)).ShouldContain(Title, customMessage: "looking changes nothing");
        await deputy.GotoAsync("/print/templates/statement");
        await deputy.FillAsync("[name=text]", own.Replace(Title, "Ведомость нашей школы", StringComparison.Ordinal));
        await deputy.ClickAsync("#accept");
        await Assertions.Expect(deputy.Locator(".history li")).ToHaveCountAsync(1);
        await deputy.ClickAsync("#values summary");
        await Assertions.Expect(deputy.Locator("#values")).ToContainTextAsync("decisions – да или нет");
        await Axe.IsSatisfied(deputy, "what a template may take");
        await Browser.Shot(deputy, "template-own", 1440, 390);
        (await Printed(deputy)).ShouldContain("Ведомость нашей школы");
        (await deputy.APIRequest.GetAsync("/print/templates/statement/sample")).Headers["content-type"].ShouldContain("application/pdf");
        await deputy.GotoAsync("/print/templates");
        await Assertions.Expect(deputy.Locator("tr:has-text('шаблон школы')")).ToHaveCountAsync(1);
        await Browser.Shot(deputy, "templates-one-own", 1440, 390);

        await deputy.GotoAsync("/print/templates/statement");
        await deputy.ClickAsync("#return summary");
        await deputy.ClickAsync("#return button");
        await Assertions.Expect(deputy.Locator(".history li")).ToHaveCountAsync(2);
        (await Printed(deputy)).ShouldContain(Title);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_template_that_does_not_go_with_the_data_is_said_to_whoever_prints()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/print/templates/statement");
        var own = await deputy.InputValueAsync("[name=text]");
        await deputy.FillAsync("[name=text]", own + "{{ if called == '8 «Б»' }}{{ no_such_value }}{{ end }}");
        await deputy.ClickAsync("#accept");
        await Assertions.Expect(deputy.Locator(".history li")).ToHaveCountAsync(1);
        (await deputy.GotoAsync("/print/class/8b/statement"))!.Status.ShouldBe(422);
        await Assertions.Expect(deputy.Locator(".note.bad")).ToContainTextAsync("не подходит к этим данным");
        (await deputy.APIRequest.GetAsync("/print/class/8b/statement/pdf")).Status.ShouldBe(422);
        (await deputy.GotoAsync("/print/class/7a/statement"))!.Status.ShouldBe(200);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Only_whoever_sets_up_the_school_comes_to_the_templates()
    {
        var teacher = await Browser.Person(School, "teacher");
        (await teacher.GotoAsync("/print/templates"))!.Status.ShouldBe(403);
        await teacher.GotoAsync("/print");
        (await teacher.Locator("text=Шаблоны форм").CountAsync()).ShouldBe(0);
        var admin = await Browser.Person(School, "admin");
        await admin.ClickAsync("nav >> text=Печать");
        admin.Url.ShouldEndWith("/print/templates");
    }

    private static async Task Bring(IPage page, string text) => await page.SetInputFilesAsync(
        "[name=file]", new FilePayload { Name = "statement.html", MimeType = "text/html", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });

    private static async Task<string> Printed(IPage page) => await (await page.APIRequest.GetAsync("/print/class/8b/statement")).TextAsync();
}
