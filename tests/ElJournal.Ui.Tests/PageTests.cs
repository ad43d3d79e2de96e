using ElJournal.Access.SigningIn;
using ElJournal.Accounting.Pages;
using Shouldly;
using Xunit;

namespace ElJournal.Ui.Tests;

public class PageTests
{
    [Fact]
    public async Task The_lesson_form_keeps_what_was_typed_beside_the_refusal()
    {
        var page = Sample.Page();
        var form = await Drawn.From<LessonForm>("ru-RU",
            ("Page", page), ("Lesson", page.Lessons[0]), ("Sheet", Sample.Sheet(page.Lessons[0].Lesson)), ("Saved", 1),
            ("Typed", new Dictionary<string, string> { ["cell.p3"] = "6", ["reason"] = "typo" }),
            ("Problems", new Dictionary<string, string> { ["cell.p3"] = "Отметки «6» нет в шкале школы." }));

        var input = form.One("input[name='cell.p3']");
        input.GetAttribute("value").ShouldBe("6");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        form.Page.GetElementById(input.GetAttribute("aria-describedby")!)!.TextContent.ShouldBe("Отметки «6» нет в шкале школы.");
        form.One("input[name='cell.p1']").GetAttribute("value").ShouldBe("2");
        form.One("input[name='seen.p1']").GetAttribute("value").ShouldBe("4");
        form.One("select[name=reason] option[selected]").GetAttribute("value").ShouldBe("typo");
        form.One("[role=status]").TextContent.ShouldBe("1 запись сохранена");
    }

    [Fact]
    public async Task The_lesson_form_lists_only_those_who_are_in_the_class_that_day()
    {
        var page = Sample.Page();
        var form = await Drawn.From<LessonForm>("ru-RU", ("Page", page), ("Lesson", page.Lessons[^1]), ("Sheet", Sample.Sheet(page.Lessons[^1].Lesson)));

        form.All("input[name^='cell.']").Length.ShouldBe(29);
        form.All("input[name='cell.p8']").ShouldBeEmpty();
    }

    [Fact]
    public async Task My_day_names_what_is_missing()
    {
        var day = await Drawn.From<DayList>("ru-RU", ("Day", Sample.Day));

        day.All("li .tags").Select(t => t.TextContent.Trim()).ShouldBe(["✔ записано", "✖ не записан", "впереди", "⚠ нет задания"]);
    }

    [Fact]
    public async Task Changes_keep_the_filter_in_every_link()
    {
        var changes = await Drawn.From<ChangesTable>("ru-RU", ("Page", Sample.Changes));

        changes.One("a[rel=next]").GetAttribute("href").ShouldBe("/changes?class=8b&kind=Grade&before=1203");
        changes.One("a[download]").GetAttribute("href").ShouldBe("/changes.csv?class=8b&kind=Grade");
        changes.One("select[name=class] option[selected]").TextContent.ShouldBe("8 «Б»");
        var first = changes.One("#changes tbody tr");
        first.QuerySelector("a")!.TextContent.ShouldBe("24.11.2026 14:42:08");
        first.QuerySelector("a")!.GetAttribute("href")!.ShouldEndWith("?seq=1204");
        first.QuerySelector(".old")!.TextContent.ShouldBe("2");
        first.QuerySelector(".new")!.TextContent.ShouldBe("4");
        first.TextContent.ShouldContain("Пересдача");
    }

    [Fact]
    public async Task The_replay_steps_by_links_without_a_script()
    {
        var bar = await Drawn.From<ReplayBar>("ru-RU", ("Page", Sample.Page(Sample.Moment)));

        bar.One("[data-back]").GetAttribute("href").ShouldBe("/replay/alg8b/2026-2027.q2?step=1");
        bar.One("[data-forward]").GetAttribute("href").ShouldBe("/replay/alg8b/2026-2027.q2?step=3");
        bar.One("form").GetAttribute("action").ShouldBe("/replay/alg8b/2026-2027.q2");
        bar.One("input[type=range]").GetAttribute("max").ShouldBe("3");
        bar.One(".said").TextContent.ShouldContain("событие 2 из 3");
    }

    [Fact]
    public async Task A_refused_sign_in_keeps_the_login_and_never_the_password()
    {
        var page = await Drawn.From<SignInPage>("ru-RU", ("Login", "sokolova"), ("Refusal", "Логин или пароль не подходят."));

        page.One("input[name=login]").GetAttribute("value").ShouldBe("sokolova");
        page.One("input[name=password]").HasAttribute("value").ShouldBeFalse();
        page.One("[role=alert]").TextContent.ShouldBe("Логин или пароль не подходят.");
    }

    [Fact]
    public async Task The_frame_has_a_skip_link_the_menu_and_two_languages()
    {
        var frame = await Drawn.From<AppLayout>("en-US",
            ("Menu", new[] { new MenuItem("/day", "My day", true), new MenuItem("/changes", "Changes", false) }), ("UserName", "Соколова И. В."), ("Path", "/day?x=1"));

        frame.One("a.skip").GetAttribute("href").ShouldBe("#main");
        frame.One("nav a[aria-current=page]").TextContent.ShouldBe("My day");
        frame.One("form[action='/language'] button[aria-pressed=true]").TextContent.ShouldBe("EN");
        frame.One("input[name=return]").GetAttribute("value").ShouldBe("/day?x=1");
        frame.One("form[action='/sign-out'] button").TextContent.ShouldBe("Sign out");
    }

    public static TheoryData<string> Languages => ["ru-RU", "en-US"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task No_component_carries_a_style_or_a_script_of_its_own(string culture)
    {
        var page = Sample.Page();
        Drawn[] all =
        [
            await Drawn.From<JournalGrid>(culture, ("Page", page)),
            await Drawn.From<JournalGrid>(culture, ("Page", Sample.Page(Sample.Moment))),
            await Drawn.From<ReplayBar>(culture, ("Page", Sample.Page(Sample.Moment))),
            await Drawn.From<LessonForm>(culture, ("Page", page), ("Lesson", page.Lessons[0]), ("Sheet", Sample.Sheet(page.Lessons[0].Lesson))),
            await Drawn.From<DayList>(culture, ("Day", Sample.Day)),
            await Drawn.From<ChangesTable>(culture, ("Page", Sample.Changes)),
            await Drawn.From<SignInPage>(culture),
            await Drawn.From<Problem>(culture, ("Kind", "refused")),
            await Drawn.From<AppLayout>(culture, ("UserName", "Соколова И. В.")),
            await Drawn.From<AppHead>(culture),
        ];
        foreach (var element in all.SelectMany(d => d.All("*")))
        {
            element.LocalName.ShouldNotBe("style");
            element.Attributes.ShouldAllBe(a => a.Name != "style" && !a.Name.StartsWith("on"));
            if (element.LocalName == "script" && element.GetAttribute("type") != "application/json") element.GetAttribute("src").ShouldNotBeNullOrEmpty();
        }
    }
}
