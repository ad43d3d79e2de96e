using ElJournal.Accounting;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A correction whose time is over: from the memo to the entry, and from the grant that nobody used to its end.</summary>
public sealed class CorrectionPageTests : BrowserTest
{
    private readonly MovedClock _clock = new();
    private LessonId _lesson = null!;
    private TermId _term;
    private IReadOnlyList<PupilId> _pupils = [];

    private protected override Task<TestSchool> Begin() => TestSchool.Start(builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    private protected override async Task Prepare()
    {
        (_lesson, _pupils) = await School.TodaysLesson();
        await CorrectionLife.Regulate(School);
        (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "5", 0)), TestSchool.Teacher)).Refusal.ShouldBeNull();
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(_lesson.Course)))!;
        _term = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!.TermOn(_lesson.Date, course.Level)!.Id;
        (await School.ClosePageAsItIs(_lesson.Course, _term)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_typed_too_late_becomes_a_request_a_grant_and_an_entry_whose_history_names_them()
    {
        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync($"/journal/{_lesson.Course}");
        await teacher.Locator("#journal td[tabindex]").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await teacher.Locator("#journal tbody tr:first-child td:text-is('5')").ClickAsync();
        await teacher.Keyboard.PressAsync("Digit4");
        await Browser.Shot(teacher, "typed-late");
        await Assertions.Expect(teacher.Locator("#journal-problems")).ToContainTextAsync("п. 4.5");
        await teacher.ClickAsync("#journal-permits a");

        // The typed grade went along; the memo and the reason are new.
        await Assertions.Expect(teacher.Locator("[name=wanted]")).ToHaveValueAsync("4");
        await teacher.SelectOptionAsync("[name=reason]", "typo");
        await teacher.FillAsync("[name=memo]", "Описка: за самостоятельную работу 4.");
        await Axe.IsSatisfied(teacher, "request");
        await Browser.Shot(teacher, "correction-request", 390, 1440);
        await teacher.ClickAsync("#correction-form button.main");
        await Assertions.Expect(teacher.Locator(".requests .state .tag")).ToHaveTextAsync("ждёт решения");

        var deputy = await Browser.Person(School, "deputy");
        await deputy.ClickAsync("nav a[href='/corrections']:has-text('· 1')");
        await Assertions.Expect(deputy.Locator(".requests .swap")).ToContainTextAsync("5 → 4");
        await Browser.Shot(deputy, "correction-queue", 390, 1440);
        // Without a reason nothing is refused, and what was typed stays.
        await deputy.FillAsync("[name=hours]", "3");
        await deputy.ClickAsync(".requests button[name=refuse]");
        await Assertions.Expect(deputy.Locator(".note.bad")).ToContainTextAsync("почему");
        await Assertions.Expect(deputy.Locator("[name=hours]")).ToHaveValueAsync("3");
        await deputy.ClickAsync(".requests button[name=grant]");
        await Assertions.Expect(deputy.Locator("nav a[href='/corrections']")).ToHaveTextAsync("Исправления");

        await teacher.ReloadAsync();
        await teacher.ClickAsync(".requests button:has-text('Внести «4»')");
        await Assertions.Expect(teacher.Locator(".requests .state .tag")).ToHaveTextAsync("внесено");

        await School.CaughtUp();
        await deputy.GotoAsync("/changes?corrections=true");
        await Assertions.Expect(deputy.Locator("#changes tbody tr")).ToContainTextAsync("По разрешению: Лебедева");
        await deputy.ClickAsync("#changes a[href^='/journal/answer']");
        await Assertions.Expect(deputy.Locator(".answer-page")).ToContainTextAsync("было «5», стало «4»");
        await Assertions.Expect(deputy.Locator(".answer-page")).ToContainTextAsync("за самостоятельную работу 4");
        await Browser.Shot(deputy, "answer", 390, 1440);
        await Proven(deputy);
        await Term(teacher, deputy);
        Browser.NoComplaints();
    }

    /// <summary>The proof of the last record is taken out and brought to whoever doubts; on paper it stands as two codes.</summary>
    private async Task Proven(IPage deputy)
    {
        var taken = await deputy.RunAndWaitForDownloadAsync(() => deputy.Locator(".answer-page a[href*='/print/answer/proof']").Last.ClickAsync());
        var file = Path.Combine(School.Settings.DataDirectory, "grade.tlog-proof");
        await taken.SaveAsAsync(file);
        await deputy.ClickAsync(".answer-page a[href^='/print/answer?']");
        await Assertions.Expect(deputy.Locator("article.form svg")).ToHaveCountAsync(2);
        await Browser.Shot(deputy, "answer-proof-paper", 390, 1440);
        await Bring(file);
        await Assertions.Expect(deputy.Locator("#report .note.good")).ToContainTextAsync("Доказано: запись №");
        await Assertions.Expect(deputy.Locator("#report .sum")).ToContainTextAsync("lesson/");
        await Browser.Shot(deputy, "answer-proof-checked", 390, 1440);
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text.Replace("extra ", "extra AAAA", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Bring(file);
        await Assertions.Expect(deputy.Locator("#report .note.bad")).ToContainTextAsync("Ничего не доказывает");

        async Task Bring(string path)
        {
            await deputy.GotoAsync("/archive");
            await deputy.SetInputFilesAsync("[name=file]", path);
            await deputy.ClickAsync("#check button");
        }
    }

    /// <summary>The same of a grade of the closed period: its one cell opens, and closes behind the entry.</summary>
    private async Task Term(IPage teacher, IPage deputy)
    {
        await teacher.GotoAsync($"/terms/{_lesson.Course}/{_term}");
        await Assertions.Expect(teacher.Locator("input.mark-in")).ToHaveCountAsync(0);
        await teacher.Locator("#term-grades a.ask").First.ClickAsync();
        await teacher.SelectOptionAsync("[name=wanted]", "4");
        await teacher.SelectOptionAsync("[name=reason]", new SelectOptionValue { Index = 1 });
        await teacher.FillAsync("[name=memo]", "Отметка не была выставлена.");
        await Browser.Shot(teacher, "correction-request-term", 390, 1440);
        await teacher.ClickAsync("#correction-form button.main");
        await deputy.GotoAsync("/corrections");
        await Browser.Shot(deputy, "correction-queue-term", 390, 1440);
        await deputy.ClickAsync(".requests button[name=grant]");
        await teacher.GotoAsync($"/terms/{_lesson.Course}/{_term}");
        await Assertions.Expect(teacher.Locator("input.mark-in")).ToHaveCountAsync(1);
        await teacher.FillAsync("input.mark-in", "4");
        await Browser.Shot(teacher, "term-permitted", 390, 1440);
        await teacher.Locator("#term-grades").Locator("xpath=ancestor::form").Locator("button.main").ClickAsync();
        await Assertions.Expect(teacher.Locator("[role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(teacher.Locator("input.mark-in")).ToHaveCountAsync(0);
        await teacher.ClickAsync("#term-history summary");
        await Assertions.Expect(teacher.Locator("#term-history tbody tr").First).ToContainTextAsync("По разрешению: Лебедева");
    }

    [Fact]
    public async Task Without_a_script_a_request_is_made_from_the_lessons_form_and_a_grant_that_nobody_used_ends_before_both_sides()
    {
        var teacher = await Browser.Person(School, "teacher");
        // «Все на месте» of a day that is past the window is asked for as well.
        var present = teacher.Locator("form[action$='/attendance'] button");
        var back = 8;
        do await teacher.GotoAsync($"/day/{_lesson.Date.AddDays(-back):yyyy-MM-dd}");
        while (await present.CountAsync() == 0 && ++back < 30);
        await present.First.ClickAsync();
        await Assertions.Expect(teacher.Locator(".day .note.bad")).ToContainTextAsync("п. 4.5");
        await teacher.ClickAsync("button[name=ask][value=attendance]");
        await Assertions.Expect(teacher.Locator("[name=wanted]")).ToHaveValueAsync("checked");
        await teacher.GotoAsync("/lessons/" + _lesson);
        await teacher.FillAsync($"[id='cell.{_pupils[1]}']", "3");
        await teacher.ClickAsync("form.columns button.main");
        await Assertions.Expect(teacher.Locator("form.columns .error").First).ToContainTextAsync("п. 4.5");
        await teacher.ClickAsync($"button[name=ask][value='cell.{_pupils[1]}']");
        await Assertions.Expect(teacher.Locator("[name=wanted]")).ToHaveValueAsync("3");
        await teacher.FillAsync("[name=wanted]", "7");
        await teacher.SelectOptionAsync("[name=reason]", "typo");
        await teacher.FillAsync("[name=memo]", "Отметка не была внесена.");
        await teacher.ClickAsync("#correction-form button.main");
        await Assertions.Expect(teacher.Locator(".note.bad")).ToContainTextAsync("«7»");
        await Assertions.Expect(teacher.Locator("[name=memo]")).ToHaveValueAsync("Отметка не была внесена.");
        await teacher.FillAsync("[name=wanted]", "3");
        await teacher.ClickAsync("#correction-form button.main");

        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/corrections");
        await deputy.CheckAsync("[name=id]");
        await deputy.FillAsync("[name=hours]", "1");
        await deputy.ClickAsync(".decide button[name=grant]");
        await Assertions.Expect(deputy.Locator(".requests button[name=grant]")).ToHaveCountAsync(0);
        await teacher.ReloadAsync();
        await Assertions.Expect(teacher.Locator(".requests .state .tag")).ToHaveTextAsync("разрешено");

        // What stands beside the lesson's first form is asked for as well, with what was chosen.
        await teacher.GotoAsync("/lessons/" + _lesson);
        await teacher.Locator("#recommendation summary").ClickAsync();
        await teacher.SelectOptionAsync("#recommendation [name=pupil]", _pupils[2].Value);
        await teacher.FillAsync("#recommendation .words-new [name=text]", "Повторите § 12.");
        await teacher.ClickAsync("#recommendation .words-new button");
        await teacher.ClickAsync($"button[name=ask][value='recommendation.{_pupils[2]}']");
        await Assertions.Expect(teacher.Locator("[name=memo]")).ToHaveValueAsync("Повторите § 12.");
        await Assertions.Expect(teacher.Locator("[name=wanted]")).ToHaveValueAsync("write");

        _clock.Ahead = TimeSpan.FromMinutes(61);
        await School.Services.GetRequiredService<CorrectionExpiry>().Run();
        foreach (var login in new[] { "teacher", "deputy" })
        {
            var again = await Browser.Person(School, login);
            await again.GotoAsync("/corrections");
            if (login == "deputy") await again.ClickAsync("summary");
            await Assertions.Expect(again.Locator(".requests .state .tag")).ToHaveTextAsync("истекло");
        }
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'accounting.correction_expired.v1'")).ShouldBe(1);
        (await School.AsOwner<long>($"select count(*) from journal.mt_events where type = 'accounting.grade_recorded.v1'")).ShouldBe(1);
        Browser.NoComplaints();
    }
}
