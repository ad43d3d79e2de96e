using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Control.Remarks;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The deputy's weekly control: a remark from the form to the entry that closes it, what is overdue, and what the director sees of it.</summary>
public sealed class RemarkPageTests : BrowserTest
{
    private readonly MovedClock _clock = new();
    private LessonId _lesson = null!;
    private IReadOnlyList<LessonId> _gaps = [];

    private protected override Task<TestSchool> Begin() => TestSchool.Start(builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    private protected override async Task Prepare()
    {
        (_lesson, _) = await School.TodaysLesson();
        _gaps = await RemarkLife.WithoutTopic(School, _lesson.Course, _lesson.Date);
    }

    [Fact]
    public async Task A_remark_on_a_lesson_without_a_topic_closes_itself_when_the_teacher_enters_it()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.ClickAsync("nav a:has-text('Контроль')");
        await deputy.GotoAsync("/control/remarks");
        await deputy.ClickAsync("a.main:has-text('Сделать замечание')");
        await deputy.SelectOptionAsync("[name=course]", _lesson.Course.Value);
        await deputy.ClickAsync("button.main");
        await Assertions.Expect(deputy.Locator("h1")).ToContainTextAsync("Соколова");
        // Keyboard alone: from the lesson's box to the button.
        await deputy.FocusAsync($"[name=lesson][value='{_gaps[0]}']");
        await deputy.Keyboard.PressAsync("Space");
        await deputy.SelectOptionAsync("[name=lack]", "wrong_topic");
        await deputy.SelectOptionAsync("[name=check]", "lessons");
        await deputy.FocusAsync("#remark-form button.main");
        await deputy.Keyboard.PressAsync("Enter");
        // What is wrong has to be said; what was chosen stays.
        await Assertions.Expect(deputy.Locator(".note.bad")).ToContainTextAsync("Напишите");
        await Assertions.Expect(deputy.Locator($"[name=lesson][value='{_gaps[0]}']")).ToBeCheckedAsync();
        await Browser.Shot(deputy, "remark-form", 390, 1440);
        await deputy.SelectOptionAsync("[name=lack]", "topic");
        await deputy.ClickAsync("#remark-form button.main");
        await Assertions.Expect(deputy.Locator(".tag").First).ToHaveTextAsync("открыто");
        await Axe.IsSatisfied(deputy, "remark");
        var address = new Uri(deputy.Url).AbsolutePath;

        var teacher = await Browser.Person(School, "teacher");
        await teacher.ClickAsync("nav a:has-text('Замечания · 1')");
        await Browser.Shot(teacher, "remarks-teacher", 390, 1440);
        await teacher.ClickAsync("#remarks th a");
        await teacher.FillAsync("#answer [name=words]", "Запишу сегодня");
        await teacher.ClickAsync("#answer button[value=answer]");
        await Assertions.Expect(teacher.Locator(".tag").First).ToHaveTextAsync("есть ответ");
        await teacher.ClickAsync("a.main:has-text('Открыть урок')");
        await teacher.FillAsync("[name=topic]", "Свойства квадратного корня");
        await teacher.ClickAsync("form button.main");
        await teacher.WaitForSelectorAsync(".note.good");
        await School.CaughtUp();
        await teacher.GotoAsync("/");
        await Assertions.Expect(teacher.Locator("nav a:has-text('Замечания')")).ToHaveCountAsync(0);

        await deputy.GotoAsync(address);
        await Assertions.Expect(deputy.Locator(".note.good")).ToContainTextAsync("тема записана – Соколова");
        await Assertions.Expect(deputy.Locator(".remark-steps")).ToContainTextAsync("Закрыто само");
        await Browser.Shot(deputy, "remark-mended", 390, 1440);
        await deputy.GotoAsync("/control/remarks?state=done");
        await Assertions.Expect(deputy.Locator("#remarks tbody tr")).ToContainTextAsync("исправлено");
        await deputy.GotoAsync("/control/remarks/class/8b");
        await Assertions.Expect(deputy.Locator(".paper-remarks tbody tr")).ToContainTextAsync("Исправлено");
        await deputy.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Browser.Shot(deputy, "remarks-paper", 1040);
        await Assertions.Expect(deputy.Locator("nav:visible")).ToHaveCountAsync(0);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Several_lessons_are_remarked_at_once_and_the_overdue_stand_first()
    {
        var deputy = await Browser.Person(School, "deputy");
        // As a tile links: the check is known, what it mostly finds lacking is proposed.
        await deputy.GotoAsync($"{RemarkAddresses.New}?check=lessons&course={_lesson.Course}&lesson={_gaps[0]}");
        await Assertions.Expect(deputy.Locator("[name=lack]")).ToHaveValueAsync("topic");
        await deputy.CheckAsync($"[name=lesson][value='{_gaps[1]}']");
        await deputy.ClickAsync("#remark-form button.main");
        await Assertions.Expect(deputy.Locator("#remarks tbody tr")).ToHaveCountAsync(2);
        await Done(_gaps[2], 1);
        // The same form sent again by the button "back" makes nothing new.
        await deputy.GoBackAsync();
        await deputy.ClickAsync("#remark-form button.main");
        await deputy.GotoAsync("/control/remarks");
        await Assertions.Expect(deputy.Locator("#remarks tbody tr")).ToHaveCountAsync(3);

        _clock.Ahead = TimeSpan.FromDays(2);
        var director = await Browser.Person(School, "director");
        await director.GotoAsync("/control/remarks");
        var rows = director.Locator("#remarks tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await Assertions.Expect(rows.First).ToContainTextAsync("просрочено на 1 день");
        await director.ClickAsync(".switch a:has-text('Просроченные · 1')");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await director.ClickAsync("#remarks th a");
        await director.FillAsync("#close [name=words]", "Объяснено: урок вёл другой учитель");
        await director.ClickAsync("#close button[value=close]");
        await Assertions.Expect(director.Locator(".tag").First).ToHaveTextAsync("снято");
        await director.ClickAsync("summary:has-text('Открыть снова')");
        await director.FillAsync("#reopen [name=words]", "Тему всё же запишите");
        await director.ClickAsync("#reopen button");
        await Assertions.Expect(director.Locator(".tag").First).ToHaveTextAsync("открыто");
        // An auditor reads and changes nothing.
        var auditor = await Browser.Person(School, "auditor");
        await auditor.GotoAsync(new Uri(director.Url).AbsolutePath);
        await Assertions.Expect(auditor.Locator("main form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_director_sees_who_checked_what_and_what_nobody_has()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/control/rounds");
        await Assertions.Expect(deputy.Locator(".note.warn")).ToContainTextAsync("8 «Б»");
        await deputy.ClickAsync("a.main:has-text('Начать проверку')");
        await deputy.CheckAsync("[name=level][value='8']");
        await deputy.ClickAsync("summary:has-text('Предметы')");
        await deputy.CheckAsync("[name=subject][value='algebra']");
        await Browser.Shot(deputy, "round-form", 390, 1440);
        await Axe.IsSatisfied(deputy, "round form");
        await deputy.ClickAsync("#round-form button.main");
        await Assertions.Expect(deputy.Locator("h1")).ToContainTextAsync("Проверка от");
        await deputy.ClickAsync("a:has-text('Сделать замечание')");
        await deputy.SelectOptionAsync("[name=course]", _lesson.Course.Value);
        await deputy.ClickAsync("button.main");
        await deputy.CheckAsync($"[name=lesson][value='{_gaps[0]}']");
        await deputy.SelectOptionAsync("[name=lack]", "topic");
        await deputy.SelectOptionAsync("[name=check]", "lessons");
        await deputy.ClickAsync("#remark-form button.main");
        await deputy.ClickAsync("dl a[href^='/control/rounds/']");
        await Assertions.Expect(deputy.Locator("#remarks tbody tr")).ToHaveCountAsync(1);
        await deputy.ClickAsync("#conclude button.main");
        await Assertions.Expect(deputy.Locator(".note.bad")).ToContainTextAsync("что показала");
        await deputy.FillAsync("#conclude [name=result]", "Темы записаны не везде");
        await deputy.ClickAsync("#conclude button.main");
        await Assertions.Expect(deputy.Locator(".tag").First).ToHaveTextAsync("завершена");

        var director = await Browser.Person(School, "director");
        await director.GotoAsync("/control/rounds");
        await Assertions.Expect(director.Locator("#checkers tbody tr")).ToContainTextAsync("Лебедева");
        (await director.Locator("#checkers tbody td").AllInnerTextsAsync()).Where((_, i) => i is 0 or 2 or 3 or 4).ShouldBe(["1", "1", "1", "0"]);
        await Assertions.Expect(director.Locator("#rounds tbody tr")).ToContainTextAsync("8 классы · Алгебра");
        await Assertions.Expect(director.Locator(".note.warn")).Not.ToContainTextAsync("8 «Б»");
        await director.ClickAsync("#rounds th a");
        await Assertions.Expect(director.Locator(".said").First).ToHaveTextAsync("Темы записаны не везде");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Homework_is_judged_by_content_and_the_teacher_reads_it()
    {
        (await School.Send(new Accounting.Lessons.SetHomework(Guid.NewGuid(), _lesson, "§ 1–9, № 1–40", 180, 0), TestSchool.Teacher)).Refusal.ShouldBeNull();
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync($"/control/homework/{_lesson}");
        await Assertions.Expect(deputy.Locator(".said").First).ToHaveTextAsync("§ 1–9, № 1–40");
        await deputy.CheckAsync("[name=verdict][value=too_much]");
        await deputy.FillAsync("[name=words]", "Три часа на один предмет");
        await deputy.ClickAsync("#verdict button.main");
        await Assertions.Expect(deputy.Locator(".remark-steps")).ToContainTextAsync("Слишком много");
        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync($"/control/homework/{_lesson}");
        await Assertions.Expect(teacher.Locator(".remark-steps")).ToContainTextAsync("Три часа на один предмет");
        await Assertions.Expect(teacher.Locator("#verdict")).ToHaveCountAsync(0);
        // The deputy's page from here on: a remark about that homework waits for a change of it.
        await deputy.ClickAsync("a:has-text('Сделать замечание')");
        await Assertions.Expect(deputy.Locator("[name=lack]")).ToHaveValueAsync("wrong_homework");
        await Assertions.Expect(deputy.Locator($"[name=lesson][value='{_lesson}']")).ToBeCheckedAsync();
    }

    private async Task Done(LessonId lesson, int days) => (await School.Send(
        new IssueRemark(Guid.NewGuid(), Kernel.Id.New<RemarkId>(), RemarkTarget.Of(lesson), Checks.Lessons, RemarkLacks.Topic, null, _lesson.Date.AddDays(days)),
        TestSchool.Deputy)).Refusal.ShouldBeNull();
}
