using ElJournal.Access.Rights;
using ElJournal.Access.Tokens;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Names and words that are written like a script stay words on every page.</summary>
public sealed class StoredScriptTests : BrowserTest
{
    private const string Hostile = "<script>hit=1</script><img src=x onerror=hit=1>\"'&amp;{{7*7}}";
    private const string Surname = "О'<b onclick=hit=1>Коннор</b>";

    private LessonId _lesson = null!;

    private protected override async Task Prepare()
    {
        (_lesson, var pupils) = await School.TodaysLesson();
        foreach (var command in (ICommand[])[
            new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, pupils[0], "5", 0) { Comment = new(new Opening(Hostile), 0) }),
            new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, pupils[0], "4", 2, "typo", new Opening(Hostile))),
            new SetTopic(Guid.NewGuid(), _lesson, Hostile, null, 0, null, null),
            new SetHomework(Guid.NewGuid(), _lesson, Hostile, 10, 0, null, null)])
            await Accepted(command, TestSchool.Teacher);
        var cli = Actors.ForCommandLine(TestSchool.School);
        await Accepted(new ChangePupilCard(Guid.NewGuid(), pupils[0], new PersonCard(Surname, "</script>", null, null, "М", null)), cli);
        await Accepted(new CreateToken(
            Guid.NewGuid(), Id.New<Access.TokenId>(), new Opening(Hostile), [Permission.ReadJournal], [Grant.WholeSchool],
            DateOnly.FromDateTime(DateTime.UtcNow).AddDays(5), TokenText.Hash(TokenText.New())!), cli);
        await School.CaughtUp();
    }

    [Fact]
    public async Task No_words_run_as_a_script_on_any_page()
    {
        var teacher = await Browser.Person(School, "teacher");
        await Look(teacher, $"/journal/{SampleSchool.Course}", Surname);
        await teacher.Locator("#journal tbody tr").Filter(new LocatorFilterOptions { HasText = "Коннор" }).Locator("td.c").First.ClickAsync();
        await teacher.Keyboard.PressAsync("F2");
        await teacher.WaitForSelectorAsync("dialog#history[open] tbody tr:nth-child(2)");
        await Assertions.Expect(teacher.Locator("dialog#history").First).ToContainTextAsync(Hostile, new() { UseInnerText = true });
        await Clean(teacher);
        await Look(teacher, "/lessons/" + _lesson, Surname);
        await Assertions.Expect(teacher.Locator("[name=topic]").First).ToHaveValueAsync(Hostile);
        await Assertions.Expect(teacher.Locator("[name=homework]").First).ToHaveValueAsync(Hostile);
        await Look(teacher, "/", null);

        var deputy = await Browser.Person(School, "deputy");
        await Look(deputy, "/changes", Hostile);
        await Look(deputy, "/changes?pupil=" + Uri.EscapeDataString(Hostile), null);
        await Look(deputy, "/replay/lessons/" + _lesson, Surname);
        await Look(deputy, "/" + Uri.EscapeDataString(Hostile), null);
        await Look(await Browser.Person(School, "admin"), "/admin/tokens", Hostile);

        var stranger = await Browser.Stranger(School);
        await stranger.GotoAsync("/sign-in?return=" + Uri.EscapeDataString("/" + Hostile));
        await stranger.FillAsync("[name=login]", Hostile);
        await stranger.FillAsync("[name=password]", Hostile);
        await stranger.ClickAsync("form[action='/sign-in'] button");
        await stranger.WaitForSelectorAsync("#signin-refusal");
        await Assertions.Expect(stranger.Locator("[name=login]").First).ToHaveValueAsync(Hostile);
        await Clean(stranger);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_script_that_came_in_after_all_would_not_run()
    {
        var page = await Browser.Stranger(School);
        await page.GotoAsync("/sign-in");
        // The policy itself, proved by breaking it: an inline script, a file of our own and a style without their nonce.
        await page.EvaluateAsync("""
            () => { const script = document.createElement('script'); script.src = '/_content/ElJournal.Accounting/replay.js'; document.body.append(script);
                    const image = document.createElement('img'); image.setAttribute('onerror', 'window.hit = 1'); image.src = 'data:,'; document.body.append(image); }
            """).ContinueWith(_ => { }, TaskScheduler.Default);
        await page.WaitForFunctionAsync("() => document.querySelector('img')?.complete ?? true");
        (await page.EvaluateAsync<bool>("() => 'hit' in window")).ShouldBeFalse();
        Browser.Complaints.ShouldContain(c => c.Contains("Content Security Policy", StringComparison.Ordinal) || c.Contains("Trusted", StringComparison.Ordinal));
    }

    private static async Task Look(IPage page, string address, string? shows)
    {
        await page.GotoAsync(address);
        if (shows is not null) (await page.InnerTextAsync("main")).ShouldContain(shows);
        await Clean(page);
    }

    private static async Task Clean(IPage page)
    {
        (await page.EvaluateAsync<bool>("() => 'hit' in window")).ShouldBeFalse(page.Url);
        await Assertions.Expect(page.Locator("img, b[onclick], [onerror]")).ToHaveCountAsync(0);
    }

    private async Task Accepted(ICommand command, Actor actor)
    {
        var outcome = await School.Send(command, actor);
        outcome.IsAccepted.ShouldBeTrue($"{command.GetType().Name}: {outcome.Refusal?.Text()}");
    }
}
