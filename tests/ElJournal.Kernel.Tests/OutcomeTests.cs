using System.Globalization;
using System.Resources;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Kernel.Tests;

public class OutcomeTests
{
    private static readonly ResourceManager Texts = new("ElJournal.Kernel.Tests.Texts", typeof(OutcomeTests).Assembly);
    private static readonly RefusalKind LessonIsInFuture = new("kernel_tests.lesson_is_in_future", Texts);
    private static readonly DateOnly Friday = new(2026, 11, 27);

    [Fact]
    public void What_is_accepted_carries_no_refusal()
    {
        Outcome.Accepted.IsAccepted.ShouldBeTrue();
        Outcome.Accepted.Refusal.ShouldBeNull();
    }

    [Fact]
    public void What_is_refused_says_why()
    {
        var outcome = Outcome.Refused(LessonIsInFuture, Friday);
        outcome.IsAccepted.ShouldBeFalse();
        outcome.Refusal!.Kind.ShouldBe(LessonIsInFuture);
        outcome.Refusal.Current.ShouldBeNull();
        $"{outcome.Refusal.Kind}".ShouldBe("kernel_tests.lesson_is_in_future");
    }

    [Fact]
    public void A_refusal_is_russian_first()
    {
        var refusal = Outcome.Refused(LessonIsInFuture, Friday).Refusal!;
        refusal.Text(CultureInfo.GetCultureInfo("ru-RU")).ShouldBe("Урок 27 ноября ещё не настал.");
        refusal.Text(CultureInfo.GetCultureInfo("en-GB")).ShouldBe("The lesson of 27 November has not come yet.");
        refusal.Text(CultureInfo.GetCultureInfo("tt-RU")).ShouldStartWith("Урок");
    }

    [Fact]
    public void Whoever_was_slower_is_shown_what_stands_there_now() =>
        Outcome.Changed(LessonIsInFuture, "5", Friday).Refusal!.Current.ShouldBe("5");

    [Fact]
    public void A_refusal_without_a_sentence_is_a_mistake_of_ours() => Should.Throw<InvalidOperationException>(
        () => Outcome.Refused(new RefusalKind("kernel_tests.has_no_text", Texts)).Refusal!.Text()).Message.ShouldContain("kernel_tests.has_no_text");
}
