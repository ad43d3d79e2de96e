using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class GradingTests
{
    private static readonly GradingSystem Five = new(
        "five", "Пятибалльная", [new("5", 500), new("4", 400), new("2", 200)], [new("5", 465), new("4", 365)], Roundings.Mean, "п. 3.1");

    private static readonly GradingSystem None = new("none", "Безотметочное обучение", [], [], Roundings.None, "п. 3.5");

    private static readonly GradingSet Set = new(
        A.YearFrom, [Five, None], [new([1], [], "none", "п. 3.5"), new([7, 8], [A.Algebra], "five", "п. 3.1")],
        [new("н/а", "Не аттестован", false)], [new("test", WorkCategories.Control)], "Положение о системе оценивания");

    [Fact]
    public void Systems_are_set_and_the_same_again_change_nothing()
    {
        SetGradingHandler.Handle(new SetGrading(A.Command, Set), null).ThenEvents(Set);
        var copy = Set with { Systems = [Five with { Symbols = [.. Five.Symbols] }, None], Uses = [.. Set.Uses.Select(u => u with { Levels = [.. u.Levels] })] };
        SetGradingHandler.Handle(new SetGrading(A.Command, copy), Spec.Given<GradingRules>(Set)).ThenNothing();
    }

    [Fact]
    public void An_exception_for_a_subject_holds_wherever_it_stands()
    {
        var rules = GradingRules.Create(Set with { Uses = [new([], [], "none", "п. 1"), new([7], [], "none", "п. 2"), new([], [A.Algebra], "five", "п. 3")] });
        rules.Of(A.Algebra, 7, A.YearFrom)!.Code.ShouldBe("five");
        rules.Of(SubjectId.From("physics"), 7, A.YearFrom)!.Code.ShouldBe("none");
    }

    [Fact]
    public void The_use_that_fits_a_course_says_its_system_on_that_day()
    {
        var rules = Spec.Given<GradingRules>(Set, Set with { From = A.Day(1, 11), Uses = [] })!;
        rules.Of(A.Algebra, 1, A.YearFrom)!.Code.ShouldBe("none");
        rules.Of(A.Algebra, 7, A.YearFrom)!.Code.ShouldBe("five");
        rules.Of(SubjectId.From("physics"), 7, A.YearFrom).ShouldBeNull();
        rules.Of(A.Algebra, 1, A.Day(1, 11)).ShouldBeNull();
        rules.Of(A.Algebra, 1, A.YearFrom.AddDays(-1)).ShouldBeNull();
    }

    [Fact]
    public void Systems_that_cannot_be_are_refused_by_name()
    {
        Refused(Set with { Systems = [] }, Refusals.GradingLacksSystems);
        Refused(Set with { Act = "" }, Refusals.GradingLacksAct);
        Refused(Set with { Systems = [Five with { Clause = "" }, None] }, Refusals.GradingLacksClause);
        Refused(Set with { Systems = [Five, None, None] }, Refusals.GradingRepeatsCode);
        Refused(Set with { Systems = [Five with { Symbols = [new("5", 500), new("5", 400)] }, None] }, Refusals.GradingRepeatsSymbol);
        Refused(Set with { Specials = [new("5", "Пять", false)] }, Refusals.GradingRepeatsSymbol);
        Refused(Set with { Specials = [new("н/а", "Не аттестован", true)] }, Refusals.GradingRepeatsSymbol);
        Refused(Set with { Systems = [Five with { Thresholds = [new("4", 365), new("5", 465)] }, None] }, Refusals.ThresholdIsOff);
        Refused(Set with { Systems = [Five with { Thresholds = [new("9", 365)] }, None] }, Refusals.ThresholdIsOff);
        Refused(Set with { Uses = [new([1], [], "ten", "п. 1")] }, Refusals.GradingSystemIsUnknown);
        Refused(Set with { Uses = [new([12], [], "five", "п. 1")] }, Refusals.YearLevelIsOff);
        Refused(Set with { Works = [new("test", "x")] }, Refusals.WorkCategoryIsUnknown);

        static void Refused(GradingSet set, RefusalKind kind) => SetGradingHandler.Handle(new SetGrading(A.Command, set), null).ThenRefused(kind);
    }
}
