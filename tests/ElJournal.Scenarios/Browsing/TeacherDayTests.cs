using ElJournal.Accounting;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A teacher's day from the first entry to the word that it is complete, and what the family and the deputy see of it.</summary>
public sealed class TeacherDayTests : BrowserTest
{
    private LessonId _lesson = null!;
    private PupilId _daughter;

    private protected override async Task Prepare()
    {
        (_lesson, _) = await School.TodaysLesson();
        await using var scope = School.Services.CreateAsyncScope();
        _daughter = (await SampleSchool.Of(scope.ServiceProvider).PupilsByFile())["К-802"];
    }

    [Fact]
    public async Task A_day_is_taught_completed_and_seen()
    {
        var teacher = await Browser.Person(School, "teacher");
        await Teach(teacher);
        await Recommend(teacher);
        var parent = await Browser.Person(School, "parent", 390, 844);
        await TheFamilySees(parent);
        await Withdraw(teacher, parent);
        await Complete(teacher);
        await TheDeputySees(await Browser.Person(School, "deputy"));
        await Falls(teacher);
        Browser.NoComplaints();
    }

    /// <summary>Attendance, a grade, the topic from another row of the plan, homework with a file, due two lessons on.</summary>
    private async Task Teach(IPage page)
    {
        await page.GotoAsync("/lessons/" + _lesson);
        await page.CheckAsync("[name=attendance]");
        await page.FillAsync($"[name='cell.{_daughter}']", "5");
        var proposed = await page.InputValueAsync("#lesson-plan");
        await page.SelectOptionAsync("#lesson-plan", new SelectOptionValue { Index = 3 });
        var topic = await page.InputValueAsync("#lesson-topic");
        topic.ShouldBe(await page.EvaluateAsync<string>("document.querySelector('#lesson-plan').selectedOptions[0].dataset.topic"));
        await Assertions.Expect(page.Locator("#lesson-plan").First).Not.ToHaveValueAsync(proposed);
        await page.FillAsync("#lesson-homework", "§ 12, № 252");
        await page.FillAsync("#lesson-minutes", "40");
        await page.SetInputFilesAsync("#lesson-form [name=file]",
        [
            new FilePayload { Name = "карточка.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 a task"u8.ToArray() },
            new FilePayload { Name = "picture.png", MimeType = "image/png", Buffer = "MZ no picture"u8.ToArray() },
        ]);
        await page.ClickAsync("#lesson-form button.main");
        await Assertions.Expect(page.Locator(".note.bad").First).ToContainTextAsync("1 запись не принята", new() { UseInnerText = true });
        await Assertions.Expect(page.Locator("#lesson-form .error").First).ToContainTextAsync("PDF, JPEG, PNG", new() { UseInnerText = true });
        await Assertions.Expect(page.Locator(".files li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#lesson-topic").First).ToHaveValueAsync(topic);
        await page.SelectOptionAsync("#lesson-form [name=due]", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("#lesson-form button.main");
        await Assertions.Expect(page.Locator(".note.good")).ToContainTextAsync("1 запись");
        await Browser.Shot(page, "lesson-taught-1440");
    }

    private async Task Recommend(IPage page)
    {
        await page.ClickAsync("#recommendation summary");
        await page.SelectOptionAsync("#recommendation [name=pupil]", _daughter.Value);
        await page.FillAsync("#recommendation .words-new [name=text]", "Повторить § 7");
        await page.ClickAsync("#recommendation .words-new button");
        await Assertions.Expect(page.Locator("#recommendation .words-one textarea")).ToHaveValueAsync("Повторить § 7");
        await page.FillAsync("#recommendation .words-one [name=text]", "Повторить § 7 и § 8");
        await page.SelectOptionAsync("#recommendation .words-one [name=reason]", "typo");
        await page.ClickAsync("#recommendation .words-one button:not(.quiet)");
        await Assertions.Expect(page.Locator("#recommendation .words-one .mark")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#recommendation .words-one textarea")).ToHaveValueAsync("Повторить § 7 и § 8");
        await page.ClickAsync("#own summary");
        await page.CheckAsync($"#own [name=pupil][value='{_daughter}']");
        await page.FillAsync("#own .words-new [name=text]", "Карточка 3");
        await page.ClickAsync("#own .words-new button");
        await Assertions.Expect(page.Locator("#own .words-one textarea")).ToHaveValueAsync("Карточка 3");
    }

    private async Task TheFamilySees(IPage page)
    {
        await page.GotoAsync("/family/" + _daughter);
        await Assertions.Expect(page.Locator(".advice")).ToContainTextAsync("Повторить § 7 и § 8");
        var due = await Due();
        await page.GotoAsync($"/family/{_daughter}?week={due.Date:yyyy-MM-dd}");
        var homework = page.Locator(".homework", new PageLocatorOptions { HasText = "§ 12, № 252" }).First;
        await Assertions.Expect(homework).ToContainTextAsync("40 мин");
        await Assertions.Expect(page.Locator("details", new PageLocatorOptions { Has = homework }).Locator(".load")).ToContainTextAsync("40");
        await Assertions.Expect(page.Locator("main").First).ToContainTextAsync("Карточка 3", new() { UseInnerText = true });
        await Browser.Shot(page, "week-homework-390");
        var address = (await homework.Locator("a.file").GetAttributeAsync("href"))!;
        var file = await page.APIRequest.GetAsync(address);
        file.Headers["content-type"].ShouldBe("application/pdf");
        (await file.TextAsync()).ShouldBe("%PDF-1.7 a task");
        // A file is got only with a child whose lesson it is.
        (await page.APIRequest.GetAsync(address.Replace(_daughter.Value, SampleSchool.Pupil.Value, StringComparison.Ordinal))).Status.ShouldBeOneOf(403, 404);
    }

    /// <summary>What was withdrawn is gone for the family and stays in the lesson's history.</summary>
    private async Task Withdraw(IPage page, IPage parent)
    {
        await page.GotoAsync("/lessons/" + _lesson);
        await page.SelectOptionAsync("#own .words-one [name=reason]", "typo");
        await page.ClickAsync("#own .words-one [name=withdraw]");
        await Assertions.Expect(page.Locator("#own .words-one")).ToHaveCountAsync(0);
        await page.CheckAsync("[name=drop]");
        await page.ClickAsync("#lesson-form button.main");
        await Assertions.Expect(page.Locator("#lesson-form .error")).ToContainTextAsync("Укажите причину");
        await page.CheckAsync("[name=drop]");
        await page.SelectOptionAsync("#lesson-form [name=reason]", "typo");
        await page.ClickAsync("#lesson-form button.main");
        await Assertions.Expect(page.Locator(".files li")).ToHaveCountAsync(0);
        await parent.ReloadAsync();
        await Assertions.Expect(parent.Locator("main").First).Not.ToContainTextAsync("Карточка 3", new() { UseInnerText = true });
        await Assertions.Expect(parent.Locator("a.file")).ToHaveCountAsync(0);
        await page.ClickAsync("a[href$='/history']");
        var history = await page.InnerTextAsync("#changes");
        foreach (var word in (string[])["Карточка 3", "Повторить § 7 и § 8", "PDF, 1 КБ", "проверена", "40 мин", "Опечатка"]) history.ShouldContain(word);
        await Browser.Shot(page, "lesson-history-1440");
    }

    private async Task Complete(IPage page)
    {
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator(".lessons li", new PageLocatorOptions { HasText = "8 «Б» · Алгебра" }).First).ToContainTextAsync("записано");
        var open = await page.Locator(".completion .left li").CountAsync();
        await page.ClickAsync(".completion button.main");
        if (open > 0)
        {
            await Assertions.Expect(page.Locator(".completion .note.bad")).ToContainTextAsync("Заполните или объясните");
            foreach (var box in await page.Locator(".completion [type=checkbox]").AllAsync()) await box.CheckAsync();
            foreach (var why in await page.Locator(".completion [name^='note.']").AllAsync()) await why.FillAsync("Болею, допишу завтра");
            await page.ClickAsync(".completion button.main");
        }
        await Assertions.Expect(page.Locator(".completion .tag.good")).ToContainTextAsync("подтверждено");
        await Browser.Shot(page, "day-complete-1440");
    }

    private static async Task TheDeputySees(IPage page)
    {
        await page.GotoAsync("/days");
        await Assertions.Expect(page.Locator("#days tr", new PageLocatorOptions { HasText = "Соколова И. В." }).Locator(".tag.good")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".head .hint")).ToContainTextAsync("подтвердили 1 из");
        await Browser.Shot(page, "days-1440");
    }

    /// <summary>A lesson outside the timetable is opened, said not to be held, and brought back.</summary>
    private async Task Falls(IPage page)
    {
        await page.GotoAsync($"/lessons/{_lesson.Course}/extra");
        await page.FillAsync("[name=slot]", "15");
        await page.SelectOptionAsync("[name=kind]", "consultation");
        await page.ClickAsync("button.main");
        await Assertions.Expect(page.Locator(".tag.blue")).ToContainTextAsync("Консультация");
        // Enter in an empty homework repeats the last one.
        await page.PressAsync("#lesson-homework", "Enter");
        await Assertions.Expect(page.Locator("#lesson-homework").First).ToHaveValueAsync("§ 12, № 252");
        await Assertions.Expect(page.Locator("#lesson-minutes").First).ToHaveValueAsync("40");
        await page.ClickAsync("#life summary");
        await page.SelectOptionAsync("#life [name=reason]", "quarantine");
        await page.ClickAsync("#life button");
        await Assertions.Expect(page.Locator(".note.warn")).ToContainTextAsync("Карантин");
        await Assertions.Expect(page.Locator("[name=topic]")).ToHaveCountAsync(0);
        await page.SelectOptionAsync("#life [name=reason]", "typo");
        await page.ClickAsync("#life button");
        await Assertions.Expect(page.Locator("[name=topic]")).ToBeVisibleAsync();
        var history = await page.APIRequest.GetAsync($"/api/v1/journal/history?lesson={_lesson.Course}/{_lesson.Date:yyyy-MM-dd}/15&field=not_held");
        (await history.TextAsync()).ShouldContain("Карантин");
    }

    /// <summary>The second of the lessons to come, as it was chosen.</summary>
    private async Task<LessonId> Due()
    {
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<Accounting.Lessons.Lesson>(_lesson.Stream))!.Due!.Lesson!;
    }
}
