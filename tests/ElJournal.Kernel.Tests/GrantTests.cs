using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Kernel.Tests;

public class GrantTests
{
    private const string Algebra = "course/algebra-7b";
    private const string History = "course/history-7b";
    private static readonly DateOnly September = new(2026, 9, 1);
    private static readonly DateOnly October = new(2026, 10, 1);
    private static readonly DateOnly November = new(2026, 11, 1);

    private static Grants Holding(params Grant[] grants) => new(grants);

    [Fact]
    public void Nothing_is_allowed_without_a_grant()
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            Grants.None.Allow(permission, Grant.WholeSchool, October).ShouldBeFalse();
            Grants.None.AllowSomewhere(permission, October).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_grant_of_one_act_allows_no_other()
    {
        var grants = Holding(new Grant(Permission.ReadJournal, Grant.WholeSchool));
        foreach (var permission in Enum.GetValues<Permission>())
            grants.Allow(permission, Algebra, October).ShouldBe(permission == Permission.ReadJournal);
    }

    [Fact]
    public void A_teacher_writes_in_her_own_course_only()
    {
        var grants = Holding(new Grant(Permission.WriteJournal, Algebra));
        grants.Allow(Permission.WriteJournal, Algebra, October).ShouldBeTrue();
        grants.Allow(Permission.WriteJournal, History, October).ShouldBeFalse();
        grants.Allow(Permission.WriteJournal, Grant.WholeSchool, October).ShouldBeFalse();
    }

    [Fact]
    public void A_grant_for_the_whole_school_reaches_every_course() =>
        Holding(new Grant(Permission.ReadJournal, Grant.WholeSchool)).Allow(Permission.ReadJournal, History, October).ShouldBeTrue();

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void Both_days_of_a_grant_are_inside_it(int days, bool allowed)
    {
        var grants = Holding(new Grant(Permission.WriteJournal, Algebra, October, October.AddDays(30)));
        grants.Allow(Permission.WriteJournal, Algebra, October.AddDays(days)).ShouldBe(allowed);
        grants.AllowSomewhere(Permission.WriteJournal, October.AddDays(days)).ShouldBe(allowed);
    }

    [Fact]
    public void An_open_side_has_no_end()
    {
        Holding(new Grant(Permission.WriteJournal, Algebra, From: October)).Allow(Permission.WriteJournal, Algebra, DateOnly.MaxValue).ShouldBeTrue();
        Holding(new Grant(Permission.WriteJournal, Algebra, To: October)).Allow(Permission.WriteJournal, Algebra, DateOnly.MinValue).ShouldBeTrue();
    }

    [Fact]
    public void A_substitute_writes_while_she_substitutes_and_reads_on()
    {
        var grants = Holding(
            new Grant(Permission.ReadJournal, Algebra),
            new Grant(Permission.WriteJournal, Algebra, September, September.AddDays(4)),
            new Grant(Permission.WriteJournal, Algebra, November, null));
        grants.Allow(Permission.WriteJournal, Algebra, September).ShouldBeTrue();
        grants.Allow(Permission.WriteJournal, Algebra, October).ShouldBeFalse();
        grants.Allow(Permission.WriteJournal, Algebra, November).ShouldBeTrue();
        grants.Allow(Permission.ReadJournal, Algebra, October).ShouldBeTrue();
    }

    [Fact]
    public void Somewhere_means_any_scope()
    {
        var grants = Holding(new Grant(Permission.WriteJournal, Algebra));
        grants.AllowSomewhere(Permission.WriteJournal, October).ShouldBeTrue();
        grants.AllowSomewhere(Permission.SetUpSchool, October).ShouldBeFalse();
    }
}
