using ElJournal.Access.Accounts;
using ElJournal.Access.Viewing;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.Accounts;

/// <summary>Whose eyes an administrator may look through, and what is recorded of it.</summary>
public sealed class ViewAsRules
{
    private static readonly AccountId Sokolova = new("sokolova");
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);
    private static readonly StartViewAsFacts Facts = new(new DateOnly(2026, 11, 27), Now);
    private static readonly Opening Why = new("не открывается журнал");

    [Fact]
    public void A_preview_is_recorded_with_account_role_and_reason()
    {
        var (outcome, events, _) = Start(Owner(Role.Teacher));
        outcome.IsAccepted.ShouldBeTrue();
        events.ShouldBe([new ViewAsStarted(Sokolova, "teacher", Why.Sealed)]);
        Viewing.Viewing.Longest.ShouldBe(TimeSpan.FromMinutes(30));
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Director)]
    public void The_eyes_of_an_administrator_and_of_the_director_are_closed_in_every_role_they_hold(Role closed)
    {
        Kind(Start(Owner(closed), role: closed)).ShouldBe(Refusals.EyesAreClosed);
        Kind(Start(Owner(Role.Teacher, closed))).ShouldBe(Refusals.EyesAreClosed);
    }

    [Fact]
    public void Nobody_looks_through_the_own_eyes() => Kind(Start(Owner(Role.Teacher), author: "sokolova")).ShouldBe(Refusals.EyesAreClosed);

    [Fact]
    public void An_account_is_seen_in_a_role_it_has_today()
    {
        Kind(Start(Owner(Role.Teacher), role: Role.DeputyHead)).ShouldBe(Refusals.NothingToSee);
        Kind(Start(Owner(Role.Teacher) with { Suspended = true })).ShouldBe(Refusals.NothingToSee);
        Kind(Start(null)).ShouldBe(Refusals.AccountIsUnknown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void A_reason_is_said(string reason) => Kind(Start(Owner(Role.Teacher), reason: new Opening(reason))).ShouldBe(Refusals.ViewAsNeedsReason);

    [Fact]
    public void Only_the_preview_of_the_session_is_ended()
    {
        var command = new EndViewAs(Guid.Empty, Sokolova);
        var viewing = new Viewing.Viewing("session", Sokolova, Role.Teacher, Now);
        EndViewAsHandler.Handle(command, Owner(Role.Teacher), new EndViewAsFacts(viewing)).Item2.ShouldBe([new ViewAsEnded(Sokolova)]);
        EndViewAsHandler.Handle(command, Owner(Role.Teacher), new EndViewAsFacts(null)).Item1.IsAccepted.ShouldBeFalse();
        EndViewAsHandler.Handle(command, Owner(Role.Teacher), new EndViewAsFacts(viewing with { Seen = new AccountId("kim") })).Item1.IsAccepted.ShouldBeFalse();
    }

    private static Account Owner(params Role[] roles) =>
        new("account/sokolova", Sokolova, null, [.. roles.Select(role => new RoleTime(role, new DateOnly(2026, 9, 1), null))], false);

    private static (Outcome Outcome, List<object> Events, object Operation) Start(
        Account? account, Role role = Role.Teacher, string author = "admin", Opening? reason = null)
    {
        var (outcome, events, operation) = StartViewAsHandler.Decide(new StartViewAs(Guid.Empty, Sokolova, role, reason ?? Why), account, Facts, author, "session");
        return (outcome, [.. events], operation);
    }

    private static RefusalKind? Kind((Outcome Outcome, List<object> Events, object Operation) decided)
    {
        decided.Events.ShouldBeEmpty();
        return decided.Outcome.Refusal?.Kind;
    }
}
