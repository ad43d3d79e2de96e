using System.Runtime.CompilerServices;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

/// <summary>A failed command is written into the log as it prints itself: one that carries people's words must not print them.</summary>
public class PrintedCommandTests
{
    [Fact]
    public void A_command_with_personal_words_says_only_what_and_of_whom() => Complaints(Modules.Types).ShouldBeEmpty();

    [Fact]
    public void There_are_such_commands() => Modules.Types.Count(IsCarrier).ShouldBeGreaterThanOrEqualTo(10);

    [Fact]
    public void One_that_prints_itself_in_full_is_named() => Complaints([typeof(Loud), typeof(Quiet)]).ShouldBe(["Loud prints its words."]);

    private static IEnumerable<string> Complaints(IEnumerable<Type> types) => types.Where(IsCarrier)
        .Where(type => type.GetMethod(nameof(ToString), Type.EmptyTypes)!.IsDefined(typeof(CompilerGeneratedAttribute), false))
        .Select(type => $"{type.Name} prints its words.");

    private static bool IsCarrier(Type type) => type is { IsInterface: false, IsAbstract: false } && typeof(ICarriesOpenings).IsAssignableFrom(type);

    private sealed record Loud(string Words) : ICarriesOpenings
    {
        public IEnumerable<Opening> Openings => [];
    }

    private sealed record Quiet(string Words) : ICarriesOpenings
    {
        public IEnumerable<Opening> Openings => [];

        public override string ToString() => nameof(Quiet);
    }
}
