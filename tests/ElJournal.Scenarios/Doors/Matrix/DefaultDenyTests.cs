using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors.Matrix;

/// <summary>What nobody has opened is closed: no endpoint without a policy, no command without a right.</summary>
public sealed class DefaultDenyTests(Cast cast) : IClassFixture<Cast>
{
    [Fact]
    public void Every_door_says_who_may_come_in()
    {
        var doors = Door.All(cast.School.Services);
        doors.Count.ShouldBeGreaterThan(20, "the doors are really discovered");
        OpenDoors.Complaints(doors.Select(d => (d.ToString(), d.Need is not null, d.IsAnonymous, d.IsForSignedIn))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_is_of_a_door_that_is_there()
    {
        var names = Door.All(cast.School.Services).Select(d => d.ToString()).ToHashSet();
        OpenDoors.Anonymous.Keys.Concat(OpenDoors.SignedIn.Keys).Where(name => !names.Contains(name)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, false, false, "says nothing")]
    [InlineData(false, true, false, "open to strangers")]
    [InlineData(false, false, true, "open to everybody signed in")]
    [InlineData(true, false, true, null)]
    public void A_door_left_open_is_named(bool needs, bool anonymous, bool signedIn, string? complaint)
    {
        var complaints = OpenDoors.Complaints([("GET /new", needs, anonymous, signedIn)]).ToList();
        if (complaint is null) complaints.ShouldBeEmpty();
        else complaints.ShouldHaveSingleItem().ShouldContain(complaint);
    }

    [Fact]
    public async Task A_door_that_says_nothing_is_closed_by_the_fallback() =>
        (await cast.School.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync())
            .ShouldNotBeNull().Requirements.ShouldContain(r => r is Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement);

    public static TheoryData<string> Commands => [.. Orders.All.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_is_refused_to_one_without_rights(string name)
    {
        var person = Cast.People[0];
        var command = Orders.Make(Orders.All.Single(type => type.FullName == name), Whose.Own, person, cast.Ids, cast.Lesson.Date);
        Enum.IsDefined(command.Need.Permission).ShouldBeTrue();
        var nobody = new Actor(person.Account, person.Role, TestSchool.School, Channel.Web, "none", Grants.None);
        (await cast.School.Send(command, nobody)).Refusal.ShouldNotBeNull().Kind.ShouldBe(Refusals.NotAllowed);
    }
}
