using System.Text.RegularExpressions;
using ElJournal.Access;
using ElJournal.Access.People;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Scenarios.Browsing;
using ElJournal.Scenarios.PersonalData;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static ElJournal.Scenarios.Credentials.Enrolled;

namespace ElJournal.Scenarios.Credentials;

/// <summary>The administrator's morning: finds somebody, gives a role, ends a session elsewhere, writes to those who stay away, records a training.</summary>
public sealed class PeopleTests : BrowserTest
{
    private static readonly AccountId Mironov = new("staff-mironov");

    [Fact]
    public async Task A_person_is_found_by_part_of_the_name_gets_a_role_and_loses_a_session()
    {
        var login = await School.Settle(Mironov, Role.Teacher);
        var elsewhere = await Browser.Stranger(School, name: "mironov");
        await SignIn(elsewhere, login, Password);
        await elsewhere.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));

        var admin = await Browser.Person(School, "admin");
        await Assertions.Expect(admin).ToHaveURLAsync(new Regex(Regex.Escape("/admin/people") + "$")); // the administrator comes in here
        await admin.FillAsync("#seek [name=name]", "миронов пав");
        await admin.ClickAsync("#seek button.main");
        await Assertions.Expect(admin).ToHaveURLAsync(new Regex(Regex.Escape($"/admin/people/{Mironov}") + "$")); // an address has no name in it
        await Looks(admin, "person-open");

        await Assertions.Expect(admin.Locator("#grant [name=role]").First).ToHaveValueAsync("");
        await admin.SelectOptionAsync("#grant [name=role]", nameof(Role.ClassTeacher));
        await admin.ClickAsync("#grant button");
        await Assertions.Expect(admin.Locator("#roles table").First).ToContainTextAsync("классный руководитель", new() { UseInnerText = true });
        await Assertions.Expect(admin.Locator("#history tbody tr:first-child").First).ToContainTextAsync("дана роль «классный руководитель»", new() { UseInnerText = true });
        await admin.Locator("#roles tbody tr", new PageLocatorOptions { HasText = "классный руководитель" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(admin.Locator("#history tbody tr:first-child").First).ToContainTextAsync("снята роль", new() { UseInnerText = true });

        await admin.ClickAsync("#sessions tbody button");
        await Assertions.Expect(admin.Locator("#sessions").First).ToContainTextAsync("нигде не открыт", new() { UseInnerText = true });
        await Assertions.Expect(admin.Locator("#history tbody tr:first-child").First).ToContainTextAsync("завершил сеансы: 1", new() { UseInnerText = true });
        await elsewhere.GotoAsync("/account");
        await Assertions.Expect(elsewhere).ToHaveURLAsync(new Regex(Regex.Escape("/sign-in"))); // the session is over

        await admin.ClickAsync("#suspend");
        await Assertions.Expect(admin.Locator(".head").First).ToContainTextAsync("приостановлена", new() { UseInnerText = true });
        await admin.ClickAsync("#suspend");
        await Assertions.Expect(admin.Locator(".head").First).ToContainTextAsync("действует", new() { UseInnerText = true });
        await admin.GotoAsync("/admin/people/sample-admin");
        await admin.ClickAsync("#suspend");
        await Assertions.Expect(admin.Locator("[role=alert]").First).ToContainTextAsync("администратор", new() { UseInnerText = true });
        Browser.NoComplaints();
    }

    [Fact]
    public async Task Those_who_stay_away_are_written_to_and_read_it_after_signing_in()
    {
        var admin = await Browser.Person(School, "admin");
        await admin.SelectOptionAsync("#seek [name=kind]", "staff");
        await admin.SelectOptionAsync("#seek [name=away]", "7");
        await admin.ClickAsync("#seek button.main");
        await Assertions.Expect(admin.Locator("#people").First).ToContainTextAsync("Миронов Павел Сергеевич", new() { UseInnerText = true });
        (await admin.Locator("#people a[href='/admin/people/sample-admin']").CountAsync()).ShouldBe(0, "who is signed in does not stay away");
        await admin.FillAsync("#message [name=text]", "Зайдите и проверьте расписание");
        await admin.ClickAsync("#message button.main");
        await Assertions.Expect(admin.Locator("#message [role=alert]").First).ToContainTextAsync("Отметьте", new() { UseInnerText = true });
        await Assertions.Expect(admin.Locator("#message [name=text]").First).ToHaveValueAsync("Зайдите и проверьте расписание");
        await admin.CheckAsync("#message [name=everybody]");
        await admin.ClickAsync("#message button.main");
        await Assertions.Expect(admin.Locator("main [role=status]").First).ToContainTextAsync("Сообщение отправлено", new() { UseInnerText = true });

        var teacher = await Browser.Person(School, "teacher");
        await Assertions.Expect(teacher.Locator("#notice-bar").First).ToContainTextAsync("сообщение администратора: Зайдите и проверьте расписание", new() { UseInnerText = true });
        await Browser.Shot(teacher, "message-read-1440");
        await teacher.ClickAsync("#notice-bar button");
        await Assertions.Expect(teacher.Locator("#notice-bar")).ToHaveCountAsync(0);
        await teacher.GotoAsync("/account");
        await Assertions.Expect(teacher.Locator("main").First).ToContainTextAsync("Зайдите и проверьте расписание", new() { UseInnerText = true });
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'access.message_sent.v1' and data::text like '%расписание%'")).ShouldBe(0, "the event has no words");
        (await School.AsOwner<long>("select count(*) from journal.mt_events where type = 'access.message_sent.v1' and data -> 'accounts' ? 'staff-mironov'")).ShouldBe(1);
        Browser.NoComplaints();
    }

    [Fact]
    public async Task What_was_written_to_somebody_goes_with_the_erased_card()
    {
        var (_, pupils) = await School.TodaysLesson();
        var account = new AccountId($"pupil-{pupils[0]}");
        var notices = $"select count(*) from access.mt_doc_notice where data ->> 'account' = '{account}'";
        await Done(School.Send(new SendMessage(Guid.NewGuid(), Id.New<MessageId>(), [account], new Opening("Подойдите за листком")), Actors.ForCommandLine(TestSchool.School)));
        (await School.AsOwner<long>(notices)).ShouldBe(1);
        await Registry.Depart(School, pupils[0]);
        await Done(Registry.Erase(School, Streams.Pupil(pupils[0])));
        (await School.AsOwner<long>(notices)).ShouldBe(0);
    }

    [Fact]
    public async Task A_training_is_recorded_and_whoever_came_is_missing_no_more()
    {
        var admin = await Browser.Person(School, "admin");
        await admin.ClickAsync("main a[href='/admin/training']");
        await Assertions.Expect(admin.Locator("#untrained").First).ToContainTextAsync("Миронов Павел Сергеевич", new() { UseInnerText = true });
        await admin.FillAsync("#training [name=topic]", "Как исправить отметку");
        await admin.ClickAsync("#training button.main");
        await Assertions.Expect(admin.Locator("main [role=alert]").First).ToContainTextAsync("Отметьте", new() { UseInnerText = true });
        await Assertions.Expect(admin.Locator("#training [name=topic]").First).ToHaveValueAsync("Как исправить отметку");
        await admin.CheckAsync($"#training [value='{Mironov}'][name=attended]");
        await admin.ClickAsync("#training button.main");
        await Assertions.Expect(admin.Locator("#held").First).ToContainTextAsync("Как исправить отметку", new() { UseInnerText = true });
        await Assertions.Expect(admin.Locator("#untrained").First).Not.ToContainTextAsync("Миронов", new() { UseInnerText = true });
        await Looks(admin, "training-held");
        await admin.SetViewportSizeAsync(390, 844);
        await Looks(admin, "training-held");
        await admin.GotoAsync($"/admin/people/{Mironov}");
        await Assertions.Expect(admin.Locator("#trainings").First).ToContainTextAsync("Как исправить отметку", new() { UseInnerText = true });

        var director = await Browser.Person(School, "director");
        await director.GotoAsync("/admin/training");
        await Assertions.Expect(director.Locator("#held").First).ToContainTextAsync("Как исправить отметку", new() { UseInnerText = true });
        await Assertions.Expect(director.Locator("#training")).ToHaveCountAsync(0); // the director reads
        Browser.NoComplaints();
    }
}
