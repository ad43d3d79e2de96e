using System.Net;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The lesson's plain form: guarded against forgery, and silent about what it does not mention.</summary>
public sealed class LessonFormTests : BrowserTest
{
    [Fact]
    public async Task A_form_without_its_guard_is_refused_and_a_field_left_out_stays_as_it_was()
    {
        var teacher = await Browser.Person(School, "teacher");
        var address = "/lessons/" + (await School.TodaysLesson()).Lesson;
        await teacher.GotoAsync(address);
        var guard = await teacher.InputValueAsync($"form[action='{address}'] [name=__RequestVerificationToken]");

        (await Post(teacher, address, ("homework", "§ 1"))).ShouldBe((int)HttpStatusCode.BadRequest);
        (await Stored()).ShouldBe(0);

        (await Post(teacher, address, ("homework", "§ 1"), ("seen.homework", "0"), ("__RequestVerificationToken", guard))).ShouldBe(200);
        (await Stored()).ShouldBe(1);
        (await Post(teacher, address, ("note", "x"), ("__RequestVerificationToken", guard))).ShouldBe(200);
        (await Stored()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_copied_from_paper_names_who_typed_it_and_whose_lesson_it_was()
    {
        var deputy = await Browser.Person(School, "deputy");
        await deputy.GotoAsync("/lessons/" + (await School.TodaysLesson()).Lesson);
        await deputy.FillAsync("tbody tr:first-child input[name^='cell.']", "5");
        await deputy.CheckAsync("[name=paper]");
        await deputy.ClickAsync("form button.main");
        await deputy.WaitForSelectorAsync(".note.good");
        (await School.AsOwner<string>(
            "select concat_ws(' ', user_name, headers ->> 'channel', headers ->> 'on_behalf_of') from journal.mt_events where type = 'accounting.grade_recorded.v1'"))
            .ShouldBe("sample-deputy paper sample-teacher");
    }

    private Task<long> Stored() => School.AsOwner<long>("select count(*) from journal.mt_events where type like 'accounting.homework%'");

    private static async Task<int> Post(IPage page, string address, params (string Name, string Value)[] fields)
    {
        var form = page.APIRequest.CreateFormData();
        foreach (var (name, value) in fields) form.Set(name, value);
        return (await page.APIRequest.PostAsync(address, new APIRequestContextOptions { Form = form })).Status;
    }
}
