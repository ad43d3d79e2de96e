using ElJournal.Access.Consents;
using ElJournal.Accounting.Lessons;
using ElJournal.Scenarios.PersonalData;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Выписки для семей (D-19.4): families on paper are ticked by themselves, issue and receipt stand in the register, a changed journal is noticed.</summary>
public sealed class ExtractPageTests : BrowserTest
{
    [Fact]
    public async Task A_batch_is_issued_printed_received_and_noticed_when_the_journal_has_changed()
    {
        var (lesson, pupils) = await School.TodaysLesson();
        foreach (var pupil in pupils.Take(2)) await Registry.Consent(School, pupil, "e-information", ConsentState.Refused);
        await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[0], "5", 0)), TestSchool.Teacher);
        await School.Send(new Recommend(Guid.NewGuid(), lesson, pupils[0], new Kernel.Opening("Решите задачи 5 и 6 ещё раз."), 0), TestSchool.Teacher);

        var leader = await Browser.Person(School, "classteacher");
        await leader.GotoAsync("/print");
        await leader.ClickAsync("a[href='/print/extracts']");
        await leader.ClickAsync("a[href='/print/extracts/8b']");
        await Assertions.Expect(leader.Locator("[name=pupil]:checked")).ToHaveCountAsync(2);
        await leader.ClickAsync("#issue button.main");
        await Assertions.Expect(leader.Locator(".note.good")).ToBeVisibleAsync();
        await Assertions.Expect(leader.Locator("#issued tbody tr")).ToHaveCountAsync(2);
        await Browser.Shot(leader, "extracts-issued", 1440, 390);
        await leader.ClickAsync(".note.good a >> nth=0");
        await Assertions.Expect(leader.Locator(".form section")).ToHaveCountAsync(2);
        (await leader.Locator(".form").InnerTextAsync()).ShouldContain("Решите задачи 5 и 6 ещё раз.");
        var pdf = await leader.APIRequest.GetAsync(await leader.GetAttributeAsync("a.button[href*='/issued/pdf']", "href") ?? "");
        (await pdf.BodyAsync())[..5].ShouldBe("%PDF-"u8.ToArray());
        await leader.GoBackAsync();

        // Nobody has signed: refused, and the day that was typed is still there.
        await leader.ClickAsync("#issued button");
        await Assertions.Expect(leader.Locator(".note.bad")).ToContainTextAsync("кто за неё расписался");
        await leader.SelectOptionAsync("#issued select >> nth=0", new SelectOptionValue { Value = "pupil" });
        await leader.ClickAsync("#issued button");
        await Assertions.Expect(leader.Locator("#issued select")).ToHaveCountAsync(1);

        (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[0], "4", 2, "typo")), TestSchool.Teacher)).Refusal.ShouldBeNull();
        await leader.ReloadAsync();
        await Assertions.Expect(leader.Locator("#issue .tag.amber")).ToHaveCountAsync(1);
        await Assertions.Expect(leader.Locator("[name=pupil]:checked")).ToHaveCountAsync(1);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Who_does_not_lead_the_class_issues_nothing()
    {
        var teacher = await Browser.Person(School, "teacher");
        (await teacher.GotoAsync("/print/extracts/8b"))!.Status.ShouldBeOneOf(403, 404);
    }
}
