using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests;

public class DiceTests
{
    [Fact]
    public void A_seed_throws_the_same_for_ever() =>
        new Dice(7).For("pupil", "12").Next().ShouldBe(new Dice(7).For("pupil", "12").Next());

    [Fact]
    public void The_first_throws_are_those_published_for_the_algorithm()
    {
        var dice = new Dice(1234567);
        ulong[] thrown = [dice.Next(), dice.Next(), dice.Next()];
        thrown.ShouldBe([6457827717110365317, 3203168211198807973, 9817491932198370423]);
    }

    [Fact]
    public void Things_of_other_names_and_seeds_throw_otherwise()
    {
        var thrown = new[] { new Dice(7).For("a", "b"), new Dice(7).For("ab"), new Dice(8).For("a", "b"), new Dice(7).For("b", "a") }.Select(d => d.Next());
        thrown.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Normal_throws_have_the_mean_and_the_deviation_asked_for()
    {
        var dice = new Dice(3);
        var thrown = Enumerable.Range(0, 20_000).Select(_ => dice.Normal(25.4, 2.2)).ToList();
        var mean = thrown.Average();
        mean.ShouldBe(25.4, 0.1);
        Math.Sqrt(thrown.Average(x => (x - mean) * (x - mean))).ShouldBe(2.2, 0.1);
    }

    [Fact]
    public void A_choice_by_weight_keeps_to_the_weights()
    {
        var dice = new Dice(5);
        var thrown = Enumerable.Range(0, 10_000).Count(_ => dice.One<(string Name, double Weight)>([("a", 1), ("b", 3)], x => x.Weight).Name == "b");
        thrown.ShouldBeInRange(7300, 7700);
    }
}
