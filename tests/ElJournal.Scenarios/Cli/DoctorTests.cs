using ElJournal.Testing;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Cli;

/// <summary><c>eljournal doctor</c> beside a school at work: well when all is well, and each illness under its own name with advice.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private TestSchool _school = null!;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        await _school.CaughtUp();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task A_school_in_order_is_well()
    {
        var seen = await Answer.Beside(_school, "doctor", "--json");
        seen.Code.ShouldBe(0, seen.Out + seen.Error);
        seen.Json["well"]!.GetValue<bool>().ShouldBeTrue();
        Ill(seen).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("guard", "alter table journal.mt_events disable trigger eljournal_guard")]
    [InlineData("rights", "grant update on journal.mt_events to eljournal_app")]
    [InlineData("schema", "drop table integrity.marks")]
    public async Task An_illness_is_named_and_has_advice(string check, string deed)
    {
        await _school.AsOwner<object>(deed);
        var seen = await Answer.Beside(_school, "doctor", "--json");
        seen.Code.ShouldBe(1, seen.Out + seen.Error);
        Ill(seen).ShouldBe([check]);
        seen.Json["checks"]!.AsArray().Single(c => c!["check"]!.ToString() == check)!["advice"]!.ToString().Length.ShouldBeGreaterThan(10);
    }

    /// <summary>The program sets the zone of its connections itself.</summary>
    [Fact]
    public async Task A_zone_set_for_the_role_does_no_harm()
    {
        var database = await _school.AsOwner<string>("select current_database()::text");
        await _school.AsOwner<object>($"alter role eljournal_app in database {database} set timezone to 'Europe/Moscow'");
        var seen = await Answer.Beside(_school, "doctor", "--json");
        seen.Code.ShouldBe(0, seen.Out + seen.Error);
    }

    private static IEnumerable<string> Ill(Answer answer) =>
        answer.Json["checks"]!.AsArray().Where(c => c!["health"]!.ToString() == "ill").Select(c => c!["check"]!.ToString());
}
