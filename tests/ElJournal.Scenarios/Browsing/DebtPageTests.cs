using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Debts;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>An academic debt from the unsatisfactory grade to the changed one, and the council of teachers over the class.</summary>
public sealed class DebtPageTests : BrowserTest
{
    private DateOnly _today;
    private DebtKey _debt = null!;

    private protected override async Task Prepare()
    {
        await using var scope = School.Services.CreateAsyncScope();
        var daughter = (await SampleSchool.Of(scope.ServiceProvider).PupilsByFile())["К-802"];
        _debt = DebtLife.Key(SampleSchool.Course, daughter);
        _today = (await School.TodaysLesson()).Lesson.Date;
        await DebtLife.Fail(School, SampleSchool.Course, [daughter]);
    }

    [Fact]
    public async Task A_debt_appears_is_failed_goes_before_a_commission_and_is_passed()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/debts");
        await Assertions.Expect(deputy.Locator("#debts tbody tr")).ToHaveCountAsync(1);
        await deputy.ClickAsync("#debts a.button:has-text('Назначить пересдачу')");

        // A day after the term is refused and stays typed.
        await deputy.FillAsync("#appoint [name=date]", "2099-01-10");
        await deputy.ClickAsync("#appoint .main");
        await Assertions.Expect(deputy.Locator(".note.bad")).ToContainTextAsync("не позднее");
        await Assertions.Expect(deputy.Locator("#appoint [name=date]")).ToHaveValueAsync("2099-01-10");
        await deputy.FillAsync("#appoint [name=date]", Iso(_today));
        await deputy.ClickAsync("#appoint .main");
        await Fill(deputy, "2", "11", "");
        await Assertions.Expect(deputy.Locator("#appoint h2")).ToContainTextAsync("с комиссией");

        // The family sees the debt; then the second retake, before three people.
        var parent = await Browser.Person(School, "parent", 390, 844);
        await parent.GotoAsync($"/family/{_debt.Pupil}");
        await Assertions.Expect(parent.Locator(".debt")).ToContainTextAsync("Пересдачу назначит школа");
        await deputy.FillAsync("#appoint [name=date]", Iso(_today));
        await deputy.ClickAsync("#appoint .main");
        await Assertions.Expect(deputy.Locator(".note.bad")).ToContainTextAsync("не меньше 3");
        for (var i = 0; i < 3; i++) await deputy.Locator("#appoint [name=examiner]").Nth(i).SelectOptionAsync(new SelectOptionValue { Index = i + 1 });
        await deputy.ClickAsync("#appoint .main");
        await parent.ReloadAsync();
        await Assertions.Expect(parent.Locator(".debt")).ToContainTextAsync("Пересдача — " + _today.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
        await Fill(deputy, "3", "12", "");
        await Assertions.Expect(deputy.Locator(".note.bad")).ToContainTextAsync("приказ");
        await Fill(deputy, "3", "12", "приказ № 118");
        await Assertions.Expect(deputy.Locator(".tag.good")).ToContainTextAsync("ликвидирована");
        await Browser.Shot(deputy, "debt-passed-1440");

        await using (var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value))
        {
            (await session.Events.FetchStreamAsync(TermPages.Stream(_debt.Course, _debt.Term))).Select(e => e.Data.GetType().Name).ShouldBe([nameof(TermGradeSet), nameof(TermGradeRetaken)]);
            (await session.Query<AcademicDebt>().SingleAsync()).Passed.ShouldBeTrue();
        }
        await Council(deputy);
        Browser.NoComplaints();
    }

    private async Task Council(IPage deputy)
    {
        await deputy.GotoAsync("/council");
        await deputy.ClickAsync("#council a:has-text('8 «Б»')");
        await deputy.FillAsync("[name=protocol]", "7");
        await deputy.ClickAsync("#decide .main");
        await Assertions.Expect(deputy.Locator(".note.good")).ToContainTextAsync("протокол № 7");
        await Browser.Shot(deputy, "council-decided-1440");

        // The class teacher reads it in the statement, beside the changed grade.
        var lead = await Browser.Person(School, "classteacher");
        await lead.GotoAsync("/statement/8b/annual");
        await Assertions.Expect(lead.Locator("#statement td.council").First).ToContainTextAsync("№ 7");
        await Assertions.Expect(lead.Locator("#retaken")).ToContainTextAsync("Было «2». Пересдача: приказ № 118, протокол № 12");
        await Browser.Shot(lead, "statement-council-1440");

        await deputy.Locator("#protocols summary").First.ClickAsync();
        await deputy.FillAsync("#protocols [name=reason]", "ошибка в списке");
        await deputy.Locator("#protocols form button").First.ClickAsync();
        await Assertions.Expect(deputy.Locator("#protocols")).ToContainTextAsync("ошибка в списке");
        await Assertions.Expect(deputy.Locator("#decide [name^='kind.']").First).ToHaveValueAsync("promoted");
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        (await session.LoadAsync<ClassCouncil>(Streams.Council(new ClassId("8b"))))!.Decisions.ShouldHaveSingleItem().Revoked.ShouldBeTrue();
    }

    private async Task Fill(IPage page, string grade, string protocol, string order)
    {
        await page.FillAsync("#result [name=grade]", grade);
        await page.FillAsync("#result [name=protocol]", protocol);
        await page.FillAsync("#result [name=held]", Iso(_today));
        await page.FillAsync("#result [name=order]", order);
        await page.ClickAsync("#result .main");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
