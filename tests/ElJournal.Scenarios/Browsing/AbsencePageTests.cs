using System.Globalization;
using ElJournal.Accounting;
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

/// <summary>A class teacher's Monday, in a real browser: a spell of absence, its certificate, the journals of other teachers, and the certificate taken back.</summary>
public sealed class AbsencePageTests : BrowserTest
{
    private LessonId _lesson = null!;
    private PupilId _pupil;
    private string _name = "";
    private List<LessonId> _missed = [];

    private protected override async Task Prepare()
    {
        (_lesson, var pupils) = await School.TodaysLesson();
        _pupil = pupils[4];
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var year = await session.Query<YearCalendar>().SingleAsync();
        var table = (await session.LoadAsync<UnitTimetable>("timetable/8b"))!;
        var days = Enumerable.Range(1, 20).Select(back => _lesson.Date.AddDays(-back)).Where(day => table.On(day, 8, year).Any()).Take(2).ToList();
        _missed = [.. days.SelectMany(day => table.On(day, 8, year).Select(s => new LessonId(s.Course, day, s.Slot)))];
        foreach (var lesson in _missed)
            (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, _pupil, "Н", 0)), TestSchool.Teacher)).Refusal.ShouldBeNull();
        var card = (await session.LoadAsync<PupilCard>(Streams.Pupil(_pupil)))!;
        _name = (await School.Services.GetRequiredService<Store.Openings>().Read<PersonCard>(TestSchool.School, [card.Card], CancellationToken.None))[card.Card].ListName;
    }

    [Fact]
    public async Task A_class_teacher_attaches_a_certificate_and_takes_it_back()
    {
        var page = await Browser.Person(School, "classteacher");
        await page.ClickAsync("nav >> text=Пропуски");
        var spell = page.Locator("#spells li", new() { HasText = _name });
        await Assertions.Expect(spell).ToHaveCountAsync(1);
        await Assertions.Expect(spell).ToContainTextAsync($", {_missed.Count} урок");
        await spell.Locator("a.button").ClickAsync();
        (await page.InputValueAsync("[name=pupil]")).ShouldBe(_pupil.Value);
        (await page.InputValueAsync("[name=from]")).ShouldBe(Iso(_missed.Min(l => l.Date)));

        // A certificate from the future is refused, and nothing typed is lost.
        await page.SelectOptionAsync("[name=kind]", "medical");
        await page.FillAsync("[name=number]", "12");
        await page.FillAsync("[name=issued]", Iso(_lesson.Date.AddDays(9)));
        await page.ClickAsync("#document-form button.main");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("ещё не наступила");
        (await page.InputValueAsync("[name=number]")).ShouldBe("12");
        await page.FillAsync("[name=issued]", Iso(_lesson.Date));
        await page.ClickAsync("#document-form button.main");
        await Assertions.Expect(page.Locator("#document h1")).ToContainTextAsync("Медицинская справка № 12");
        await Assertions.Expect(page.Locator("#document-lessons h2 small")).ToHaveTextAsync(_missed.Count.ToString(CultureInfo.InvariantCulture));
        await Browser.Shot(page, "absence-document-1440");
        var document = page.Url;

        var teacher = await Browser.Person(School, "teacher");
        var answer = $"/journal/answer?lesson={_missed.First(l => l.Course == _lesson.Course)}&pupil={_pupil}";
        await teacher.GotoAsync(answer);
        await Assertions.Expect(teacher.Locator(".answer-page dl").First).ToContainTextAsync("Б");
        await Assertions.Expect(teacher.Locator(".answer-page ol")).ToContainTextAsync("Медицинская справка № 12");

        // What is entered today for a day of the certificate stands by it at once.
        await page.ClickAsync("text=Исправить дни или номер");
        await page.FillAsync("[name=until]", Iso(_lesson.Date));
        await page.ClickAsync("#document-form button.main");
        await Assertions.Expect(page.Locator("#document")).ToContainTextAsync("объяснен");
        await teacher.GotoAsync($"/lessons/{_lesson}");
        await teacher.FillAsync($"[name='cell.{_pupil}']", "Н");
        await teacher.ClickAsync("form.columns button.main");
        await Assertions.Expect(teacher.Locator($"[name='cell.{_pupil}']")).ToHaveValueAsync("Б");

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#document-lessons h2 small")).ToHaveTextAsync((_missed.Count + 1).ToString(CultureInfo.InvariantCulture));
        await page.ClickAsync("summary >> text=Снять документ");
        await page.FillAsync("[name=reason]", "Справка другого ученика");
        await page.ClickAsync("#withdraw-form button");
        await Assertions.Expect(page.Locator("#document")).ToContainTextAsync("Справка другого ученика");
        await teacher.GotoAsync(answer);
        await Assertions.Expect(teacher.Locator(".answer-page dl").First).ToContainTextAsync("Н");
        await Assertions.Expect(teacher.Locator(".answer-page ol")).ToContainTextAsync("Справка другого ученика");
        await page.ClickAsync("#document .head a");
        await Assertions.Expect(page.Locator("#spells li", new() { HasText = _name })).ToHaveCountAsync(1);
        (await page.Locator("#documents li.gone").CountAsync()).ShouldBe(2, "the one that was replaced, and the one withdrawn");
        await page.GotoAsync(document);
        await Assertions.Expect(page.Locator("#document")).ToContainTextAsync("заменён");
        Browser.NoComplaints();
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
