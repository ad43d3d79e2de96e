using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElJournal.Access;
using ElJournal.Access.Accounts;
using ElJournal.Access.Losses;
using ElJournal.Access.Rights;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>A right ends with its reason, for the one who is signed in as well: the same address, the same body, another answer from that day on.</summary>
public sealed class EndedScopeTests : IAsyncLifetime
{
    private static readonly StaffId Chernov = new("chernov");

    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyDictionary<string, PupilId> _pupils = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Journal => $"/journal/{SampleSchool.Course}";

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _) = await _school.TodaysLesson();
        await using var scope = _school.Services.CreateAsyncScope();
        _pupils = await SampleSchool.Of(scope.ServiceProvider).PupilsByFile(Cancel);
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task A_teacher_whose_assignment_has_ended_neither_reads_nor_writes()
    {
        using var teacher = await Visit.SignIn(_school, "teacher");
        (await Status(teacher, Journal)).ShouldBe(HttpStatusCode.OK);
        await Do(new AssignTeacher(Guid.NewGuid(), SampleSchool.Course, new StaffId("mironov"), _lesson.Date));
        foreach (var address in (string[])[Journal, $"/api/v1/journal/{SampleSchool.Course}", $"/lessons/{_lesson}", $"/api/v1/journal/history?lesson={_lesson}&field=topic"])
            (await Status(teacher, address)).ShouldBe(HttpStatusCode.NotFound, address);
        (await Enter(teacher, _lesson)).ShouldBe("refused");
        // Not the days before either: the right is gone, not shortened.
        (await Enter(teacher, _lesson with { Date = _lesson.Date.AddDays(-7) })).ShouldBe("refused");
    }

    [Fact]
    public async Task A_substitute_writes_one_lesson_until_released()
    {
        using var substitute = await SignUp("substitute", Chernov, Role.Teacher);
        (await Status(substitute, Journal)).ShouldBe(HttpStatusCode.NotFound);
        (await _school.Send(new AssignSubstitute(Guid.NewGuid(), _lesson, Chernov, SubstitutionReasons.Illness), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await Status(substitute, Journal)).ShouldBe(HttpStatusCode.OK);
        (await Enter(substitute, _lesson)).ShouldBe("accepted");
        (await Enter(substitute, _lesson with { Slot = _lesson.Slot == 1 ? 2 : 1 })).ShouldBe("refused");
        (await Enter(substitute, _lesson with { Date = _lesson.Date.AddDays(-7) })).ShouldBe("refused");

        (await _school.Send(new ReleaseSubstitute(Guid.NewGuid(), _lesson), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await Status(substitute, Journal)).ShouldBe(HttpStatusCode.NotFound);
        (await Status(substitute, $"/lessons/{_lesson}")).ShouldBe(HttpStatusCode.NotFound);
        (await Enter(substitute, _lesson)).ShouldBe("refused");
    }

    [Fact]
    public async Task On_another_day_a_substitute_sees_the_lesson_and_no_other()
    {
        using var substitute = await SignUp("substitute", Chernov, Role.Teacher);
        var before = _lesson with { Date = _lesson.Date.AddDays(-7) };
        (await _school.Send(new SetTopic(Guid.NewGuid(), _lesson, "Тема другого урока", null, 0), TestSchool.Teacher)).Refusal.ShouldBeNull();
        (await _school.Send(new AssignSubstitute(Guid.NewGuid(), before, Chernov, SubstitutionReasons.Illness), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await Status(substitute, Journal)).ShouldBe(HttpStatusCode.NotFound);
        (await Status(substitute, $"/lessons/{_lesson}")).ShouldBe(HttpStatusCode.NotFound);
        (await Text(substitute, $"/lessons/{before}")).ShouldNotContain("Тема другого урока");
        (await Enter(substitute, before)).ShouldBe("accepted");
    }

    [Fact]
    public async Task The_class_teacher_of_another_class_does_not_read_this_one()
    {
        using var kim = await SignUp("kim", new StaffId("kim"), Role.ClassTeacher);
        (await Status(kim, "/journal/algebra-8a")).ShouldBe(HttpStatusCode.OK);
        (await Status(kim, Journal)).ShouldBe(HttpStatusCode.NotFound);
        (await Enter(kim, _lesson)).ShouldBe("refused");
        await Do(new AppointClassTeacher(Guid.NewGuid(), new ClassId("8a"), new StaffId("mironov"), _lesson.Date));
        (await Status(kim, "/journal/algebra-8a")).ShouldBe(HttpStatusCode.NotFound, "another leads the class from today");
        (await Status(kim, "/journal/anglijskij-8b")).ShouldBe(HttpStatusCode.OK, "the own course stays");
    }

    [Fact]
    public async Task A_parent_sees_the_own_child_and_nobody_elses_until_unlinked()
    {
        using var parent = await Visit.SignIn(_school, "parent");
        var (own, others) = (_pupils["К-802"], _pupils["Д-787"]);
        foreach (var address in (string[])["/family/{0}", "/api/v1/pupils/{0}/week"])
        {
            (await Status(parent, string.Format(null, address, own))).ShouldBe(HttpStatusCode.OK);
            (await Status(parent, string.Format(null, address, others))).ShouldBe(HttpStatusCode.NotFound);
            (await Status(parent, string.Format(null, address, "nobody"))).ShouldBe(HttpStatusCode.NotFound);
        }
        foreach (var address in (string[])[Journal, "/changes", "/classes", "/class/8b", "/admin/view-as"])
            (await Status(parent, address)).ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        await Do(new UnlinkGuardian(Guid.NewGuid(), SampleSchool.Parent, own, _lesson.Date));
        (await Status(parent, $"/family/{own}")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(parent, $"/family/{_pupils["К-676"]}")).ShouldBe(HttpStatusCode.OK, "the other child stays");
    }

    [Fact]
    public async Task A_week_says_nothing_of_classmates()
    {
        var (own, mate) = (_pupils["К-802"], _pupils["Д-787"]);
        foreach (var (pupil, value) in ((PupilId, string)[])[(own, "4"), (mate, "1")])
            (await _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, pupil, value, 0)), TestSchool.Teacher)).Refusal.ShouldBeNull();
        using var parent = await Visit.SignIn(_school, "parent");
        var week = JsonNode.Parse(await Text(parent, $"/api/v1/pupils/{own}/week"))!;
        var lesson = week["days"]!.AsArray().Single(d => d!["date"]!.ToString() == $"{_lesson.Date:yyyy-MM-dd}")!["lessons"]!.AsArray().Single(l => l!["subject"]!.ToString() == "Алгебра")!;
        lesson["grades"]!.AsArray().Select(g => g!.ToString()).ShouldBe(["4"]);
        foreach (var address in (string[])[$"/family/{own}", $"/api/v1/pupils/{own}/week"])
        {
            var text = await Text(parent, address);
            text.ShouldNotContain("Дроздова");
            text.ShouldNotContain(mate.Value);
        }
    }

    [Fact]
    public async Task A_pupil_who_changed_class_has_each_day_the_class_of_that_day()
    {
        var own = _pupils["К-802"];
        await Do(new PlacePupil(Guid.NewGuid(), own, new ClassId("8a"), _lesson.Date, "№ 7"));
        using var parent = await Visit.SignIn(_school, "parent");
        var week = JsonNode.Parse(await Text(parent, $"/api/v1/pupils/{own}/week"))!;
        foreach (var day in week["days"]!.AsArray())
        {
            var date = DateOnly.Parse(day!["date"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
            day["className"]!.ToString().ShouldBe(date < _lesson.Date ? "8 «Б»" : "8 «А»");
        }
        // Who taught the pupil before no longer writes in the new days.
        (await _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, own, "5", 0)), TestSchool.Teacher)).Refusal!.Kind
            .ShouldBe(Accounting.Refusals.PupilIsNotInClass);
    }

    [Fact]
    public async Task A_deputy_with_a_charge_does_not_see_the_changes_of_other_levels()
    {
        using var deputy = await Visit.SignIn(_school, "deputy");
        (await _school.Send(new SetTopic(Guid.NewGuid(), _lesson, "Квадратный корень", null, 0), TestSchool.Teacher)).Refusal.ShouldBeNull();
        await _school.CaughtUp();
        (await Text(deputy, "/api/v1/changes")).ShouldContain("Квадратный корень");
        await Do(new AssignSupervision(Guid.NewGuid(), SampleSchool.Deputy, [7], [], _lesson.Date));
        foreach (var address in (string[])["/changes", "/changes.csv", "/api/v1/changes", "/changes?class=8b"])
            (await Text(deputy, address)).ShouldNotContain("Квадратный корень");
        (await Status(deputy, Journal)).ShouldBe(HttpStatusCode.NotFound);
        (await Status(deputy, $"/replay/lessons/{_lesson}")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(deputy, "/journal/algebra-7a")).ShouldBe(HttpStatusCode.OK);
        (await Text(deputy, "/")).ShouldNotContain("8 «Б»");
    }

    [Fact]
    public async Task Who_is_dismissed_has_nothing_left()
    {
        using var teacher = await Visit.SignIn(_school, "teacher");
        await Do(new DismissStaff(Guid.NewGuid(), SampleSchool.Teacher, _lesson.Date));
        // The account is closed, so the session has ended: there is nobody to be refused.
        foreach (var address in (string[])[Journal, "/classes", "/class/8b"])
            (await Status(teacher, address)).ShouldBe(HttpStatusCode.Found, address);
        using var entry = await Cell(teacher, _lesson);
        entry.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task The_year_takes_its_duties_with_it_though_nobody_closes_it(int after, bool lasts)
    {
        var services = _school.Services;
        var store = services.GetRequiredService<IDocumentStore>();
        await using var session = store.LightweightSession(TestSchool.School.Value);
        var years = await SchoolYears.Load(session, Cancel);
        var day = years.LastDay(years.On(_lesson.Date)!.Value)!.Value.AddDays(after);

        foreach (var (login, role) in ((string, Role)[])[("teacher", Role.Teacher), ("classteacher", Role.ClassTeacher)])
        {
            var account = (await session.LoadAsync<Account>(AccountStream.Of(new AccountId("sample-" + login)), Cancel))!;
            var grants = await services.GetRequiredService<GrantSource>().Of(account, role, TestSchool.School, day, Cancel);
            grants.All.Any(grant => grant.Permission is Permission.WriteJournal or Permission.ReadJournal or Permission.PlanCourse).ShouldBe(lasts, login);
            grants.All.Any(grant => grant.Permission is Permission.ReportLoss or Permission.ManageConsents).ShouldBe(lasts && role is Role.ClassTeacher, login);
        }

        // Nor is anybody of the class, whom a class teacher could have had shut out.
        var clock = new Morning(day);
        var people = new AccessPeople(store, services.GetRequiredService<Openings>(), clock);
        (await people.OfClass(TestSchool.School, new ClassId("8b"), Cancel))!.Value.People.Any().ShouldBe(lasts);
        foreach (var of in (string[])["pupil", "parent"])
        {
            var account = (await session.LoadAsync<Account>(AccountStream.Of(new AccountId("sample-" + of)), Cancel))!;
            var pupil = account.Pupil ?? _pupils["К-802"];
            var schoolClass = (await session.LoadAsync<PupilCard>(Streams.Pupil(pupil), Cancel))!.Class!.Value;
            (await ReportLossHandler.LoadAsync(new ReportLoss(Guid.NewGuid(), schoolClass, account.Key, "s"), session, clock, Cancel)).IsOfClass.ShouldBe(lasts, of);
        }
    }

    /// <summary>The morning of a day, in every time zone of the country.</summary>
    private sealed class Morning(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero);
    }

    private async Task Do(ICommand command) => (await _school.Send(command, Actors.ForCommandLine(TestSchool.School))).Refusal.ShouldBeNull();

    private async Task<HttpClient> SignUp(string login, StaffId staff, Role role)
    {
        await _school.SignUp(login, staff, role);
        return await Visit.SignIn(_school, login);
    }

    private static async Task<HttpStatusCode> Status(HttpClient http, string address) => (await http.GetAsync(address, Cancel)).StatusCode;

    private static async Task<string> Text(HttpClient http, string address) => await (await http.GetAsync(address, Cancel)).Content.ReadAsStringAsync(Cancel);

    private async Task<string> Enter(HttpClient http, LessonId lesson)
    {
        using var answer = await Cell(http, lesson);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["results"]![0]!["status"]!.ToString();
    }

    private Task<HttpResponseMessage> Cell(HttpClient http, LessonId lesson) => http.PostAsJsonAsync("/api/v1/journal/cells", new
    {
        entries = new[] { new { id = Guid.NewGuid(), lesson = lesson.ToString(), pupil = _pupils["К-802"].Value, value = "5", seen = 0 } },
    }, Cancel);
}
