using System.Text.RegularExpressions;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Scenarios.Browsing;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static ElJournal.Scenarios.Credentials.Enrolled;

namespace ElJournal.Scenarios.Credentials;

/// <summary>A lost password as the regulation has it (A-5): the pupil tells the class teacher, who reports it, and the administrator issues a slip.</summary>
public sealed class LostPasswordTests : BrowserTest
{
    private static readonly ClassId Class = new("8b");
    private static readonly GuardianId Mother = new("abramova-mother");

    private AccountId _pupil;

    private protected override async Task Prepare()
    {
        var setup = Actors.ForCommandLine(TestSchool.School);
        await using var session = School.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var roster = (await session.LoadAsync<ClassRoster>(Class.Value))!;
        var (pupil, from, _, _) = roster.Pupils.First(enrolment => enrolment.Pupil != SampleSchool.Pupil);
        _pupil = new AccountId($"pupil-{pupil}");
        await Done(School.Send(new AppointClassTeacher(Guid.NewGuid(), Class, new StaffId("mironov"), from), setup));
        await Done(School.Send(new RegisterGuardian(Guid.NewGuid(), Mother, new PersonCard("Абрамова", "Анна", "Петровна", null, "Ж", null)), setup));
        await Done(School.Send(new LinkGuardian(Guid.NewGuid(), Mother, pupil, "mother", from), setup));
        await School.CaughtUp();
    }

    [Fact]
    public async Task The_old_password_dies_with_the_report_and_the_trail_shows_three_names()
    {
        var login = await School.Settle(_pupil, Role.Pupil);
        var mironov = new AccountId("staff-mironov");
        await School.Become(mironov, Role.ClassTeacher);
        var teacherLogin = await School.Settle(mironov, Role.ClassTeacher);

        var pupil = await Browser.Stranger(School, 390, 844, "pupil");
        await SignIn(pupil, login, Password);
        await pupil.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));

        var teacher = await Browser.Stranger(School, name: "class teacher");
        await SignIn(teacher, teacherLogin, Password);
        await teacher.ClickAsync("nav a[href='/losses']");
        await Looks(teacher, "losses");
        await teacher.SetViewportSizeAsync(390, 844);
        await Looks(teacher, "losses");
        await Assertions.Expect(teacher.Locator("#people").First).ToContainTextAsync("Абрамова Анна", new() { UseInnerText = true }); // guardians stand under their pupils
        await teacher.Locator("#people tbody tr").First.GetByRole(AriaRole.Button).ClickAsync();
        await teacher.WaitForSelectorAsync("#people .tag.bad");
        (await teacher.GotoAsync("/losses/8a"))!.Status.ShouldBe(404, "a class of somebody else");

        await pupil.GotoAsync("/account");
        await Assertions.Expect(pupil).ToHaveURLAsync(new Regex(Regex.Escape("/sign-in"))); // the session is over
        await SignIn(pupil, login, Password);
        await pupil.WaitForSelectorAsync("#signin-refusal");

        var admin = await Browser.Person(School, "admin");
        await admin.GotoAsync("/credentials");
        await Looks(admin, "credentials-loss");
        await Assertions.Expect(admin.Locator("#losses").First).ToContainTextAsync("Миронов Павел Сергеевич", new() { UseInnerText = true });
        await admin.ClickAsync("#losses button");
        await admin.WaitForSelectorAsync(".slip");
        var code = (await admin.Locator(".slip code").AllInnerTextsAsync())[1];

        await SignIn(pupil, login, code);
        await pupil.WaitForURLAsync("**/welcome/password*");
        await pupil.FillAsync("[name=password]", "другая тихая вода");
        await pupil.FillAsync("[name=again]", "другая тихая вода");
        await pupil.ClickAsync("main button.main");
        await pupil.WaitForURLAsync("**/family/*");

        await admin.GotoAsync($"/credentials/class/{Class}");
        await Looks(admin, "credentials-class");
        var row = await admin.Locator("#people tbody tr").First.InnerTextAsync();
        row.ShouldContain("Миронов Павел Сергеевич");
        row.ShouldContain("admin");
        row.ShouldContain("действует");
        Browser.NoComplaints();
    }

    [Fact]
    public async Task A_class_is_printed_at_once_with_its_guardians_and_without_those_who_have_a_password()
    {
        await School.Settle(_pupil, Role.Pupil);
        var admin = await Browser.Person(School, "admin");
        await admin.GotoAsync($"/credentials/class/{Class}");
        var invited = await admin.Locator("#people .tag.blue").CountAsync();
        await admin.ClickAsync("#print-class");
        await admin.WaitForSelectorAsync(".slip");
        await Assertions.Expect(admin.Locator(".slip")).ToHaveCountAsync(invited);
        await Assertions.Expect(admin.Locator(".sheets").First).ToContainTextAsync("родитель: Андреева Василиса", new() { UseInnerText = true });
        await admin.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        if (Environment.GetEnvironmentVariable("ELJ_SHOTS") is { Length: > 0 } folder)
            await admin.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, "slips-print.png"), FullPage = true });
        var paper = System.Text.Encoding.Latin1.GetString(await admin.PdfAsync(new PagePdfOptions { Format = "A4", PreferCSSPageSize = true }));
        System.Text.RegularExpressions.Regex.Count(paper, @"/Type\s*/Page\b").ShouldBe((invited + 7) / 8, "eight slips on a sheet");
        await Assertions.Expect(admin.Locator(".top")).Not.ToBeVisibleAsync();
        Browser.NoComplaints();
    }
}
