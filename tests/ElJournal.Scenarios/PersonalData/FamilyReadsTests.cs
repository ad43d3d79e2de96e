using System.Net;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.PersonalData;

/// <summary>Who looked at a child's record, as its family is told.</summary>
public sealed class FamilyReadsTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private IReadOnlyDictionary<string, PupilId> _pupils = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        await using var scope = _school.Services.CreateAsyncScope();
        _pupils = await SampleSchool.Of(scope.ServiceProvider).PupilsByFile(Cancel);
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task A_parent_sees_the_staff_and_the_own_visits_and_not_those_of_the_other_parent()
    {
        var child = _pupils["К-802"];
        var guardian = await Registry.Mother(_school, child, new PersonCard("Щукина", "Юлия", "Эдуардовна", null, "Ж", null));
        await _school.CaughtUp();
        var login = await _school.SettleIn(new AccountId($"guardian-{guardian}"), Role.Guardian, TestSchool.Password);
        using var teacher = await Visit.SignIn(_school, "teacher", Cancel);
        using var parent = await Visit.SignIn(_school, "parent", Cancel);
        using var mother = await Visit.SignIn(new Uri(_school.Address), login, TestSchool.Password, Cancel);
        (await Status(teacher, $"/journal/{SampleSchool.Course}")).ShouldBe(HttpStatusCode.OK);
        (await Status(mother, $"/family/{child}")).ShouldBe(HttpStatusCode.OK);

        (await Status(parent, $"/family/{child}")).ShouldBe(HttpStatusCode.OK);

        var told = await Lines(parent, child);
        told.ShouldContain("Соколова И. В.");
        told.ShouldContain("Кузнецова Е. П.");
        told.ShouldNotContain("Щукина");
        var toldMother = await Lines(mother, child);
        toldMother.ShouldContain("Соколова И. В.");
        toldMother.ShouldContain("Щукина");
        toldMother.ShouldNotContain("Кузнецова Е. П.");
    }

    [Fact]
    public async Task A_foreign_child_is_answered_like_one_who_does_not_exist()
    {
        using var parent = await Visit.SignIn(_school, "parent", Cancel);
        (await Status(parent, Address(_pupils["К-802"].Value))).ShouldBe(HttpStatusCode.OK);
        (await Status(parent, Address(_pupils["Д-787"].Value))).ShouldBe(HttpStatusCode.NotFound);
        (await Status(parent, Address("nobody"))).ShouldBe(HttpStatusCode.NotFound);
        using var teacher = await Visit.SignIn(_school, "teacher", Cancel);
        (await Status(teacher, Address(_pupils["К-802"].Value))).ShouldBe(HttpStatusCode.NotFound, "it is the family's page");
        (await (await parent.GetAsync($"/family/{_pupils["К-802"]}", Cancel)).Content.ReadAsStringAsync(Cancel)).ShouldContain($"href=\"{Address(_pupils["К-802"].Value)}\"");
    }

    private static string Address(string pupil) => $"/family/{pupil}/reads";

    private static async Task<HttpStatusCode> Status(HttpClient http, string address) => (await http.GetAsync(address, Cancel)).StatusCode;

    /// <summary>The table alone: the frame around it has the reader's own name.</summary>
    private static async Task<string> Lines(HttpClient http, PupilId child)
    {
        var page = WebUtility.HtmlDecode(await http.GetStringAsync(Address(child.Value), Cancel));
        return page[page.IndexOf("<tbody", StringComparison.Ordinal)..page.IndexOf("</tbody", StringComparison.Ordinal)];
    }
}
